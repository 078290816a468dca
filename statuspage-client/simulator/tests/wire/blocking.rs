//! The start of a simulator without async, and its end.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Instant;

use reqwest::Method;
use serde_json::json;
use statuspage_simulator::Simulator;

use crate::caller::{client, send};
use crate::control::control;
use crate::sockets::{PATIENCE, address};

fn first_line(simulator: &Simulator) -> String {
    let mut stream = TcpStream::connect(address(simulator)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = "GET /v1/metrics_providers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response.lines().next().unwrap().to_owned()
}

#[test]
fn it_serves_outside_of_a_runtime_until_it_is_dropped() {
    let simulator = Simulator::start_blocking().unwrap();
    assert_eq!(first_line(&simulator), "HTTP/1.1 200 OK");
    let address = address(&simulator);
    let port = address.rsplit_once(':').unwrap().1.parse().unwrap();
    let again = || Simulator::builder().port(port).start_blocking();
    assert_eq!(again().unwrap_err().kind(), ErrorKind::AddrInUse);
    drop(simulator);
    let start = Instant::now();
    while again().is_err() {
        assert!(start.elapsed() < PATIENCE);
        thread::yield_now();
    }
}

#[test]
fn its_errors_are_those_of_an_async_start() {
    let error = Simulator::builder().api_key("two words").start_blocking();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput);
}

async fn serves_within_a_runtime() {
    let simulator = Simulator::start_blocking().unwrap();
    let request = client().request(Method::GET, simulator.control_url());
    let (status, about) = send(request).await;
    assert_eq!(
        (status, &about["page_id"]),
        (200, &json!(simulator.page_id()))
    );
    assert_eq!(about.to_string(), simulator.to_json());
}

#[tokio::test]
async fn it_serves_within_a_runtime_of_one_thread() {
    serves_within_a_runtime().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_serves_within_a_runtime_of_several_threads() {
    serves_within_a_runtime().await;
}

#[tokio::test]
async fn a_reset_starts_again_with_the_same_ids() {
    let simulator = Simulator::start().await.unwrap();
    let before = simulator.to_json();
    let slack = simulator.add_slack_subscriber("team", "#ops");
    assert!(simulator.set_subscriber_state(&slack, "quarantined"));
    assert!(!simulator.set_subscriber_state(&slack, "gone"));
    let (status, about) = control(&simulator, "POST", "reset", "").await;
    assert_eq!((status, about.to_string()), (200, before));
    assert!(!simulator.set_subscriber_state(&slack, "active"));
    assert!(simulator.set_subscriber_state(simulator.subscriber_id(), "active"));
}
