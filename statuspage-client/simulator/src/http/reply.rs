//! Responses of the service: successes, and errors with the service's kind of body.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The result of a handler. Both sides are replies; `Err` allows an early return with `?`.
pub(crate) type ReplyResult = Result<Reply, Reply>;

/// Status and body of a response.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    body: Option<Value>,
    /// The `Allow` of a 405, or the `Retry-After` of a refusal.
    header: Option<(&'static str, String)>,
}

impl Reply {
    /// Any status with a body.
    pub(crate) fn new(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
            header: None,
        }
    }

    /// Any status with one message.
    pub(crate) fn error(status: StatusCode, message: &str) -> Self {
        Self::new(status, json!({ "error": message }))
    }

    /// 200 with a body.
    pub(crate) fn ok(body: Value) -> Self {
        Self::new(StatusCode::OK, body)
    }

    /// 201 without a body.
    pub(crate) fn created_nothing() -> Self {
        Self {
            body: None,
            ..Self::new(StatusCode::CREATED, Value::Null)
        }
    }

    /// 201 with the new object.
    pub(crate) fn created(body: Value) -> Self {
        Self::new(StatusCode::CREATED, body)
    }

    /// 204, without a body.
    pub(crate) fn no_content() -> Self {
        Self {
            body: None,
            ..Self::new(StatusCode::NO_CONTENT, Value::Null)
        }
    }

    /// 400: the request cannot be read at all.
    pub(crate) fn bad_request(message: &str) -> Self {
        Self::error(StatusCode::BAD_REQUEST, message)
    }

    /// 401: the key is missing or wrong.
    pub(crate) fn unauthorized() -> Self {
        Self::error(
            StatusCode::UNAUTHORIZED,
            "Could not authenticate: send the header `Authorization: OAuth KEY` with this simulator's key",
        )
    }

    /// 403: the request is not accepted.
    pub(crate) fn forbidden(message: &str) -> Self {
        Self::error(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no `what` that `id` names.
    pub(crate) fn not_found(what: &str, id: &str) -> Self {
        Self::error(
            StatusCode::NOT_FOUND,
            &format!("Not found: there is no {what} `{id}`"),
        )
    }

    /// 404: the simulator has no operation at this path. The service may have one.
    pub(crate) fn unknown_path(path: &str) -> Self {
        let message = format!(
            "Not found: the simulator has no operation at `{path}`, although the service may have one"
        );
        Self::error(StatusCode::NOT_FOUND, &message)
    }

    /// 405: the simulator has the path, but not this method.
    pub(crate) fn method_not_allowed(method: &str, allowed: &[&str]) -> Self {
        let allowed = allowed.join(", ");
        let message = format!(
            "Method not allowed: the simulator has no {method} at this path, which takes {allowed}"
        );
        Self {
            header: Some(("allow", allowed)),
            ..Self::error(StatusCode::METHOD_NOT_ALLOWED, &message)
        }
    }

    /// 420, 429 or another status of a limit; 429 if that is invalid.
    pub(crate) fn rate_limited(status: u16, wait: Option<Duration>, message: &str) -> Self {
        let status = final_status(status).unwrap_or(StatusCode::TOO_MANY_REQUESTS);
        Self {
            header: wait.map(|wait| ("retry-after", whole_seconds(wait).to_string())),
            ..Self::error(status, message)
        }
    }

    /// 422: values of the request are invalid. One message for each of them.
    pub(crate) fn unprocessable(messages: &[String]) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "error": messages }),
        )
    }

    /// 422 with one message.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::unprocessable(&[message.into()])
    }

    /// Returns 422 with what is wrong, if anything is.
    pub(crate) fn check(wrong: &[String]) -> Result<(), Self> {
        if wrong.is_empty() {
            return Ok(());
        }
        Err(Self::unprocessable(wrong))
    }

    /// The messages of an error, one for each problem.
    pub(crate) fn messages(&self) -> Vec<&str> {
        let error = self.body.as_ref().map(|body| &body["error"]);
        match error {
            Some(Value::Array(messages)) => messages.iter().filter_map(Value::as_str).collect(),
            message => message.and_then(Value::as_str).into_iter().collect(),
        }
    }
}

/// Returns the status if a final response can have it: 200 or above.
pub(crate) fn final_status(status: u16) -> Option<StatusCode> {
    let status = StatusCode::from_u16(status).ok()?;
    (!status.is_informational()).then_some(status)
}

/// Rounds up to the whole seconds of a `Retry-After`, so that no client retries too early.
pub(crate) fn whole_seconds(wait: Duration) -> u64 {
    let part = u64::from(wait.subsec_nanos() > 0);
    wait.as_secs().saturating_add(part)
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let header = self.header.map(|header| [header]);
        match self.body {
            Some(body) => {
                let json = [(CONTENT_TYPE, "application/json; charset=utf-8")];
                (self.status, json, header, body.to_string()).into_response()
            }
            None => (self.status, header, ()).into_response(),
        }
    }
}
