//! For each `before` that returned, `after` is called once, however the attempt ends.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex},
    task::{Context, Waker},
};

use serde_json::Value;
use statuspage_client::{Attempt, Client, ErrorKind, Hook, Outcome};

use crate::common::{
    call::{builder, get},
    server::{Server, SilentServer, ok},
};

/// What the hooks of a client saw, in order.
type Log = Arc<Mutex<Vec<String>>>;

#[derive(Clone, Copy, PartialEq)]
enum Act {
    Nothing,
    Stop,
    PanicBefore,
    PanicAfter,
}

struct Named {
    name: &'static str,
    act: Act,
    log: Log,
}

impl Named {
    fn write(&self, text: &str) {
        self.log
            .lock()
            .unwrap()
            .push(format!("{} {text}", self.name));
    }
}

impl Hook for Named {
    fn before(&self, attempt: &mut Attempt<'_>) {
        self.write("before");
        match self.act {
            Act::Stop => attempt.set_header("Host", "x"),
            Act::PanicBefore => panic!("{} panics", self.name),
            _ => {}
        }
    }

    fn after(&self, outcome: &Outcome<'_>) {
        let kind = outcome.error().map(statuspage_client::Error::kind);
        let (status, dropped) = (outcome.status(), outcome.is_dropped());
        self.write(&format!("after {status:?} {kind:?} {dropped}"));
        assert!(self.act != Act::PanicAfter, "{} panics", self.name);
    }
}

fn client(url: &str, hooks: &[(&'static str, Act)]) -> (Client, Log) {
    let log = Log::default();
    let mut builder = builder(url);
    for (name, act) in hooks {
        builder = builder.hook(Named {
            name,
            act: *act,
            log: Arc::clone(&log),
        });
    }
    (builder.build().unwrap(), log)
}

fn lines(log: &Log) -> Vec<String> {
    log.lock().unwrap().clone()
}

/// Returns the message of the panic with which a call ends.
async fn panic_of(client: Client) -> String {
    let task = tokio::spawn(async move { client.send(&get::<Value>()).await });
    let panic = task.await.unwrap_err().into_panic();
    panic.downcast_ref::<String>().unwrap().clone()
}

#[tokio::test]
async fn when_a_later_hook_stops_the_attempt() {
    let server = SilentServer::start();
    let hooks = [("a", Act::Nothing), ("b", Act::Stop), ("c", Act::Nothing)];
    let (client, log) = client(&server.url(), &hooks);
    let error = client.send(&get::<Value>()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::InvalidRequest, 0)
    );
    assert_eq!(
        lines(&log),
        [
            "a before",
            "b before",
            "a after None Some(InvalidRequest) false",
            "b after None Some(InvalidRequest) false",
        ]
    );
    assert!(server.is_untouched());
}

#[tokio::test]
async fn when_before_of_a_later_hook_panics() {
    let server = SilentServer::start();
    let hooks = [
        ("a", Act::Nothing),
        ("b", Act::PanicBefore),
        ("c", Act::Nothing),
    ];
    let (client, log) = client(&server.url(), &hooks);
    assert_eq!(panic_of(client).await, "b panics");
    assert_eq!(
        lines(&log),
        ["a before", "b before", "a after None None true"]
    );
    assert!(server.is_untouched());
}

#[tokio::test]
async fn when_after_of_an_earlier_hook_panics() {
    let server = Server::start([ok("1")]);
    let hooks = [
        ("a", Act::PanicAfter),
        ("b", Act::PanicAfter),
        ("c", Act::Nothing),
    ];
    let (client, log) = client(&server.url(), &hooks);
    assert_eq!(panic_of(client).await, "a panics");
    assert_eq!(
        lines(&log)[3..],
        [
            "a after Some(200) None false",
            "b after Some(200) None false",
            "c after Some(200) None false"
        ]
    );
}

#[tokio::test]
async fn when_the_future_is_dropped() {
    let server = SilentServer::start();
    let (client, log) = client(&server.url(), &[("a", Act::Nothing), ("b", Act::Nothing)]);
    poll_until_begun(&client, &log).await;
    assert_eq!(
        lines(&log),
        [
            "a before",
            "b before",
            "a after None None true",
            "b after None None true"
        ]
    );
}

#[tokio::test]
async fn a_panic_during_another_drop_or_panic_does_not_abort() {
    let server = SilentServer::start();
    let dropped = [("a", Act::PanicAfter), ("b", Act::Nothing)];
    let (client_of_dropped, log) = client(&server.url(), &dropped);
    poll_until_begun(&client_of_dropped, &log).await;
    assert_eq!(
        lines(&log)[2..],
        ["a after None None true", "b after None None true"]
    );

    let hooks = [("a", Act::PanicAfter), ("b", Act::PanicBefore)];
    let (client, log) = client(&server.url(), &hooks);
    assert_eq!(panic_of(client).await, "b panics");
    assert_eq!(lines(&log)[2..], ["a after None None true"]);
}

/// Polls a call until its hooks were called, and drops it. Dropping it must not panic.
async fn poll_until_begun(client: &Client, log: &Log) {
    let operation = get::<Value>();
    let mut call = Some(Box::pin(client.send(&operation)));
    while log.lock().unwrap().is_empty() {
        let call = call.as_mut().unwrap().as_mut();
        assert!(
            call.poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
        tokio::task::yield_now().await;
    }
    panic::catch_unwind(AssertUnwindSafe(|| drop(call.take()))).unwrap();
}
