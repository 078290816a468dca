//! The setting for the rate limit. What enforces it is in `limiter`.

mod limiter;

use std::time::Duration;

pub(crate) use limiter::{Limiter, Permit, Place};

/// How many requests may be sent in a window of time. All clones of a client share it; two clients do not, even with the
/// same key.
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{Client, RateLimit};
///
/// // Leaves a third of the service's limit to other programs with the same key.
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
    /// The service's own: 60 requests in any 60 seconds for each API key, as its documentation says.
    pub const SERVICE: Self = Self::new(60, Duration::from_secs(60));

    /// No limit: requests are sent at once.
    pub const NONE: Self = Self::new(u32::MAX, Duration::ZERO);

    /// So many requests, at least one, in any window of that length.
    #[must_use]
    pub const fn new(requests: u32, window: Duration) -> Self {
        let requests = if requests == 0 { 1 } else { requests };
        Self { requests, window }
    }

    /// How long to wait after a refusal that does not say for how long.
    pub(crate) fn wait_after_refusal(self) -> Duration {
        if self.window.is_zero() {
            Self::SERVICE.window
        } else {
            self.window
        }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::SERVICE
    }
}
