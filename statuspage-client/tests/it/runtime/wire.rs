//! Requests on the wire: request line, headers and body.

use std::{env, process::Command};

use serde_json::{Value, json};
use statuspage_client::{
    Client, ErrorKind, FilePart, Method,
    raw::{JsonObject, Request},
};

use crate::common::{
    call::{KEY, builder, call, client, get},
    server::{Received, Server, SilentServer, ok},
};

type Make = fn() -> Request;

/// Sends a request, and returns what the server received.
async fn sent(request: Make) -> Received {
    let server = Server::start([ok("{}")]);
    let response = client(&server.url())
        .send(&call::<Value>(request))
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    server.only()
}

#[tokio::test]
async fn the_client_sets_key_user_agent_and_accept() {
    let request = sent(|| Request::new(Method::Get, "/x").header("X-Trace", "1")).await;
    assert_eq!(request.line(), "GET /x");
    assert_eq!(request.headers("authorization"), [format!("OAuth {KEY}")]);
    assert_eq!(request.headers("accept"), ["application/json"]);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        request.headers("user-agent"),
        [format!("statuspage-client/{version}")]
    );
    assert_eq!(request.headers("x-trace"), ["1"]);
    assert!(request.headers("content-type").is_empty());
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_request_can_set_accept() {
    let request = sent(|| Request::new(Method::Get, "/x").header("Accept", "text/html")).await;
    assert_eq!(request.headers("accept"), ["text/html"]);
}

#[tokio::test]
async fn headers_that_the_client_sets_are_rejected() {
    let server = SilentServer::start();
    let requests: [Make; 5] = [
        || Request::new(Method::Get, "/x").header("authorization", "hidden"),
        || Request::new(Method::Post, "/x").header("Content-Type", "hidden"),
        || Request::new(Method::Post, "/x").header("Content-Length", &1),
        || Request::new(Method::Post, "/x").header("Transfer-Encoding", "hidden"),
        || Request::new(Method::Get, "/x").header("HOST", "hidden"),
    ];
    for request in requests {
        let sent = client(&server.url()).send(&call::<Value>(request)).await;
        let error = sent.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let line = error.to_string();
        assert!(line.contains("the client sets it"), "{line}");
        assert!(!line.contains("hidden"), "{line}");
    }
    assert!(server.is_untouched());
}

/// The variable with the base URL to which the child process of the next test sends its request.
const CHILD: &str = "STATUSPAGE_TEST_CHILD_BASE_URL";

#[test]
fn no_proxy_is_used_for_this_machine() {
    if let Ok(url) = env::var(CHILD) {
        let client = builder(&url).allow_unencrypted_http(true).build().unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(client.send(&get::<i64>())).unwrap();
        return;
    }
    // Each server sends one response; if the request went to the wrong one, the right one would not get any.
    let (here, localhost) = (Server::start([ok("1")]), Server::start([ok("1")]));
    let proxy = Server::start([ok("1")]);
    send_in_child(&here.url(), &proxy);
    send_in_child(&localhost.url().replace("127.0.0.1", "localhost"), &proxy);
    assert_eq!(here.only().line(), "GET /things.json");
    assert_eq!(localhost.only().line(), "GET /things.json");
    assert!(proxy.received().is_empty());
    send_in_child("http://statuspage.invalid", &proxy);
    let line = "GET http://statuspage.invalid/things.json";
    assert_eq!(proxy.only().line(), line);
}

/// Runs the test above in a child process whose environment variables set a proxy.
fn send_in_child(base_url: &str, proxy: &Server) {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args([
        "--exact",
        "runtime::wire::no_proxy_is_used_for_this_machine",
    ]);
    child.env(CHILD, base_url);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        child.env(name, proxy.url());
    }
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        child.env_remove(name);
    }
    let output = child.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
async fn path_and_query_arrive_encoded_below_the_base_url() {
    let server = Server::start([ok("{}")]);
    let request = || {
        Request::new(Method::Delete, "/pages/{id}/{name}.json")
            .path("id", "a/../b")
            .path("name", "%2e%2e")
            .query("component[name]", "é x")
            .query("ids[]", &["1", "2"])
    };
    let client = client(&format!("{}/v1/", server.url()));
    client.send(&call::<()>(request)).await.unwrap();
    assert_eq!(
        server.only().line(),
        "DELETE /v1/pages/a%2F..%2Fb/%252e%252e.json?component%5Bname%5D=%C3%A9%20x&ids%5B%5D=1&ids%5B%5D=2"
    );
}

