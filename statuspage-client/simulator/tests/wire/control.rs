//! Faults and the rate limit, set over HTTP.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use statuspage_simulator::{Fault, RateLimit, Simulator};

use crate::caller::{Caller, client, send};
use crate::sockets::until;

/// Calls the control, without a key and without a Content-Type.
pub(crate) async fn control(
    simulator: &Simulator,
    method: &str,
    name: &str,
    body: &str,
) -> (u16, Value) {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let url = format!("{}/{name}", simulator.control_url());
    send(client().request(method, url).body(body.to_owned())).await
}

async fn put(simulator: &Simulator, name: &str, body: Value) -> Value {
    let (status, response) = control(simulator, "PUT", name, &body.to_string()).await;
    assert_eq!(status, 200, "{body}: {response}");
    response
}

/// Every kind of fault, as JSON and as it is in Rust.
fn kinds() -> Vec<(Value, Fault)> {
    let half = Duration::from_millis(500);
    let not_json = "<html><body>Down for maintenance</body></html>";
    vec![
        (
            json!({"kind": "status", "status": 503, "carried_out": false}),
            Fault::status(503),
        ),
        (
            json!({"kind": "status", "status": 502, "carried_out": true, "headers": {"retry-after": "2"}}),
            Fault::status(502).carried_out().with_retry_after(half * 4),
        ),
        (
            json!({"kind": "status", "status": 500, "content_type": "text/html", "body": "<p>", "carried_out": false}),
            Fault::response(500, "text/html", "<p>"),
        ),
        (
            json!({
                "kind": "status", "status": 200, "content_type": "application/json; charset=utf-8",
                "body": not_json, "carried_out": false,
            }),
            Fault::not_json(),
        ),
        (
            json!({"kind": "redirect", "status": 307, "location": "http://x.example/", "carried_out": false}),
            Fault::redirect(307, "http://x.example/"),
        ),
        (
            json!({"kind": "huge_body", "bytes": 5_000_000_000_u64, "carried_out": false}),
            Fault::huge_body(5_000_000_000),
        ),
        (
            json!({"kind": "disconnect", "carried_out": true, "method": "POST", "path": "/incidents"}),
            Fault::disconnect()
                .carried_out()
                .for_method("POST")
                .for_path("/incidents"),
        ),
        (
            json!({"kind": "delay", "delay_ms": 500, "response_delay_ms": 1000}),
            Fault::delay(half).with_response_delay(half * 2),
        ),
        (json!({"kind": "truncated_body"}), Fault::truncated_body()),
        (
            json!({"kind": "slow_body", "over_ms": 500}),
            Fault::slow_body(half),
        ),
    ]
}

#[tokio::test]
async fn faults_are_written_as_they_are_read() {
    let by_rust = Simulator::start().await.unwrap();
    by_rust.fail_next(kinds().into_iter().map(|(_, fault)| fault));
    let all: Vec<_> = kinds().into_iter().map(|(json, _)| json).collect();
    let expected = json!({"next": all, "random": [], "seed": null});
    assert_eq!(
        control(&by_rust, "GET", "faults", "").await,
        (200, expected.clone())
    );

    let by_http = Simulator::start().await.unwrap();
    assert_eq!(put(&by_http, "faults", expected.clone()).await, expected);
    assert_eq!(control(&by_http, "GET", "faults", "").await.1, expected);
}

#[tokio::test]
async fn faults_that_are_set_over_http_are_those_of_rust() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let mut shorter = vec![
        (json!({"kind": "not_json"}), Fault::not_json()),
        (
            json!({"kind": "status", "status": 429, "retry_after": 2, "headers": {"DATE": "?"}}),
            Fault::status(429)
                .with_retry_after(Duration::from_secs(2))
                .with_header("Date", "?"),
        ),
        (
            json!({"kind": "status", "status": 500, "body": "x"}),
            Fault::response(500, "text/plain; charset=utf-8", "x"),
        ),
        (
            json!({"kind": "redirect", "location": "/"}),
            Fault::redirect(302, "/"),
        ),
        (
            json!({"kind": "disconnect", "carried_out": null}),
            Fault::disconnect(),
        ),
    ];
    shorter.extend(kinds());
    for (json, fault) in shorter {
        put(simulator, "faults", json!({"next": [json]})).await;
        let request = caller.request("POST", "/incidents");
        // Some faults end with the connection, and one has more bytes than are worth reading.
        let client = tokio::spawn(request.send());
        until(simulator, |_| true).await;
        client.abort();
        assert_eq!(simulator.take_requests()[0].fault, Some(fault));
    }
}

