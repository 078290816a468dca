//! The service over HTTP: connections, requests and responses.

pub(crate) mod connection;
pub(crate) mod delivery;
pub(crate) mod hosts;
pub(crate) mod reply;
pub(crate) mod server;
pub(crate) mod shutdown;
