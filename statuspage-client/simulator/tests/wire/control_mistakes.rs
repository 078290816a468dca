//! What the control over HTTP refuses, and what it says then.

use std::time::Duration;

use serde_json::{Value, json};
use statuspage_simulator::{Fault, RateLimit, Simulator};

use crate::caller::Caller;
use crate::control::control;
use crate::shapes::assert_says_why;

/// All that is set.
async fn set(simulator: &Simulator) -> [(u16, Value); 2] {
    [
        control(simulator, "GET", "faults", "").await,
        control(simulator, "GET", "rate_limit", "").await,
    ]
}

/// Sends this, which must be refused with this status and these words, and must change nothing.
async fn assert_refused(method: &str, name: &str, body: &str, status: u16, says: &str) {
    let simulator = Simulator::start().await.unwrap();
    simulator.fail_next([Fault::not_json()]);
    simulator.set_rate_limit(Some(RateLimit::new(5, Duration::from_secs(5))));
    let before = set(&simulator).await;
    let (actual, response) = control(&simulator, method, name, body).await;
    assert_eq!(actual, status, "{method} {name} {body}: {response}");
    assert_says_why(&response);
    let text = response["error"].to_string();
    assert!(text.contains(says), "{method} {name} {body}: {text}");
    assert_eq!(set(&simulator).await, before);
}

#[tokio::test]
async fn a_body_must_be_an_object_of_json() {
    for name in ["faults", "rate_limit"] {
        for body in ["", "{", "next=1"] {
            assert_refused("PUT", name, body, 400, "not valid JSON").await;
        }
        assert_refused("PUT", name, "[]", 400, "must be an object").await;
    }
}

#[tokio::test]
async fn other_names_and_methods_are_refused() {
    for name in ["faults", "rate_limit"] {
        for method in ["POST", "PATCH"] {
            assert_refused(method, name, "{}", 405, "which takes GET, PUT, DELETE").await;
        }
    }
    for name in ["limits", "faults/1", "faults.json"] {
        assert_refused(
            "PUT",
            name,
            "{}",
            404,
            "there are `faults`, `rate_limit`, `requests`, `reset` and `subscribers/ID`",
        )
        .await;
    }
}

#[tokio::test]
async fn a_wrong_rate_limit_is_refused() {
    for (body, says) in [
        (
            json!({"window": 1}),
            "accepts requests, window_ms, status, retry_after",
        ),
        (
            json!({"requests": "5"}),
            "requests must be a whole number from 0 on",
        ),
        (
            json!({"requests": -1}),
            "requests must be a whole number from 0 on",
        ),
        (
            json!({"window_ms": 0}),
            "window_ms must be a whole number from 1 on",
        ),
        (
            json!({"status": 200}),
            "status must be a whole number from 400 to 599",
        ),
        (
            json!({"retry_after": 0.5}),
            "retry_after must be a whole number from 0 on",
        ),
    ] {
        assert_refused("PUT", "rate_limit", &body.to_string(), 422, says).await;
    }
}

#[tokio::test]
async fn a_wrong_list_of_faults_is_refused() {
    let delay = json!({"kind": "delay"});
    let never = json!({"kind": "delay", "probability": -0.1});
    for (body, says) in [
        (json!({"nxt": []}), "accepts next, random, seed"),
        (json!({"next": {}}), "next must be a list of objects"),
        (json!({"next": [1]}), "next must be a list of objects"),
        (json!({"seed": -1}), "seed must be a whole number from 0 on"),
        (
            json!({"random": [delay]}),
            "random[0]: probability is required",
        ),
        (
            json!({"random": [never]}),
            "probability must be a number from 0 to 1",
        ),
    ] {
        assert_refused("PUT", "faults", &body.to_string(), 422, says).await;
    }
}

#[tokio::test]
async fn a_wrong_fault_is_refused() {
    let of_status = |status: Value| json!({"kind": "status", "status": status});
    for (fault, says) in [
        (json!({}), "next[0]: kind is required"),
        (
            json!({"kind": "slow"}),
            "kind must be one of status, not_json, redirect,",
        ),
        (
            json!({"kind": "delay", "ms": 1}),
            "accepts kind, status, content_type,",
        ),
        (
            json!({"kind": "delay", "delay_ms": -1}),
            "delay_ms must be a whole number from 0 on",
        ),
        (
            json!({"kind": "delay", "delay_ms": "1"}),
            "delay_ms must be a whole number from 0 on",
        ),
        (
            json!({"kind": "status"}),
            "status is required for the kind `status`",
        ),
        (
            of_status(json!(100)),
            "status must be a whole number from 200 to 599",
        ),
        (
            of_status(json!(600)),
            "status must be a whole number from 200 to 599",
        ),
        (json!({"kind": "redirect"}), "location is required"),
        (
            json!({"kind": "delay", "headers": {"x": 1}}),
            "headers at `x` must be a string",
        ),
        (
            json!({"kind": "huge_body", "bytes": 1}),
            "bytes must be a whole number from 2 on",
        ),
        (json!({"kind": "slow_body"}), "over_ms is required"),
        (
            json!({"kind": "delay", "bytes": 2}),
            "bytes does not go with the kind `delay`",
        ),
        (
            json!({"kind": "delay", "carried_out": false}),
            "which has kind, retry_after, headers, delay_ms, response_",
        ),
        (
            json!({"kind": "delay", "probability": 1}),
            "Unknown parameters: `probability`",
        ),
    ] {
        let body = json!({"next": [fault]}).to_string();
        assert_refused("PUT", "faults", &body, 422, says).await;
    }
}

#[tokio::test]
async fn all_mistakes_are_reported_at_once_with_their_places() {
    let simulator = Simulator::start().await.unwrap();
    let body = json!({
        "next": [{"kind": "disconnect"}, {"kind": "huge_body", "over_ms": 1}],
        "random": [{"kind": "delay", "probability": "1"}],
    });
    let (status, response) = control(&simulator, "PUT", "faults", &body.to_string()).await;
    assert_eq!(status, 422);
    let starts = [
        "next[1]: bytes",
        "next[1]: over_ms",
        "random[0]: probability",
    ];
    let messages = response["error"].as_array().unwrap();
    assert_eq!(messages.len(), starts.len(), "{response}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.as_str().unwrap().starts_with(start), "{response}");
    }
}

#[tokio::test]
async fn a_wrong_state_of_a_subscriber_is_refused() {
    let caller = Caller::start().await;
    let own = format!("subscribers/{}", caller.simulator.subscriber_id());
    for (method, name, body, status) in [
        ("PUT", "subscribers/none", r#"{"state": "active"}"#, 404),
        ("GET", "subscribers/", "", 404),
        ("PUT", &own, r#"{"state": "gone"}"#, 422),
        ("PUT", &own, r#"{"state": null}"#, 422),
        ("PUT", &own, "{}", 422),
        ("PUT", &own, r#"{"state": "quarantined", "at": 1}"#, 422),
        ("PUT", &own, "quarantined", 400),
        ("DELETE", &own, "", 405),
    ] {
        let (got, response) = control(&caller.simulator, method, name, body).await;
        assert_eq!(got, status, "{method} {name} {body}: {response}");
        assert_says_why(&response);
    }
    let expected = json!({"id": caller.simulator.subscriber_id(), "state": "active"});
    assert_eq!(
        control(&caller.simulator, "GET", &own, "").await,
        (200, expected)
    );
}
