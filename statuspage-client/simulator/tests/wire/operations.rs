//! Each operation of the published description once, with and without `.json`.

use serde_json::{Value, json};

use crate::caller::{Caller, id};
use crate::shapes::{
    COMPONENT, INCIDENT, INCIDENT_UPDATE, METRIC, METRICS_PROVIDER, PAGE, PAGE_ACCESS_USER,
    SUBSCRIBER, USER, assert_fields, assert_id,
};

const NONE: &str = "";
const POINT: &str = r#"{"data": {"timestamp": 1700000000, "value": 2.5}}"#;
const NEW_METRIC: &str = r#"{"metric": {"name": "New"}}"#;
const NEW_VIEWER: &str = r#"{"page_access_user": {"email": "a@b.example"}}"#;
const NEW_TEXT: &str = r#"{"incident_update": {"body": "Tuned"}}"#;

/// Method and path with letters for ids, body, expected status, and the fields of the expected
/// object or of each object of the expected list; none where the body is to be empty.
///
/// In this order nothing is deleted before the last use of it.
pub(crate) const OPERATIONS: [(&str, &str, u16, &str); 25] = [
    ("GET /metrics_providers", NONE, 200, "type required_fields"),
    ("GET /pages/P", NONE, 200, PAGE),
    ("PATCH /pages/P", r#"{"page": {"name": "New"}}"#, 200, PAGE),
    (
        "POST /pages/P/components",
        r#"{"component": {}}"#,
        201,
        COMPONENT,
    ),
    ("GET /pages/P/components", NONE, 200, COMPONENT),
    (
        "PATCH /pages/P/components/C",
        r#"{"component": {}}"#,
        200,
        COMPONENT,
    ),
    (
        "POST /pages/P/incidents",
        r#"{"incident": {"name": "New"}}"#,
        201,
        INCIDENT,
    ),
    ("GET /pages/P/incidents", NONE, 200, INCIDENT),
    ("GET /pages/P/incidents/unresolved", NONE, 200, INCIDENT),
    ("GET /pages/P/incidents/scheduled", NONE, 200, INCIDENT),
    (
        "PATCH /pages/P/incidents/I",
        r#"{"incident": {"body": "New"}}"#,
        200,
        INCIDENT,
    ),
    (
        "PATCH /pages/P/incidents/I/incident_updates/U",
        NEW_TEXT,
        200,
        INCIDENT_UPDATE,
    ),
    ("DELETE /pages/P/incidents/I", NONE, 200, INCIDENT),
    ("DELETE /pages/P/components/C", NONE, 204, NONE),
    ("DELETE /pages/P/subscribers/S", NONE, 200, SUBSCRIBER),
    (
        "GET /pages/P/metrics_providers",
        NONE,
        200,
        METRICS_PROVIDER,
    ),
    (
        "POST /pages/P/metrics_providers/R/metrics",
        NEW_METRIC,
        201,
        METRIC,
    ),
    (
        "GET /pages/P/metrics_providers/R/metrics",
        NONE,
        200,
        METRIC,
    ),
    ("POST /pages/P/metrics/M/data", POINT, 201, "data"),
    ("DELETE /pages/P/metrics/M/data", NONE, 200, METRIC),
    (
        "POST /organizations/O/users",
        r#"{"user": {"email": "a@b.example"}}"#,
        201,
        USER,
    ),
    ("GET /organizations/O/users", NONE, 200, USER),
    ("DELETE /organizations/O/users/N", NONE, 200, USER),
    (
        "POST /pages/P/page_access_users",
        NEW_VIEWER,
        200,
        PAGE_ACCESS_USER,
    ),
    (
        "GET /pages/P/page_access_users",
        NONE,
        200,
        PAGE_ACCESS_USER,
    ),
];

async fn calls_each_operation(suffix: &str) {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    caller
        .new_incident(json!({"name": "Later", "status": "scheduled"}))
        .await;
    let incident = caller.new_incident(json!({"name": "Now"})).await;
    let user = json!({"user": {"email": "new@b.example"}});
    let users = format!("/organizations/{}/users", simulator.organization_id());
    let (_, user) = caller.call("POST", &users, user).await;
    let ids = [
        ("P", simulator.page_id().to_owned()),
        ("O", simulator.organization_id().to_owned()),
        ("R", simulator.metrics_provider_id().to_owned()),
        ("M", simulator.metric_id().to_owned()),
        ("S", simulator.subscriber_id().to_owned()),
        ("C", caller.new_component("API").await),
        ("I", id(&incident)),
        ("U", id(&incident["incident_updates"][0])),
        ("N", id(&user)),
    ];

    for (call, body, expected, fields) in OPERATIONS {
        let (method, template) = call.split_once(' ').unwrap();
        let fill = |segment: &str| {
            let id = ids.iter().find(|(letter, _)| *letter == segment);
            id.map_or(segment.to_owned(), |(_, id)| id.clone())
        };
        let path = template.split('/').map(fill).collect::<Vec<_>>().join("/") + suffix;
        let (status, result) = caller.send(method, &path, "application/json", body).await;
        assert_eq!(status, expected, "{call}: {result}");
        let objects = match result {
            Value::Null => vec![],
            Value::Array(items) => {
                assert!(!items.is_empty(), "{call}");
                items
            }
            object => vec![object],
        };
        assert_eq!(objects.is_empty(), fields.is_empty(), "{call}");
        for object in objects {
            assert_fields(&object, fields);
            if object.get("id").is_some() {
                assert_id(&object);
            }
        }
    }
}

#[tokio::test]
async fn all_operations_respond_on_paths_without_a_suffix() {
    calls_each_operation("").await;
}

#[tokio::test]
async fn all_operations_respond_on_paths_with_the_json_suffix() {
    calls_each_operation(".json").await;
}
