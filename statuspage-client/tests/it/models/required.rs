//! A required field that is missing or has another type is an error with its path, in all types and at any depth.

use serde_json::{Value, json};
use statuspage_client::{Error, Operation, params::*};

use super::{
    description::{Struct, structs},
    fixtures::fixture,
};
use crate::common::{
    call::client,
    server::{Server, ok},
};

/// Returns the error of an operation that receives this response.
async fn error<O: Operation>(operation: O, response: Value) -> Error {
    let server = Server::start([ok(&response.to_string())]);
    match client(&server.url()).send(&operation).await {
        Ok(_) => panic!("{} accepts {response}", O::INFO.id),
        Err(error) => error,
    }
}

/// The error, and the prefix of the field in its path.
type Refusal = (Error, &'static str);

/// Responds with the value.
async fn whole<O: Operation>(operation: O, invalid: Value) -> Refusal {
    (error(operation, invalid).await, "")
}

/// Responds with a list whose second item is the value.
async fn second<O: Operation>(operation: O, invalid: Value) -> Refusal {
    (
        error(operation, json!([{"id": "a"}, invalid])).await,
        "[1].",
    )
}

/// Types that only requests have.
const ONLY_SENT: [&str; 3] = ["ComponentGroupFields", "MetricPoint", "PageRoles"];

/// Returns the types that operations return.
fn returned() -> impl Iterator<Item = Struct> {
    structs().filter(|definition| !ONLY_SENT.contains(&definition.name))
}

/// Responds with the value in a place where the type is expected.
async fn refusal(name: &str, invalid: Value) -> Refusal {
    match name {
        "Page" => whole(GetPageParams::new("p"), invalid).await,
        "Component" => second(ListComponentsParams::new("p"), invalid).await,
        "Incident" => second(ListIncidentsParams::new("p"), invalid).await,
        "IncidentUpdate" => whole(UpdateIncidentUpdateParams::new("p", "i", "u"), invalid).await,
        "Subscriber" => whole(DeleteSubscriberParams::new("p", "s"), invalid).await,
        "MetricsProvider" => second(ListMetricsProvidersParams::new("p"), invalid).await,
        "Metric" => second(ListMetricsProviderMetricsParams::new("p", "m"), invalid).await,
        "User" => second(ListUsersParams::new("o"), invalid).await,
        "GroupComponent" => whole(GetComponentGroupParams::new("p", "g"), invalid).await,
        "ComponentUptime" => whole(GetComponentUptimeParams::new("p", "c"), invalid).await,
        "ComponentGroupUptime" => {
            whole(GetComponentGroupUptimeParams::new("p", "g"), invalid).await
        }
        "IncidentTemplate" => second(ListIncidentTemplatesParams::new("p"), invalid).await,
        "PageAccessGroup" => second(ListPageAccessGroupsParams::new("p"), invalid).await,
        "PageAccessUser" => second(ListPageAccessUsersParams::new("p"), invalid).await,
        _ => panic!("this test has no operation that returns `{name}`"),
    }
}

/// Checks the path, and that the message contains a text.
#[track_caller]
fn assert_refused(error: &Error, path: &str, said: &str) {
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.json_path(), Some(path), "{error}");
    assert!(error.to_string().contains(said), "{error}");
}

#[tokio::test]
async fn a_required_field_of_another_type_is_reported_with_its_path() {
    for definition in returned() {
        for field in definition.names(true) {
            for kind in [json!(5), json!(null), json!(true), json!(["a"]), json!({})] {
                let mut invalid = fixture(definition.name).case("full").json;
                invalid[field] = kind;
                let (error, before) = refusal(definition.name, invalid).await;
                let path = format!("{before}{field}");
                assert_refused(&error, &path, &format!("at `{path}`: invalid type"));
            }
        }
    }
}

/// A missing field has no path of its own; the path is that of the object.
#[tokio::test]
async fn a_missing_required_field_is_reported_by_name() {
    for definition in returned() {
        for field in definition.names(true) {
            let mut invalid = fixture(definition.name).case("full").json;
            invalid.as_object_mut().unwrap().remove(field);
            let (error, before) = refusal(definition.name, invalid).await;
            let path = if before.is_empty() { "." } else { "[1]" };
            assert_refused(&error, path, &format!("missing field `{field}`"));
        }
    }
}

#[test]
fn types_that_are_returned_require_at_most_an_id() {
    let required = returned().flat_map(|definition| definition.names(true).collect::<Vec<_>>());
    assert_eq!(required.collect::<Vec<_>>(), ["id"; 14]);
}

#[test]
fn types_that_are_only_sent_require_what_the_service_requires() {
    let sent = structs().filter(|definition| ONLY_SENT.contains(&definition.name));
    let required = sent.map(|definition| (definition.name, definition.names(true).collect()));
    assert_eq!(
        required.collect::<Vec<(_, Vec<_>)>>(),
        [
            ("ComponentGroupFields", vec!["components", "name"]),
            ("MetricPoint", vec!["timestamp", "value"]),
            ("PageRoles", Vec::new()),
        ]
    );
}

#[tokio::test]
async fn required_fields_inside_optional_fields_are_required() {
    for field in ["incident_updates", "components"] {
        for (items, path, said) in [
            (json!([{"id": 5}]), "[0].id", "invalid type"),
            (json!([{"id": "b"}, {"id": null}]), "[1].id", "invalid type"),
            (json!([null, {"name": "x"}]), "[1]", "missing field `id`"),
        ] {
            let incident = json!({"id": "a", field: items});
            let error = error(DeleteIncidentParams::new("p", "a"), incident).await;
            assert_refused(&error, &format!("{field}{path}"), said);
        }
    }
}
