//! What time it is at the server, as far as this process knows.

use std::time::{Duration, Instant};

/// A time of the server, in milliseconds, and the time of this process before which it was not reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServerTime {
    pub(crate) milliseconds: u64,
    pub(crate) asked_at: Instant,
}

impl ServerTime {
    /// Returns the latest time that it can be at the server so long after now.
    pub(crate) fn at_most_in(self, time: Duration) -> u64 {
        let elapsed = self.asked_at.elapsed() + time;
        let elapsed = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        self.milliseconds.saturating_add(elapsed)
    }
}
