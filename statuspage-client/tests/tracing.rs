//! The feature `tracing`: what a subscriber receives for calls that succeed, fail and are repeated.
#![cfg(feature = "tracing")]

use std::{
    io,
    sync::{Arc, Mutex},
};

use statuspage_client::{
    Client, RateLimit, RetryPolicy,
    params::GetPageParams,
    shared_limit::{PermitAnswer, PermitRequest, SharedLimit, SharedLimitFuture},
};
use statuspage_simulator::{Fault, Simulator};
use tracing::{Level, Subscriber, field::Empty, info_span, subscriber};
use tracing_subscriber::{filter::filter_fn, fmt::format::FmtSpan, layer::SubscriberExt};

/// What a subscriber wrote.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Returns the lines of this crate's events of all levels that were recorded.
    fn lines(&self) -> Vec<String> {
        let bytes = self.0.lock().unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let lines = text
            .lines()
            .filter(|line| line.contains("statuspage_client: "));
        lines.map(|line| line.trim().to_owned()).collect()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn client(simulator: &Simulator) -> Client {
    let retry = RetryPolicy::new().base_delay(std::time::Duration::ZERO);
    Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .retry(retry)
        .build()
        .unwrap()
}

/// Returns a subscriber as `tracing_subscriber::fmt::init()` sets it up, but which writes to this log.
fn default_subscriber(log: &Log) -> impl Subscriber + Send + Sync + 'static {
    let log = log.clone();
    tracing_subscriber::fmt()
        .with_ansi(false)
        .without_time()
        .with_writer(move || log.clone())
        .finish()
}

fn shows(line: &str, parts: &[&str]) {
    for part in parts {
        assert!(line.contains(part), "{part} is not in {line}");
    }
}

#[tokio::test]
async fn the_default_subscriber_shows_failures_and_retries_only() {
    let log = Log::default();
    let simulator = Simulator::start().await.unwrap();
    let client = client(&simulator);
    let _guard = subscriber::set_default(default_subscriber(&log));

    let page = GetPageParams::new(simulator.page_id());
    client.send(&page).await.unwrap();
    assert_eq!(log.text(), "");

    simulator.fail_next([Fault::status(503)]);
    client.send(&page).await.unwrap();
    let [retry] = log.lines().try_into().unwrap();
    shows(
        &retry,
        &[
            "INFO",
            "trying again",
            "operation=\"get-your-page-profile\"",
            "attempt=1",
            "status=503",
            "pause_ms=",
            "error=get-your-page-profile: 503",
        ],
    );

    client.send(&GetPageParams::new("none")).await.unwrap_err();
    let [_, failure] = log.lines().try_into().unwrap();
    shows(
        &failure,
        &[
            "WARN",
            "call failed",
            "operation=\"get-your-page-profile\"",
            "status=404",
            "attempts=1",
            "error=get-your-page-profile: 404",
        ],
    );

    // A call whose response cannot be decoded is a failed call.
    simulator.fail_next([Fault::not_json()]);
    client.send(&page).await.unwrap_err();
    let failure = log.lines().pop().unwrap();
    shows(&failure, &["WARN", "status=200", "attempts=1"]);
    assert_eq!(log.lines().len(), 3);
}

