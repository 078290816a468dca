//! Faults below HTTP: connections that end early, and responses that come late or not at all.

use std::io::Read;
use std::time::Duration;

use serde_json::Value;
use statuspage_simulator::{Fault, Simulator};

use crate::caller::Caller;
use crate::sockets::{LIST, exchange, rest, send, until};

/// Longer than any test waits, so that no test ends because of it.
const HOUR: Duration = Duration::from_secs(3600);

/// A request that creates a component.
fn create(simulator: &Simulator) -> String {
    let body = r#"{"component": {"name": "x"}}"#;
    format!(
        "POST /v1/pages/{}/components HTTP/1.1\r\nHost: x\r\nAuthorization: OAuth {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        simulator.page_id(),
        simulator.api_key(),
        body.len()
    )
}

/// How many components there are.
async fn components(caller: &Caller) -> usize {
    let components = caller.get(&caller.on_page("components")).await;
    components.as_array().unwrap().len()
}

/// Head and body of a response.
fn split(response: &str) -> (&str, &str) {
    response.split_once("\r\n\r\n").unwrap()
}

fn content_length(head: &str) -> usize {
    let mut lines = head.lines().map(str::to_ascii_lowercase);
    let length = lines.find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    length.unwrap()
}

#[tokio::test]
async fn a_disconnect_sends_nothing_at_all() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    for (fault, is_done) in [
        (Fault::disconnect(), false),
        (Fault::disconnect().carried_out(), true),
        (
            Fault::disconnect()
                .carried_out()
                .with_delay(Duration::from_millis(5)),
            true,
        ),
    ] {
        let before = components(&caller).await;
        simulator.clear_requests();
        simulator.fail_next([fault.clone()]);
        assert_eq!(exchange(simulator, create(simulator).as_bytes()).await, "");
        let request = simulator.requests().pop().unwrap();
        assert_eq!(
            (request.carried_out, request.status),
            (is_done, None),
            "{fault:?}"
        );
        assert_eq!(request.fault, Some(fault));
        assert_eq!(components(&caller).await, before + usize::from(is_done));
    }
}

#[tokio::test]
async fn a_client_sees_a_disconnect_as_an_error_of_the_connection() {
    let caller = Caller::start().await;
    let knock = async || {
        let sent = caller.request("GET", "/metrics_providers").send().await;
        sent.map(|response| response.status().as_u16())
    };
    // On a new connection and on one that was in use already.
    for _ in 0..2 {
        caller.simulator.fail_next([Fault::disconnect()]);
        let error = knock().await.unwrap_err();
        assert!(error.is_request() && !error.is_timeout(), "{error:?}");
        assert_eq!(knock().await.unwrap(), 200);
    }
    assert_eq!(caller.simulator.requests().len(), 4);
}

#[tokio::test]
async fn a_truncated_body_is_shorter_than_declared() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    simulator.fail_next([Fault::truncated_body()]);
    let response = exchange(simulator, create(simulator).as_bytes()).await;
    let (head, body) = split(&response);
    assert!(head.starts_with("HTTP/1.1 201 "), "{head}");
    assert!(body.starts_with('{') && !body.ends_with('}'), "{body}");
    assert_eq!(body.len(), content_length(head) / 2);
    let request = simulator.requests().pop().unwrap();
    assert_eq!((request.carried_out, request.status), (true, Some(201)));
    assert_eq!(components(&caller).await, 1);

    simulator.fail_next([Fault::truncated_body()]);
    let response = caller
        .request("GET", "/metrics_providers")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let error = response.bytes().await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn a_response_without_a_body_has_nothing_to_truncate_or_to_slow_down() {
    let caller = Caller::start().await;
    for fault in [Fault::truncated_body(), Fault::slow_body(HOUR)] {
        let id = caller.new_component("x").await;
        caller.simulator.fail_next([fault]);
        let path = caller.on_page(&format!("components/{id}"));
        let deleted = caller.call("DELETE", &path, Value::Null).await;
        assert_eq!(deleted, (204, Value::Null));
    }
}

#[tokio::test]
async fn a_slow_body_comes_behind_prompt_headers() {
    let simulator = Simulator::start().await.unwrap();
    simulator.fail_next([Fault::slow_body(HOUR)]);
    let mut stream = send(&simulator, LIST.as_bytes());
    let head = tokio::task::spawn_blocking(move || {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend_from_slice(&byte);
        }
        (String::from_utf8(head).unwrap(), stream)
    });
    let (head, stream) = head.await.unwrap();
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert!(content_length(&head) > 0);
    // The end of the simulator is the end of the connection.
    drop(simulator);
    assert_eq!(rest(stream).await, "");
}

#[tokio::test]
async fn a_delay_comes_before_the_request_is_carried_out() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    simulator.fail_next([Fault::delay(HOUR)]);
    let stream = send(simulator, create(simulator).as_bytes());
    until(simulator, |request| request.fault.is_some()).await;
    assert_eq!(components(&caller).await, 0);
    let request = &simulator.requests()[0];
    assert_eq!((request.carried_out, request.status), (false, None));
    drop(caller);
    assert_eq!(rest(stream).await, "");
}

#[tokio::test]
async fn a_delay_of_the_response_comes_after_the_request_was_carried_out() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    for fault in [
        Fault::delay_response(HOUR),
        Fault::disconnect().carried_out().with_response_delay(HOUR),
    ] {
        simulator.clear_requests();
        simulator.fail_next([fault]);
        let stream = send(simulator, create(simulator).as_bytes());
        until(simulator, |request| request.carried_out).await;
        assert_eq!(simulator.requests()[0].status, None);
        drop(stream);
    }
    assert_eq!(components(&caller).await, 2);
    simulator.clear_requests();
    simulator.fail_next([Fault::delay_response(HOUR)]);
    let stream = send(simulator, LIST.as_bytes());
    until(simulator, |request| request.carried_out).await;
    drop(caller);
    assert_eq!(rest(stream).await, "");
}

#[tokio::test]
async fn a_delayed_request_is_carried_out_although_its_sender_has_gone() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    simulator.fail_next([Fault::delay(Duration::from_millis(50))]);
    let stream = send(simulator, create(simulator).as_bytes());
    until(simulator, |_| true).await;
    drop(stream);
    until(simulator, |request| request.carried_out).await;
    assert_eq!(components(&caller).await, 1);
}

#[tokio::test]
async fn a_fault_with_a_response_leaves_the_connection_open() {
    let simulator = Simulator::start().await.unwrap();
    simulator.fail_next([Fault::status(503), Fault::delay(Duration::from_millis(1))]);
    let requests = format!(
        "{LIST}{LIST}{}",
        LIST.replace("Host", "Connection: close\r\nHost")
    );
    let responses = exchange(&simulator, requests.as_bytes()).await;
    let statuses: Vec<_> = responses.matches("HTTP/1.1 ").collect();
    assert_eq!(statuses.len(), 3, "{responses}");
    assert!(responses.starts_with("HTTP/1.1 503 "), "{responses}");
    assert_eq!(responses.matches("HTTP/1.1 200 ").count(), 2, "{responses}");
}
