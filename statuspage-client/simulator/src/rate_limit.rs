//! The settings of the rate limit.

use std::time::Duration;

/// A maximum number of requests in any window of time. The default is the limit of the service: 60
/// requests in 60 seconds.
///
/// The window rolls: a request is admitted if fewer than that many were admitted in the window that
/// ends with its arrival. A refused request is not carried out and **does not count**, so a client that
/// keeps trying is admitted as soon as the window has room. All other requests count, including those
/// that fail or get a [`Fault`](crate::Fault).
///
/// As in the service, the list of components and that of page access users also have a limit of their
/// own where the query has neither `page` nor `per_page`: each is admitted once per window, and
/// refused with 429 otherwise. Other requests are not affected.
///
/// ```
/// use std::time::Duration;
/// use statuspage_simulator::{RateLimit, Simulator};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let limit = RateLimit::new(2, Duration::from_secs(60)).status(429);
/// let simulator = Simulator::builder().rate_limit(limit).start().await?;
///
/// let url = format!("{}/metrics_providers", simulator.url());
/// for status in [200, 200, 429] {
///     assert_eq!(reqwest::get(&url).await?.status(), status);
/// }
///
/// // A test can use a window that is short enough to wait for.
/// let limit = RateLimit::new(2, Duration::from_millis(200)).retry_after(None);
/// simulator.set_rate_limit(Some(limit));
/// assert_eq!(reqwest::get(&url).await?.status(), 200);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    pub(crate) requests: usize,
    pub(crate) window: Duration,
    /// The status of every refusal; `None` alternates between those of the service.
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: RetryAfter,
}

/// The `Retry-After` of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    /// The time until the window has room.
    Remaining,
    Fixed(Duration),
    Absent,
}

impl RateLimit {
    /// Allows this many requests in any window of this length.
    #[must_use]
    pub fn new(requests: usize, window: Duration) -> Self {
        Self {
            requests,
            window,
            status: None,
            retry_after: RetryAfter::Remaining,
        }
    }

    /// Sets the status of every refusal. Without this it alternates between 420 and 429, because
    /// clients have seen both from the service. An invalid status counts as 429.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets `Retry-After`, in whole seconds, rounded up; with `None` there is no such header.
    ///
    /// Without this it is the time until the window has room again, which is rounded up to at least 1
    /// second. With a window of milliseconds that is too long for a test: use `Duration::ZERO` or
    /// `None`, with which the client follows its own rules.
    #[must_use]
    pub fn retry_after(mut self, wait: Option<Duration>) -> Self {
        let retry_after = wait.map_or(RetryAfter::Absent, RetryAfter::Fixed);
        self.retry_after = retry_after;
        self
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::new(60, Duration::from_secs(60))
    }
}