#[tokio::test]
async fn a_put_replaces_all_faults_and_a_delete_ends_them() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let knock = async || {
        caller
            .call("GET", "/metrics_providers", Value::Null)
            .await
            .0
    };
    simulator.fail_next([Fault::status(500)]);
    simulator.fail_randomly(1, [(Fault::status(501), 1.0)]);
    let next = json!({"kind": "status", "status": 502});
    put(simulator, "faults", json!({"next": [next, next]})).await;
    assert_eq!(
        [knock().await, knock().await, knock().await],
        [502, 502, 200]
    );

    let always = json!({"kind": "status", "status": 503, "probability": 1});
    put(
        simulator,
        "faults",
        json!({"next": [next], "random": [always]}),
    )
    .await;
    assert_eq!(
        [knock().await, knock().await, knock().await],
        [502, 503, 503]
    );
    let none = json!({"next": [], "random": [], "seed": null});
    assert_eq!(
        control(simulator, "DELETE", "faults", "").await,
        (200, none.clone())
    );
    assert_eq!(knock().await, 200);
    assert_eq!(put(simulator, "faults", json!({})).await, none);
}

#[tokio::test]
async fn a_seed_means_the_same_over_http_and_in_rust() {
    let faults = json!([
        {"kind": "status", "status": 500, "probability": 0.25},
        {"kind": "status", "status": 503, "probability": 0.25, "method": "get"},
    ]);
    let by_http = Caller::start().await;
    let set = put(
        &by_http.simulator,
        "faults",
        json!({"random": faults, "seed": 42}),
    )
    .await;
    assert_eq!(set["seed"], 42);
    assert_eq!(set["random"][1]["probability"], 0.25);
    let by_rust = Caller::start().await;
    by_rust.simulator.fail_randomly(
        42,
        [
            (Fault::status(500), 0.25),
            (Fault::status(503).for_method("get"), 0.25),
        ],
    );
    let mut statuses = Vec::new();
    for _ in 0..40 {
        let responses = [&by_http, &by_rust].map(|caller| async {
            caller
                .call("GET", "/metrics_providers", Value::Null)
                .await
                .0
        });
        let [one, two] = responses;
        let (one, two) = (one.await, two.await);
        assert_eq!(one, two);
        statuses.push(one);
    }
    for status in [200, 500, 503] {
        assert!(statuses.contains(&status), "{statuses:?}");
    }
}

#[tokio::test]
async fn the_rate_limit_is_set_read_and_lifted() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let get = async || control(simulator, "GET", "rate_limit", "").await.1;
    assert_eq!(get().await, Value::Null);
    let second = Duration::from_secs(1);
    for (given, limit, read) in [
        (
            json!({}),
            RateLimit::default(),
            json!({"requests": 60, "window_ms": 60_000, "status": null}),
        ),
        (
            json!({"requests": 0, "window_ms": 1000, "status": 429, "retry_after": 0}),
            RateLimit::new(0, second)
                .status(429)
                .retry_after(Some(Duration::ZERO)),
            json!({"requests": 0, "window_ms": 1000, "status": 429, "retry_after": 0}),
        ),
        (
            json!({"requests": 1, "window_ms": 1000, "retry_after": null}),
            RateLimit::new(1, second).retry_after(None),
            json!({"requests": 1, "window_ms": 1000, "status": null, "retry_after": null}),
        ),
    ] {
        assert_eq!(put(simulator, "rate_limit", given).await, read);
        assert_eq!(get().await, read);
        simulator.set_rate_limit(Some(limit));
        assert_eq!(get().await, read);
        assert_eq!(put(simulator, "rate_limit", read.clone()).await, read);
    }
    put(
        simulator,
        "rate_limit",
        json!({"requests": 1, "window_ms": 3_600_000}),
    )
    .await;
    let knock = async || {
        caller
            .call("GET", "/metrics_providers", Value::Null)
            .await
            .0
    };
    assert_eq!([knock().await, knock().await], [200, 420]);
    assert_eq!(
        control(simulator, "DELETE", "rate_limit", "").await,
        (200, Value::Null)
    );
    assert_eq!(knock().await, 200);
}

#[tokio::test]
async fn control_is_neither_recorded_nor_counted_nor_faulted() {
    let simulator = Simulator::start().await.unwrap();
    simulator.set_rate_limit(Some(RateLimit::new(0, Duration::from_secs(3600))));
    simulator.fail_randomly(1, [(Fault::disconnect(), 1.0)]);
    simulator.fail_next([Fault::disconnect()]);
    for name in ["faults", "rate_limit"] {
        assert_eq!(control(&simulator, "GET", name, "").await.0, 200);
    }
    assert_eq!(control(&simulator, "GET", "nothing", "").await.0, 404);
    assert_eq!(simulator.requests(), []);
    let waiting = control(&simulator, "GET", "faults", "").await.1;
    assert_eq!(waiting["next"].as_array().unwrap().len(), 1);
}
