//! Retries: which failures are worth another attempt, and how long to wait before it.

use std::time::Duration;

use crate::{Error, ErrorKind, Method, RateLimit};

/// The most that is added to a wait that the service asks for.
const MAX_JITTER: Duration = Duration::from_secs(5);

/// When a request is sent again, and how long to wait before.
///
/// | failure | GET, HEAD, OPTIONS, PUT, DELETE | POST, PATCH |
/// |---|---|---|
/// | 420 or 429, no connection: nothing was carried out | repeated | repeated |
/// | 408, 421, 425, 500, 502, 503, 504, 520 to 527, 530 | repeated | not repeated |
/// | a time limit, a connection that broke: may have been carried out | repeated | not repeated |
/// | a certificate that is not valid, a proxy that refuses the connection | not repeated | not repeated |
/// | everything else | not repeated | not repeated |
///
/// A POST or PATCH that may have been carried out is not repeated because it could notify subscribers twice.
/// [`CallOptions::idempotent`](crate::CallOptions::idempotent) moves single calls to the other column.
///
/// The wait is what `Retry-After` says, or more: up to a tenth longer, and never less than the wait without that header. After 420
/// or 429 without a usable `Retry-After`, it is the window of the [`RateLimit`](crate::RateLimit). In other cases it is random, up
/// to a limit that doubles with each attempt (exponential backoff with full jitter). [`Error::attempts`] says how often a request
/// was sent.
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
    /// The default: 4 attempts within 5 minutes, waits of up to 0.5 s, 1 s, 2 s and so on up to 30 s, and a `Retry-After` of
    /// up to 2 minutes.
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            total_time: Duration::from_secs(300),
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_retry_after: Duration::from_secs(120),
        }
    }

    /// One attempt, whatever comes.
    pub const fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// How many attempts there are at most; 0 counts as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// How long after its first attempt a call may send another one. A call whose next attempt would come later fails at once.
    pub const fn total_time(mut self, limit: Duration) -> Self {
        self.total_time = limit;
        self
    }

    /// The limit of the first wait, where no `Retry-After` says how long to wait.
    pub const fn base_delay(mut self, limit: Duration) -> Self {
        self.base_delay = limit;
        self
    }

    /// What the limit of a wait grows to.
    pub const fn max_delay(mut self, limit: Duration) -> Self {
        self.max_delay = limit;
        self
    }

    /// The longest wait that `Retry-After` may ask for. When the service asks for more, the call fails at once with the time in
    /// [`Error::retry_after`], and the client sends no request under the same limit for as long as this maximum.
    pub const fn max_retry_after(mut self, limit: Duration) -> Self {
        self.max_retry_after = limit;
        self
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts <= self.max_attempts
    }

    /// What to do about an attempt that failed.
    pub(crate) fn decide(
        &self,
        error: &Error,
        attempt: u32,
        idempotent: bool,
        limit: RateLimit,
    ) -> Decision {
        let asked = match error.retry_after() {
            None if error.is_rate_limited() => Some(limit.wait_after_refusal()),
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

    /// A wait that is no shorter than asked for, and that spreads out those who were asked at the same time.
    fn pause(&self, asked: Option<Duration>, attempt: u32) -> Duration {
        let backoff = self.backoff(attempt);
        match asked {
            None => backoff,
            Some(asked) => {
                let jitter = (asked / 10).min(MAX_JITTER).mul_f64(fastrand::f64());
                asked.saturating_add(jitter).max(backoff)
            }
        }
    }

    fn backoff(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let limit = self.base_delay.saturating_mul(doubled).min(self.max_delay);
        limit.mul_f64(fastrand::f64())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// What to do about an attempt that failed.
#[derive(Debug)]
pub(crate) struct Decision {
    /// How long to wait before the next attempt; `None` if there will be none.
    pub(crate) retry_in: Option<Duration>,
    /// How long the rate limit keeps others from being sent.
    pub(crate) cooldown: Option<Duration>,
}

/// Whether another attempt may succeed without doing the same thing twice.
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

/// Whether a request does the same when it is carried out twice, as HTTP says of its method.
pub(crate) fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Options | Method::Put | Method::Delete => true,
        Method::Post | Method::Patch => false,
    }
}

#[cfg(test)]
mod tests;
