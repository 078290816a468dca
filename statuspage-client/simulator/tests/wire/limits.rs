//! The bounds on what a simulator reads and keeps, so that one that runs for weeks stays small.

use serde_json::{Value, json};
use statuspage_simulator::{Fault, Simulator};

use crate::caller::{Caller, send};
use crate::control::control;
use crate::shapes::assert_says_why;
use crate::sockets::{address, exchange};

/// The documented bound on a body.
const MAX_BODY: usize = 2 * 1024 * 1024;

#[tokio::test]
async fn a_body_that_is_declared_too_long_is_refused_unread() {
    let simulator = Simulator::start().await.unwrap();
    for path in ["/v1/metrics_providers", "/_simulator/faults"] {
        // No byte of the body follows: a response can only come without reading it.
        let head = format!(
            "PUT {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n\r\n",
            address(&simulator),
            MAX_BODY + 1
        );
        let response = exchange(&simulator, head.as_bytes()).await;
        assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
        assert!(response.contains("2097152 bytes"), "{response}");
    }
    assert_eq!(simulator.requests(), []);
}

// The bare connection writes more than the system may buffer: the simulator must run beside it.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_unknown_length_is_refused_where_it_exceeds_the_bound() {
    let simulator = Simulator::start().await.unwrap();
    let mut bytes = format!(
        "POST /v1/metrics_providers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        MAX_BODY + 1
    )
    .into_bytes();
    // The end of the chunk and of the body never comes.
    bytes.resize(bytes.len() + MAX_BODY + 1, b'x');
    let response = exchange(&simulator, &bytes).await;
    assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
}

#[tokio::test]
async fn a_client_that_sends_far_too_much_sees_the_413() {
    let caller = Caller::start().await;
    for length in [MAX_BODY + 1, 16 * MAX_BODY] {
        let request = caller.request("POST", "/metrics_providers");
        let (status, body) = send(request.body(vec![b'x'; length])).await;
        assert_eq!(status, 413);
        assert_says_why(&body);
    }
    assert_eq!(caller.simulator.requests(), []);
    let request = caller.request("POST", "/metrics_providers");
    assert_eq!(send(request.body(vec![b'x'; MAX_BODY])).await.0, 401);
    assert_eq!(caller.simulator.requests()[0].body.len(), MAX_BODY);
}

// The bare connection writes more than the system may buffer: the simulator must run beside it.
#[tokio::test(flavor = "multi_thread")]
async fn headers_without_end_are_refused() {
    let simulator = Simulator::start().await.unwrap();
    let many = "X: y\r\n".repeat(200);
    let long = format!("X: {}\r\n", "y".repeat(1024 * 1024));
    for headers in [many, long] {
        let head = format!("GET /v1/metrics_providers HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        let response = exchange(&simulator, head.as_bytes()).await;
        assert!(response.starts_with("HTTP/1.1 431 "), "{response}");
    }
}

#[tokio::test]
async fn the_oldest_records_are_dropped() {
    let caller = Caller::start().await;
    // 31 of them fit into 64 MiB.
    for index in 0..34 {
        let request = caller.request("POST", &format!("/{index}"));
        send(request.body(vec![b'x'; MAX_BODY])).await;
    }
    assert_eq!(caller.simulator.dropped_requests(), 3);
    let requests = caller.simulator.take_requests();
    assert_eq!((requests.len(), requests[0].path.as_str()), (31, "/v1/3"));
    assert_eq!(caller.simulator.dropped_requests(), 0);
}

#[tokio::test]
async fn requests_are_read_and_cleared_over_http() {
    let caller = Caller::start().await;
    let body = json!({"incident": {"name": "é"}});
    caller.simulator.fail_next([Fault::status(503)]);
    let path = caller.on_page("incidents");
    caller
        .call("POST", &format!("{path}?q=1"), body.clone())
        .await;
    let (status, response) = control(&caller.simulator, "GET", "requests", "").await;
    assert_eq!((status, &response["dropped"]), (200, &json!(0)));
    let [request] = response["requests"].as_array().unwrap().as_slice() else {
        panic!("{response}");
    };
    assert_eq!(request["method"], "POST");
    assert_eq!(request["path"], format!("/v1{path}"));
    assert_eq!(request["query"], "q=1");
    assert_eq!(request["body"], body.to_string());
    assert!(request["at_ms"].is_u64());
    assert_eq!(request["fault"]["kind"], "status");
    assert_eq!(request["carried_out"], false);
    assert_eq!(request["status"], 503);
    let headers = request["headers"].as_array().unwrap();
    assert!(headers.contains(&json!(["content-type", "application/json"])));
    // Records are read without a key.
    assert!(!response.to_string().contains(caller.simulator.api_key()));

    let none = json!({"requests": [], "dropped": 0});
    let cleared = control(&caller.simulator, "DELETE", "requests", "").await;
    assert_eq!(cleared, (200, none));
    assert_eq!(caller.simulator.requests(), []);
    let (status, response) = control(&caller.simulator, "PUT", "requests", "").await;
    assert_eq!(status, 405);
    assert_says_why(&response);
}

/// The status of a control request with these headers, and what it says.
async fn with_hosts(simulator: &Simulator, hosts: &[&str]) -> (u16, Value) {
    let hosts = hosts.iter().map(|host| format!("Host: {host}\r\n"));
    let request = format!(
        "DELETE /_simulator/faults HTTP/1.1\r\n{}Connection: close\r\n\r\n",
        hosts.collect::<Vec<_>>().concat()
    );
    let response = exchange(simulator, request.as_bytes()).await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

#[tokio::test]
async fn the_control_accepts_loopback_hosts_and_allowed_ones_alone() {
    let builder = Simulator::builder().allow_host("status.test:9000");
    let simulator = builder.start().await.unwrap();
    let address = address(&simulator);
    let (_, port) = address.rsplit_once(':').unwrap();
    for name in ["127.0.0.1", "127.1.2.3", "localhost", "LocalHost", "[::1]"] {
        let host = format!("{name}:{port}");
        assert_eq!(with_hosts(&simulator, &[&host]).await.0, 200, "{host}");
    }
    assert_eq!(with_hosts(&simulator, &["STATUS.test:9000"]).await.0, 200);
    simulator.fail_next([Fault::status(503)]);
    let rebound = format!("attacker.example:{port}");
    let suffixed = format!("127.0.0.1.attacker.example:{port}");
    let public = format!("192.0.2.1:{port}");
    for hosts in [
        &[][..],
        &[""],
        &[rebound.as_str()],
        &[suffixed.as_str()],
        &[public.as_str()],
        &["127.0.0.1"],
        &["127.0.0.1:1"],
        &["status.test"],
        &["status.test:9001"],
        &[address.as_str(), rebound.as_str()],
    ] {
        let (status, body) = with_hosts(&simulator, hosts).await;
        assert_eq!(status, 403, "{hosts:?}");
        let message = body["error"].as_str().unwrap();
        assert!(message.contains(&format!("127.0.0.1:{port}")), "{message}");
        assert!(message.contains("--allow-host"), "{message}");
    }
    let (_, faults) = control(&simulator, "GET", "faults", "").await;
    assert_eq!(faults["next"].as_array().unwrap().len(), 1);
}
