//! Calls outside a tokio runtime.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use serde_json::Value;
use statuspage_client::{CallOptions, Error, ErrorKind, params::ListComponentsParams};

use crate::common::{
    call::{client, get},
    server::SilentServer,
};

/// Runs a future that never waits, as an executor other than tokio's does.
fn run<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

fn assert_no_runtime(error: &Error) {
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Configuration, 0)
    );
    let text = error.to_string();
    for part in ["tokio runtime", "`blocking`"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn a_call_without_a_runtime_is_an_error() {
    let server = SilentServer::start();
    let client = client(&server.url());
    let patient = client.with_options(CallOptions::new().deadline(Duration::from_secs(1)));
    for client in [&client, &patient] {
        assert_no_runtime(&run(client.send(&get::<Value>())).unwrap_err());
        let mut items = client.list_components_items(&ListComponentsParams::new("a"));
        assert_no_runtime(&run(items.next()).unwrap().unwrap_err());
    }
    assert!(server.is_untouched());
}

#[test]
fn a_call_may_be_dropped_outside_of_its_runtime() {
    let server = SilentServer::start();
    let client = client(&server.url());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let operation = get::<Value>();
    let mut call = Box::pin(client.send(&operation));
    let inside = runtime.enter();
    let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(polled.is_pending());
    drop(inside);
    drop(call);
    drop(runtime);
}
