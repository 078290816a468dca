//! What a JSON null does: it clears what was there, unlike a parameter that is left out.

use serde_json::{Value, json};

use crate::caller::{Caller, id};

/// Sets these fields, sees them, and sets them to null; returns the object as it is then.
async fn cleared(caller: &Caller, path: &str, group: &str, fields: &Value) -> Value {
    let (status, set) = caller.call("PATCH", path, json!({ (group): fields })).await;
    assert_eq!(status, 200, "{set}");
    let mut nulls = fields.clone();
    for (name, value) in nulls.as_object_mut().unwrap() {
        assert_eq!(set[name], *value, "{name}");
        value.take();
    }
    let (status, cleared) = caller.call("PATCH", path, json!({ (group): nulls })).await;
    assert_eq!(status, 200, "{cleared}");
    cleared
}

#[track_caller]
fn assert_null(object: &Value, fields: &Value) {
    for name in fields.as_object().unwrap().keys() {
        assert_eq!(object.get(name), Some(&Value::Null), "{name}");
    }
}

#[tokio::test]
async fn fields_of_a_component() {
    let caller = Caller::start().await;
    let member = caller.new_component("Member").await;
    let body = json!({"component_group": {"name": "G", "components": [member]}});
    let (_, group) = caller
        .call("POST", &caller.on_page("component-groups"), body)
        .await;
    let path = caller.on_page(&format!("components/{}", caller.new_component("API").await));
    let fields = json!({"description": "d", "group_id": id(&group), "start_date": "2026-01-31"});
    let component = cleared(&caller, &path, "component", &fields).await;
    assert_null(&component, &fields);
    assert_eq!(component["name"], "API");
    assert_eq!(caller.get(&path).await, component);
}

#[tokio::test]
async fn fields_of_a_page() {
    let caller = Caller::start().await;
    let path = format!("/pages/{}", caller.simulator.page_id());
    let fields = json!({
        "domain": "status.example",
        "url": "https://x.example",
        "subdomain": "s",
        "notifications_from_email": "a@b.example",
        "notifications_email_footer": "f",
        "css_greens": "00ff00",
    });
    let page = cleared(&caller, &path, "page", &fields).await;
    assert_null(&page, &fields);
    assert_eq!(page["name"], "Simulated Page");
    assert_eq!(caller.get(&path).await, page);
}

#[tokio::test]
async fn fields_of_a_maintenance() {
    let caller = Caller::start().await;
    let incident = json!({"name": "x", "status": "scheduled"});
    let incident = caller.new_incident(incident).await;
    let path = caller.on_page(&format!("incidents/{}", id(&incident)));
    let fields = json!({
        "impact_override": "critical",
        "reminder_intervals": "[1,5]",
        "scheduled_for": "2031-05-01T08:00:00.000Z",
        "scheduled_until": "2031-05-01T09:00:00.000Z",
    });
    let incident = cleared(&caller, &path, "incident", &fields).await;
    assert_null(&incident, &fields);
    assert_eq!(incident["impact"], "maintenance");
    assert_eq!(incident["status"], "scheduled");
    let scheduled = caller.get(&caller.on_page("incidents/scheduled")).await;
    assert_eq!(scheduled, json!([incident]));
}

#[tokio::test]
async fn the_override_of_an_impact_which_is_then_that_of_the_components() {
    let caller = Caller::start().await;
    let component = caller.new_component("API").await;
    let incident = json!({"name": "x", "components": { (component.as_str()): "partial_outage" }});
    let incident = caller.new_incident(incident).await;
    let path = caller.on_page(&format!("incidents/{}", id(&incident)));
    let fields = json!({"impact_override": "none"});
    let incident = cleared(&caller, &path, "incident", &fields).await;
    assert_null(&incident, &fields);
    assert_eq!(incident["impact"], "major");
}

#[tokio::test]
async fn maps_and_lists_of_an_incident_and_nothing_that_it_must_have() {
    let caller = Caller::start().await;
    let component = caller.new_component("API").await;
    let incident = caller
        .new_incident(json!({"name": "x", "status": "identified", "component_ids": [component], "metadata": {"a": {"b": 1}}}))
        .await;
    let nulls = json!({"status": null, "body": null, "components": null, "component_ids": null, "metadata": null});
    let updated = caller.update(&incident, nulls).await;
    assert_eq!(updated["components"], json!([]));
    assert_eq!(updated["metadata"], json!({}));
    assert_eq!(updated["status"], "identified");
    assert_eq!(updated["incident_updates"], incident["incident_updates"]);
}

#[tokio::test]
async fn fields_of_an_incident_update() {
    let caller = Caller::start().await;
    let incident = caller.new_incident(json!({"name": "x", "body": "y"})).await;
    let update = &incident["incident_updates"][0];
    let path = caller.on_page(&format!(
        "incidents/{}/incident_updates/{}",
        id(&incident),
        id(update)
    ));
    let fields = json!({"body": "z", "display_at": "2026-01-02T09:04:05.000Z"});
    let cleared = cleared(&caller, &path, "incident_update", &fields).await;
    assert_eq!(cleared["body"], Value::Null);
    // An update is always shown at some time: without another one, at that of its creation.
    assert_eq!(cleared["display_at"], update["created_at"]);
}
