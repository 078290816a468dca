//! Which failures of which requests lead to another attempt, and the result of the call.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use statuspage_client::{
    CallOptions, Client, Error, ErrorKind, Method, Priority, RateLimit, RetryPolicy, raw::Request,
};

use tokio::io::AsyncWriteExt;

use crate::common::{
    call::{builder, call, client, failure, get},
    server::{Server, SilentServer, broken_off, ok, response},
};

/// Returns a policy with four attempts and very short waits.
fn hasty() -> RetryPolicy {
    RetryPolicy::new().base_delay(Duration::from_millis(1))
}

fn retrying(server: &Server) -> Client {
    builder(&server.url()).retry(hasty()).build().unwrap()
}

fn with_body(method: Method) -> Request {
    Request::new(method, "/things.json").json(&json!({"text": "é".repeat(10_000)}))
}

fn refused(status: &str, headers: &[&str]) -> Vec<u8> {
    response(status, headers, r#"{"error": "no"}"#)
}

const REQUESTS: [(fn() -> Request, bool); 7] = [
    (|| with_body(Method::Get), true),
    (|| with_body(Method::Put), true),
    (|| with_body(Method::Delete), true),
    (|| Request::new(Method::Head, "/things.json"), true),
    (|| Request::new(Method::Options, "/things.json"), true),
    (|| with_body(Method::Post), false),
    (|| with_body(Method::Patch), false),
];

async fn send(client: &Client, request: fn() -> Request) -> Result<(), Error> {
    client.send(&call::<()>(request)).await.map(drop)
}

#[tokio::test]
async fn a_request_that_was_not_carried_out_is_repeated_for_all_methods() {
    for (request, _) in REQUESTS {
        let server = Server::start([
            refused("429 Too Many Requests", &["retry-after: 0"]),
            refused("420 Enhance Your Calm", &["retry-after: -1"]),
            ok("1"),
        ]);
        send(&retrying(&server), request).await.unwrap();
        let received = server.received();
        assert_eq!(received.len(), 3);
        for again in &received[1..] {
            assert_eq!(
                (&again.head, &again.body),
                (&received[0].head, &received[0].body)
            );
        }
    }
}

#[tokio::test]
async fn a_request_that_may_have_been_carried_out_is_repeated_only_if_idempotent() {
    for failure in [
        refused("500 Internal Server Error", &[]),
        refused("502 Bad Gateway", &[]),
        refused("503 Service Unavailable", &["retry-after: 0"]),
        refused("504 Gateway Timeout", &[]),
        refused("408 Request Timeout", &[]),
        refused("421 Misdirected Request", &[]),
        refused("425 Too Early", &[]),
        refused("522 Connection Timed Out", &[]),
        Vec::new(),
        broken_off("200 OK"),
        b"HTTP/1.1 2".to_vec(),
    ] {
        for (request, is_idempotent) in REQUESTS {
            // The response to a HEAD has no body that could be incomplete.
            let method = request().method();
            if method == Method::Head && failure.starts_with(b"HTTP/1.1 200") {
                continue;
            }
            let server = Server::start([failure.clone(), ok("1")]);
            let client = retrying(&server);
            if is_idempotent {
                send(&client, request).await.unwrap();
            } else {
                let error = send(&client, request).await.unwrap_err();
                assert_eq!(
                    (error.attempts(), server.received().len()),
                    (1, 1),
                    "{error}"
                );
                let safe = client.with_options(CallOptions::new().idempotent(true));
                send(&safe, request).await.unwrap();
            }
            assert_eq!(server.received().len(), 2, "{method:?}");
        }
    }
}

#[tokio::test]
async fn a_call_can_be_declared_not_idempotent() {
    let server = Server::start([refused("503 Service Unavailable", &[])]);
    let client = retrying(&server).with_options(CallOptions::new().idempotent(false));
    let error = failure(&client).await;
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
}

#[tokio::test]
async fn other_failures_are_not_repeated() {
    for response in [
        refused("400 Bad Request", &[]),
        refused("401 Unauthorized", &[]),
        refused("404 Not Found", &["retry-after: 0"]),
        refused("422 Unprocessable Entity", &[]),
        refused("501 Not Implemented", &[]),
        refused("302 Found", &["location: /elsewhere"]),
        ok("<html>"),
    ] {
        let server = Server::start([response, ok("1")]);
        let error = failure(&retrying(&server)).await;
        assert_eq!(
            (error.attempts(), server.received().len()),
            (1, 1),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_error_is_that_of_the_last_attempt_with_the_number_of_attempts() {
    let server = Server::start([
        refused("500 Internal Server Error", &[]),
        refused("502 Bad Gateway", &[]),
        refused("503 Service Unavailable", &[]),
        refused("504 Gateway Timeout", &[]),
    ]);
    let error = failure(&retrying(&server)).await;
    assert_eq!((error.status(), error.attempts()), (Some(504), 4));
    assert!(
        error.to_string().ends_with("(the last of 4 attempts)"),
        "{error}"
    );
    let server = Server::start([refused("500 Internal Server Error", &[])]);
    let error = failure(&client(&server.url())).await;
    assert_eq!(error.attempts(), 1);
    assert!(!error.to_string().contains("attempts"), "{error}");
}

#[tokio::test]
async fn a_refused_connection_is_repeated() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let client = builder(&url).retry(hasty()).build().unwrap();
    let error = send(&client, || with_body(Method::Post)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 0));
    assert!(
        error.to_string().ends_with("(the last of 4 attempts)"),
        "{error}"
    );
}

#[tokio::test]
async fn a_retry_after_above_the_maximum_fails_at_once() {
    let server = Server::start([refused("429 Too Many Requests", &["retry-after: 3600"])]);
    let client = builder(&server.url()).build().unwrap();
    let error = failure(&client).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_deadline_ends_a_call_that_waits_for_a_response() {
    let short = Duration::from_millis(50);
    let silent = SilentServer::start();
    let client = builder(&silent.url()).build().unwrap();
    let error = failure(&client.with_options(CallOptions::new().deadline(short))).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(error.is_timeout() && error.may_have_been_carried_out());
    assert!(error.to_string().contains("within 50ms"), "{error}");
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_not_started() {
    let start = Instant::now();
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let busy = Server::start([refused(status, &["retry-after: 60"]), ok("1")]);
        let client = builder(&busy.url()).build().unwrap();
        let options = CallOptions::new().deadline(Duration::from_secs(50));
        let error = failure(&client.with_options(options)).await;
        assert_eq!(
            error.kind(),
            ErrorKind::Status,
            "the error of the last response"
        );
        assert_eq!((error.attempts(), busy.received().len()), (1, 1));
    }
    assert!(start.elapsed() < Duration::from_secs(40));
}

#[tokio::test]
async fn a_deadline_ends_a_call_that_waits_for_the_rate_limit() {
    let busy = Server::start([
        refused("429 Too Many Requests", &["retry-after: 60"]),
        ok("1"),
    ]);
    let options = CallOptions::new().deadline(Duration::from_millis(50));
    let client = builder(&busy.url()).build().unwrap().with_options(options);
    failure(&client).await;
    let error = failure(&client).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert!(!error.may_have_been_carried_out());
    assert!(error.to_string().contains("rate limit"), "{error}");
    assert_eq!(busy.received().len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_after_the_deadline() {
    let server = Server::start([ok("1")]);
    for limit in [RateLimit::SERVICE, RateLimit::NONE] {
        let options = CallOptions::new().deadline(Duration::ZERO);
        let client = builder(&server.url()).rate_limit(limit).build().unwrap();
        let error = failure(&client.with_options(options)).await;
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
        assert!(!error.may_have_been_carried_out());
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn the_total_time_of_attempts_is_limited() {
    let server = Server::start([refused("503 Service Unavailable", &["retry-after: 2"])]);
    let policy = RetryPolicy::new().total_time(Duration::from_secs(1));
    let client = builder(&server.url()).retry(policy).build().unwrap();
    let error = client.send(&get::<Value>()).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
}

#[tokio::test]
async fn a_refused_operation_does_not_delay_other_operations() {
    let server = Server::start([
        refused("429 Too Many Requests", &["retry-after: 60"]),
        ok("1"),
        ok("2"),
    ]);
    let client = builder(&server.url()).build().unwrap();
    let start = Instant::now();
    let in_time = CallOptions::new().deadline(Duration::from_secs(50));
    let list = Request::new(Method::Get, "/components.json");
    let refusal = client
        .with_options(in_time)
        .send_request::<Value>(list)
        .await;
    assert!(refusal.unwrap_err().is_rate_limited());
    for _ in 0..2 {
        let post = Request::new(Method::Post, "/incidents.json").json(&1);
        client.send_request::<Value>(post).await.unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(40));
}

#[tokio::test]
async fn calls_without_a_connection_use_up_no_permits() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let limit = RateLimit::new(1, Duration::from_secs(3600));
    let client = builder(&url).retry(hasty()).rate_limit(limit);
    let client = client.build().unwrap();
    for _ in 0..20 {
        assert!(failure(&client).await.is_connect());
    }
}

/// Starts a server that does not speak TLS: it responds to handshakes in plain text and counts them.
async fn without_tls() -> (String, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::Relaxed);
            stream
                .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                .await
                .unwrap();
            open.push(stream);
        }
    });
    (url, count)
}

#[tokio::test]
async fn invalid_handshakes_and_refusing_proxies_are_not_repeated() {
    let (no_tls, count) = without_tls().await;
    let proxy =
        Server::start((0..4).map(|_| response("407 Proxy Authentication Required", &[], "")));
    let through = reqwest::Proxy::https(proxy.url()).unwrap();
    let refused = builder("https://statuspage.example")
        .http_client(reqwest::Client::builder().proxy(through));
    for client in [builder(&no_tls), refused] {
        let client = client.retry(hasty()).build().unwrap();
        let error = failure(&client).await;
        assert!(error.is_connect(), "{error:?}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
    assert_eq!(
        (count.load(Ordering::Relaxed), proxy.received().len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_put_that_notifies_subscribers_is_not_repeated() {
    use statuspage_client::params::{
        PublishPostmortemParams, ReplaceIncidentParams, ReplaceIncidentUpdateParams,
    };
    let server = Server::start(vec![broken_off("200 OK"); 3]);
    let client = retrying(&server);
    let publish = PublishPostmortemParams::new("p", "i", true);
    let replace = ReplaceIncidentParams::new("p", "i");
    let replace_update = ReplaceIncidentUpdateParams::new("p", "i", "u");
    for error in [
        publish.send(&client).await.unwrap_err(),
        replace.send(&client).await.unwrap_err(),
        replace_update.send(&client).await.unwrap_err(),
    ] {
        assert_eq!(error.attempts(), 1, "{error}");
        assert!(error.may_have_been_carried_out(), "{error}");
    }
    assert_eq!(server.received().len(), 3);
}

#[test]
fn only_these_operations_with_an_idempotent_method_are_not_idempotent() {
    let unsafe_method = |method| matches!(method, Method::Post | Method::Patch);
    let exceptions: Vec<_> = statuspage_client::OPERATIONS
        .iter()
        .filter(|operation| operation.idempotent == unsafe_method(operation.method))
        .map(|operation| operation.id)
        .collect();
    assert_eq!(
        exceptions,
        [
            "replace-incident",
            "replace-incident-update",
            "publish-postmortem"
        ]
    );
}

#[test]
fn only_these_operations_are_urgent() {
    let urgent: Vec<_> = statuspage_client::OPERATIONS
        .iter()
        .filter(|operation| operation.priority() == Priority::Urgent)
        .map(|operation| operation.id)
        .collect();
    assert_eq!(
        urgent,
        [
            "create-a-realtime-incident",
            "update-an-incident-only-applies-to-realtime-and-scheduled-incidents",
            "delete-an-incident",
            "tune-an-incident-update",
            "replace-incident",
            "replace-incident-update",
        ]
    );
}
