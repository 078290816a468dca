//! Redirects: the key never goes to another host.

use serde_json::Value;
use statuspage_client::{Client, ErrorKind};

use crate::{
    call::{KEY, client, failure, get},
    server::{Server, SilentServer, answer, ok},
};

fn redirect(target: &str) -> Vec<u8> {
    answer(
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
            "test-call: 307 Temporary Redirect (it points to {target} and was not followed: check the base URL)"
        )
    );
    assert!(other.is_untouched());
}

#[tokio::test]
async fn not_even_on_the_same_host() {
    let server = Server::start([redirect("/elsewhere")]);
    let error = failure(&client(&server.url())).await;
    assert!(
        error.to_string().contains("it points to /elsewhere"),
        "{error}"
    );
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_client_that_follows_leaves_the_key_behind() {
    let other = Server::start([ok("1")]);
    let target = other.url().replace("127.0.0.1", "localhost");
    let server = Server::start([redirect(&format!("{target}/elsewhere"))]);
    let client = Client::builder()
        .api_key(KEY)
        .base_url(server.url())
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    let response = client.send(&get::<Value>()).await.unwrap();
    assert_eq!(response.into_value(), 1);

    assert_eq!(
        server.only().headers("authorization"),
        [format!("OAuth {KEY}")]
    );
    let followed = other.only();
    assert_eq!(followed.line(), "GET /elsewhere");
    assert!(!followed.head.contains(KEY), "{}", followed.head);
    assert!(followed.headers("authorization").is_empty());
}
