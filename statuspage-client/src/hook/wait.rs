//! What a hook sees of a wait.

use std::{fmt, time::Duration};

use crate::CallInfo;

/// A wait that begins; see [`Hook::waiting`](crate::Hook::waiting).
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    pub(crate) call: CallInfo,
    pub(crate) reason: WaitReason,
    pub(crate) duration: Duration,
}

impl Wait {
    /// Returns the operation, and the number of the attempt that waits.
    #[must_use]
    pub fn call(&self) -> CallInfo {
        self.call
    }

    /// Returns why the call waits.
    #[must_use]
    pub fn reason(&self) -> WaitReason {
        self.reason
    }

    /// Returns how long the call waits at least. With many calls before it, or with responses that are slow, it waits longer.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

/// Why a call waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitReason {
    /// The client has used up its [rate limit](crate::RateLimit), or keeps the rest for urgent calls.
    RateLimit,
    /// The service has refused a request, because other programs use the same API key, or because the operation has a limit of
    /// its own.
    Refused,
    /// The attempt before this one has failed.
    Retry,
}

impl fmt::Display for WaitReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::RateLimit => "the rate limit is used up",
            Self::Refused => "the service refused a request",
            Self::Retry => "an attempt failed",
        })
    }
}
