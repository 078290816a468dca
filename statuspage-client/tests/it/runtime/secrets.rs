//! Nothing shows the key: errors of all kinds are collected and searched for it.

use std::{
    collections::BTreeMap,
    error::Error as _,
    fmt::Write as _,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::Value;
use statuspage_client::{
    ApiKey, Client, ClientBuilder, Error, ErrorKind, Hook, Method, Outcome, RateLimit, RetryPolicy,
    raw::Request,
};

use crate::common::{
    call::{KEY, builder, call, client, failure, get},
    server::{Server, SilentServer, broken_off, ok, response},
};

/// Returns everything that an error and its causes show.
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

/// Checks that a text contains no 8 consecutive characters of the key, in any case, percent-encoded or not.
fn assert_hidden(text: &str) {
    let text = text.to_ascii_lowercase();
    let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
    for part in KEY.as_bytes().windows(8) {
        let part = str::from_utf8(part).unwrap();
        for text in [&text, &*decoded] {
            assert!(!text.contains(part), "{part} is in {text}");
        }
    }
}

/// Returns the key in all notations that a server may use.
fn notations() -> [String; 5] {
    let lower: String = KEY.chars().fold(String::new(), |text, c| {
        text + &format!("%{:02x}", u32::from(c))
    });
    [
        KEY.to_owned(),
        KEY.to_ascii_uppercase(),
        KEY.replace('-', "%2D").replace('c', "%63"),
        lower.to_ascii_uppercase(),
        lower,
    ]
}

/// Returns responses that echo the key in every part that errors show.
fn echoes(key: &str) -> Vec<Vec<u8>> {
    let quoted = format!("\"no {key}\"");
    vec![
        response("401 Unauthorized", &[], format!("{{\"message\":{quoted}}}")),
        response("401 Unauthorized", &[], format!("{{\"error\":{quoted}}}")),
        response(
            "401 Unauthorized",
            &[],
            format!("{{\"errors\":[{quoted},{quoted}]}}"),
        ),
        response("401 Unauthorized", &[], quoted.clone()),
        response(
            "502 Bad Gateway",
            &[],
            format!("<html><title>{key}</title></html>"),
        ),
        response("302 Found", &[&format!("Location: /{key}?{key}")], key),
        response(
            "429 Too Many Requests",
            &[&format!("Retry-After: {key}")],
            "",
        ),
        broken_off("500 Internal Server Error"),
        broken_off("200 OK"),
        format!("HTTP/1.1 {key}\r\n\r\n").into_bytes(),
        ok(&quoted),
        ok(&format!("{{{quoted}:{quoted}}}")),
        ok(key),
        ok(&format!("<html><title>{key}</title></html>")),
    ]
}

fn unlimited(url: &str) -> ClientBuilder {
    builder(url)
        .retry(RetryPolicy::never())
        .rate_limit(RateLimit::NONE)
}

async fn errors_of_sending() -> Vec<Error> {
    let mut errors = Vec::new();

    let responses: Vec<_> = notations().iter().flat_map(|key| echoes(key)).collect();
    let number = responses.len();
    let server = Server::start(responses);
    // A client for each, because after a rate-limited request the next call waits.
    let to_server = || unlimited(&server.url()).build().unwrap();
    for _ in 0..number {
        let to_server = to_server();
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
        errors.push(to_server().send(&call::<Value>(request)).await.unwrap_err());
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

/// Returns responses with the key at a position where a message is cut off: after 300 characters, and after 64 KiB of white space.
fn responses_with_the_key_at_a_cut() -> Vec<Vec<u8>> {
    let mut responses = Vec::new();
    let [literal, .., encoded] = notations();
    // The encoded key is longer; it is cut at each of its positions.
    for (key, first, step) in [(literal, 280, 1), (encoded, 242, 4)] {
        for length in (first..=301).step_by(step) {
            let text = format!("{} {key} x", "x".repeat(length));
            let json = format!("{{\"message\":\"{text}\"}}");
            let page = format!("<html><title>{text}</title></html>");
            responses.push(response("400 Bad Request", &[], &text));
            responses.push(response("400 Bad Request", &[], json));
            responses.push(response("502 Bad Gateway", &[], page));
            let target = format!("Location: /{}{key}", "x".repeat(length));
            responses.push(response("302 Found", &[&target], ""));
            responses.push(ok(&text));
            responses.push(ok(&format!("{{\"{text}\":\"{text}\"}}")));
        }
    }
    for length in 64 * 1024 - 20..=64 * 1024 + 1 {
        let body = format!("{}{KEY} x", " ".repeat(length));
        responses.push(response("400 Bad Request", &[], body));
    }
    responses
}

#[tokio::test]
async fn no_part_of_the_key_remains_at_a_cut() {
    let responses = responses_with_the_key_at_a_cut();
    let number = responses.len();
    let server = Server::start(responses);
    let seen = Seen::default();
    let client = unlimited(&server.url()).hook(seen.clone()).build().unwrap();
    for _ in 0..number {
        let outcome = client.send(&get::<BTreeMap<String, i64>>()).await;
        assert_hidden(&shown(&outcome.unwrap_err()));
    }
    assert_eq!(server.received().len(), number);
    let seen = seen.0.lock().unwrap();
    // The successful responses fail when they are decoded.
    assert!(seen.len() > number / 2, "{}", seen.len());
    seen.iter().for_each(|text| assert_hidden(text));
}

/// A hook that records the errors it sees.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Hook for Seen {
    fn after(&self, outcome: &Outcome<'_>) {
        let error = outcome.error();
        let text = error.map(|error| format!("{outcome:?} {}", shown(error)));
        self.0.lock().unwrap().extend(text);
    }
}

#[tokio::test]
async fn debug_of_a_response_omits_header_values_and_body() {
    let headers = [format!("X-Echo: {KEY}"), "Set-Cookie: session=1".to_owned()];
    let body = format!("\"{KEY}{}\"", "x".repeat(1_000_000));
    let server = Server::start([response("200 OK", &[&headers[0], &headers[1]], body)]);
    let response = client(&server.url()).send(&get::<String>()).await.unwrap();
    let text = format!("{response:?} {response:#?}");
    assert_hidden(&text);
    assert!(!text.contains("session"), "{text}");
    for part in ["200", "x-echo", "set-cookie", "body_length: 1000021"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(text.len() < 1000, "{}", text.len());
}

#[tokio::test]
async fn the_body_of_an_error_is_not_redacted() {
    let body = format!("{{\"message\":\"no {KEY}\"}}");
    let server = Server::start([response("401 Unauthorized", &[], &body)]);
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
