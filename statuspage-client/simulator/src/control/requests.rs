//! The recorded requests as JSON.

use axum::http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::{fault, milliseconds};
use crate::arrivals::Arrivals;
use crate::http::reply::{Reply, ReplyResult};
use crate::request::RecordedRequest;

/// Reads or clears the records, and returns those that are left.
pub(super) fn respond(arrivals: &mut Arrivals, method: &str) -> ReplyResult {
    match method {
        "GET" => {}
        "DELETE" => drop(arrivals.take_requests()),
        _ => return Err(Reply::method_not_allowed(method, &["GET", "DELETE"])),
    }
    Ok(Reply::ok(json!({
        "requests": arrivals.requests.iter().map(to_json).collect::<Value>(),
        "dropped": arrivals.dropped,
    })))
}

/// Returns one record without its `Authorization` header: reading records needs no key.
fn to_json(request: &RecordedRequest) -> Value {
    let headers = request.headers.iter();
    let headers = headers.filter(|(name, _)| AUTHORIZATION != name.as_str());
    json!({
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": headers.map(|(name, value)| json!([name, value])).collect::<Value>(),
        "body": String::from_utf8_lossy(&request.body),
        "at_ms": milliseconds(request.at),
        "fault": request.fault.as_ref().map(fault::to_json),
        "carried_out": request.carried_out,
        "status": request.status,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use axum::http::header::AUTHORIZATION;
    use axum::response::IntoResponse;

    use serde_json::{Value, json};

    use super::respond;
    use crate::arrivals::Arrivals;

    /// The response, whose keys have any order.
    async fn json(arrivals: &mut Arrivals, method: &str) -> Value {
        let response = respond(arrivals, method).unwrap().into_response();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        serde_json::from_slice(&body.unwrap()).unwrap()
    }

    #[tokio::test]
    async fn dropped_records_are_counted_until_all_are_cleared() {
        let mut arrivals = Arrivals::new(None);
        let long = "x".repeat(30 * 1024 * 1024);
        for path in ["/one", "/two", "/three"] {
            let request = Request::builder().uri(path).header(AUTHORIZATION, &long);
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert!(arrivals.admit(&parts, b"").1.is_ok());
        }
        let records = json(&mut arrivals, "GET").await;
        assert_eq!(records["dropped"], 1);
        let requests = records["requests"].to_string();
        assert!(
            !requests.contains("/one") && requests.contains("/two"),
            "{requests}"
        );
        let none = json!({"dropped": 0, "requests": []});
        assert_eq!(json(&mut arrivals, "DELETE").await, none);
    }
}