#[tokio::test]
async fn spans_and_successes_are_recorded_at_finer_levels() {
    let log = Log::default();
    let simulator = Simulator::start().await.unwrap();
    let client = client(&simulator);
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .without_time()
        .with_max_level(Level::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = subscriber::set_default(subscriber);
    client
        .send(&GetPageParams::new(simulator.page_id()))
        .await
        .unwrap();
    let lines = log.lines();
    assert!(lines.iter().all(|line| !line.contains("waiting")));

    let lines = log.lines();
    let success: Vec<_> = lines
        .iter()
        .filter(|line| line.contains("call succeeded"))
        .collect();
    let [success] = success.try_into().unwrap();
    shows(
        success,
        &[
            "DEBUG",
            "operation=\"get-your-page-profile\"",
            "status=200",
            "attempts=1",
        ],
    );
    let span = lines.iter().find(|line| line.contains("close")).unwrap();
    shows(
        span,
        &[
            "method=\"GET\"",
            "path_template=\"/pages/{page_id}.json\"",
            "priority=\"normal\"",
            "status=200",
            "attempts=1",
            "waited_ms=0",
        ],
    );
}

#[tokio::test]
async fn a_wait_for_the_rate_limit_is_an_event() {
    let log = Log::default();
    let simulator = Simulator::start().await.unwrap();
    let window = std::time::Duration::from_millis(50);
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .rate_limit(statuspage_client::RateLimit::new(1, window))
        .build()
        .unwrap();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = subscriber::set_default(subscriber);
    for _ in 0..2 {
        let page = GetPageParams::new(simulator.page_id());
        client.send(&page).await.unwrap();
    }
    let lines = log.lines().into_iter();
    let waiting: Vec<_> = lines.filter(|line| line.contains("waiting")).collect();
    let [waiting] = waiting.try_into().unwrap();
    shows(
        &waiting,
        &[
            "DEBUG",
            "attempt=1",
            "priority=\"normal\"",
            "wait_ms=",
            "reason=the rate limit is used up",
        ],
    );
}

/// A store that fails once.
#[derive(Default)]
struct Flaky(std::sync::atomic::AtomicU32);

impl SharedLimit for Flaky {
    fn acquire<'a>(&'a self, _: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer> {
        let asked = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let second = std::time::Duration::from_secs(1);
        Box::pin(async move {
            match asked {
                0 => Err("no connection".into()),
                _ => Ok(PermitAnswer::granted(second, second)),
            }
        })
    }

    fn refused(&self, _: std::time::Duration) -> SharedLimitFuture<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn a_lost_store_and_its_return_are_one_event_each() {
    let log = Log::default();
    let simulator = Simulator::start().await.unwrap();
    // The third call needs a permit of the store, which is asked again after a second.
    let share = RateLimit::new(2, std::time::Duration::from_secs(3600));
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .shared_limit(Flaky::default(), share)
        .build()
        .unwrap();
    let _guard = subscriber::set_default(default_subscriber(&log));
    let page = GetPageParams::new(simulator.page_id());
    for _ in 0..3 {
        client.send(&page).await.unwrap();
    }
    let [lost, back] = log.lines().try_into().unwrap();
    shows(
        &lost,
        &["WARN", "rate limit is not available", "no connection"],
    );
    shows(&back, &["INFO", "rate limit is available again"]);
}

#[tokio::test]
async fn the_span_of_the_caller_is_unchanged_if_ours_is_filtered_out() {
    let log = Log::default();
    let simulator = Simulator::start().await.unwrap();
    let client = client(&simulator);
    let writer = log.clone();
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .without_time()
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone());
    let ours =
        filter_fn(|metadata| !(metadata.is_span() && metadata.target() == "statuspage_client"));
    let _guard = subscriber::set_default(tracing_subscriber::registry().with(ours).with(layer));

    let job = info_span!("job", status = Empty, attempts = Empty, waited_ms = Empty);
    let inside = job.enter();
    let failed = client.send(&GetPageParams::new("none")).await;
    drop(inside);
    drop(job);
    failed.unwrap_err();
    let text = log.text();
    assert!(!text.contains("job{"), "{text}");
    let [failure] = log.lines().try_into().unwrap();
    shows(
        &failure,
        &["WARN job: statuspage_client: call failed", "status=404"],
    );
}

/// A client of another API, with a key in the query.
mod pets {
    statuspage_codegen::client! {
        spec: "../statuspage-codegen/core/tests/corpus/good-security.yaml",
        client: pub(crate) struct Pets,
        warnings: false,
    }
}

#[tokio::test]
async fn no_event_of_any_library_shows_a_credential_of_the_query() {
    let simulator = Simulator::start().await.unwrap();
    let log = Log::default();
    let writer = log.clone();
    let events = tracing_subscriber::fmt().with_max_level(Level::TRACE);
    let events = events.with_ansi(false).with_writer(move || writer.clone());
    let guard = subscriber::set_default(events.finish());
    let pets = pets::Pets::builder().base_url(simulator.url());
    let pets = pets.app("89ab-cdef").key("0123-4567").build().unwrap();
    let params = pets::params::ReplacePetsParams::new();
    let error = pets.replace_pets(&params).await.unwrap_err();
    drop(guard);
    assert!(error.is_unauthorized(), "{error}");
    let query = simulator.requests().pop().unwrap().query;
    assert_eq!(query.as_deref(), Some("app_id=89ab-cdef"));
    let text = log.text();
    assert!(text.contains("replace-pets"), "{text}");
    assert!(!text.contains("89ab") && !text.contains("0123"), "{text}");
}
