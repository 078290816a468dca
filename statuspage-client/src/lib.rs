//! A typed, asynchronous client for the Atlassian Statuspage management API.
//!
//! A [`Client`] holds an API key and a pool of connections. It is cheap to clone, and sends [`Operation`]s:
//!
//! ```no_run
//! # async fn run() -> statuspage_client::Result<()> {
//! use std::time::Duration;
//! use statuspage_client::Client;
//!
//! let client = Client::from_env()?; // reads STATUSPAGE_API_KEY
//! let patient = Client::builder()
//!     .api_key("0123-4567-89ab")
//!     .timeout(Duration::from_secs(90))
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! Whatever goes wrong is one [`Error`], which tells what happened, where, and what to do next.

mod auth;
mod builder;
mod client;
mod error;
mod method;
mod operation;
mod request;
mod response;

pub use auth::ApiKey;
pub use builder::ClientBuilder;
pub use client::Client;
pub use error::{Error, ErrorKind, Result};
pub use method::Method;
pub use operation::{Operation, OperationInfo};
pub use request::{Joined, JsonObject, Request};
pub use response::Response;

/// Everything that generated code names.
pub mod runtime {
    pub use crate::{
        Error, Joined, JsonObject, Method, Operation, OperationInfo, Request, Response, Result,
    };
    pub use jiff::{Timestamp, civil::Date};
    pub use {serde, serde_json};
}

statuspage_codegen::client! {}

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
