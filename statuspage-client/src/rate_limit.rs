//! The settings of the rate limit. The module `limiter` enforces it.

mod limiter;
mod priority;

use std::time::Duration;

pub(crate) use limiter::{Limiter, Permit, Place, Shared};
pub use priority::Priority;

/// The default of [`RateLimit::reserve`] is a tenth of the requests, and at most this many.
const MAX_DEFAULT_RESERVE: u32 = 6;

/// The maximum number of requests in a window of time. The clones of a client share it. Clients that were created separately do
/// not, even with the same key.
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{Client, RateLimit};
///
/// // Leaves a third of the service's limit for other programs that use the same key.
/// let limit = RateLimit::new(40, Duration::from_secs(60));
/// let client = Client::builder().api_key("0123-4567").rate_limit(limit).build()?;
/// # Ok::<(), statuspage_client::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    requests: u32,
    window: Duration,
    reserve: Option<u32>,
}

impl RateLimit {
    /// The limit of the service: 60 requests in any 60 seconds for each API key, according to its documentation.
    pub const SERVICE: Self = Self::new(60, Duration::from_secs(60));

    /// No limit: requests are sent at once.
    pub const NONE: Self = Self::new(u32::MAX, Duration::ZERO);

    /// Allows this number of requests in any window of this length; 0 requests count as 1.
    #[must_use]
    pub const fn new(requests: u32, window: Duration) -> Self {
        let requests = if requests == 0 { 1 } else { requests };
        Self {
            requests,
            window,
            reserve: None,
        }
    }

    /// Sets how many of the requests are kept for [urgent](Priority::Urgent) calls; at most all but one.
    ///
    /// By default it is a tenth of the requests, but not more than 6: 6 of the service's 60. Clients of other APIs reserve
    /// nothing by default.
    ///
    /// With a reserve, the next urgent call never waits for other calls, and the ones after it hardly do. Of several that are
    /// made at once, up to the size of the reserve, each one can be sent at most `window / requests` (1 second for the service)
    /// after the one before it. Other calls may send all but the reserve at once. They get the rest as well, except one request
    /// in each window, but spread over the window. So the reserve costs them `1 / requests` of their throughput (1.7 % for the
    /// service), for each size of it; a larger one makes bursts smaller. Without a reserve, urgent calls are still the first in
    /// the queue.
    #[must_use]
    pub const fn reserve(mut self, requests: u32) -> Self {
        self.reserve = Some(requests);
        self
    }

    /// Returns this limit with the default reserve of the service, if none is set.
    pub(crate) fn with_default_reserve(self) -> Self {
        let default = (self.requests / 10).min(MAX_DEFAULT_RESERVE);
        self.reserve(self.reserve.unwrap_or(default))
    }

    /// Returns the length of the window; `None` without a limit.
    pub(crate) fn window(self) -> Option<Duration> {
        (!self.window.is_zero()).then_some(self.window)
    }

    /// Returns how long to wait after a refusal without a usable `Retry-After` header.
    pub(crate) fn wait_after_refusal(self) -> Duration {
        self.window().unwrap_or(Self::SERVICE.window)
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::SERVICE
    }
}
