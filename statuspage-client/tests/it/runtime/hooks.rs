//! Hooks: what they see of each attempt, and what they may change.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use statuspage_client::{Attempt, ErrorKind, Hook, Method, Outcome, RetryPolicy, raw::Request};

use crate::common::{
    call::{builder, call, failure},
    server::{Server, SilentServer, ok, response},
};

/// A hook that records what it sees, and sets the number of the attempt as a header.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Hook for Recorder {
    fn before(&self, attempt: &mut Attempt<'_>) {
        let call = attempt.call();
        let number = call.attempt().to_string();
        attempt.set_header("x-attempt", &number);
        let url = attempt
            .url()
            .split_once("//")
            .map(|(_, rest)| rest.to_owned());
        let path = url.as_deref().and_then(|url| url.split_once('/'));
        let line = format!(
            "before {} {} {} /{} {}",
            call.operation(),
            call.method(),
            call.path_template(),
            path.map(|(_, path)| path).unwrap(),
            String::from_utf8_lossy(attempt.body().unwrap_or_default()),
        );
        self.0.lock().unwrap().push(line);
    }

    fn after(&self, outcome: &Outcome<'_>) {
        assert!(outcome.elapsed() < Duration::from_secs(60));
        let call = outcome.call();
        let line = format!(
            "after {} {} {} {} {:?} {:?}",
            call.operation(),
            call.method(),
            call.path_template(),
            call.attempt(),
            outcome.status(),
            outcome.error().map(statuspage_client::Error::kind),
        );
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn hooks_are_called_before_and_after_every_attempt() {
    let server = Server::start([
        response("429 No", &["retry-after: 0"], "{}"),
        Vec::new(),
        ok("1"),
    ]);
    let recorder = Recorder::default();
    let client = builder(&server.url())
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(1)))
        .hook(recorder.clone())
        .build()
        .unwrap();
    let request = || {
        Request::new(Method::Put, "/things/{id}.json")
            .path("id", "a b")
            .json(&json!({"c": 1}))
    };
    client.send(&call::<Value>(request)).await.unwrap();
    let before = r#"before test-call PUT /things/{id}.json /things/a%20b.json {"c":1}"#;
    let after = "after test-call PUT /things/{id}.json";
    assert_eq!(
        *recorder.0.lock().unwrap(),
        [
            before.to_owned(),
            format!("{after} 1 Some(429) Some(Status)"),
            before.to_owned(),
            format!("{after} 2 None Some(Transport)"),
            before.to_owned(),
            format!("{after} 3 Some(200) None"),
        ]
    );
    let numbers: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.headers("x-attempt").join(","))
        .collect();
    assert_eq!(numbers, ["1", "2", "3"]);
}

struct Header(&'static str, &'static str);

impl Hook for Header {
    fn before(&self, attempt: &mut Attempt<'_>) {
        attempt.set_header(self.0, self.1);
        assert!(!format!("{attempt:?}").contains("89ab"));
    }
}

#[tokio::test]
async fn an_invalid_header_is_an_error_of_the_call() {
    for (name, value) in [
        ("a b", "c"),
        ("x-a", "hidden\n"),
        ("Authorization", "hidden"),
        ("content-type", "hidden"),
        ("Content-Length", "0"),
        ("transfer-encoding", "chunked"),
        ("Host", "hidden"),
    ] {
        let server = SilentServer::start();
        let client = builder(&server.url())
            .hook(Header(name, value))
            .build()
            .unwrap();
        let error = failure(&client).await;
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidRequest, 0)
        );
        let line = error.to_string();
        assert!(line.contains(&format!("header `{name}`: ")), "{line}");
        assert!(!line.contains("hidden"), "{line}");
        assert!(server.is_untouched());
    }
}
