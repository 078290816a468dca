//! Which calls are sent first if the rate limit makes them wait.

use std::fmt;

/// Whether a call is sent before others if the rate limit makes them wait.
///
/// By default the operations that create, change or delete incidents and their updates are urgent, and all others are normal; see
/// [`OperationInfo::priority`](crate::OperationInfo::priority). [`CallOptions::priority`](crate::CallOptions::priority) sets it
/// for single calls, and [`RateLimit::reserve`](crate::RateLimit::reserve) how many requests are kept for urgent ones.
///
/// Calls of the same priority are sent in the order in which they were made. Urgent calls always go first: if they alone use up
/// the limit, no other call is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Priority {
    /// Sent before all normal calls.
    Urgent,
    /// Sent when no urgent call waits, and only if the reserve for urgent calls is left.
    #[default]
    Normal,
}

impl Priority {
    /// Returns the name in lower case: `urgent` or `normal`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Normal => "normal",
        }
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
