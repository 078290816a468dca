//! The rate limit that processes share: what a store must do. `statuspage-redis` implements it for Redis and Valkey.

use std::{error::Error, pin::Pin, time::Duration};

use crate::Priority;

/// The bookkeeping of a rate limit that several processes with the same API key share; see
/// [`ClientBuilder::shared_limit`](crate::ClientBuilder::shared_limit).
///
/// A client asks for one permit at a time for each priority, and only while calls wait. A permit is spent when it is granted: it
/// is not given back, so a process that is killed takes nothing with it but that one.
pub trait SharedLimit: Send + Sync + 'static {
    /// Asks for one permit. It must end soon, with an error if the store does not respond: meanwhile the calls wait.
    fn acquire<'a>(&'a self, request: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer>;

    /// Reports that the service has refused a request, and asked for this pause.
    fn refused(&self, pause: Duration) -> SharedLimitFuture<'_, ()>;
}

/// The future of a function of [`SharedLimit`].
pub type SharedLimitFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<T, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// A request for one permit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermitRequest {
    /// Whether it goes before others.
    pub priority: Priority,
    /// Whether more calls of this priority wait in this process. If so, the process takes a new place in the queue of processes.
    pub has_more: bool,
    /// Whether the store was not available to this process before.
    pub after_outage: bool,
    /// How long ago this process was permitted each request that the store does not know of, because it was not available.
    pub unreported: Vec<Duration>,
}

/// The answer to a [`PermitRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PermitAnswer {
    /// One request may be sent.
    #[non_exhaustive]
    Granted {
        /// How long the permit is valid: a request that has not been sent by then needs another one.
        valid_for: Duration,
        /// When it is worth to ask for the next one, if more calls wait.
        next: Duration,
    },
    /// No permit is available; ask again after this time.
    Wait(Duration),
    /// The store cannot know what was sent before; until it can, the process goes on under its own limit.
    NotReady(Duration),
}

impl PermitRequest {
    /// Creates a request of a process with one call that waits, to which the store was available.
    #[must_use]
    pub fn new(priority: Priority) -> Self {
        Self {
            priority,
            has_more: false,
            after_outage: false,
            unreported: Vec::new(),
        }
    }
}

impl PermitAnswer {
    /// Creates an answer that grants a permit.
    #[must_use]
    pub fn granted(valid_for: Duration, next: Duration) -> Self {
        Self::Granted { valid_for, next }
    }
}
