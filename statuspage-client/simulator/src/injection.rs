//! Doing to a request what its fault says.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::connection::Line;
use crate::delivery;
use crate::fault::{Delivery, Effect, Fault, Other};
use crate::open::Open;
use crate::reply::{Reply, final_status};

/// The answer of a request with this fault, which is carried out where the fault allows it. `None`
/// if there is to be no answer; so it is, too, when the simulator is dropped during a delay.
pub(crate) async fn answer(
    fault: &Fault,
    line: &Line,
    open: &Open,
    carry_out: impl FnOnce() -> Reply,
) -> Option<Response> {
    open.pause(fault.delay).await?;
    let mut response = match &fault.effect {
        Effect::Own(delivery) => {
            let response = carry_out().into_response();
            open.pause(fault.answer_delay).await?;
            deliver(response, *delivery, line, open).await?
        }
        Effect::Other {
            answer,
            carried_out,
        } => {
            if *carried_out {
                carry_out();
            }
            open.pause(fault.answer_delay).await?;
            instead(answer, line, open)?
        }
    };
    for (name, value) in &fault.headers {
        let Some((name, value)) = header(name, value) else {
            return Some(impossible(&format!("no header can be `{name}: {value}`")));
        };
        response.headers_mut().insert(name, value);
    }
    Some(response)
}

/// A header, unless HTTP cannot send it. Those of the body's length are left to the HTTP library.
fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let name = name.parse().ok()?;
    if name == CONTENT_LENGTH || name == TRANSFER_ENCODING {
        return None;
    }
    Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
}

async fn deliver(
    response: Response,
    delivery: Delivery,
    line: &Line,
    open: &Open,
) -> Option<Response> {
    let (parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.ok()?;
    let body = match delivery {
        Delivery::Whole => whole.into(),
        Delivery::Truncated => delivery::truncated(&whole, line),
        Delivery::Slow(total) => delivery::slow(whole, total, open, line),
    };
    Some(Response::from_parts(parts, body))
}

/// What comes in the place of the answer; `None` if nothing does.
fn instead(answer: &Other, line: &Line, open: &Open) -> Option<Response> {
    Some(match answer {
        Other::Nothing => return None,
        Other::Status(status @ (204 | 304)) => sent(*status, None, StatusCode::into_response),
        Other::Status(status) => sent(*status, None, |status| {
            Reply::error(status, &format!("Simulated fault: {status}")).into_response()
        }),
        Other::Answer {
            status,
            content_type,
            body,
        } => sent(*status, Some((CONTENT_TYPE, content_type)), |_| {
            Body::from(body.clone()).into_response()
        }),
        Other::Redirect { status, location } => {
            sent(*status, Some((LOCATION, location)), |status| {
                Reply::error(status, "Simulated fault: a redirect").into_response()
            })
        }
        Other::HugeBody(bytes) => {
            let json = "application/json; charset=utf-8";
            sent(200, Some((CONTENT_TYPE, json)), |_| {
                delivery::huge(*bytes, open, line).into_response()
            })
        }
    })
}

/// A 500 that says why a fault cannot be sent.
fn impossible(what: &str) -> Response {
    let message = format!("This fault cannot be sent: {what}");
    Reply::error(StatusCode::INTERNAL_SERVER_ERROR, &message).into_response()
}

/// An answer of this status with this header, or, where HTTP cannot send them, a 500 that says so.
fn sent(
    status: u16,
    header: Option<(HeaderName, &str)>,
    make: impl FnOnce(StatusCode) -> Response,
) -> Response {
    let Some(status) = final_status(status) else {
        return impossible(&format!("no answer has the status {status}"));
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
