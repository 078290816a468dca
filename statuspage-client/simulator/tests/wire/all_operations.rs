//! The operations that the Swagger file of the service does not have, each once, on a connected set of objects.

use serde_json::{Value, json};

use crate::caller::{Caller, id};
use crate::shapes::assert_shape;

/// Method and path, body, status and result (`[X]` is a list that is not empty), in an order in which each
/// finds what it needs. `$X` is an id.
pub(crate) const OPERATIONS: &str = r#"
GET /pages | | 200 [Page]
PUT /pages/$P | {"page": {"name": "x"}} | 200 Page
GET /pages/$P/status_embed_config | | 200 StatusEmbedConfig
PATCH /pages/$P/status_embed_config | {"status_embed_config": {"position": "top-left"}} | 200 StatusEmbedConfig
PUT /pages/$P/status_embed_config | {"status_embed_config": {"incident_text_color": "000000"}} | 200 StatusEmbedConfig
GET /pages/$P/components/$C | | 200 Component
PUT /pages/$P/components/$C | {"component": {"showcase": true}} | 200 Component
GET /pages/$P/component-groups | | 200 [GroupComponent]
POST /pages/$P/component-groups | {"description": "d", "component_group": {"name": "x", "components": ["$D"]}} | 201 GroupComponent
GET /pages/$P/component-groups/$G | | 200 GroupComponent
PATCH /pages/$P/component-groups/$G | {"component_group": {"name": "y", "components": ["$C"]}} | 200 GroupComponent
PUT /pages/$P/component-groups/$G | {"component_group": {"name": "z", "components": ["$C"]}} | 200 GroupComponent
GET /pages/$P/component-groups/$G/uptime | | 200 ComponentGroupUptime
GET /pages/$P/components/$C/uptime | | 200 ComponentUptime
POST /pages/$P/components/$C/page_access_users | {"page_access_user_ids": ["$A"]} | 201 Component
POST /pages/$P/components/$C/page_access_groups | {"page_access_group_ids": ["$H"]} | 201 Component
DELETE /pages/$P/components/$C/page_access_users | | 200 Component
DELETE /pages/$P/components/$C/page_access_groups | | 200 Component
DELETE /pages/$P/component-groups/$G | | 200 GroupComponent
GET /pages/$P/incidents/$I | | 200 Incident
PUT /pages/$P/incidents/$I | {"incident": {"status": "identified"}} | 200 Incident
GET /pages/$P/incidents/upcoming | | 200 [Incident]
GET /pages/$P/incidents/active_maintenance | | 200 [Incident]
PUT /pages/$P/incidents/$I/incident_updates/$U | {"incident_update": {"body": "x"}} | 200 IncidentUpdate
PUT /pages/$P/incidents/$I/postmortem | {"postmortem": {"body_draft": "x"}} | 200 Postmortem
GET /pages/$P/incidents/$I/postmortem | | 200 Postmortem
PUT /pages/$P/incidents/$I/postmortem/publish | {"postmortem": {"notify_subscribers": true}} | 200 Postmortem
PUT /pages/$P/incidents/$I/postmortem/revert | | 200 Postmortem
DELETE /pages/$P/incidents/$I/postmortem | | 204 empty
GET /pages/$P/incidents/$I/subscribers | | 200 [Subscriber]
POST /pages/$P/incidents/$I/subscribers | {"subscriber": {"email": "b@b.example"}} | 201 Subscriber
GET /pages/$P/incidents/$I/subscribers/$F | | 200 Subscriber
POST /pages/$P/incidents/$I/subscribers/$F/resend_confirmation | | 201 empty
DELETE /pages/$P/incidents/$I/subscribers/$F | | 200 Subscriber
POST /pages/$P/incident_templates | {"template": {"name": "n", "title": "t", "body": "b", "component_ids": ["$C"]}} | 201 IncidentTemplate
GET /pages/$P/incident_templates | | 200 [IncidentTemplate]
GET /pages/$P/subscribers | | 200 [Subscriber]
POST /pages/$P/subscribers | {"subscriber": {"endpoint": "https://x.example", "component_ids": ["$C"]}} | 201 Subscriber
GET /pages/$P/subscribers/$S | | 200 Subscriber
PATCH /pages/$P/subscribers/$S | {"component_ids": ["$C"]} | 200 Subscriber
POST /pages/$P/subscribers/$S/resend_confirmation | | 201 empty
GET /pages/$P/subscribers/count | | 200 SubscriberCountByType
GET /pages/$P/subscribers/histogram_by_state | | 200 SubscriberCountByTypeAndState
POST /pages/$P/subscribers/resend_confirmation | {"subscribers": "all"} | 201 empty
POST /pages/$P/subscribers/reactivate | {"subscribers": ["$S"]} | 201 empty
POST /pages/$P/subscribers/unsubscribe | {"subscribers": ["$S"]} | 201 empty
GET /pages/$P/subscribers/unsubscribed | | 200 [Subscriber]
POST /pages/$P/metrics_providers | {"metrics_provider": {"type": "NewRelic", "api_key": "k"}} | 201 MetricsProvider
GET /pages/$P/metrics_providers/$R | | 200 MetricsProvider
PATCH /pages/$P/metrics_providers/$R | {"metrics_provider": {"type": "Self"}} | 200 MetricsProvider
PUT /pages/$P/metrics_providers/$R | {"metrics_provider": {}} | 200 MetricsProvider
GET /pages/$P/metrics | | 200 [Metric]
POST /pages/$P/metrics/data | {"data": {"$M": [{"timestamp": 1700000000, "value": 1}]}} | 202 MetricAddResponse
GET /pages/$P/metrics/$M | | 200 Metric
PATCH /pages/$P/metrics/$M | {"metric": {"name": "x"}} | 200 Metric
PUT /pages/$P/metrics/$M | {"metric": {"metric_identifier": "x"}} | 200 Metric
GET /pages/$P/page_access_groups | | 200 [PageAccessGroup]
POST /pages/$P/page_access_groups | {"page_access_group": {"name": "x", "page_access_user_ids": ["$A"]}} | 201 PageAccessGroup
GET /pages/$P/page_access_groups/$H | | 200 PageAccessGroup
PATCH /pages/$P/page_access_groups/$H | {"page_access_group": {"name": "x"}} | 200 PageAccessGroup
PUT /pages/$P/page_access_groups/$H | {"page_access_group": {"metric_ids": ["$M"]}} | 200 PageAccessGroup
PATCH /pages/$P/page_access_groups/$H/components | {"component_ids": ["$C"]} | 200 PageAccessGroup
PUT /pages/$P/page_access_groups/$H/components | {"component_ids": ["$D"]} | 200 PageAccessGroup
POST /pages/$P/page_access_groups/$H/components | {"component_ids": ["$C", "$D"]} | 201 PageAccessGroup
GET /pages/$P/page_access_groups/$H/components | | 200 [Component]
DELETE /pages/$P/page_access_groups/$H/components/$C | | 200 PageAccessGroup
DELETE /pages/$P/page_access_groups/$H/components | {"component_ids": ["$D"]} | 200 PageAccessGroup
DELETE /pages/$P/page_access_groups/$H | | 200 PageAccessGroup
GET /pages/$P/page_access_users/$A | | 200 PageAccessUser
PATCH /pages/$P/page_access_users/$A | {"page_access_user": {"email": "c@b.example"}} | 200 PageAccessUser
PUT /pages/$P/page_access_users/$A | {"page_access_user": {"component_ids": []}} | 200 PageAccessUser
PATCH /pages/$P/page_access_users/$A/components | {"component_ids": ["$C"]} | 200 PageAccessUser
PUT /pages/$P/page_access_users/$A/components | {"component_ids": ["$D"]} | 200 PageAccessUser
POST /pages/$P/page_access_users/$A/components | {"component_ids": ["$C", "$D"]} | 201 PageAccessUser
GET /pages/$P/page_access_users/$A/components | | 200 [Component]
DELETE /pages/$P/page_access_users/$A/components/$C | | 200 PageAccessUser
DELETE /pages/$P/page_access_users/$A/components | | 200 PageAccessUser
PATCH /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 200 PageAccessUser
PUT /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 200 PageAccessUser
POST /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 201 PageAccessUser
GET /pages/$P/page_access_users/$A/metrics | | 200 [Metric]
DELETE /pages/$P/page_access_users/$A/metrics/$M | | 200 PageAccessUser
DELETE /pages/$P/page_access_users/$A/metrics | {} | 200 PageAccessUser
DELETE /pages/$P/page_access_users/$A | | 204 empty
DELETE /pages/$P/metrics/$M | | 200 Metric
DELETE /pages/$P/metrics_providers/$R | | 200 MetricsProvider
GET /organizations/$O/permissions/$N | | 200 Permissions
PUT /organizations/$O/permissions/$N | {"pages": {"$P": {"incident_manager": true}}} | 200 Permissions
"#;

