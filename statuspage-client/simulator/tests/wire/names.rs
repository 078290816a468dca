//! Parameters that an operation does not know: they are refused by their names, and nothing is done.

use serde_json::{Value, json};

use crate::caller::{Caller, id};

/// The names that a refusal calls unknown.
#[track_caller]
fn unknown((status, body): &(u16, Value)) -> Vec<&str> {
    assert_eq!(*status, 403, "{body}");
    let message = body["error"].as_str().unwrap();
    let names = message.strip_prefix("Unknown parameters: `").unwrap();
    let (names, advice) = names.split_once("`. ").unwrap();
    assert!(advice.starts_with("Leave them out"), "{message}");
    names.split("`, `").collect()
}

#[tokio::test]
async fn a_query_a_form_and_json_are_refused_alike_with_every_unknown_name() {
    let caller = Caller::start().await;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let path = caller.on_page(&format!("incidents/{}", id(&incident)));
    let form = "ENDPOINT=a&MUTABLE=b&incident[colour]=red&incident[name]=y&incident_update[body]=z\
                &PATCH%20%2Fpages%2F%5Bpage_id%5D%2Fincidents%2F%5Bincident_id%5D.json=c&name=d";
    let object = json!({
        "ENDPOINT": "a",
        "MUTABLE": null,
        "incident": {"colour": "red", "name": "y"},
        "incident_update": {"body": "z"},
        "PATCH /pages/[page_id]/incidents/[incident_id].json": true,
        "name": ["d"],
    });
    let expected = [
        "ENDPOINT",
        "MUTABLE",
        "PATCH /pages/[page_id]/incidents/[incident_id].json",
        "incident[colour]",
        "incident_update[body]",
        "name",
    ];
    let mime = "application/x-www-form-urlencoded";
    for response in [
        caller
            .call("PATCH", &format!("{path}?{form}"), Value::Null)
            .await,
        caller.send("PATCH", &path, mime, form).await,
        caller.call("PATCH", &path, object).await,
    ] {
        assert_eq!(unknown(&response), expected);
    }
    let untouched = caller.get(&caller.on_page("incidents")).await;
    assert_eq!(untouched, json!([incident]));
}

#[tokio::test]
async fn operations_that_accept_nothing_refuse_everything() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let component = caller.new_component("API").await;
    let users = format!("/organizations/{}/users", simulator.organization_id());
    let user = json!({"user": {"email": "a@b.example"}});
    let (_, user) = caller.call("POST", &users, user).await;
    for (method, path) in [
        ("GET", "/metrics_providers".to_owned()),
        ("GET", format!("/pages/{}", simulator.page_id())),
        ("GET", caller.on_page("metrics_providers")),
        ("DELETE", caller.on_page(&format!("components/{component}"))),
        (
            "DELETE",
            caller.on_page(&format!("incidents/{}", id(&incident))),
        ),
        (
            "DELETE",
            caller.on_page(&format!("metrics/{}/data", simulator.metric_id())),
        ),
        ("DELETE", format!("{users}/{}", id(&user))),
    ] {
        let query = format!("{path}?page=1");
        let response = caller
            .call(method, &query, json!({"incident": {"name": "x"}}))
            .await;
        assert_eq!(
            unknown(&response),
            ["incident[name]", "page"],
            "{method} {path}"
        );
        // An object without parameters has none that are unknown.
        let (status, _) = caller.call(method, &path, json!({})).await;
        assert!(status == 200 || status == 204, "{method} {path}: {status}");
    }
}

#[tokio::test]
async fn lists_know_their_own_names_alone() {
    let caller = Caller::start().await;
    for (path, names) in [
        ("components?page=1&limit=1", ["limit"].as_slice()),
        ("incidents?limit=1&per_page=1&q=x", &["per_page"]),
        (
            "incidents/unresolved?per_page=1&limit=1&q=x",
            &["limit", "q"],
        ),
        (
            "page_access_users?email=x&page[size]=1&component[name]=1",
            &["component[name]"],
        ),
    ] {
        let response = caller.call("GET", &caller.on_page(path), Value::Null).await;
        assert_eq!(unknown(&response), names, "{path}");
    }
}

#[tokio::test]
async fn names_that_the_service_has_given_up_are_unknown() {
    let caller = Caller::start().await;
    let page = format!("/pages/{}", caller.simulator.page_id());
    let gone = [
        "city",
        "country",
        "hero_cover_url",
        "state",
        "transactional_logo_url",
    ];
    for name in gone {
        let response = caller
            .call("PATCH", &page, json!({"page": { (name): "x" }}))
            .await;
        assert_eq!(unknown(&response), [format!("page[{name}]")]);
    }
    let incidents = caller.on_page("incidents");
    let body = json!({"incident": {"name": "x", "wants_twitter_update": false}});
    let response = caller.call("POST", &incidents, body.clone()).await;
    assert_eq!(unknown(&response), ["incident[wants_twitter_update]"]);
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let incident_path = format!("{incidents}/{}", id(&incident));
    let response = caller.call("PATCH", &incident_path, body).await;
    assert_eq!(unknown(&response), ["incident[wants_twitter_update]"]);

    let update = id(&incident["incident_updates"][0]);
    let path = format!("{incident_path}/incident_updates/{update}");
    let body = json!({"incident_update": {"wants_twitter_update": true}});
    let (status, update) = caller.call("PATCH", &path, body).await;
    assert_eq!(status, 200, "{update}");
    assert_eq!(update["wants_twitter_update"], true);
}

#[tokio::test]
async fn names_that_the_service_has_changed_are_known() {
    let caller = Caller::start().await;
    let page = format!("/pages/{}", caller.simulator.page_id());
    let (status, page) = caller
        .call("PATCH", &page, json!({"page": {"layout": "premium"}}))
        .await;
    assert_eq!(status, 200, "{page}");
    assert_eq!(page["branding"], "premium");
    let fields = json!({"name": "x", "message": "y", "scheduled_auto_transition": true});
    let incident = caller.new_incident(fields).await;
    assert_eq!(incident["incident_updates"][0]["body"], "y");
    assert_eq!(incident["scheduled_auto_in_progress"], true);
}

#[tokio::test]
async fn the_keys_of_maps_are_data() {
    let caller = Caller::start().await;
    let component = caller.new_component("API").await;
    let fields = json!({
        "name": "x",
        "components": { (component.as_str()): "partial_outage" },
        "metadata": {"jira": {"colour": {"deep": [1]}}},
    });
    let incident = caller.new_incident(fields.clone()).await;
    assert_eq!(incident["metadata"], fields["metadata"]);
    assert_eq!(incident["impact"], "major");
}

#[tokio::test]
async fn unknown_names_are_refused_before_the_values_of_others_are_read() {
    let caller = Caller::start().await;
    let body = json!({"incident": {"colour": "red", "status": "bad"}});
    let incidents = caller.on_page("incidents");
    let response = caller.call("POST", &incidents, body.clone()).await;
    assert_eq!(unknown(&response), ["incident[colour]"]);
    let response = caller
        .call("PATCH", &format!("{incidents}/none"), body)
        .await;
    assert_eq!(unknown(&response), ["incident[colour]"]);
}
