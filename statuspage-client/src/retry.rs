//! Retries: which failures lead to another attempt, and how long to wait before it.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    time::Duration,
};

use crate::{Error, ErrorKind, Method};

/// The maximum jitter that is added to a wait that the service asks for.
const MAX_JITTER: Duration = Duration::from_secs(5);

/// The policy that decides whether a failed request is sent again, and how long to wait before.
///
/// | Failure | GET, HEAD, OPTIONS, PUT, DELETE | POST, PATCH |
/// |---|---|---|
/// | status 420 or 429, or no connection: not carried out | repeated | repeated |
/// | status 408, 421, 425, 500, 502, 503, 504, 520 to 527, 530 | repeated | not repeated |
/// | timeout or broken connection: may have been carried out | repeated | not repeated |
/// | invalid certificate, or a proxy that refuses the connection | not repeated | not repeated |
/// | everything else | not repeated | not repeated |
///
/// A POST or PATCH that may have been carried out is not repeated, because it could notify subscribers twice. The same holds for
/// the operations with a PUT that notify them: see [`OperationInfo::idempotent`](crate::OperationInfo::idempotent).
/// [`CallOptions::idempotent`](crate::CallOptions::idempotent) changes the column that applies to single calls.
///
/// Without `Retry-After`, the wait is random, up to a limit that doubles with each attempt (exponential backoff with full jitter).
/// With `Retry-After`, the wait is at least that long, plus up to a tenth (at most 5 seconds), and never shorter than without the
/// header. After a status 420 or 429 without a usable `Retry-After`, the window of the [`RateLimit`](crate::RateLimit) takes its
/// place. [`Error::attempts`] returns how often a request was sent.
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{Client, RetryPolicy};
///
/// let patient = RetryPolicy::new().max_attempts(8).total_time(Duration::from_secs(900));
/// let client = Client::builder().api_key("0123-4567").retry(patient).build()?;
/// # Ok::<(), statuspage_client::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    pub(crate) total_time: Duration,
    base_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
}

impl RetryPolicy {
    /// Returns the default policy: 4 attempts within 5 minutes, waits of up to 0.5 s, 1 s, 2 s and so on up to 30 s, and a
    /// `Retry-After` of up to 2 minutes.
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            total_time: Duration::from_secs(300),
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_retry_after: Duration::from_secs(120),
        }
    }

    /// Returns a policy without retries.
    pub const fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first one; 0 counts as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets how long after the first attempt of a call another one may be sent. If the next attempt would be later, the call fails
    /// without waiting for it.
    pub const fn total_time(mut self, limit: Duration) -> Self {
        self.total_time = limit;
        self
    }

    /// Sets the limit of the first wait, for failures without `Retry-After`.
    pub const fn base_delay(mut self, limit: Duration) -> Self {
        self.base_delay = limit;
        self
    }

    /// Sets the maximum that the limit of a wait grows to.
    pub const fn max_delay(mut self, limit: Duration) -> Self {
        self.max_delay = limit;
        self
    }

    /// Sets the longest `Retry-After` to wait for. If the service asks for more, the call fails at once, and
    /// [`Error::retry_after`] returns the time. After a status 420 or 429, the client then sends no requests that the same limit
    /// applies to for as long as this maximum.
    pub const fn max_retry_after(mut self, limit: Duration) -> Self {
        self.max_retry_after = limit;
        self
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts <= self.max_attempts
    }

    /// Decides what to do after a failed attempt.
    pub(crate) fn decide(
        &self,
        error: &Error,
        attempt: u32,
        idempotent: bool,
        refusal_wait: Option<Duration>,
    ) -> Decision {
        let asked = match error.retry_after() {
            None if error.is_rate_limited() => refusal_wait,
            asked => asked,
        };
        let pause = self.pause(asked, attempt);
        let is_repeated = self.allows(attempt.saturating_add(1))
            && is_retryable(error, idempotent)
            && asked.is_none_or(|asked| asked <= self.max_retry_after);
        Decision {
            retry_in: is_repeated.then_some(pause),
            cooldown: error
                .is_rate_limited()
                .then(|| pause.min(self.max_retry_after)),
        }
    }

    /// Returns a wait that is at least as long as asked for, with jitter.
    fn pause(&self, asked: Option<Duration>, attempt: u32) -> Duration {
        let backoff = self.backoff(attempt);
        match asked {
            None => backoff,
            Some(asked) => {
                let jitter = random_part((asked / 10).min(MAX_JITTER));
                asked.saturating_add(jitter).max(backoff)
            }
        }
    }

    fn backoff(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let limit = self.base_delay.saturating_mul(doubled).min(self.max_delay);
        random_part(limit)
    }
}

/// Returns a random duration below a limit. The keys of the standard library's hash tables are random enough for waits.
pub(crate) fn random_part(limit: Duration) -> Duration {
    let hash = RandomState::new().build_hasher().finish();
    let [a, b, c, d, ..] = hash.to_ne_bytes();
    let part = f64::from(u32::from_ne_bytes([a, b, c, d])) / 2_f64.powi(32);
    limit.mul_f64(part)
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// What to do after a failed attempt.
#[derive(Debug)]
pub(crate) struct Decision {
    /// How long to wait before the next attempt; `None` for no other attempt.
    pub(crate) retry_in: Option<Duration>,
    /// How long the rate limiter blocks other requests; `None` if it does not.
    pub(crate) cooldown: Option<Duration>,
}

/// Returns whether another attempt may succeed and cannot carry out the request twice.
fn is_retryable(error: &Error, idempotent: bool) -> bool {
    match error.kind() {
        ErrorKind::Connect => error.is_temporary(),
        ErrorKind::Status if error.is_rate_limited() => true,
        ErrorKind::Status => {
            let status = error.status().unwrap_or_default();
            idempotent && matches!(status, 408 | 421 | 425 | 500 | 502..=504 | 520..=527 | 530)
        }
        ErrorKind::Timeout | ErrorKind::Transport => idempotent,
        _ => false,
    }
}

/// Returns whether HTTP defines the method as idempotent.
pub(crate) const fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Options | Method::Put | Method::Delete => true,
        Method::Post | Method::Patch => false,
    }
}

#[cfg(test)]
mod tests;
