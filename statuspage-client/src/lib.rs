//! A typed, asynchronous client for the Atlassian Statuspage management API.
//!
//! A [`Client`] holds an API key and a pool of connections, is cheap to clone, and has a function for each operation of
//! the API. The parameters of each are a struct in [`params`]: `new` takes what is required, a setter each of the rest.
//!
//! ```no_run
//! # async fn run() -> statuspage_client::Result<()> {
//! use statuspage_client::Client;
//! use statuspage_client::params::{CreateARealtimeIncidentParams, GetYourPageProfileParams};
//!
//! let client = Client::from_env()?; // reads STATUSPAGE_API_KEY
//! let incident = CreateARealtimeIncidentParams::new("your-page-id")
//!     .name("Checkout is failing")
//!     .status("investigating");
//! let created = client.create_a_realtime_incident(&incident).await?;
//! println!("{}", created["shortlink"]);
//!
//! // With the status and the headers of the answer:
//! let page = client.send(&GetYourPageProfileParams::new("your-page-id")).await?;
//! assert_eq!(page.status(), 200);
//! # Ok(())
//! # }
//! ```
//!
//! Whatever goes wrong is one [`Error`], which tells what happened, where, and what to do next. [`Client::builder`] has the
//! settings. What the generated functions do not cover is an [`Operation`] written by hand.
//!
//! Functions and parameters are generated from the API's description when the crate is built; [`OPERATIONS`] lists them.

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

/// What the generated code uses: for `statuspage_codegen::client!` in other crates.
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
