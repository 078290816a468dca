//! The key is shown by nothing: errors of all kinds are collected and searched for it.

use std::{collections::BTreeMap, error::Error as _, fmt::Write as _, time::Duration};

use serde_json::Value;
use statuspage_client::{ApiKey, Client, Error, ErrorKind, Method, Request};

use crate::{
    call::{KEY, call, client, failure, get},
    server::{Server, SilentServer, answer, broken_off, ok},
};

/// Everything that an error shows, with all its causes.
fn shown(error: &Error) -> String {
    let mut text = format!(
        "{error} {error:#} {error:?} {error:#?} {:?} {:?}",
        error.messages(),
        error.json_path()
    );
    let mut cause = error.source();
    while let Some(next) = cause {
        write!(text, " {next} {next:?} {next:#?}").unwrap();
        cause = next.source();
    }
    text
}

fn assert_hidden(text: &str) {
    assert!(!text.contains(KEY), "{text}");
}

/// Answers of a server that echoes the key wherever an error takes something from.
fn echoes() -> Vec<Vec<u8>> {
    let quoted = format!("\"no {KEY}\"");
    vec![
        answer("401 Unauthorized", &[], format!("{{\"message\":{quoted}}}")),
        answer("401 Unauthorized", &[], format!("{{\"error\":{quoted}}}")),
        answer(
            "401 Unauthorized",
            &[],
            format!("{{\"errors\":[{quoted},{quoted}]}}"),
        ),
        answer("401 Unauthorized", &[], quoted.clone()),
        answer(
            "502 Bad Gateway",
            &[],
            format!("<html><title>{KEY}</title></html>"),
        ),
        answer("302 Found", &[&format!("Location: /{KEY}?{KEY}")], KEY),
        answer(
            "429 Too Many Requests",
            &[&format!("Retry-After: {KEY}")],
            "",
        ),
        broken_off("500 Internal Server Error"),
        broken_off("200 OK"),
        format!("HTTP/1.1 {KEY}\r\n\r\n").into_bytes(),
        ok(&quoted),
        ok(&format!("{{{quoted}:{quoted}}}")),
        ok(KEY),
        ok(&format!("<html><title>{KEY}</title></html>")),
    ]
}

async fn errors_of_sending() -> Vec<Error> {
    let mut errors = Vec::new();

    let answers = echoes();
    let number = answers.len();
    let server = Server::start(answers);
    let to_server = client(&server.url());
    for _ in 0..number {
        let response = to_server.send(&get::<BTreeMap<String, i64>>()).await;
        errors.push(response.unwrap_err());
    }
    assert_eq!(server.received().len(), number);

    let requests: [fn() -> Request; 5] = [
        || Request::new(Method::Get, "/{a}").path("a", ".."),
        || Request::new(Method::Get, "/{a}").path("b", KEY),
        || Request::new(Method::Get, "/x").header("a", &format!("{KEY}\n")),
        || Request::new(Method::Get, "/x").header(KEY, "\n"),
        || Request::new(Method::Get, "/x").query(KEY, &BTreeMap::from([((1, 2), 3)])),
    ];
    for request in requests {
        errors.push(to_server.send(&call::<Value>(request)).await.unwrap_err());
    }

    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    errors.push(failure(&client(&url)).await);

    let silent = SilentServer::start();
    let builder = Client::builder().api_key(KEY).base_url(silent.url());
    let impatient = builder.timeout(Duration::from_millis(20)).build().unwrap();
    errors.push(failure(&impatient).await);
    errors
}

fn errors_of_configuration() -> Vec<Error> {
    vec![
        Client::new(format!("{KEY}\n{KEY}")).unwrap_err(),
        ApiKey::new(format!("{KEY}é")).unwrap_err(),
        Client::builder()
            .api_key(KEY)
            .base_url(KEY)
            .build()
            .unwrap_err(),
        Client::builder()
            .api_key(KEY)
            .base_url(format!("https://{KEY}:{KEY}@example.com/?{KEY}#{KEY}"))
            .build()
            .unwrap_err(),
        Client::builder()
            .api_key(KEY)
            .user_agent(format!("{KEY}\n"))
            .build()
            .unwrap_err(),
    ]
}

#[tokio::test]
async fn no_error_shows_the_key() {
    let mut errors = errors_of_sending().await;
    errors.extend(errors_of_configuration());
    for error in &errors {
        assert_hidden(&shown(error));
    }
    for kind in [
        ErrorKind::Configuration,
        ErrorKind::InvalidRequest,
        ErrorKind::Connect,
        ErrorKind::Timeout,
        ErrorKind::Transport,
        ErrorKind::Status,
        ErrorKind::Decode,
    ] {
        let mut kinds = errors.iter().map(Error::kind);
        assert!(
            kinds.any(|known| known == kind),
            "no error of the kind {kind:?}"
        );
    }
}

#[tokio::test]
async fn what_was_received_is_kept_as_it_is() {
    let body = format!("{{\"message\":\"no {KEY}\"}}");
    let server = Server::start([answer("401 Unauthorized", &[], &body)]);
    let error = failure(&client(&server.url())).await;
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.messages(), ["no [API key]"]);
}

#[test]
fn neither_key_nor_builder_nor_client_shows_the_key() {
    let key = ApiKey::new(KEY).unwrap();
    let builder = Client::builder().api_key(KEY);
    let misused = Client::builder().api_key(KEY).base_url(KEY);
    let client = Client::new(KEY).unwrap();
    let shown =
        format!("{key:?} {key:#?} {builder:?} {builder:#?} {misused:?} {client:?} {client:#?}");
    assert_hidden(&shown);
    assert!(shown.contains("https://api.statuspage.io/v1"), "{shown}");
}
