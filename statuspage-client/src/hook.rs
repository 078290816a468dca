//! Hooks: code of the user that runs before and after each attempt and before each wait, to add headers, count, measure or
//! record.

mod guard;
mod wait;

use std::{fmt, time::Duration};

use crate::{Error, ErrorKind, Method, Priority, header::header};

pub(crate) use self::guard::HookGuard;
pub use self::wait::{Wait, WaitReason};

/// Code that runs before and after every attempt, and before every wait; added with [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// ```
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use statuspage_client::{Attempt, Client, Hook, Outcome};
///
/// #[derive(Default)]
/// struct Failures(AtomicU32);
///
/// impl Hook for Failures {
///     fn before(&self, attempt: &mut Attempt<'_>) {
///         // If the name or the value is not valid, the call returns an error.
///         attempt.set_header("x-trace-id", "0af7651916cd43dd");
///     }
///
///     fn after(&self, outcome: &Outcome<'_>) {
///         if outcome.error().is_some() {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// let client = Client::builder().api_key("0123-4567").hook(Failures::default()).build()?;
/// # Ok::<(), statuspage_client::Error>(())
/// ```
///
/// The functions run in the task of the caller. They should neither block nor panic. A panic in `before` ends the call at once; a
/// panic in `after` ends it after the other hooks were called. A panic in `after` while a call is dropped is caught.
pub trait Hook: Send + Sync + 'static {
    /// Runs before a call waits for the rate limit, or between two attempts. It runs again if the reason changes.
    ///
    /// It may run in the middle of a poll, and no `before` or `after` belongs to it.
    fn waiting(&self, wait: &Wait) {
        let _ = wait;
    }

    /// Runs when the limit that processes share is not available any more, with the error, and again with `None` when it is
    /// available. See [`ClientBuilder::shared_limit`](crate::ClientBuilder::shared_limit).
    fn shared_limit(&self, error: Option<&str>) {
        let _ = error;
    }

    /// Runs before an attempt is sent.
    fn before(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// Runs after an attempt has ended.
    ///
    /// It runs once for each `before` that returned, even if a later hook stopped the attempt or panicked, or the call was
    /// [dropped](Outcome::is_dropped).
    fn after(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }
}

/// The operation that an attempt belongs to, and the number of the attempt.
#[derive(Clone, Copy, Debug)]
pub struct CallInfo {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) path_template: &'static str,
    pub(crate) attempt: u32,
    pub(crate) priority: Priority,
}

impl CallInfo {
    /// Returns the ID of the operation in the description.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Returns the path below the base URL, with `{name}` for each parameter.
    #[must_use]
    pub fn path_template(&self) -> &'static str {
        self.path_template
    }

    /// Returns the number of the attempt, starting with 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns whether the call is sent before others if the rate limit makes them wait.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority
    }
}

/// An attempt that is about to be sent. It does not expose the API key.
pub struct Attempt<'a> {
    pub(crate) call: CallInfo,
    pub(crate) request: &'a mut reqwest::Request,
    pub(crate) failure: Option<Error>,
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attempt")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

impl Attempt<'_> {
    /// Returns the operation and the number of the attempt.
    #[must_use]
    pub fn call(&self) -> CallInfo {
        self.call
    }

    /// Returns the URL: base URL, path and query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.request.url().as_str()
    }

    /// Returns the body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.request.body()?.as_bytes()
    }

    /// Sets a header of the attempt.
    ///
    /// The call fails with [`InvalidRequest`](ErrorKind::InvalidRequest) if the name or the value is not valid, or if the client
    /// sets the header from the API key, the body or the connection, such as `Authorization`, `Content-Type`, `Content-Length`,
    /// `Transfer-Encoding` and `Host`.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => {
                self.request.headers_mut().insert(name, value);
            }
            Err(reason) => {
                self.failure.get_or_insert_with(|| {
                    let detail = format!("header `{name}`: {reason}");
                    Error::new(ErrorKind::InvalidRequest, detail)
                });
            }
        }
    }
}

/// The result of an attempt.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    pub(crate) call: CallInfo,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<&'a Error>,
    pub(crate) dropped: bool,
    pub(crate) elapsed: Duration,
}

impl<'a> Outcome<'a> {
    /// Returns the operation and the number of the attempt.
    #[must_use]
    pub fn call(&self) -> CallInfo {
        self.call
    }

    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns the error, if the attempt failed. Another attempt may follow.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }

    /// Returns whether the attempt was abandoned, because the future of the call was dropped or a hook panicked. Then there is
    /// neither a status nor an error. If the request was sent, it may have been carried out.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.dropped
    }

    /// Returns the time from sending the request to the end of the response.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}