/// Creates an object and returns its id.
pub(crate) async fn new(caller: &Caller, path: &str, body: Value) -> String {
    let (status, object) = caller.call("POST", path, body).await;
    assert!(status == 200 || status == 201, "{path}: {object}");
    id(&object)
}

async fn calls_each_operation(suffix: &str) {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    for status in ["scheduled", "in_progress"] {
        let maintenance = json!({"name": "x", "status": status});
        caller.new_incident(maintenance).await;
    }
    let [c, d, e] = [
        caller.new_component("C").await,
        caller.new_component("D").await,
        caller.new_component("E").await,
    ];
    let groups = caller.on_page("component-groups");
    let group = json!({"component_group": {"name": "x", "components": [e]}});
    let users = format!("/organizations/{}/users", simulator.organization_id());
    let followers = caller.on_page(&format!("incidents/{}/subscribers", id(&incident)));
    let subscriber = json!({"subscriber": {"email": "a@b.example"}});
    let ids = [
        ("$P", simulator.page_id().to_owned()),
        ("$O", simulator.organization_id().to_owned()),
        ("$R", simulator.metrics_provider_id().to_owned()),
        ("$M", simulator.metric_id().to_owned()),
        ("$G", new(&caller, &groups, group).await),
        (
            "$N",
            new(&caller, &users, json!({"user": {"email": "a@b.example"}})).await,
        ),
        ("$F", new(&caller, &followers, subscriber.clone()).await),
        (
            "$S",
            new(&caller, &caller.on_page("subscribers"), subscriber).await,
        ),
        (
            "$A",
            new(&caller, &caller.on_page("page_access_users"), json!({})).await,
        ),
        (
            "$H",
            new(&caller, &caller.on_page("page_access_groups"), json!({})).await,
        ),
        ("$I", id(&incident)),
        ("$U", id(&incident["incident_updates"][0])),
        ("$C", c),
        ("$D", d),
    ];
    let mut count = 0;
    for line in OPERATIONS.lines().filter(|line| !line.is_empty()) {
        let filled = ids.iter().fold(line.to_owned(), |line, (letter, id)| {
            line.replace(letter, id)
        });
        let [call, body, expected] = filled.split('|').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let (method, path) = call.trim().split_once(' ').unwrap();
        let (status, shape) = expected.trim().split_once(' ').unwrap();
        let path = format!("{path}{suffix}");
        let mime = "application/json";
        let (got, response) = caller.send(method, &path, mime, body.trim()).await;
        assert_eq!(got.to_string(), status, "{line}: {response}");
        assert_shape(&response, shape);
        count += 1;
    }
    assert_eq!(count, 88);
}

#[tokio::test]
async fn all_of_them_respond_without_a_suffix() {
    calls_each_operation("").await;
}

#[tokio::test]
async fn all_of_them_respond_with_the_json_suffix() {
    calls_each_operation(".json").await;
}
