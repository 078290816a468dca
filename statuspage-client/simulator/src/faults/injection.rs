//! Applies a fault to a request.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::faults::fault::{Effect, Fault};
use crate::http::connection::Cutter;
use crate::http::delivery;
use crate::http::reply::{Reply, final_status};
use crate::http::shutdown::Shutdown;

/// Returns the response of a request with this fault, and carries the request out if the fault allows
/// it. Returns `None` if there is no response, also when the simulator is dropped during a delay.
pub(crate) async fn respond(
    fault: &Fault,
    cutter: &Cutter,
    shutdown: &Shutdown,
    carry_out: impl FnOnce() -> Reply,
) -> Option<Response> {
    shutdown.pause(fault.delay).await?;
    let own = fault.carried_out.then(carry_out);
    shutdown.pause(fault.response_delay).await?;
    let mut response = if fault.effect.is_own() {
        deliver(own?, &fault.effect, cutter, shutdown).await?
    } else {
        replace(&fault.effect, cutter, shutdown)?
    };
    for (name, value) in &fault.headers {
        let Some((name, value)) = header(name, value) else {
            return Some(impossible(&format!("no header can be `{name}: {value}`")));
        };
        response.headers_mut().insert(name, value);
    }
    Some(response)
}

/// Returns the header if it is valid. The HTTP library sets those of the length of the body.
fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let name = name.parse().ok()?;
    if name == CONTENT_LENGTH || name == TRANSFER_ENCODING {
        return None;
    }
    Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
}

/// Returns the response of the request itself.
async fn deliver(
    own: Reply,
    effect: &Effect,
    cutter: &Cutter,
    shutdown: &Shutdown,
) -> Option<Response> {
    let (parts, body) = own.into_response().into_parts();
    let whole = to_bytes(body, usize::MAX).await.ok()?;
    let body = match effect {
        Effect::Truncated => delivery::truncated(&whole, cutter),
        Effect::Slow(total) => delivery::slow(whole, *total, shutdown, cutter),
        _ => whole.into(),
    };
    Some(Response::from_parts(parts, body))
}

/// Returns the replacement of a response; `None` if the connection is closed.
fn replace(effect: &Effect, cutter: &Cutter, shutdown: &Shutdown) -> Option<Response> {
    Some(match effect {
        Effect::Status(status @ (204 | 304)) => sent(*status, None, StatusCode::into_response),
        Effect::Status(status) => sent(*status, None, |status| {
            Reply::error(status, &format!("Simulated fault: {status}")).into_response()
        }),
        Effect::Response {
            status,
            content_type,
            body,
        } => sent(*status, Some((CONTENT_TYPE, content_type)), |_| {
            Body::from(body.clone()).into_response()
        }),
        Effect::Redirect { status, location } => {
            sent(*status, Some((LOCATION, location)), |status| {
                Reply::error(status, "Simulated fault: a redirect").into_response()
            })
        }
        Effect::HugeBody(bytes) => {
            let json = "application/json; charset=utf-8";
            sent(200, Some((CONTENT_TYPE, json)), |_| {
                delivery::huge(*bytes, shutdown, cutter).into_response()
            })
        }
        _ => return None,
    })
}

/// Returns a 500 that says why a fault cannot be sent.
fn impossible(what: &str) -> Response {
    let message = format!("This fault cannot be sent: {what}");
    Reply::error(StatusCode::INTERNAL_SERVER_ERROR, &message).into_response()
}

/// Returns a response with this status and header, or a 500 that says why they are invalid.
fn sent(
    status: u16,
    header: Option<(HeaderName, &str)>,
    make: impl FnOnce(StatusCode) -> Response,
) -> Response {
    let Some(status) = final_status(status) else {
        return impossible(&format!("no response has the status {status}"));
    };
    let mut response = make(status);
    *response.status_mut() = status;
    if let Some((name, text)) = header {
        let Ok(value) = HeaderValue::from_str(text) else {
            return impossible(&format!("no header can hold `{text}`"));
        };
        response.headers_mut().insert(name, value);
    }
    response
}
