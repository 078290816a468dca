//! Time limits, and connections that fail.

use std::time::Duration;

use serde_json::Value;
use statuspage_client::{ClientBuilder, Error, ErrorKind, Method, RetryPolicy, raw::Request};

use crate::common::{
    call::{builder, call, client, failure, get},
    server::{Server, SilentServer, ok},
};

const SHORT: Duration = Duration::from_millis(50);

fn impatient(url: &str) -> ClientBuilder {
    builder(url).timeout(SHORT).retry(RetryPolicy::never())
}

fn assert_timeout(error: &Error) {
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.status(), None);
    assert!(!error.is_connect());
    let line = error.to_string();
    assert!(
        line.starts_with("test-call: no complete response from http://127.0.0.1:"),
        "{line}"
    );
    assert!(line.contains("within 50ms"), "{line}");
    assert!(line.contains("ClientBuilder::timeout"), "{line}");
}

#[tokio::test]
async fn a_server_that_never_responds_causes_a_timeout() {
    let server = SilentServer::start();
    let client = impatient(&server.url()).build().unwrap();
    assert_timeout(&failure(&client).await);
}

#[tokio::test]
async fn the_timeout_applies_with_custom_http_settings() {
    let server = SilentServer::start();
    let client = impatient(&server.url())
        .http_client(reqwest::Client::builder().timeout(Duration::from_secs(60)))
        .build()
        .unwrap();
    assert_timeout(&failure(&client).await);
}

#[tokio::test]
async fn a_refused_connection_is_reported() {
    // A port that is bound but not listened on refuses connections.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let error = failure(&client(&url)).await;
    assert!(error.is_connect(), "{error:?}");
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.is_timeout());
    assert_eq!((error.status(), error.body()), (None, None));
    let line = error.to_string();
    assert!(
        line.starts_with(&format!("test-call: cannot connect to {url} (")),
        "{line}"
    );
    assert!(line.contains("refused"), "{line}");
    // The URL of the request may contain secrets, so no cause shows it.
    assert!(!format!("{error:?}").contains("things"), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_request_that_is_not_valid_is_not_sent() {
    let server = SilentServer::start();
    let client = client(&server.url());
    let requests: [fn() -> Request; 4] = [
        || Request::new(Method::Get, "/pages/{id}.json").path("id", ""),
        || Request::new(Method::Get, "/pages/{id}.json").path("id", ".."),
        || Request::new(Method::Get, "/pages/{id}.json"),
        || Request::new(Method::Get, "/pages.json").header("X-Trace", "a\nb"),
    ];
    for request in requests {
        let error = client.send(&call::<Value>(request)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.operation(), Some("test-call"));
        assert!(error.to_string().starts_with("test-call: `"), "{error}");
    }
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_request_that_the_http_client_refuses_is_reported() {
    let server = Server::start([ok("1")]);
    let http = reqwest::Client::builder().https_only(true);
    let client = builder(&server.url()).http_client(http).build().unwrap();
    let error = failure(&client).await;
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(
        error.to_string().contains("the HTTP client refuses"),
        "{error}"
    );
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_body_that_is_too_large_is_an_error_and_is_not_read() {
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n\
        6\r\n123456\r\n4\r\n7890\r\n0\r\n\r\n";
    // The server sends only a small part of the declared length.
    let announced = b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n1";
    for bytes in [ok("1234567890"), chunked.to_vec(), announced.to_vec()] {
        let server = Server::start([bytes]);
        let client = builder(&server.url()).max_body_size(9).build().unwrap();
        let error = failure(&client).await;
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
        assert!(error.to_string().contains("max_body_size"), "{error}");
        assert!(error.status().is_some());
        assert_eq!(error.attempts(), 1, "the request is not repeated");
    }
    for bytes in [ok("1234567890"), chunked.to_vec()] {
        let server = Server::start([bytes]);
        let client = builder(&server.url()).max_body_size(10).build().unwrap();
        let response = client.send(&get::<i64>()).await.unwrap();
        assert_eq!(response.body(), b"1234567890");
        assert_eq!(response.into_value(), 1_234_567_890);
    }
}
