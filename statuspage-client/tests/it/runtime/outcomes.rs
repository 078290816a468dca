//! Whether an error reports that the request may have been carried out, for all ways in which a call can fail.

use std::time::Duration;

use serde_json::{Value, json};
use statuspage_client::{
    CallOptions, Client, Error, ErrorKind, Method, RateLimit, RetryPolicy, raw::Request,
};

use crate::common::{
    call::builder,
    server::{Server, SilentServer, broken_off, ok, response},
};

const SHORT: Duration = Duration::from_millis(50);

fn post() -> Request {
    Request::new(Method::Post, "/things.json").json(&json!({"a": 1}))
}

fn client(url: &str) -> Client {
    let retry = RetryPolicy::new().base_delay(Duration::from_millis(1));
    builder(url).retry(retry).build().unwrap()
}

async fn failure(client: &Client, request: Request) -> Error {
    client
        .send_request::<Vec<Value>>(request)
        .await
        .unwrap_err()
}

fn status(line: &str) -> Vec<u8> {
    response(line, &[], "")
}

#[tokio::test]
async fn the_status_decides_whether_a_request_was_refused() {
    for (response, expected) in [
        (status("400 A"), false),
        (status("401 A"), false),
        (status("404 A"), false),
        (status("409 A"), false),
        (status("422 A"), false),
        (status("501 A"), false),
        (status("307 A"), false),
        (status("308 A"), false),
        (status("303 A"), true),
        (status("408 A"), true),
        (status("500 A"), true),
        (status("503 A"), true),
        (status("520 A"), true),
        (broken_off("200 OK"), true),
        (broken_off("500 A"), true),
        (broken_off("422 A"), false),
        (b"HTTP/1.1 2".to_vec(), true),
        (Vec::new(), true),
        (ok("<html>"), true),
        (ok("{}"), true),
        (ok(""), true),
    ] {
        let server = Server::start([response.clone(), ok("[]")]);
        let error = failure(&client(&server.url()), post()).await;
        let shown = String::from_utf8_lossy(&response);
        assert_eq!(
            error.may_have_been_carried_out(),
            expected,
            "{shown}: {error}"
        );
        assert_eq!(
            (error.attempts(), server.received().len()),
            (1, 1),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_rate_limited_request_was_not_carried_out() {
    for line in ["420 A", "429 A"] {
        let refusal = response(line, &["retry-after: 3600"], "");
        let server = Server::start([refusal]);
        let error = failure(&client(&server.url()), post()).await;
        assert!(!error.may_have_been_carried_out(), "{error}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_request_that_was_not_sent_was_not_carried_out() {
    let silent = SilentServer::start();
    let invalid = Request::new(Method::Post, "/{id}").path("id", "..");
    let https = reqwest::Client::builder().https_only(true);
    let refusing = builder(&silent.url()).http_client(https).build().unwrap();
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let dead = format!("http://{}", socket.local_addr().unwrap());
    let full = builder(&silent.url()).rate_limit(RateLimit::new(1, Duration::from_secs(3600)));
    let full = full.build().unwrap();
    let now = full.with_options(CallOptions::new().timeout(SHORT));
    assert!(failure(&now, post()).await.may_have_been_carried_out());
    let full = full.with_options(CallOptions::new().deadline(SHORT));
    for (client, request, kind) in [
        (client(&silent.url()), invalid, ErrorKind::InvalidRequest),
        (refusing, post(), ErrorKind::InvalidRequest),
        (client(&dead), post(), ErrorKind::Connect),
        (full, post(), ErrorKind::Timeout),
    ] {
        let error = failure(&client, request).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(
            (error.attempts(), error.may_have_been_carried_out()),
            (0, false),
            "{error}"
        );
    }
}

#[tokio::test]
async fn earlier_attempts_are_taken_into_account() {
    let unclear = || response("503 Service Unavailable", &[], "");
    let refusal = response("429 Too Many Requests", &["retry-after: 3600"], "");
    let server = Server::start([unclear(), refusal]);
    let put = Request::new(Method::Put, "/things.json").json(&1);
    let error = failure(&client(&server.url()), put).await;
    assert_eq!((error.status(), error.attempts()), (Some(429), 2));
    assert!(error.may_have_been_carried_out());

    for (first, expected) in [
        (unclear(), true),
        (response("429 A", &["retry-after: 0"], ""), false),
    ] {
        let server = Server::start([first, status("404 Not Found")]);
        let delete = Request::new(Method::Delete, "/things.json");
        let error = failure(&client(&server.url()), delete).await;
        assert!(error.is_not_found());
        assert_eq!(error.may_have_been_carried_out(), expected);
        let line = error.to_string();
        assert_eq!(
            line.contains("an earlier attempt of this call may have deleted it"),
            expected,
            "{line}"
        );
    }
}
