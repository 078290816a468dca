//! Options of single calls, and what all calls share.

use std::time::Duration;

use serde_json::Value;
use statuspage_client::{CallOptions, ErrorKind, Method, RateLimit, RetryPolicy, raw::Request};

use crate::common::{
    call::{builder, client, failure, get},
    server::{Server, SilentServer, ok, response},
};

#[tokio::test]
async fn headers_are_added_but_do_not_replace_those_of_the_client() {
    let server = Server::start([ok("1"), ok("2")]);
    let plain = client(&server.url());
    let options = CallOptions::new()
        .header("X-Request-Id", "1")
        .header("x-request-id", "2")
        .header("accept", "text/html");
    let shown = format!("{options:?}");
    assert!(
        shown.contains("x-request-id") && !shown.contains("text/html"),
        "{shown}"
    );
    let with = plain.with_options(options);
    with.send(&get::<Value>()).await.unwrap();
    plain.send(&get::<Value>()).await.unwrap();
    let [with, plain] = server.received().try_into().unwrap();
    assert_eq!(with.headers("x-request-id"), ["1", "2"]);
    assert_eq!(with.headers("accept"), ["application/json"]);
    assert_eq!(plain.headers("x-request-id"), [""; 0]);
    assert_eq!(
        with.headers("authorization"),
        plain.headers("authorization")
    );
}

#[tokio::test]
async fn an_invalid_header_is_an_error_of_the_call() {
    let server = SilentServer::start();
    for (name, value) in [
        ("", "1"),
        ("x-a", "hidden\r\nb: c"),
        ("authorization", "hidden"),
        ("Content-Type", "hidden"),
        ("content-length", "0"),
        ("Transfer-Encoding", "chunked"),
        ("host", "hidden"),
    ] {
        let options = CallOptions::new().header(name, value).header("x-b", "1");
        let error = failure(&client(&server.url()).with_options(options)).await;
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.to_string().contains(&format!("`{name}`")), "{error}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error}");
    }
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_call_can_have_its_own_timeout() {
    let server = SilentServer::start();
    let short = Duration::from_millis(20);
    let client = client(&server.url()).with_options(CallOptions::new().timeout(short));
    let error = failure(&client).await;
    assert!(error.is_timeout());
    assert!(error.to_string().contains("within 20ms"), "{error}");
}

#[tokio::test]
async fn a_call_can_have_its_own_retry_policy() {
    let refusal = || response("503 No", &["retry-after: 0"], "");
    let server = Server::start([refusal(), refusal(), ok("1")]);
    let once = client(&server.url());
    assert_eq!(failure(&once).await.attempts(), 1);
    let twice = once.with_options(CallOptions::new().retry(RetryPolicy::new().max_attempts(2)));
    twice.send(&get::<Value>()).await.unwrap();
}

#[tokio::test]
async fn the_rate_limit_is_shared() {
    let server = Server::start([ok("1"), ok("2"), ok("3")]);
    let window = Duration::from_millis(150);
    let client = builder(&server.url())
        .rate_limit(RateLimit::new(2, window))
        .build()
        .unwrap();
    let start = std::time::Instant::now();
    client.send(&get::<Value>()).await.unwrap();
    client.clone().send(&get::<Value>()).await.unwrap();
    // Only the third request has to wait.
    let other = client.with_options(CallOptions::new());
    let request = Request::new(Method::Get, "/things.json");
    let third = other.send_request::<Value>(request).await.unwrap();
    assert!(start.elapsed() >= window);
    assert_eq!(third.body(), b"3");
}

#[tokio::test]
async fn two_clients_share_no_limit() {
    let server = Server::start([ok("1"), ok("2")]);
    let limit = RateLimit::new(1, Duration::from_secs(3600));
    for _ in 0..2 {
        let client = builder(&server.url()).rate_limit(limit).build().unwrap();
        let soon = CallOptions::new().deadline(Duration::from_secs(30));
        let call = client.with_options(soon).send(&get::<Value>()).await;
        call.unwrap();
    }
}

#[tokio::test]
async fn a_request_without_an_operation_is_named_by_its_path() {
    let server = Server::start([response("404 Not Found", &[], "{}")]);
    let request = Request::new(Method::Get, "/things/{id}.json").path("id", "x");
    let outcome = client(&server.url()).send_request::<Value>(request).await;
    let error = outcome.unwrap_err();
    assert_eq!(error.operation(), Some("/things/{id}.json"));
    assert!(error.is_not_found());
    assert_eq!(server.only().line(), "GET /things/x.json");
}
