//! The API key is not shown in logs, spans, errors and `Debug`, and is not sent to other hosts.
//!
//! This test is a program of its own, because the global subscriber can be set only once for each program.

use std::{
    fmt::Write as _,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use statuspage_client::{
    Attempt, CallOptions, Client, Hook, Outcome, RateLimit, RetryPolicy,
    params::{CreateUserParams, UpdateComponentParams},
};
use statuspage_simulator::{Fault, Simulator};
use tracing_subscriber::{filter::LevelFilter, fmt::format::FmtSpan};

/// All output in which the key must not occur.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Output {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    fn add(&self, text: &str) {
        self.0.lock().unwrap().extend_from_slice(text.as_bytes());
    }
}

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Hook for Output {
    fn before(&self, attempt: &mut Attempt<'_>) {
        self.add(&format!("{attempt:?} {} ", attempt.url()));
    }

    fn after(&self, outcome: &Outcome<'_>) {
        self.add(&format!("{outcome:?} "));
    }
}

/// Returns all kinds of faults, and responses that echo the key.
fn faults(elsewhere: &str, key: &str) -> Vec<Fault> {
    let echo = format!(r#"{{"error": "OAuth {key} may not"}}"#);
    let late = Duration::from_millis(800);
    let mut faults = vec![
        Fault::response(401, "application/json", echo.clone()),
        Fault::response(200, "application/json", echo),
        Fault::not_json(),
        Fault::huge_body(100_000),
        Fault::disconnect(),
        Fault::disconnect().carried_out(),
        Fault::truncated_body(),
        Fault::delay_response(late),
        Fault::slow_body(late),
    ];
    faults.extend([400, 403, 404, 409, 422, 500, 502, 503, 504].map(Fault::status));
    let soon = |status| Fault::status(status).with_retry_after(Duration::ZERO);
    faults.extend([420, 429].map(soon));
    faults.extend([301, 302, 307, 308].map(|status| Fault::redirect(status, elsewhere)));
    faults
}

fn client(simulator: &Simulator, output: &Output) -> Client {
    // Settings that follow redirects; the client overrides them.
    let http = reqwest::Client::builder();
    Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .http_client(http)
        .rate_limit(RateLimit::NONE)
        .timeout(Duration::from_millis(500))
        .max_body_size(50_000)
        .retry(
            RetryPolicy::new()
                .max_attempts(2)
                .base_delay(Duration::ZERO),
        )
        .hook(output.clone())
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_key_appears_nowhere() {
    let output = Output::default();
    let logs = output.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || logs.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let simulator = Simulator::start().await.unwrap();
    // Another name for this machine, so that it is another host.
    let elsewhere = Simulator::start().await.unwrap();
    let there = elsewhere.url().replace("127.0.0.1", "localhost");
    let client = client(&simulator, &output);
    output.add(&format!("{client:?} {client:#?}"));
    let update = UpdateComponentParams::new(simulator.page_id(), "none").name("Tills");
    let user = CreateUserParams::new(simulator.organization_id()).password("hunter2");
    output.add(&format!("{update:?} {user:?}"));
    for fault in faults(&there, simulator.api_key()) {
        simulator.fail_next([fault.clone(), fault]);
        let options = CallOptions::new().idempotent(true).header("x-trace", "1");
        if let Err(error) = client.with_options(options).send(&update).await {
            record(&output, &error);
        }
        simulator.clear_faults();
    }
    client.send(&user).await.unwrap();

    // No redirect was followed.
    assert!(elsewhere.requests().is_empty());
    let text = output.text();
    // Check that the output was really recorded.
    for part in ["update-a-component", "hyper_util", "TRACE", "[API key]"] {
        assert!(text.contains(part), "{part} is missing in the output");
    }
    if cfg!(feature = "tracing") {
        assert!(text.contains("attempts=2"), "there are no spans");
    }
    let key = simulator.api_key().to_ascii_lowercase();
    let lower = text.to_ascii_lowercase();
    for part in key.as_bytes().windows(8) {
        let part = str::from_utf8(part).unwrap();
        assert!(!lower.contains(part), "{}", around(&lower, part));
    }
    assert!(!text.contains("hunter2"), "{}", around(&text, "hunter2"));
}

/// Records everything that an error shows, except the body, which is not redacted.
fn record(output: &Output, error: &statuspage_client::Error) {
    let mut text = format!(
        "{error} {error:?} {:?} {:?}",
        error.messages(),
        error.json_path()
    );
    let mut source = std::error::Error::source(error);
    while let Some(next) = source {
        write!(text, " {next} {next:?}").unwrap();
        source = next.source();
    }
    output.add(&text);
}

fn around<'a>(text: &'a str, part: &str) -> &'a str {
    let at = text.find(part).unwrap_or_default();
    text.get(at.saturating_sub(300)..(at + 100).min(text.len()))
        .unwrap_or_default()
}
