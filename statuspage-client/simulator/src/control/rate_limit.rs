//! The rate limit as JSON.

use std::time::Duration;

use serde_json::{Value, json};

use super::{METHODS, milliseconds, number};
use crate::arrivals::Arrivals;
use crate::http::reply::{Reply, ReplyResult, whole_seconds};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::rate_limit::{RateLimit, RetryAfter};

const FIELDS: Accepts = Accepts::bare(&[
    Field::new("requests", Kind::Between(0, i64::MAX)),
    Field::new("window_ms", Kind::Between(1, i64::MAX)),
    Field::new("status", Kind::Between(400, 599)),
    Field::new("retry_after", Kind::Between(0, i64::MAX)),
]);

/// Reads, sets or removes the limit, and returns the limit from then on.
pub(super) fn respond(arrivals: &mut Arrivals, method: &str, body: &[u8]) -> ReplyResult {
    match method {
        "GET" => {}
        "PUT" => arrivals.set_rate_limit(Some(read(body)?)),
        "DELETE" => arrivals.set_rate_limit(None),
        _ => return Err(Reply::method_not_allowed(method, &METHODS)),
    }
    Ok(Reply::ok(to_json(
        arrivals.limiter.as_ref().map(|limiter| &limiter.limit),
    )))
}

/// Reads the limit of a body. Fields that are left out are those of the service.
fn read(body: &[u8]) -> Result<RateLimit, Reply> {
    let values = super::read(&FIELDS, body)?;
    let ours = RateLimit::default();
    let requests = number(&values, "requests").and_then(|number| number.try_into().ok());
    let window = number(&values, "window_ms").map(Duration::from_millis);
    Ok(RateLimit {
        requests: requests.unwrap_or(ours.requests),
        window: window.unwrap_or(ours.window),
        status: number(&values, "status").and_then(|status| status.try_into().ok()),
        retry_after: retry_after(&values),
    })
}

/// Reads `retry_after`. Absent and null differ.
fn retry_after(values: &Values) -> RetryAfter {
    match (values.get("retry_after"), number(values, "retry_after")) {
        (None, _) => RetryAfter::Remaining,
        (_, None) => RetryAfter::Absent,
        (_, Some(seconds)) => RetryAfter::Fixed(Duration::from_secs(seconds)),
    }
}

/// Returns the limit in the format of a request body; null if there is none.
fn to_json(limit: Option<&RateLimit>) -> Value {
    let Some(limit) = limit else {
        return Value::Null;
    };
    let mut object = json!({
        "requests": limit.requests,
        "window_ms": milliseconds(limit.window),
        "status": limit.status,
    });
    match limit.retry_after {
        RetryAfter::Remaining => {}
        RetryAfter::Fixed(wait) => object["retry_after"] = whole_seconds(wait).into(),
        RetryAfter::Absent => object["retry_after"] = Value::Null,
    }
    object
}
