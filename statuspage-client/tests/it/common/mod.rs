//! What several modules of these tests use.

pub(crate) mod call;
pub(crate) mod described;
pub(crate) mod query;
pub(crate) mod server;
pub(crate) mod simulated;
