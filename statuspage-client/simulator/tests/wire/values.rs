//! Values that are refused, and the limits of those that are not.

use serde_json::{Value, json};

use crate::caller::{Caller, id};
use crate::shapes::assert_says_why;

#[tokio::test]
async fn values_that_will_not_do_are_unprocessable_and_change_nothing() {
    let caller = Caller::start().await;
    let page = caller.simulator.page_id();
    let data = caller.on_page(&format!("metrics/{}/data", caller.simulator.metric_id()));
    let users = format!(
        "/organizations/{}/users",
        caller.simulator.organization_id()
    );
    let incidents = caller.on_page("incidents");
    let long_name = "n".repeat(256);
    let long_body = "b".repeat(25_001);
    for (method, path, body) in [
        ("POST", &incidents, json!({})),
        ("POST", &incidents, json!({"incident": {}})),
        ("POST", &incidents, json!({"incident": "x"})),
        ("POST", &incidents, json!({"incident": {"name": ""}})),
        ("POST", &incidents, json!({"incident": {"name": null}})),
        ("POST", &incidents, json!({"incident": {"name": ["x"]}})),
        ("POST", &incidents, json!({"incident": {"name": long_name}})),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "body": long_body}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "status": "bad"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "impact_override": "bad"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "scheduled_for": "soon"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "backfilled": "maybe"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "component_ids": ["none"]}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "components": {"none": "operational"}}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "metadata": {"a": 1}}}),
        ),
        (
            "POST",
            &caller.on_page("components"),
            json!({"component": {"status": "bad"}}),
        ),
        (
            "POST",
            &caller.on_page("components"),
            json!({"component": {"start_date": "2026"}}),
        ),
        (
            "PATCH",
            &format!("/pages/{page}"),
            json!({"page": {"branding": "bad"}}),
        ),
        ("POST", &data, json!({})),
        ("POST", &data, json!({"data": {"timestamp": 1}})),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": "now", "value": 1}}),
        ),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": i64::MIN, "value": 1}}),
        ),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": 1, "value": "much"}}),
        ),
        ("POST", &users, json!({})),
    ] {
        let (status, response) = caller.call(method, path, body.clone()).await;
        assert_eq!(status, 422, "{method} {path} {body}: {response}");
        assert_says_why(&response);
    }
    assert_eq!(caller.get(&incidents).await, json!([]));
    assert_eq!(caller.get(&caller.on_page("components")).await, json!([]));
    assert_eq!(caller.get(&users).await, json!([]));
}

#[tokio::test]
async fn the_longest_values_are_taken_and_a_name_cannot_be_taken_away() {
    let caller = Caller::start().await;
    let fields = json!({"name": "é".repeat(255), "body": "é".repeat(25_000)});
    let incident = caller.new_incident(fields).await;
    let path = caller.on_page(&format!("incidents/{}", id(&incident)));
    let update = id(&incident["incident_updates"][0]);
    let update = format!("{path}/incident_updates/{update}");
    for (length, expected) in [(25_000, 200), (25_001, 422)] {
        let body = json!({"incident_update": {"body": "é".repeat(length)}});
        let (status, _) = caller.call("PATCH", &update, body).await;
        assert_eq!(status, expected, "{length}");
    }
    for name in [json!(null), json!(""), json!("n".repeat(256))] {
        let (status, _) = caller
            .call("PATCH", &path, json!({"incident": {"name": name}}))
            .await;
        assert_eq!(status, 422);
    }
}

#[tokio::test]
async fn reminders_are_increasing_hours_in_a_text() {
    let caller = Caller::start().await;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    assert_eq!(incident["reminder_intervals"], Value::Null);
    let path = caller.on_page(&format!("incidents/{}", id(&incident)));
    for (given, expected) in [
        (json!("[1,5]"), 200),
        (json!("[3, 6, 12, 24]"), 200),
        (json!("4"), 200),
        (json!("[]"), 200),
        (Value::Null, 200),
        (json!("[5,1]"), 422),
        (json!("[1,1]"), 422),
        (json!("[0]"), 422),
        (json!("25"), 422),
        (json!("1,5"), 422),
        (json!("[1.5]"), 422),
        (json!("[+1]"), 422),
        (json!("[1,]"), 422),
        (json!("soon"), 422),
        (json!([1, 5]), 422),
        (json!(4), 422),
    ] {
        let body = json!({"incident": {"reminder_intervals": given}});
        let (status, response) = caller.call("PATCH", &path, body).await;
        assert_eq!(status, expected, "{given}: {response}");
        if status == 200 {
            assert_eq!(response["reminder_intervals"], given);
        }
    }
}
