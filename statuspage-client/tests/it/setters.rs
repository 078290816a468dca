//! What setters take: values and options of every kind, and what is sent then.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use statuspage_client::models::{ComponentId, ComponentStatus, Impact};
use statuspage_client::params::{
    ListSubscribersParams, UpdateComponentParams, UpdateIncidentParams,
};
use statuspage_client::{Nullable, Operation};

fn update() -> UpdateIncidentParams {
    UpdateIncidentParams::new("page", "incident")
}

/// The fields of the incident that are sent.
fn sent(params: &impl Operation) -> Value {
    let body = params.request().body().unwrap_or_default();
    serde_json::from_slice::<Value>(&body).unwrap_or_default()["incident"].take()
}

#[test]
fn values_and_options_of_them_are_the_same() {
    let id = ComponentId::from("c");
    let text = "Slow".to_owned();
    let plain = update()
        .name("Slow")
        .impact_override(Impact::Minor)
        .deliver_notifications(true)
        .component_ids([&id])
        .components([("c", ComponentStatus::Operational)])
        .metadata([("tracker", json!({"ticket": 1}))]);
    let optional = update()
        .name(Some(&text))
        .impact_override(Some("minor"))
        .deliver_notifications(Some(true))
        .component_ids(Some(vec!["c"]))
        .components(Some(BTreeMap::from([(
            id.clone(),
            ComponentStatus::Operational,
        )])))
        .metadata(Some(json!({"tracker": {"ticket": 1}})));
    assert_eq!(plain, optional);
    let expected = json!({
        "name": "Slow",
        "impact_override": "minor",
        "deliver_notifications": true,
        "component_ids": ["c"],
        "components": {"c": "operational"},
        "metadata": {"tracker": {"ticket": 1}},
    });
    assert_eq!(sent(&optional), expected);
    // An iterator over an option is a list, too.
    assert_eq!(
        update().component_ids(Some("c")),
        update().component_ids([id])
    );
}

#[test]
fn none_is_not_sent_and_takes_a_value_back() {
    let none = update()
        .name("x")
        .name(None::<String>)
        .impact_override(None::<Impact>)
        .deliver_notifications(None)
        .component_ids(None::<[&str; 1]>)
        .components(None::<[(&str, &str); 1]>)
        .metadata(None::<Value>);
    assert_eq!(none, update());
    let list = ListSubscribersParams::new("page").page(None).limit(Some(5));
    assert_eq!(list.request().encoded_query(), "limit=5");
}

#[test]
fn none_does_not_clear_a_field() {
    let component = UpdateComponentParams::new("page", "component");
    let none = component
        .clone()
        .clear_description()
        .description(None::<&str>);
    assert_eq!(none.description, Nullable::Absent);
    assert_eq!(none, component);
    let some = component.description(Some("x"));
    assert_eq!(some.description, Nullable::Value("x".to_owned()));
}

#[test]
fn untyped_json_must_be_an_object() {
    let map = BTreeMap::from([("tracker".to_owned(), json!({}))]);
    for params in [
        update().metadata(json!({"tracker": {}})),
        update().metadata(map.clone()),
        update().metadata([("tracker", serde_json::Map::new())]),
        update().metadata(Some([("tracker", json!({}))])),
    ] {
        assert_eq!(sent(&params)["metadata"], json!({"tracker": {}}));
    }
    for other in [json!(null), json!([]), json!("x"), json!(1)] {
        let error = update().metadata(other).request();
        let error = error.encoded_path().unwrap_err().to_string();
        assert!(error.contains("`metadata`"), "{error}");
        assert!(error.contains("not an object"), "{error}");
    }
}
