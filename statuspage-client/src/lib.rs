#![doc = include_str!("lib.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
// No response of the service and no argument may cause a panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod auth;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod client;
mod conversions;
mod engine;
mod error;
#[cfg(any(doc, doctest))]
#[doc = include_str!("guide.md")]
pub mod guide {}
mod header;
mod hook;
mod lenient;
mod method;
mod nullable;
mod object;
mod operation;
mod options;
mod pagination;
mod partial_date;
mod rate_limit;
mod repair;
mod request;
mod response;
mod retry;
mod secret;
mod selection;
mod sender;
mod service;
pub mod setter;
pub mod shared_limit;
mod trace;
mod union;
mod unix_seconds;

pub use auth::ApiKey;
pub use builder::ClientBuilder;
pub use client::Client;
pub use error::{Error, ErrorKind, Result};
pub use hook::{Attempt, CallInfo, Hook, Outcome, Wait, WaitReason};
pub use method::Method;
pub use nullable::Nullable;
pub use operation::{BodyFormat, Operation, OperationInfo};
pub use options::CallOptions;
pub use pagination::{Items, Paged};
pub use partial_date::PartialDate;
pub use rate_limit::{Priority, RateLimit};
pub use request::FilePart;
pub use response::Response;
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use selection::Selection;
pub use sender::Sender;
pub use unix_seconds::UnixSeconds;

// Re-exported so that users need not add them in the right version to create times and read JSON.
pub use {jiff, serde_json};

/// Requests as plain data, for endpoints that the generated code does not cover: see
/// [`Client::send_request`](crate::Client::send_request) and [`Operation`].
pub mod raw {
    pub use crate::request::{Joined, JsonObject, Request};
}

/// The functions and types that generated code uses, for `statuspage_codegen::client!` in other crates.
///
/// It is not covered by semantic versioning: it changes with the generator, so both must have the same version. Do not use it in
/// code that you write.
#[doc(hidden)]
pub mod runtime {
    #[cfg(feature = "blocking")]
    pub use crate::blocking;
    pub use crate::{
        BodyFormat, CallOptions, Client, ClientBuilder, Error, FilePart, Hook, Items, Method,
        Nullable, Operation, OperationInfo, Paged, PartialDate, RateLimit, Response, Result,
        RetryPolicy, Secret, Selection, Sender, UnixSeconds,
        auth::{Scheme, Security, Service},
        client_type,
        lenient::{Lenient, scalar, text},
        object::{Object, ObjectReader, ObjectWriter, debug_object, read_object, write_object},
        object_type,
        request::{
            Finite, Flat, Joined, JoinedItems, JsonObject, JsonText, Numbers, ObjectOnly, Request,
        },
        selection::OrWord,
        sender::value,
        service::{basic_credential, builder, credential},
        setter::{IntoEntries, IntoItems, IntoObject, IntoOption, OrNone},
        text_type,
        union::{Candidate, fit, one_of},
        union_type,
    };
    pub use jiff::{Timestamp, civil::Date};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
    pub use {reqwest::ClientBuilder as HttpClientBuilder, serde_json};
}

// The links to the source of generated items lead here: `cargo expand -p statuspage-client params` (or `models`) shows their code.
// It is generated from the description, `spec/statuspage.json`.
statuspage_codegen::client! {
    client: crate::Client,
    blocking: crate::blocking::Client,
    runtime: crate::runtime,
}

/// Compiles the code of the crate's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
