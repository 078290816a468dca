//! The recorded requests as JSON.

use axum::http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::{fault_writing, milliseconds};
use crate::arrivals::Arrivals;
use crate::reply::{Reply, ReplyResult};
use crate::request::RecordedRequest;

/// Reads or clears the records, and returns those that are left.
pub(super) fn respond(arrivals: &mut Arrivals, method: &str) -> ReplyResult {
    match method {
        "GET" => {}
        "DELETE" => drop(arrivals.take_requests()),
        _ => return Err(Reply::method_not_allowed(method, &["GET", "DELETE"])),
    }
    Ok(Reply::ok(json!({
        "requests": arrivals.requests().map(to_json).collect::<Value>(),
        "dropped": arrivals.dropped(),
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
        "fault": request.fault.as_ref().map(fault_writing::to_json),
        "carried_out": request.carried_out,
        "status": request.status,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use axum::http::header::AUTHORIZATION;
    use axum::response::IntoResponse;

    use super::respond;
    use crate::arrivals::Arrivals;

    /// The response as text.
    async fn text(arrivals: &mut Arrivals, method: &str) -> String {
        let response = respond(arrivals, method).unwrap().into_response();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        String::from_utf8(body.unwrap().to_vec()).unwrap()
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
        let records = text(&mut arrivals, "GET").await;
        assert!(records.starts_with("{\"dropped\":1,"), "{records}");
        assert!(
            !records.contains("/one") && records.contains("/two"),
            "{records}"
        );
        let none = "{\"dropped\":0,\"requests\":[]}";
        assert_eq!(text(&mut arrivals, "DELETE").await, none);
    }
}
