//! The record of what arrived, and the end of a simulator.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use statuspage_simulator::Simulator;

use crate::caller::{Caller, send};
use crate::sockets::{address, exchange};

#[tokio::test]
async fn requests_are_kept_byte_for_byte_in_their_order() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    assert_eq!(simulator.requests(), []);
    let body = b"a%5bb%5d=\xff\x00+c";
    let mut bytes = format!(
        "POST /v1/pages/a%2F..%2fb/./../%C3%A9%20x.json?q=%5b+%5D&&=?/ HTTP/1.1\r\n\
         Host: here\r\nX-One:  1\r\nContent-Length: {}\r\nX-Two: b\r\nX-One: 2\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    let response = exchange(simulator, &bytes).await;
    assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
    caller.get(&caller.on_page("components?")).await;

    let requests = simulator.requests();
    assert_eq!(requests.len(), 2);
    let first = &requests[0];
    assert_eq!(first.method, "POST");
    assert_eq!(first.path, "/v1/pages/a%2F..%2fb/./../%C3%A9%20x.json");
    assert_eq!(first.query.as_deref(), Some("q=%5b+%5D&&=?/"));
    assert_eq!(first.body, body);
    let headers: Vec<(&str, &str)> = first
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        headers,
        [
            ("host", "here"),
            ("x-one", "1"),
            ("x-one", "2"),
            ("content-length", "13"),
            ("x-two", "b"),
            ("connection", "close"),
        ]
    );
    assert_eq!(first.header("X-One"), Some("1"));
    assert_eq!(first.header("authorization"), None);

    let second = &requests[1];
    assert_eq!(second.query.as_deref(), Some(""));
    assert_eq!(second.body, b"");
    let key = format!("OAuth {}", simulator.api_key());
    assert_eq!(second.header("Authorization"), Some(key.as_str()));
}

#[tokio::test]
async fn a_request_without_a_question_mark_has_no_query() {
    let caller = Caller::start().await;
    let (status, _) = send(caller.request("GET", "/metrics_providers")).await;
    assert_eq!(status, 200);
    assert_eq!(caller.simulator.requests()[0].query, None);
}

#[tokio::test]
async fn the_record_says_what_became_of_a_request() {
    let caller = Caller::start().await;
    let incidents = caller.on_page("incidents");
    for (method, path, body, status) in [
        ("GET", incidents.clone(), Value::Null, 200),
        (
            "POST",
            incidents.clone(),
            json!({"incident": {"name": "x"}}),
            201,
        ),
        ("POST", incidents.clone(), json!({"incident": {}}), 422),
        (
            "POST",
            incidents.clone(),
            json!({"incident": {"name": "x", "colour": 1}}),
            403,
        ),
        ("POST", incidents.clone(), json!([]), 400),
        ("PUT", incidents, Value::Null, 405),
        ("DELETE", caller.on_page("incidents/none"), Value::Null, 404),
    ] {
        assert_eq!(caller.call(method, &path, body).await.0, status);
        let requests = caller.simulator.take_requests();
        let [request] = requests.as_slice() else {
            panic!("{requests:?}");
        };
        assert_eq!(request.status, Some(status));
        assert_eq!(request.carried_out, status < 300, "{status}");
        assert_eq!(request.fault, None);
    }
    let request = caller.request("GET", "/pages");
    assert_eq!(send(request).await.0, 401);
    let requests = caller.simulator.requests();
    assert!(!requests[0].carried_out);
    assert_eq!(requests[0].status, Some(401));
}

#[tokio::test]
async fn requests_are_taken_or_cleared() {
    let caller = Caller::start().await;
    let list = async |kind: &str| caller.get(&caller.on_page(kind)).await;
    list("components").await;
    list("incidents").await;
    let first = caller.simulator.take_requests();
    assert_eq!(first.len(), 2);
    assert!(first[0].path.ends_with("/components"));
    assert!(first[0].at < first[1].at);
    assert_eq!(caller.simulator.requests(), []);

    list("components").await;
    caller.simulator.clear_requests();
    list("incidents").await;
    let rest = caller.simulator.requests();
    assert_eq!(rest.len(), 1);
    // The clock goes on.
    assert!(rest[0].path.ends_with("/incidents") && rest[0].at > first[1].at);
    assert_eq!(caller.simulator.requests(), rest);
}

#[tokio::test]
async fn simulators_share_nothing() {
    let (one, two) = (Caller::start().await, Caller::start().await);
    assert_ne!(one.simulator.url(), two.simulator.url());
    assert_ne!(one.simulator.api_key(), two.simulator.api_key());
    one.new_incident(json!({"name": "x"})).await;
    assert_eq!(two.get(&two.on_page("incidents")).await, json!([]));
    assert_eq!(two.simulator.requests().len(), 1);
}

#[tokio::test]
async fn a_dropped_simulator_closes_its_connections_and_takes_no_others() {
    let simulator = Simulator::start().await.unwrap();
    let address = address(&simulator);
    let page = simulator.page_id().to_owned();
    let key = format!("OAuth {}", simulator.api_key());
    let open = address.clone();
    let connected = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(open).unwrap();
        let request = b"GET /v1/metrics_providers HTTP/1.1\r\nHost: x\r\n\r\n";
        stream.write_all(request).unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        stream
    });
    let mut stream = connected.await.unwrap();
    drop(simulator);

    let rest = tokio::task::spawn_blocking(move || {
        // Ends only when the other side closes the connection.
        let mut rest = String::new();
        stream.read_to_string(&mut rest).unwrap();
        rest
    });
    assert!(rest.await.unwrap().contains("\"Pingdom\""));
    // Another test's simulator may have been given the port by now, but not the key.
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.get(format!("http://{address}/v1/pages/{page}"));
    let response = request.header("Authorization", key).send().await;
    assert!(response.is_err() || response.is_ok_and(|response| response.status() == 401));
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let simulator = Simulator::start().await.unwrap();
    let port = address(&simulator)
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let error = Simulator::builder().port(port).start().await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
    assert!(!format!("{simulator:?}").contains(simulator.api_key()));
}
