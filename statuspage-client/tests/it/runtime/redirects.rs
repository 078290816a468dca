//! Redirects are not followed, so the key is never sent to another host.

use serde_json::Value;
use statuspage_client::{ErrorKind, Method, raw::Request};

use crate::common::{
    call::{builder, client, failure},
    server::{Server, SilentServer, ok, response},
};

fn redirect(target: &str) -> Vec<u8> {
    response(
        "307 Temporary Redirect",
        &[&format!("Location: {target}")],
        "",
    )
}

#[tokio::test]
async fn a_redirect_is_not_followed_but_reported() {
    let other = SilentServer::start();
    let target = format!("http://localhost:{}/elsewhere", other.port());
    let server = Server::start([redirect(&format!("{target}?token=1"))]);
    let error = failure(&client(&server.url())).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(307))
    );
    assert_eq!(
        error.to_string(),
        format!(
            "test-call: 307 Temporary Redirect (the redirect to {target} was not followed: check the base URL)"
        )
    );
    assert!(other.is_untouched());
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_not_followed() {
    let server = Server::start([redirect("/elsewhere")]);
    let error = failure(&client(&server.url())).await;
    assert!(
        error.to_string().contains("the redirect to /elsewhere"),
        "{error}"
    );
    assert_eq!(server.received().len(), 1);
}

/// Settings that follow redirects and retry everything; the client overrides them.
fn http_settings() -> reqwest::ClientBuilder {
    let retry = reqwest::retry::for_host("127.0.0.1")
        .no_budget()
        .classify_fn(|attempt| match attempt.status() {
            Some(reqwest::StatusCode::OK) => attempt.success(),
            _ => attempt.retryable(),
        });
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(10))
        .retry(retry)
}

/// Returns a port that refuses connections as long as the socket exists.
fn dead_port() -> (tokio::net::TcpSocket, String) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}/", socket.local_addr().unwrap());
    (socket, url)
}

#[tokio::test]
async fn http_settings_cannot_enable_redirects_or_retries() {
    let (_dead, dead) = dead_port();
    let other = SilentServer::start();
    let methods = [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ];
    for method in methods {
        for status in ["301 A", "302 A", "303 A", "307 A", "308 A"] {
            for target in [&dead, &other.url(), "/elsewhere", "/things.json"] {
                let redirect = response(status, &[&format!("Location: {target}")], "");
                let server = Server::start([redirect, ok("1"), ok("1")]);
                let client = builder(&server.url()).http_client(http_settings());
                let client = client.build().unwrap();
                let request = Request::new(method, "/things.json").json(&1);
                let sent = client.send_request::<Value>(request).await;
                let error = sent.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Status, "{error}");
                assert_eq!((error.attempts(), server.received().len()), (1, 1));
            }
        }
    }
    assert!(other.is_untouched());
}

#[tokio::test]
async fn a_post_is_not_repeated_by_the_http_library() {
    for failure in [
        response("503 Service Unavailable", &["retry-after: 0"], ""),
        Vec::new(),
    ] {
        let server = Server::start([failure, ok("1"), ok("1")]);
        let client = builder(&server.url()).http_client(http_settings());
        let client = client.build().unwrap();
        let post = Request::new(Method::Post, "/things.json").json(&1);
        let error = client.send_request::<Value>(post).await.unwrap_err();
        assert_eq!((error.attempts(), server.received().len()), (1, 1));
    }
}
