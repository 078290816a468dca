//! What the service answers: success replies, and error replies with its kind of body.

use std::time::Duration;

use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The answer to one request. Both sides are replies; `Err` lets a handler leave early with `?`.
pub(crate) type Answer = Result<Reply, Reply>;

/// Status and body of a response.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    body: Option<Value>,
    /// The methods that a 405 names in its `Allow` header.
    allow: Option<String>,
    /// When a refusal says to come again.
    retry_after: Option<Duration>,
}

impl Reply {
    fn new(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
            allow: None,
            retry_after: None,
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

    /// 201 with the new object.
    pub(crate) fn created(body: Value) -> Self {
        Self::new(StatusCode::CREATED, body)
    }

    /// 204: done, and nothing to say.
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

    /// 401: no key, or another one.
    pub(crate) fn unauthorized() -> Self {
        Self::error(
            StatusCode::UNAUTHORIZED,
            "Could not authenticate: send the header `Authorization: OAuth KEY` with this simulator's key",
        )
    }

    /// 403: the service does not know what is asked of it.
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

    /// 405: the simulator knows the path, but not with this method.
    pub(crate) fn method_not_allowed(method: &str, allowed: &[&str]) -> Self {
        let allowed = allowed.join(", ");
        let message = format!(
            "Method not allowed: the simulator has no {method} at this path, which takes {allowed}"
        );
        Self {
            allow: Some(allowed),
            ..Self::error(StatusCode::METHOD_NOT_ALLOWED, &message)
        }
    }

    /// 420, 429 or whatever status a limit is set to have; 429 if HTTP cannot send that.
    pub(crate) fn rate_limited(status: u16, wait: Option<Duration>, message: &str) -> Self {
        let status = final_status(status).unwrap_or(StatusCode::TOO_MANY_REQUESTS);
        Self {
            retry_after: wait,
            ..Self::error(status, message)
        }
    }

    /// 422: the request was read, and its values will not do. One message for each of them.
    pub(crate) fn unprocessable(messages: &[String]) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "error": messages }),
        )
    }

    /// What an error says, one message for each thing that is wrong.
    pub(crate) fn messages(&self) -> Vec<&str> {
        let error = self.body.as_ref().map(|body| &body["error"]);
        match error {
            Some(Value::Array(messages)) => messages.iter().filter_map(Value::as_str).collect(),
            message => message.and_then(Value::as_str).into_iter().collect(),
        }
    }
}

/// The status, if an answer can have it: those below 200 announce another one.
pub(crate) fn final_status(status: u16) -> Option<StatusCode> {
    let status = StatusCode::from_u16(status).ok()?;
    (!status.is_informational()).then_some(status)
}

/// What a `Retry-After` can say: HTTP knows whole seconds alone. They are rounded up, so that nobody
/// comes too early.
pub(crate) fn whole_seconds(wait: Duration) -> u64 {
    let part = u64::from(wait.subsec_nanos() > 0);
    wait.as_secs().saturating_add(part)
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let allow = self.allow.map(|methods| [(ALLOW, methods)]);
        let wait = self
            .retry_after
            .map(|wait| [(RETRY_AFTER, HeaderValue::from(whole_seconds(wait)))]);
        match self.body {
            Some(body) => {
                let json = [(CONTENT_TYPE, "application/json; charset=utf-8")];
                (self.status, json, allow, wait, body.to_string()).into_response()
            }
            None => (self.status, allow, wait, ()).into_response(),
        }
    }
}
