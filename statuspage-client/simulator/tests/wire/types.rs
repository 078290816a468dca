//! The types that values must have in JSON, where a form and a query have nothing but text.

use serde_json::{Value, json};

use crate::caller::Caller;

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn json_of_a_wrong_type_is_refused_and_all_of_it_at_once() {
    let caller = Caller::start().await;
    let incidents = caller.on_page("incidents");
    let body = json!({"incident": {
        "name": 5,
        "body": true,
        "backfilled": "t",
        "deliver_notifications": "true",
        "scheduled_remind_prior": 1,
        "scheduled_for": 1_700_000_000,
        "scheduled_until": "",
        "backfill_date": "",
        "status": "",
        "impact_override": false,
        "component_ids": "a,b",
        "components": ["operational"],
        "reminder_intervals": [1, 5],
        "metadata": {"jira": "X-1"},
    }});
    let (status, response) = caller.call("POST", &incidents, body).await;
    assert_eq!(status, 422);
    let mut refused: Vec<&str> = response["error"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message.as_str().unwrap().split_once(' ').unwrap().0)
        .collect();
    refused.sort_unstable();
    assert_eq!(
        refused,
        [
            "incident[backfill_date]",
            "incident[backfilled]",
            "incident[body]",
            "incident[component_ids]",
            "incident[components]",
            "incident[deliver_notifications]",
            "incident[impact_override]",
            "incident[metadata]",
            "incident[name]",
            "incident[reminder_intervals]",
            "incident[scheduled_for]",
            "incident[scheduled_remind_prior]",
            "incident[scheduled_until]",
            "incident[status]",
        ]
    );
    assert_eq!(caller.get(&incidents).await, json!([]));
}

#[tokio::test]
async fn numbers_are_numbers_in_json_and_text_in_a_form() {
    let caller = Caller::start().await;
    let data = caller.on_page(&format!("metrics/{}/data", caller.simulator.metric_id()));
    for point in [
        json!({"timestamp": "1700000000", "value": 1}),
        json!({"timestamp": 1_700_000_000.0, "value": 1}),
        json!({"timestamp": 1_700_000_000, "value": "1"}),
        json!({"timestamp": 1_700_000_000, "value": true}),
    ] {
        let (status, response) = caller.call("POST", &data, json!({ "data": point })).await;
        assert_eq!(status, 422, "{point}: {response}");
    }
    let point = json!({"data": {"timestamp": 1_700_000_000, "value": 1.5}});
    let form = "data[timestamp]=1700000000&data[value]=1.5";
    let by_json = caller.call("POST", &data, point.clone()).await;
    let by_form = caller.send("POST", &data, FORM, form).await;
    assert_eq!(by_json, (201, point));
    assert_eq!(by_form, by_json);
    // A list that is asked for in a body has no other rules.
    let components = caller.on_page("components");
    for (page, expected) in [(json!(1), 200), (json!("1"), 422), (json!(null), 200)] {
        let (status, _) = caller
            .call("GET", &components, json!({ "page": page }))
            .await;
        assert_eq!(status, expected, "{page}");
    }
}

#[tokio::test]
async fn an_empty_text_is_null_in_a_form_and_nonsense_in_json() {
    let caller = Caller::start().await;
    let component = caller.new_component("API").await;
    let path = caller.on_page(&format!("components/{component}"));
    let fields = json!({"component": {"start_date": "2026-01-31"}});
    let (_, before) = caller.call("PATCH", &path, fields).await;
    assert_eq!(before["start_date"], "2026-01-31");

    let (status, _) = caller
        .call("PATCH", &path, json!({"component": {"start_date": ""}}))
        .await;
    assert_eq!(status, 422);
    let list = caller.get(&caller.on_page("components")).await;
    assert_eq!(list, json!([before]));

    for query in ["", "?component[start_date]="] {
        let body = if query.is_empty() {
            "component[start_date]="
        } else {
            ""
        };
        let fields = json!({"component": {"start_date": "2026-01-31"}});
        caller.call("PATCH", &path, fields).await;
        let path = format!("{path}{query}");
        let (status, component) = caller.send("PATCH", &path, FORM, body).await;
        assert_eq!(status, 200, "{component}");
        assert_eq!(component["start_date"], Value::Null);
    }
    // A status has an empty text, which is not null.
    let (status, component) = caller
        .call("PATCH", &path, json!({"component": {"status": ""}}))
        .await;
    assert_eq!(status, 200, "{component}");
    assert_eq!(component["status"], "");
}

#[tokio::test]
async fn a_start_date_has_no_time() {
    let caller = Caller::start().await;
    let components = caller.on_page("components");
    let moment = "2026-01-31T00:00:00Z";
    let body = json!({"component": {"start_date": moment}});
    let form = format!("component[start_date]={moment}");
    for (status, _) in [
        caller.call("POST", &components, body).await,
        caller.send("POST", &components, FORM, &form).await,
    ] {
        assert_eq!(status, 422);
    }
    assert_eq!(caller.get(&components).await, json!([]));
}
