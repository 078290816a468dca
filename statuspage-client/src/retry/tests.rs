use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

use super::*;
use crate::RateLimit;

const LIMIT: Option<Duration> = Some(Duration::from_secs(60));
const SECOND: Duration = Duration::from_secs(1);

fn status(status: u16, retry_after: Option<&'static str>) -> Error {
    let mut headers = HeaderMap::new();
    if let Some(text) = retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from_static(text));
    }
    let status = reqwest::StatusCode::from_u16(status).unwrap();
    let key = crate::ApiKey::new("test").unwrap().into();
    Error::from_status(status, &headers, Ok(bytes::Bytes::new()), &key)
}

fn is_repeated(error: &Error, idempotent: bool) -> bool {
    let decision = RetryPolicy::new().decide(error, 1, idempotent, LIMIT);
    decision.retry_in.is_some()
}

#[test]
fn failures_are_repeated_as_the_table_says() {
    let refused = [420, 429];
    let unclear = [
        408, 421, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530,
    ];
    for code in 300..600 {
        let error = status(code, None);
        let (if_idempotent, if_not) = (
            refused.contains(&code) || unclear.contains(&code),
            refused.contains(&code),
        );
        assert_eq!(is_repeated(&error, true), if_idempotent, "{error}");
        assert_eq!(is_repeated(&error, false), if_not, "{error}");
    }
    for (kind, if_idempotent) in [
        (ErrorKind::Timeout, true),
        (ErrorKind::Transport, true),
        // This error is not marked as temporary.
        (ErrorKind::Connect, false),
        (ErrorKind::Decode, false),
        (ErrorKind::InvalidRequest, false),
        (ErrorKind::Configuration, false),
        (ErrorKind::TooLarge, false),
    ] {
        let error = Error::new(kind, "");
        assert_eq!(is_repeated(&error, true), if_idempotent, "{kind:?}");
        assert!(!is_repeated(&error, false), "{kind:?}");
    }
}

#[test]
fn a_request_that_may_have_been_carried_out_is_repeated_only_if_idempotent() {
    for code in 100..1000 {
        let error = status(code, Some("1"));
        assert!(
            !(is_repeated(&error, false) && error.may_have_been_carried_out()),
            "{error}"
        );
    }
}

#[test]
fn attempts_are_limited() {
    let error = status(429, Some("60"));
    let policy = RetryPolicy::new().max_attempts(3);
    let repeated = |policy: &RetryPolicy, attempt| {
        policy
            .decide(&error, attempt, true, LIMIT)
            .retry_in
            .is_some()
    };
    assert!(repeated(&policy, 1) && repeated(&policy, 2));
    assert!(!repeated(&policy, 3) && !repeated(&policy, u32::MAX));
    assert!(!repeated(&RetryPolicy::never(), 1));
    assert!(RetryPolicy::new().max_attempts(0).allows(1));
}

#[test]
fn a_wait_is_as_long_as_asked_for_or_up_to_a_tenth_longer() {
    for text in ["1", "60", "119"] {
        let asked = Duration::from_secs(text.parse().unwrap());
        let error = status(429, Some(text));
        let waits: Vec<_> = (0..100)
            .map(|_| RetryPolicy::new().decide(&error, 1, false, LIMIT))
            .map(|decision| decision.retry_in.unwrap())
            .collect();
        assert!(
            waits
                .iter()
                .all(|wait| *wait >= asked && *wait <= asked.mul_f64(1.1))
        );
        assert!(waits.iter().any(|wait| *wait != waits[0]), "no jitter");
    }
}

#[test]
fn a_short_retry_after_does_not_shorten_the_backoff() {
    for text in ["0", "-5", "Sun, 06 Nov 1994 08:47:37 GMT"] {
        let error = status(503, Some(text));
        let decide = || RetryPolicy::new().decide(&error, 3, true, LIMIT);
        let longest = (0..100).filter_map(|_| decide().retry_in).max();
        assert!(longest.unwrap() > SECOND, "{text}");
    }
}

#[test]
fn a_refusal_without_retry_after_waits_for_the_window() {
    for text in [None, Some("soon"), Some("")] {
        for (limit, window) in [
            (RateLimit::SERVICE, 60),
            (RateLimit::NONE, 60),
            (RateLimit::new(5, SECOND * 7), 7),
        ] {
            let wait = Some(limit.wait_after_refusal());
            let decision = RetryPolicy::new().decide(&status(420, text), 1, false, wait);
            let window = SECOND * window;
            let waits = [decision.retry_in.unwrap(), decision.cooldown.unwrap()];
            assert!(
                waits
                    .iter()
                    .all(|wait| *wait >= window && *wait <= window.mul_f64(1.1))
            );
        }
    }
}

#[test]
fn a_long_retry_after_fails_and_blocks_other_requests() {
    for text in ["60", "99999999999999999999"] {
        let error = status(429, Some(text));
        let policy = RetryPolicy::new().max_retry_after(SECOND * 59);
        let decision = policy.decide(&error, 1, true, LIMIT);
        assert_eq!(decision.retry_in, None);
        assert_eq!(decision.cooldown, Some(SECOND * 59));
    }
    let policy = RetryPolicy::new();
    assert_eq!(
        policy
            .decide(&status(503, Some("60")), 1, true, LIMIT)
            .cooldown,
        None
    );
}

#[test]
fn backoff_is_random_and_grows_up_to_its_limit() {
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

#[test]
fn without_a_window_a_refusal_waits_as_after_another_failure() {
    for _ in 0..100 {
        let decision = RetryPolicy::new().decide(&status(429, None), 1, false, None);
        assert!(decision.retry_in.unwrap() <= SECOND / 2);
    }
}

#[test]
fn random_parts_differ_and_are_below_the_limit() {
    for limit in [Duration::from_secs(4), Duration::MAX] {
        let parts: Vec<_> = (0..1_000).map(|_| random_part(limit)).collect();
        assert!(parts.iter().all(|part| *part < limit));
        for quarter in 0..4 {
            let within = limit / 4 * quarter..limit / 4 * (quarter + 1);
            let count = parts.iter().filter(|part| within.contains(part)).count();
            assert!((150..350).contains(&count), "{count} in {within:?}");
        }
    }
}
