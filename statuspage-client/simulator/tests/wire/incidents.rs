//! The life of realtime and backfilled incidents.

use serde_json::{Value, json};

use crate::caller::{Caller, column, id};
use crate::shapes::assert_moment;

#[tokio::test]
async fn from_investigating_to_resolved() {
    let caller = Caller::start().await;
    let api = caller.new_component("API").await;
    let web = caller.new_component("Web").await;
    let incident = caller
        .new_incident(json!({
            "name": "API errors",
            "body": "We are looking.",
            "component_ids": [api, web],
            "components": { (api.as_str()): "degraded_performance" },
        }))
        .await;
    assert_eq!(incident["status"], "investigating");
    assert_eq!(incident["impact"], "minor");
    assert_eq!(incident["resolved_at"], Value::Null);
    assert_eq!(
        column(&incident["components"], "id"),
        [api.clone(), web.clone()]
    );
    assert_eq!(
        incident["incident_updates"][0]["affected_components"],
        json!([
            {"code": api, "name": "API", "old_status": "operational", "new_status": "degraded_performance"},
            {"code": web, "name": "Web", "old_status": "operational", "new_status": "operational"},
        ])
    );
    assert_moment(&incident["created_at"]);

    let worse = json!({"status": "identified", "body": "It is worse.", "components": { (api.as_str()): "major_outage" }});
    let identified = caller.update(&incident, worse).await;
    assert_eq!(identified["impact"], "critical");
    let components = caller.get(&caller.on_page("components")).await;
    assert_eq!(
        column(&components, "status"),
        ["major_outage", "operational"]
    );

    let monitoring = caller
        .update(&incident, json!({"status": "monitoring"}))
        .await;
    assert_moment(&monitoring["monitoring_at"]);
    assert_eq!(monitoring["incident_updates"][0]["body"], Value::Null);
    let said = caller
        .update(&incident, json!({"message": "It holds."}))
        .await;
    assert_eq!(said["monitoring_at"], monitoring["monitoring_at"]);

    let end = json!({"status": "resolved", "body": "Fixed.", "components": { (api.as_str()): "operational" }});
    let resolved = caller.update(&incident, end).await;
    assert_eq!(resolved["status"], "resolved");
    assert_eq!(resolved["impact"], "critical");
    assert_moment(&resolved["resolved_at"]);
    assert_eq!(
        column(&resolved["components"], "status"),
        ["operational", "operational"]
    );
    let updates = &resolved["incident_updates"];
    assert_eq!(
        column(updates, "status"),
        [
            "resolved",
            "monitoring",
            "monitoring",
            "identified",
            "investigating"
        ]
    );
    assert_eq!(updates[1]["body"], "It holds.");
    assert_eq!(updates[4], incident["incident_updates"][0]);
    assert_eq!(
        updates[0]["affected_components"][0]["old_status"],
        "major_outage"
    );
    assert_eq!(
        caller.get(&caller.on_page("incidents")).await,
        json!([resolved])
    );
}

