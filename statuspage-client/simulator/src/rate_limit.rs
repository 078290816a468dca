//! The settings of the rate limit.

use std::time::Duration;

/// So many requests in any window of time, as the service allows. The default is its limit: 60
/// requests in 60 seconds.
///
/// The window rolls: a request is let through if fewer than that many were let through in the window
/// that ends with its arrival. One that is refused is not carried out and **does not count**, so a
/// client that keeps knocking is let in as soon as the window has room. All others count, whatever
/// they are answered, those that get a [`Fault`](crate::Fault) included.
///
/// As in the service, the list of components and that of page access users are also limited on their
/// own where the query has neither `page` nor `per_page`: each is let through once in a window, and
/// refused with 429 otherwise. Other requests go on.
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
/// // The window may be small enough for a test to wait for its end.
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
    /// The status of every refusal; without it, those of the service by turns.
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: RetryAfter,
}

/// What a refusal says about when to come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    /// The time until the window has room.
    Remaining,
    Fixed(Duration),
    Absent,
}

impl RateLimit {
    /// So many requests in any window of this length.
    #[must_use]
    pub fn new(requests: usize, window: Duration) -> Self {
        Self {
            requests,
            window,
            status: None,
            retry_after: RetryAfter::Remaining,
        }
    }

    /// The status of every refusal. Without this they are 420 and 429 by turns, both of which the
    /// service has been seen to use. A number that is no status at all counts as 429.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        Self {
            status: Some(status),
            ..self
        }
    }

    /// What `Retry-After` says, in whole seconds, rounded up; with `None`, there is no such header.
    ///
    /// Without this it is the time until the window has room again, which is at least 1 second by
    /// the rounding: too much for a client to wait where a test has a window of milliseconds. There,
    /// `Duration::ZERO` or `None` leaves the waiting to the client's own rules.
    #[must_use]
    pub fn retry_after(self, wait: Option<Duration>) -> Self {
        let retry_after = wait.map_or(RetryAfter::Absent, RetryAfter::Fixed);
        Self {
            retry_after,
            ..self
        }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::new(60, Duration::from_secs(60))
    }
}
