//! The three ways to write parameters, which mean the same.

use serde_json::{Value, json};

use crate::caller::{Caller, column};

const FORM: &str = "application/x-www-form-urlencoded";

/// What differs between two incidents that were created alike.
fn without_identity(mut incident: Value) -> Value {
    for name in ["id", "shortlink", "created_at", "started_at", "updated_at"] {
        incident[name].take();
    }
    for name in [
        "id",
        "incident_id",
        "created_at",
        "updated_at",
        "display_at",
    ] {
        incident["incident_updates"][0][name].take();
    }
    for component in incident["components"].as_array_mut().unwrap() {
        component["updated_at"].take();
    }
    incident
}

#[tokio::test]
async fn query_form_and_json_create_the_same_incident() {
    let caller = Caller::start().await;
    let path = caller.on_page("incidents.json");
    let (one, two) = (
        caller.new_component("A").await,
        caller.new_component("B").await,
    );
    let form = format!(
        "incident[name]=Caf%C3%A9+is+down&incident%5Bbody%5D=We%20look&incident[status]=identified\
         &incident[component_ids][]={one}&incident[component_ids][]={two}\
         &incident[components][{one}]=partial_outage&incident[deliver_notifications]=f\
         &incident[metadata][jira][issue]=X-1"
    );
    let object = json!({"incident": {
        "name": "Café is down",
        "body": "We look",
        "status": "identified",
        "component_ids": [one, two],
        "components": { (one.as_str()): "partial_outage" },
        "deliver_notifications": false,
        "metadata": {"jira": {"issue": "X-1"}},
    }});
    let commas = format!(
        "incident[name]=Caf%C3%A9+is+down&incident[message]=We+look&incident[status]=identified\
         &incident[component_ids]={one},+{two}&incident[components][{one}]=partial_outage\
         &incident[deliver_notifications]=0&incident[metadata][jira][issue]=X-1"
    );

    let by_json = caller.call("POST", &path, object).await;
    // The statuses before each creation are to be the same, too.
    let reset = async || {
        let component = caller.on_page(&format!("components/{one}"));
        let body = json!({"component": {"status": "operational"}});
        assert_eq!(caller.call("PATCH", &component, body).await.0, 200);
    };
    reset().await;
    let by_form = caller.send("POST", &path, FORM, &form).await;
    reset().await;
    let by_query = caller
        .send("POST", &format!("{path}?{form}"), FORM, "")
        .await;
    reset().await;
    let by_commas = caller.send("POST", &path, FORM, &commas).await;

    let expected = without_identity(by_json.1);
    assert_eq!(expected["name"], "Café is down");
    assert_eq!(expected["impact"], "major");
    assert_eq!(expected["metadata"]["jira"]["issue"], "X-1");
    let update = &expected["incident_updates"][0];
    assert_eq!(update["body"], "We look");
    assert_eq!(update["deliver_notifications"], false);
    assert_eq!(
        update["affected_components"][0]["new_status"],
        "partial_outage"
    );
    assert_eq!(expected["components"].as_array().unwrap().len(), 2);
    for (status, incident) in [by_form, by_query, by_commas] {
        assert_eq!(status, 201, "{incident}");
        assert_eq!(without_identity(incident), expected);
    }
}

#[tokio::test]
async fn query_and_body_are_merged_and_the_body_wins() {
    let caller = Caller::start().await;
    let path = caller.on_page("components?component[name]=Query&component[description]=Query");
    let (status, component) = caller
        .send("POST", &path, FORM, "component[name]=Body")
        .await;
    assert_eq!(status, 201);
    assert_eq!(component["name"], "Body");
    assert_eq!(component["description"], "Query");
}

#[tokio::test]
async fn a_group_may_stand_partly_in_the_query_and_partly_in_a_json_body() {
    let caller = Caller::start().await;
    let one = caller.new_component("A").await;
    let two = caller.new_component("B").await;
    // Each part is read by its own rules.
    let path = caller.on_page(&format!(
        "incidents?incident[name]=Query&incident[body]=Query&incident[deliver_notifications]=f\
         &incident[components][{one}]=partial_outage"
    ));
    let body = json!({"incident": {
        "name": "Body",
        "scheduled_remind_prior": true,
        "components": { (two.as_str()): "major_outage" },
    }});
    let (status, incident) = caller.call("POST", &path, body).await;
    assert_eq!(status, 201, "{incident}");
    assert_eq!(incident["name"], "Body");
    assert_eq!(incident["scheduled_remind_prior"], true);
    let update = &incident["incident_updates"][0];
    assert_eq!(update["body"], "Query");
    assert_eq!(update["deliver_notifications"], false);
    assert_eq!(
        column(&incident["components"], "status"),
        ["partial_outage", "major_outage"]
    );
}