#[tokio::test]
async fn every_method_arrives() {
    let requests: [Make; 7] = [
        || Request::new(Method::Get, "/x"),
        || Request::new(Method::Put, "/x"),
        || Request::new(Method::Post, "/x"),
        || Request::new(Method::Delete, "/x"),
        || Request::new(Method::Options, "/x"),
        || Request::new(Method::Patch, "/x"),
        || Request::new(Method::Head, "/x"),
    ];
    let methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "HEAD"];
    for (request, method) in requests.into_iter().zip(methods) {
        assert_eq!(sent(request).await.line(), format!("{method} /x"));
    }
}

#[tokio::test]
async fn a_json_body_arrives() {
    let request = sent(|| {
        let incident = JsonObject::new()
            .field("name", "é \"x\"")
            .optional("status", None::<&str>);
        Request::new(Method::Post, "/x").json_object(JsonObject::new().object("incident", incident))
    })
    .await;
    assert_eq!(request.headers("content-type"), ["application/json"]);
    assert_eq!(
        request.body,
        r#"{"incident":{"name":"é \"x\""}}"#.as_bytes()
    );
}

#[tokio::test]
async fn a_form_arrives() {
    let request = sent(|| {
        Request::new(Method::Patch, "/x")
            .form("incident[name]", "é x")
            .form("ids[]", &["1", "2"])
    })
    .await;
    assert_eq!(
        request.headers("content-type"),
        ["application/x-www-form-urlencoded"]
    );
    assert_eq!(
        request.body,
        b"incident%5Bname%5D=%C3%A9%20x&ids%5B%5D=1&ids%5B%5D=2"
    );
}

#[tokio::test]
async fn a_file_arrives() {
    let request =
        sent(|| Request::new(Method::Post, "/x").file("logo", &FilePart::new([0, 255]))).await;
    assert_eq!(
        request.headers("content-type"),
        ["multipart/form-data; boundary=statuspage-client-0-boundary"]
    );
    let expected = b"--statuspage-client-0-boundary\r\n\
        Content-Disposition: form-data; name=\"logo\"; filename=\"logo\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\x00\xff\r\n\
        --statuspage-client-0-boundary--\r\n";
    assert_eq!(request.body, expected);
}

#[tokio::test]
async fn a_delete_may_have_a_body() {
    let request = sent(|| Request::new(Method::Delete, "/x").json(&json!({"ids": [1]}))).await;
    assert_eq!(request.body, br#"{"ids":[1]}"#);
}

/// Some proxies reject a POST, PUT or PATCH without `Content-Length`.
#[tokio::test]
async fn a_post_put_or_patch_without_a_body_has_a_content_length_of_zero() {
    let requests: [(Make, &[&str]); 4] = [
        (|| Request::new(Method::Post, "/x"), &["0"]),
        (|| Request::new(Method::Put, "/x"), &["0"]),
        (|| Request::new(Method::Patch, "/x"), &["0"]),
        (|| Request::new(Method::Delete, "/x"), &[]),
    ];
    for (request, length) in requests {
        let request = sent(request).await;
        assert_eq!(
            request.headers("content-length"),
            length,
            "{}",
            request.head
        );
        assert!(request.headers("content-type").is_empty());
    }
}

#[tokio::test]
async fn http_settings_are_used() {
    let server = Server::start([ok("1")]);
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-from", "mine".parse().unwrap());
    headers.insert("authorization", "not this".parse().unwrap());
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .user_agent("not this");
    let client = Client::builder()
        .api_key(KEY)
        .base_url(server.url())
        .user_agent("my-tool/1.0")
        .http_client(http)
        .build()
        .unwrap();
    client.send(&get::<i64>()).await.unwrap();
    let request = server.only();
    assert_eq!(request.headers("x-from"), ["mine"]);
    assert_eq!(request.headers("user-agent"), ["my-tool/1.0"]);
    assert_eq!(request.headers("authorization"), [format!("OAuth {KEY}")]);
}

#[tokio::test]
async fn sending_may_move_between_threads() {
    let server = Server::start([ok("[7]")]);
    let client = client(&server.url());
    let task = tokio::spawn(async move { client.send(&get::<Vec<i64>>()).await });
    assert_eq!(task.await.unwrap().unwrap().into_value(), [7]);
}