#[tokio::test]
async fn an_update_is_added_only_by_a_new_status_or_a_text() {
    let caller = Caller::start().await;
    let api = caller.new_component("API").await;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    for fields in [
        json!({"name": "y"}),
        json!({"status": "investigating"}),
        json!({"body": ""}),
        json!({"components": { (api.as_str()): "partial_outage" }}),
        json!({}),
    ] {
        let updated = caller.update(&incident, fields.clone()).await;
        assert_eq!(
            updated["incident_updates"].as_array().unwrap().len(),
            1,
            "{fields}"
        );
    }
    let incident = caller
        .update(&incident, json!({"status": "investigating", "body": "z"}))
        .await;
    assert_eq!(incident["name"], "y");
    assert_eq!(incident["impact"], "major");
    assert_eq!(incident["incident_updates"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_list_of_components_replaces_the_one_before() {
    let caller = Caller::start().await;
    let (one, two) = (
        caller.new_component("A").await,
        caller.new_component("B").await,
    );
    let incident = caller
        .new_incident(json!({"name": "x", "component_ids": [one]}))
        .await;
    let fields = json!({"component_ids": [], "components": { (two.as_str()): "partial_outage" }});
    let incident = caller.update(&incident, fields).await;
    assert_eq!(column(&incident["components"], "id"), [two]);
    let incident = caller
        .update(&incident, json!({"component_ids": null}))
        .await;
    assert_eq!(incident["components"], json!([]));
}

#[tokio::test]
async fn an_override_of_the_impact_holds_until_it_is_taken_back() {
    let caller = Caller::start().await;
    let incident = caller
        .new_incident(json!({"name": "x", "impact_override": "critical"}))
        .await;
    assert_eq!(incident["impact"], "critical");
    let incident = caller
        .update(&incident, json!({"impact_override": null}))
        .await;
    assert_eq!(incident["impact"], "none");
    assert_eq!(incident["impact_override"], Value::Null);
}

#[tokio::test]
async fn an_incident_that_is_opened_again_is_unresolved() {
    let caller = Caller::start().await;
    let incident = caller
        .new_incident(json!({"name": "x", "status": "resolved"}))
        .await;
    assert_moment(&incident["resolved_at"]);
    let unresolved = caller.on_page("incidents/unresolved");
    assert_eq!(caller.get(&unresolved).await, json!([]));
    let incident = caller
        .update(&incident, json!({"status": "investigating"}))
        .await;
    assert_eq!(incident["resolved_at"], Value::Null);
    assert_eq!(caller.get(&unresolved).await, json!([incident]));
}

#[tokio::test]
async fn a_backfilled_incident_is_resolved_and_stands_at_its_date() {
    let caller = Caller::start().await;
    let api = caller.new_component("API").await;
    caller.new_incident(json!({"name": "today"})).await;
    let past = json!({"name": "past", "backfilled": true, "backfill_date": "2020-02-29", "message": "Was bad."});
    let past = caller.new_incident(past).await;
    assert_eq!(past["status"], "resolved");
    assert_eq!(past["created_at"], "2020-02-29T00:00:00.000Z");
    assert_eq!(past["resolved_at"], "2020-02-29T00:00:00.000Z");
    assert_eq!(
        past["incident_updates"][0]["display_at"],
        "2020-02-29T00:00:00.000Z"
    );
    assert_eq!(past["incident_updates"][0]["body"], "Was bad.");
    caller.new_incident(json!({"name": "just now"})).await;
    let list = caller.get(&caller.on_page("incidents")).await;
    assert_eq!(column(&list, "name"), ["just now", "today", "past"]);

    let incidents = caller.on_page("incidents");
    for (name, value) in [
        ("component_ids", json!([api])),
        ("backfill_date", json!("2020-02-29T12:00:00Z")),
        ("backfill_date", json!("9999-12-31")),
    ] {
        let body = json!({"incident": {"name": "x", "backfilled": true, (name): value}});
        let (status, response) = caller.call("POST", &incidents, body).await;
        assert_eq!(status, 422, "{name} {value}: {response}");
    }
    let path = caller.on_page(&format!("incidents/{}", id(&past)));
    let (status, _) = caller
        .call("PATCH", &path, json!({"incident": {"name": "y"}}))
        .await;
    assert_eq!(status, 422);
}

#[tokio::test]
async fn incidents_are_searched_and_limited() {
    let caller = Caller::start().await;
    for name in ["one", "two", "three"] {
        let body = format!("About {name}");
        caller
            .new_incident(json!({"name": name, "body": body}))
            .await;
    }
    let names = async |query: &str| {
        let path = format!("{}?{query}", caller.on_page("incidents.json"));
        column(&caller.get(&path).await, "name")
    };
    assert_eq!(names("").await, ["three", "two", "one"]);
    assert_eq!(names("limit=2").await, ["three", "two"]);
    assert_eq!(names("limit=2&page=2").await, ["one"]);
    assert_eq!(names("limit=2&page=3").await, [""; 0]);
    assert_eq!(names("q=ABOUT+T").await, ["three", "two"]);
    assert_eq!(names("q=investigating&limit=1").await, ["three"]);
    assert_eq!(names("q=nowhere").await, [""; 0]);
}

#[tokio::test]
async fn an_update_is_tuned_in_its_place() {
    let caller = Caller::start().await;
    let incident = caller
        .new_incident(json!({"name": "x", "body": "Tpyo"}))
        .await;
    let incident = caller.update(&incident, json!({"body": "Second"})).await;
    let first = id(&incident["incident_updates"][1]);
    let path = caller.on_page(&format!(
        "incidents/{}/incident_updates/{first}",
        id(&incident)
    ));
    let body =
        json!({"incident_update": {"body": "Typo", "display_at": "2026-01-02T03:04:05-06:00"}});
    let (status, update) = caller.call("PATCH", &path, body).await;
    assert_eq!(status, 200);
    assert_eq!(update["id"], first);
    assert_eq!(update["body"], "Typo");
    assert_eq!(update["display_at"], "2026-01-02T09:04:05.000Z");

    let listed = &caller.get(&caller.on_page("incidents")).await[0]["incident_updates"];
    assert_eq!(column(listed, "body"), ["Second", "Typo"]);
    assert_eq!(listed[1], update);
}
