//! Faults that an HTTP client sees as responses: other ones, late ones and huge ones.

use std::time::{Duration, Instant};

use reqwest::Response;
use serde_json::{Value, json};
use statuspage_simulator::{Fault, RecordedRequest};

use crate::caller::Caller;
use crate::shapes::assert_says_why;

/// Sends a request that would create an incident.
async fn post(caller: &Caller) -> Response {
    let key = format!("OAuth {}", caller.simulator.api_key());
    let request = caller.request("POST", &caller.on_page("incidents"));
    let request = request.header("Authorization", key);
    let request = request.header("Content-Type", "application/json");
    let request = request.body(r#"{"incident": {"name": "x"}}"#);
    request.send().await.unwrap()
}

/// How many incidents there are. It asks over HTTP, so the faults must be used up.
async fn incidents(caller: &Caller) -> usize {
    let incidents = caller.get(&caller.on_page("incidents")).await;
    incidents.as_array().unwrap().len()
}

fn header(response: &Response, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(value.to_str().unwrap().to_owned())
}

/// The record of the last request.
fn last(caller: &Caller) -> RecordedRequest {
    caller.simulator.requests().pop().unwrap()
}

#[tokio::test]
async fn a_status_takes_the_place_of_the_response() {
    let caller = Caller::start().await;
    for status in [400, 401, 420, 429, 500, 502, 503, 599] {
        let fault = Fault::status(status);
        caller.simulator.fail_next([fault.clone()]);
        let response = post(&caller).await;
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "retry-after"), None);
        let mime = header(&response, "content-type");
        assert_eq!(mime.as_deref(), Some("application/json; charset=utf-8"));
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert_says_why(&body);
        let request = last(&caller);
        assert_eq!(request.fault, Some(fault));
        assert_eq!((request.carried_out, request.status), (false, Some(status)));
    }
    assert_eq!(incidents(&caller).await, 0);
    assert_eq!(post(&caller).await.status(), 201);
}

#[tokio::test]
async fn a_request_may_be_carried_out_although_its_response_is_another() {
    let caller = Caller::start().await;
    for (index, fault) in [
        Fault::status(502),
        Fault::response(200, "text/plain", "?"),
        Fault::redirect(303, "/"),
        Fault::huge_body(2),
    ]
    .into_iter()
    .enumerate()
    {
        caller.simulator.fail_next([fault.clone()]);
        post(&caller).await;
        assert!(!last(&caller).carried_out);
        caller.simulator.fail_next([fault.carried_out()]);
        post(&caller).await;
        assert!(last(&caller).carried_out);
        assert_eq!(incidents(&caller).await, index + 1);
    }
    // A request that is refused is not carried out, even with such a fault.
    caller
        .simulator
        .fail_next([Fault::status(502).carried_out()]);
    let body = json!({"incident": {}});
    let (status, _) = caller
        .call("POST", &caller.on_page("incidents"), body)
        .await;
    assert_eq!(status, 502);
    assert!(!last(&caller).carried_out);
}

#[tokio::test]
async fn a_response_may_be_anything() {
    let caller = Caller::start().await;
    for (status, mime, text) in [
        (502, "text/html", "<html><h1>Bad Gateway</h1></html>"),
        (503, "text/plain; charset=utf-8", "later"),
        (400, "application/json", r#"{"message": "no"}"#),
        (200, "text/html", ""),
    ] {
        caller
            .simulator
            .fail_next([Fault::response(status, mime, text)]);
        let response = post(&caller).await;
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "content-type").as_deref(), Some(mime));
        assert_eq!(response.text().await.unwrap(), text);
    }
    caller.simulator.fail_next([Fault::not_json()]);
    let response = post(&caller).await;
    assert_eq!(response.status(), 200);
    assert!(
        header(&response, "content-type")
            .unwrap()
            .starts_with("application/json")
    );
    let body = response.text().await.unwrap();
    assert!(serde_json::from_str::<Value>(&body).is_err(), "{body}");
}

#[tokio::test]
async fn any_fault_with_a_response_may_say_when_to_come_again() {
    let caller = Caller::start().await;
    for (wait, written) in [(0, "0"), (1, "1"), (1000, "1"), (1001, "2"), (60_000, "60")] {
        let wait = Duration::from_millis(wait);
        for fault in [
            Fault::status(503),
            Fault::redirect(301, "/"),
            Fault::delay(Duration::ZERO),
        ] {
            caller.simulator.fail_next([fault.with_retry_after(wait)]);
            let response = post(&caller).await;
            assert_eq!(header(&response, "retry-after").as_deref(), Some(written));
        }
    }
}

#[tokio::test]
async fn any_header_may_have_any_text() {
    let caller = Caller::start().await;
    for (name, value) in [
        ("Retry-After", "2, 3"),
        ("retry-after", ""),
        ("Retry-After", "-1"),
        ("Retry-After", "1.5"),
        ("Retry-After", "99999999999999999999999"),
        ("Retry-After", "Friday, 02-Jan-26 10:00:07 GMT"),
        ("Date", "Fri, 02 Jan 2026 10:00:00 GMT"),
        ("Content-Type", "application/json"),
        ("X-Request-Id", "1"),
    ] {
        for fault in [
            Fault::status(429),
            Fault::redirect(307, "/"),
            Fault::delay(Duration::ZERO),
        ] {
            let fault = fault.with_header(name, "replaced").with_header(name, value);
            caller.simulator.fail_next([fault]);
            let response = post(&caller).await;
            let values: Vec<_> = response.headers().get_all(name).iter().collect();
            assert_eq!(values, [value], "{name}");
        }
    }
}

