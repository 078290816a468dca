//! A required field that is wrong or missing is an error that says where, in every type and however deep.

use serde_json::{Value, json};
use statuspage_client::{Error, Operation, params::*};

use crate::{
    call::client,
    description::structs,
    fixtures::fixture,
    server::{Server, ok},
};

/// The error of an operation that is responded to with that.
async fn error<O: Operation>(operation: O, response: Value) -> Error {
    let server = Server::start([ok(&response.to_string())]);
    match client(&server.url()).send(&operation).await {
        Ok(_) => panic!("{} accepts {response}", O::ID),
        Err(error) => error,
    }
}

/// The error, and what stands before the names of fields in its path.
type Refusal = (Error, &'static str);

/// Responds with the value.
async fn whole<O: Operation>(operation: O, invalid: Value) -> Refusal {
    (error(operation, invalid).await, "")
}

/// Responds with a list of which the value is the second item.
async fn second<O: Operation>(operation: O, invalid: Value) -> Refusal {
    (
        error(operation, json!([{"id": "a"}, invalid])).await,
        "[1].",
    )
}

/// Responds with the value where it should be of the type.
async fn refusal(name: &str, invalid: Value) -> Refusal {
    match name {
        "Page" => whole(GetYourPageProfileParams::new("p"), invalid).await,
        "Component" => second(GetAListOfAllComponentsParams::new("p"), invalid).await,
        "Incident" => second(GetAListOfAllIncidentsParams::new("p"), invalid).await,
        "IncidentUpdate" => whole(TuneAnIncidentUpdateParams::new("p", "i", "u"), invalid).await,
        "Subscriber" => whole(DeleteASubscriberParams::new("p", "s"), invalid).await,
        "MetricsProvider" => {
            second(
                GetAListOfMetricProvidersLinkedToYourPageParams::new("p"),
                invalid,
            )
            .await
        }
        "Metric" => {
            second(
                GetAListOfMetricsCreatedForALinkedMetricsProviderParams::new("p", "m"),
                invalid,
            )
            .await
        }
        "User" => second(ListUsersParams::new("o"), invalid).await,
        "PageAccessUser" => second(RetrieveAListOfUsersParams::new("p"), invalid).await,
        _ => panic!("this test has no operation that returns `{name}`"),
    }
}

/// Checks the path, and that the line for people says that.
#[track_caller]
fn assert_refused(error: &Error, path: &str, said: &str) {
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.json_path(), Some(path), "{error}");
    assert!(error.to_string().contains(said), "{error}");
}

#[tokio::test]
async fn a_required_field_of_another_kind_is_named_by_its_path() {
    for definition in structs() {
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

/// There is no path to what is missing: it is that of the object.
#[tokio::test]
async fn a_required_field_that_is_missing_is_named() {
    for definition in structs() {
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
fn nine_types_have_an_id_that_is_always_there() {
    let required = structs().flat_map(|definition| definition.names(true).collect::<Vec<_>>());
    assert_eq!(required.collect::<Vec<_>>(), ["id"; 9]);
}

#[tokio::test]
async fn also_inside_of_optional_fields() {
    for field in ["incident_updates", "components"] {
        for (items, path, said) in [
            (json!([{"id": 5}]), "[0].id", "invalid type"),
            (json!([{"id": "b"}, {"id": null}]), "[1].id", "invalid type"),
            (json!([null, {"name": "x"}]), "[1]", "missing field `id`"),
        ] {
            let incident = json!({"id": "a", field: items});
            let error = error(DeleteAnIncidentParams::new("p", "a"), incident).await;
            assert_refused(&error, &format!("{field}{path}"), said);
        }
    }
}
