//! Faults, the rate limit, the recorded requests and the states of subscribers over HTTP, for tests in any language.

mod fault;
mod faults;
mod rate_limit;
mod requests;
mod subscribers;

use std::time::Duration;

use axum::http::StatusCode;

use crate::http::reply::{Reply, ReplyResult};
use crate::http::server::{Shared, lock};
use crate::parameters;
use crate::parameters::fields::Accepts;
use crate::parameters::values::Values;

/// The start of every control path. No path of the service starts with it.
pub(crate) const BASE_PATH: &str = "/_simulator";

/// Returns the name of what this path controls; `None` if it is a path of the service.
pub(crate) fn name(path: &str) -> Option<&str> {
    let rest = path.strip_prefix(BASE_PATH)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix('/')
}

/// Carries a control request out, and returns the settings from then on.
pub(crate) fn respond(shared: &Shared, method: &str, name: &str, body: &[u8]) -> ReplyResult {
    match (name, method) {
        ("", "GET") => return Ok(Reply::ok(shared.about.clone())),
        ("", _) => return Err(Reply::method_not_allowed(method, &["GET"])),
        ("reset", "POST") => {
            shared.reset();
            return Ok(Reply::ok(shared.about.clone()));
        }
        ("reset", _) => return Err(Reply::method_not_allowed(method, &["POST"])),
        _ => {}
    }
    if let Some(id) = name.strip_prefix("subscribers/") {
        return subscribers::respond(&mut lock(&shared.state), method, id, body);
    }
    let arrivals = &mut *lock(&shared.arrivals);
    match name {
        "faults" => faults::respond(arrivals, method, body),
        "rate_limit" => rate_limit::respond(arrivals, method, body),
        "requests" => requests::respond(arrivals, method),
        _ => {
            let message = format!(
                "Not found: there are `faults`, `rate_limit`, `requests`, `reset` and `subscribers/ID`, and no `{name}`"
            );
            Err(Reply::error(StatusCode::NOT_FOUND, &message))
        }
    }
}

/// The methods of what can be set.
const METHODS: [&str; 3] = ["GET", "PUT", "DELETE"];

/// Reads a body that has only these fields, or returns 400 or 422.
fn read(accepts: &'static Accepts, body: &[u8]) -> Result<Values, Reply> {
    let tree = parameters::read_json(body)
        .map_err(|error| Reply::bad_request(&format!("The body cannot be read: {error}")))?;
    accepts
        .read(&tree)
        .map_err(|wrong| Reply::unprocessable(&wrong))
}

/// Returns a number whose range was checked to be 0 or above.
fn number(values: &Values, name: &str) -> Option<u64> {
    values.integer(name)?.try_into().ok()
}

/// Returns milliseconds, at most `u64::MAX`.
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
