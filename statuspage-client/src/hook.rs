//! What a program of the user's does around each attempt: add headers, count, measure, record.

mod guard;

use std::{fmt, time::Duration};

use crate::{Error, ErrorKind, Method, header::header};

pub(crate) use self::guard::HookGuard;

/// Sees every attempt, before and after it; given to [`ClientBuilder::hook`](crate::ClientBuilder::hook).
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
///         // An error of a wrong name or value comes from the call itself.
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
/// The functions run in the caller's task. They should not block, and should not panic: a panic in `before` ends the call
/// there, and one in `after` does so once the other hooks were called. While a call is being dropped it goes no further.
pub trait Hook: Send + Sync + 'static {
    /// An attempt is about to be sent.
    fn before(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// An attempt has ended. It is called once for each `before` that returned, also when a later hook stopped the attempt
    /// or panicked, or the call was [dropped](Outcome::is_dropped) under way.
    fn after(&self, outcome: &Outcome<'_>) {
        let _ = outcome;
    }
}

/// Where an attempt belongs.
#[derive(Clone, Copy, Debug)]
pub struct CallInfo {
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) path_template: &'static str,
    pub(crate) attempt: u32,
}

impl CallInfo {
    /// The operation's ID in the description.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path below the base URL, with `{name}` where parameters stand.
    #[must_use]
    pub fn path_template(&self) -> &'static str {
        self.path_template
    }

    /// The number of the attempt, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }
}

/// An attempt that is about to be sent. The API key cannot be seen here.
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
    /// Which call it belongs to, and its number.
    #[must_use]
    pub fn call(&self) -> CallInfo {
        self.call
    }

    /// The address: base URL, path and query.
    #[must_use]
    pub fn url(&self) -> &str {
        self.request.url().as_str()
    }

    /// The body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.request.body()?.as_bytes()
    }

    /// Sets a header of the attempt. A name or a value that no header may have makes the call an
    /// [`InvalidRequest`](ErrorKind::InvalidRequest), and so does a header that the client sets from the API key, the body
    /// or the connection, such as `Authorization`, `Content-Type`, `Content-Length`, `Transfer-Encoding` and `Host`.
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

/// How an attempt has ended.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    pub(crate) call: CallInfo,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<&'a Error>,
    pub(crate) dropped: bool,
    pub(crate) elapsed: Duration,
}

impl<'a> Outcome<'a> {
    /// Which call it belongs to, and its number.
    #[must_use]
    pub fn call(&self) -> CallInfo {
        self.call
    }

    /// The HTTP status, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// What went wrong, if something did; the call may try again.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }

    /// Whether the attempt was given up before its end, so that there is neither a status nor an error: the call's future was
    /// dropped, or a hook panicked. If it was sent, it may have been carried out.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.dropped
    }

    /// From sending to the end of the answer.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}