#[tokio::test]
async fn a_body_may_be_absent_where_one_is_described() {
    let caller = Caller::start().await;
    for (index, status) in [204, 304].into_iter().enumerate() {
        caller
            .simulator
            .fail_next([Fault::status(status).carried_out()]);
        let response = post(&caller).await;
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "content-type"), None);
        assert_eq!(response.text().await.unwrap(), "");
        assert_eq!(incidents(&caller).await, index + 1);
    }
    let empty = Fault::response(201, "application/json", "").carried_out();
    caller.simulator.fail_next([empty]);
    let response = post(&caller).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.text().await.unwrap(), "");
    assert_eq!(incidents(&caller).await, 3);
}

#[tokio::test]
async fn every_method_may_be_redirected() {
    let caller = Caller::start().await;
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
        for status in [301, 302, 303, 307, 308] {
            let fault = Fault::redirect(status, "http://192.0.2.1:1/elsewhere?x=1");
            caller.simulator.fail_next([fault.for_method(method)]);
            let request = caller.request(method, "/metrics_providers");
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), status, "{method}");
            let location = header(&response, "location");
            assert_eq!(
                location.as_deref(),
                Some("http://192.0.2.1:1/elsewhere?x=1")
            );
        }
    }
}

#[tokio::test]
async fn a_redirect_leads_to_another_host() {
    let (caller, other) = (Caller::start().await, Caller::start().await);
    let elsewhere = format!("{}/metrics_providers", other.simulator.url());
    for status in [301, 302, 303, 307, 308] {
        caller
            .simulator
            .fail_next([Fault::redirect(status, &elsewhere)]);
        let response = post(&caller).await;
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "location").as_ref(), Some(&elsewhere));
    }
    assert_eq!(incidents(&caller).await, 0);
    // A client that follows arrives there.
    caller
        .simulator
        .fail_next([Fault::redirect(307, &elsewhere)]);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(caller.simulator.url()).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(other.simulator.requests()[0].path, "/v1/metrics_providers");
}

#[tokio::test]
async fn a_huge_body_comes_in_parts_and_is_json() {
    let caller = Caller::start().await;
    let size = 3_000_000;
    caller.simulator.fail_next([Fault::huge_body(size)]);
    let mut response = post(&caller).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.content_length(), None);
    let (mut body, mut chunks) = (Vec::new(), 0);
    while let Some(chunk) = response.chunk().await.unwrap() {
        body.extend_from_slice(&chunk);
        chunks += 1;
    }
    assert_eq!(body.len() as u64, size);
    assert!(chunks > 1);
    assert!(serde_json::from_slice::<String>(&body).is_ok());

    // Too large to store: the client reads the beginning and closes the connection.
    caller.simulator.fail_next([Fault::huge_body(u64::MAX)]);
    let mut response = post(&caller).await;
    assert!(response.chunk().await.unwrap().unwrap().starts_with(b"\""));
}

#[tokio::test]
async fn a_delayed_response_is_the_usual_one() {
    let caller = Caller::start().await;
    let delay = Duration::from_millis(30);
    for (fault, status) in [
        (Fault::delay(delay), 201),
        (Fault::delay_response(delay), 201),
        (Fault::delay(delay / 2).with_response_delay(delay / 2), 201),
        (Fault::status(504).with_delay(delay), 504),
        (Fault::status(504).with_response_delay(delay), 504),
        (Fault::slow_body(delay), 201),
    ] {
        caller.simulator.fail_next([fault.clone()]);
        let start = Instant::now();
        let response = post(&caller).await;
        assert_eq!(response.status(), status);
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert!(start.elapsed() >= delay, "{fault:?}");
        assert_eq!(body["name"] == "x", status == 201);
        assert_eq!(last(&caller).carried_out, status == 201);
    }
    assert_eq!(incidents(&caller).await, 4);
}

#[tokio::test]
async fn what_http_cannot_send_is_a_500_that_says_so() {
    let caller = Caller::start().await;
    for (fault, what) in [
        (Fault::status(0), "status 0"),
        (Fault::status(100), "status 100"),
        (Fault::status(1000), "status 1000"),
        (Fault::response(200, "text/\n", "x"), "`text/\n`"),
        (Fault::redirect(302, "\r\nX: y"), "`\r\nX: y`"),
        (Fault::status(429).with_header("a b", "x"), "`a b: x`"),
        (Fault::status(429).with_header("x", "\n"), "`x: \n`"),
        (
            Fault::status(429).with_header("Content-Length", "7"),
            "`content-length: 7`",
        ),
        (
            Fault::status(429).with_header("Transfer-Encoding", "gzip"),
            "`transfer-encoding: gzip`",
        ),
    ] {
        caller.simulator.fail_next([fault]);
        let response = post(&caller).await;
        assert_eq!(response.status(), 500);
        let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        assert!(body["error"].as_str().unwrap().contains(what), "{body}");
    }
}
