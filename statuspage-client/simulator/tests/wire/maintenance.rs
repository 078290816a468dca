//! The life of a scheduled maintenance.

use serde_json::{Value, json};

use crate::caller::{Caller, column};
use crate::shapes::assert_moment;

#[tokio::test]
async fn from_scheduled_to_completed() {
    let caller = Caller::start().await;
    let api = caller.new_component("API").await;
    let planned = caller
        .new_incident(json!({
            "name": "Upgrade",
            "scheduled_for": "2031-05-01T10:00:00+02:00",
            "scheduled_until": "2031-05-01T09:30:00Z",
            "scheduled_auto_transition": true,
            "scheduled_remind_prior": true,
            "component_ids": [api],
        }))
        .await;
    assert_eq!(planned["status"], "scheduled");
    assert_eq!(planned["impact"], "maintenance");
    assert_eq!(planned["scheduled_for"], "2031-05-01T08:00:00.000Z");
    assert_eq!(planned["scheduled_until"], "2031-05-01T09:30:00.000Z");
    assert_eq!(planned["scheduled_auto_in_progress"], true);
    assert_eq!(planned["scheduled_auto_completed"], false);
    assert_eq!(planned["scheduled_remind_prior"], true);

    let start =
        json!({"status": "in_progress", "components": { (api.as_str()): "under_maintenance" }});
    let running = caller.update(&planned, start).await;
    assert_eq!(
        column(&running["components"], "status"),
        ["under_maintenance"]
    );
    let verifying = caller
        .update(&planned, json!({"status": "verifying"}))
        .await;
    assert_eq!(verifying["resolved_at"], Value::Null);
    let end = json!({"status": "completed", "components": { (api.as_str()): "operational" }});
    let done = caller.update(&planned, end).await;
    assert_eq!(done["impact"], "maintenance");
    assert_moment(&done["resolved_at"]);
    assert_eq!(
        column(&done["incident_updates"], "status"),
        ["completed", "verifying", "in_progress", "scheduled"]
    );
}

#[tokio::test]
async fn the_lists_of_scheduled_and_of_unresolved_incidents_are_apart() {
    let caller = Caller::start().await;
    let now = caller.new_incident(json!({"name": "now"})).await;
    let later = caller
        .new_incident(json!({"name": "later", "scheduled_for": "2031-05-01"}))
        .await;
    let sooner = caller
        .new_incident(json!({"name": "sooner", "status": "scheduled"}))
        .await;
    caller
        .new_incident(json!({"name": "past", "status": "resolved"}))
        .await;
    let unresolved = caller
        .get(&caller.on_page("incidents/unresolved.json"))
        .await;
    assert_eq!(unresolved, json!([now]));
    let scheduled = caller.on_page("incidents/scheduled.json");
    assert_eq!(caller.get(&scheduled).await, json!([sooner, later]));
    let second = caller.get(&format!("{scheduled}?per_page=1&page=2")).await;
    assert_eq!(second, json!([later]));
}

#[tokio::test]
async fn a_status_must_fit_the_nature_of_the_incident() {
    let caller = Caller::start().await;
    let realtime = caller.new_incident(json!({"name": "x"})).await;
    let scheduled = caller
        .new_incident(json!({"name": "x", "status": "scheduled"}))
        .await;
    for (incident, fields) in [
        (&realtime, json!({"status": "completed"})),
        (&realtime, json!({"scheduled_for": "2031-05-01"})),
        (&scheduled, json!({"status": "resolved"})),
    ] {
        let path = caller.on_page(&format!("incidents/{}", incident["id"].as_str().unwrap()));
        let (status, _) = caller
            .call("PATCH", &path, json!({ "incident": fields }))
            .await;
        assert_eq!(status, 422, "{fields}");
    }
    let both =
        json!({"incident": {"name": "x", "status": "monitoring", "scheduled_for": "2031-05-01"}});
    let (status, _) = caller
        .call("POST", &caller.on_page("incidents"), both)
        .await;
    assert_eq!(status, 422);
    let untouched = caller.get(&caller.on_page("incidents")).await;
    assert_eq!(untouched, json!([scheduled, realtime]));
}
