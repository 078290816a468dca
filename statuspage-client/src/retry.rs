//! Retries: which failures are worth another attempt, and how long to wait before it.

use std::time::Duration;

use crate::{Error, ErrorKind, Method};

/// When a request is sent again, and how long to wait before.
///
/// - 420 and 429, and no connection: the request was not carried out, so that it is sent again whatever its method.
/// - 500, 502, 503, 504, a time-out and a connection that broke: it may have been carried out, so that only GET, HEAD,
///   OPTIONS, PUT and DELETE are sent again, and others if [`CallOptions::idempotent`](crate::CallOptions::idempotent)
///   says so for the call. A POST is not, for it would tell subscribers twice.
///
/// The wait is what `Retry-After` says. Without that it is random, up to a limit that doubles with each attempt (exponential
/// backoff with full jitter). [`Error::attempts`] tells how often a request was sent.
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
    total_time: Duration,
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

    /// How often a request is sent at most; 0 counts as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// How long after its first attempt a call may make another one.
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

    /// The longest `Retry-After` that is waited for. When the service asks for more, the call fails at once, and
    /// [`Error::retry_after`] tells what it asked for: to come earlier would be in vain.
    pub const fn max_retry_after(mut self, limit: Duration) -> Self {
        self.max_retry_after = limit;
        self
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts <= self.max_attempts
    }

    /// How long to wait before another attempt; `None` when there will be none.
    pub(crate) fn pause(
        &self,
        error: &Error,
        attempts: u32,
        spent: Duration,
        safe: bool,
    ) -> Option<Duration> {
        if !self.allows(attempts.saturating_add(1)) || !is_worth_it(error, safe) {
            return None;
        }
        let pause = match error.retry_after() {
            Some(asked) if asked > self.max_retry_after => return None,
            Some(asked) => asked,
            None => self.backoff(attempts),
        };
        (spent.saturating_add(pause) <= self.total_time).then_some(pause)
    }

    /// What a refusal teaches the rate limit: to send nothing for so long.
    pub(crate) fn closes(&self, error: &Error) -> Option<Duration> {
        let asked = error.retry_after().filter(|_| error.is_rate_limited())?;
        (asked <= self.max_retry_after).then_some(asked)
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

/// Whether another attempt may succeed, and cannot do the same thing twice unless that is `safe`.
fn is_worth_it(error: &Error, safe: bool) -> bool {
    match error.kind() {
        ErrorKind::Connect => true,
        ErrorKind::Status if error.is_rate_limited() => true,
        ErrorKind::Status => safe && matches!(error.status(), Some(500 | 502 | 503 | 504)),
        ErrorKind::Timeout | ErrorKind::Transport => safe,
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
mod tests {
    use super::*;

    fn status(status: u16, retry_after: Option<u64>) -> Error {
        let mut headers = reqwest::header::HeaderMap::new();
        if let Some(seconds) = retry_after {
            headers.insert("retry-after", seconds.into());
        }
        let status = reqwest::StatusCode::from_u16(status).unwrap();
        Error::from_status(
            status,
            &headers,
            Ok(Vec::new()),
            &crate::ApiKey::new("test").unwrap(),
        )
    }

    fn pause(error: &Error, safe: bool) -> Option<Duration> {
        RetryPolicy::new().pause(error, 1, Duration::ZERO, safe)
    }

    #[test]
    fn only_what_may_help_and_does_no_harm_is_retried() {
        for (error, if_safe, else_too) in [
            (status(420, None), true, true),
            (status(429, Some(60)), true, true),
            (Error::new(ErrorKind::Connect, ""), true, true),
            (status(500, None), true, false),
            (status(502, None), true, false),
            (status(503, Some(1)), true, false),
            (status(504, None), true, false),
            (Error::new(ErrorKind::Timeout, ""), true, false),
            (Error::new(ErrorKind::Transport, ""), true, false),
            (status(501, None), false, false),
            (status(302, None), false, false),
            (status(401, None), false, false),
            (status(422, None), false, false),
            (Error::new(ErrorKind::Decode, ""), false, false),
            (Error::new(ErrorKind::InvalidRequest, ""), false, false),
            (Error::new(ErrorKind::TooLarge, ""), false, false),
        ] {
            assert_eq!(pause(&error, true).is_some(), if_safe, "{error}");
            assert_eq!(pause(&error, false).is_some(), else_too, "{error}");
        }
    }

    #[test]
    fn attempts_and_time_are_limited() {
        let policy = RetryPolicy::new()
            .max_attempts(3)
            .total_time(Duration::from_secs(70));
        let error = status(429, Some(60));
        let after =
            |attempts, spent| policy.pause(&error, attempts, Duration::from_secs(spent), false);
        assert_eq!(after(1, 0), Some(Duration::from_secs(60)));
        assert_eq!(after(2, 10), Some(Duration::from_secs(60)));
        assert_eq!(after(2, 11), None);
        assert_eq!(after(3, 0), None);
        assert_eq!(after(u32::MAX, 0), None);
        assert_eq!(
            RetryPolicy::never().pause(&error, 1, Duration::ZERO, true),
            None
        );
        assert!(RetryPolicy::new().max_attempts(0).allows(1));
    }

    #[test]
    fn a_long_retry_after_is_not_waited_for() {
        let policy = RetryPolicy::new().max_retry_after(Duration::from_secs(59));
        let error = status(429, Some(60));
        assert_eq!(policy.pause(&error, 1, Duration::ZERO, true), None);
        assert_eq!(policy.closes(&error), None);
        let policy = policy.max_retry_after(Duration::from_secs(60));
        assert_eq!(policy.closes(&error), Some(Duration::from_secs(60)));
        assert_eq!(policy.closes(&status(503, Some(60))), None);
        assert_eq!(policy.closes(&status(429, None)), None);
    }

    #[test]
    fn waits_are_random_and_grow_up_to_their_limit() {
        let policy = RetryPolicy::new();
        for (attempts, limit) in [
            (1, 500),
            (2, 1000),
            (3, 2000),
            (7, 30_000),
            (u32::MAX, 30_000),
        ] {
            let waits: Vec<_> = (0..200).map(|_| policy.backoff(attempts)).collect();
            let limit = Duration::from_millis(limit);
            assert!(waits.iter().all(|wait| *wait <= limit));
            assert!(waits.iter().any(|wait| *wait > limit / 2));
            assert!(waits.iter().any(|wait| *wait < limit / 2));
        }
    }
}
