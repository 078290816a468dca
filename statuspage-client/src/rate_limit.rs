//! The setting of the rate limit. The module `limiter` enforces it.

mod limiter;

use std::time::Duration;

pub(crate) use limiter::{Limiter, Permit, Place};

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
        Self { requests, window }
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
