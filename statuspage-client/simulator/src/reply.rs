//! What the service answers: success replies, and error replies with its kind of body.

use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONTENT_TYPE};
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
}

impl Reply {
    fn new(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
            allow: None,
        }
    }

    fn error(status: StatusCode, message: &str) -> Self {
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
            status: StatusCode::NO_CONTENT,
            body: None,
            allow: None,
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

    /// 405: the path is known, but not with this method.
    pub(crate) fn method_not_allowed(method: &str, allowed: &[&str]) -> Self {
        let allowed = allowed.join(", ");
        let message = format!("Method {method} is not allowed here; this path takes {allowed}");
        Self {
            allow: Some(allowed),
            ..Self::error(StatusCode::METHOD_NOT_ALLOWED, &message)
        }
    }

    /// 422: the request was read, and its values will not do. One message for each of them.
    pub(crate) fn unprocessable(messages: &[String]) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            json!({ "error": messages }),
        )
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let allow = self.allow.map(|methods| [(ALLOW, methods)]);
        match self.body {
            Some(body) => {
                let json = [(CONTENT_TYPE, "application/json; charset=utf-8")];
                (self.status, json, allow, body.to_string()).into_response()
            }
            None => (self.status, allow, ()).into_response(),
        }
    }
}
