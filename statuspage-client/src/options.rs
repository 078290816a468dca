//! Options of single calls.

use std::{fmt, time::Duration};

use reqwest::header::HeaderMap;

use crate::{Error, Priority, Result, RetryPolicy, header};

/// Options that override the settings of a client for some calls; see [`Client::with_options`](crate::Client::with_options).
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{CallOptions, RetryPolicy};
///
/// let options = CallOptions::new()
///     .timeout(Duration::from_secs(5))
///     .header("x-request-id", "42")
///     .retry(RetryPolicy::never());
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) priority: Option<Priority>,
    headers: HeaderMap,
    failure: Option<String>,
}

impl CallOptions {
    /// Creates options that override nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long one attempt may take, from connecting to the last byte of the response.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sets how long a call may take in total: all attempts, the waits between them, and waiting for the rate limit. By default
    /// there is no deadline. Nothing is sent after it.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Sets when a request is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets whether a request may be carried out twice without harm. By default that depends on its method; see [`RetryPolicy`].
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// Sets whether a call is sent before others if the rate limit makes them wait. By default that depends on the operation; see
    /// [`Priority`].
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = Some(priority);
        self
    }

    /// Adds a header. `Accept` and `User-Agent` are ignored, because the client sets them.
    ///
    /// The call fails with [`InvalidRequest`](crate::ErrorKind::InvalidRequest) if the name or the value is not valid, or if the
    /// client sets the header from the API key, the body or the connection, such as `Authorization`, `Content-Type`,
    /// `Content-Length`, `Transfer-Encoding` and `Host`.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header::header(name, value) {
            Ok((name, value)) => {
                self.headers.append(name, value);
            }
            Err(reason) => {
                self.failure
                    .get_or_insert_with(|| format!("header `{name}`: {reason}"));
            }
        }
        self
    }

    /// Adds the headers to those of the parameters. The client's own headers are set afterwards.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) -> Result<()> {
        if let Some(failure) = &self.failure {
            return Err(Error::new(crate::ErrorKind::InvalidRequest, failure));
        }
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
        Ok(())
    }
}

/// Omits the values of headers, which may be secrets.
impl fmt::Debug for CallOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        formatter
            .debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retry", &self.retry)
            .field("idempotent", &self.idempotent)
            .field("priority", &self.priority)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}
