//! The operations that the Swagger file of the service does not have, each once, on a connected set of objects.

use serde_json::{Value, json};

use crate::caller::{Caller, id};

/// Method and path, body and status, in an order in which each finds what it needs. `$X` is an id.
const OPERATIONS: &str = r#"
GET /pages | | 200
PUT /pages/$P | {"page": {"name": "x"}} | 200
GET /pages/$P/status_embed_config | | 200
PATCH /pages/$P/status_embed_config | {"status_embed_config": {"position": "top-left"}} | 200
PUT /pages/$P/status_embed_config | {"status_embed_config": {"incident_text_color": "000000"}} | 200
GET /pages/$P/components/$C | | 200
PUT /pages/$P/components/$C | {"component": {"showcase": true}} | 200
GET /pages/$P/component-groups | | 200
POST /pages/$P/component-groups | {"description": "d", "component_group": {"name": "x", "components": ["$D"]}} | 201
GET /pages/$P/component-groups/$G | | 200
PATCH /pages/$P/component-groups/$G | {"component_group": {"name": "y", "components": ["$C"]}} | 200
PUT /pages/$P/component-groups/$G | {"component_group": {"name": "z", "components": ["$C"]}} | 200
GET /pages/$P/component-groups/$G/uptime | | 200
GET /pages/$P/components/$C/uptime?skip_related_events=true | | 200
POST /pages/$P/components/$C/page_access_users | {"page_access_user_ids": ["$A"]} | 201
POST /pages/$P/components/$C/page_access_groups | {"page_access_group_ids": ["$H"]} | 201
DELETE /pages/$P/components/$C/page_access_users | | 200
DELETE /pages/$P/components/$C/page_access_groups | | 200
DELETE /pages/$P/component-groups/$G | | 200
GET /pages/$P/incidents/$I | | 200
PUT /pages/$P/incidents/$I | {"incident": {"status": "identified"}} | 200
GET /pages/$P/incidents/upcoming | | 200
GET /pages/$P/incidents/active_maintenance | | 200
PUT /pages/$P/incidents/$I/incident_updates/$U | {"incident_update": {"body": "x"}} | 200
PUT /pages/$P/incidents/$I/postmortem | {"postmortem": {"body_draft": "x"}} | 200
GET /pages/$P/incidents/$I/postmortem | | 200
PUT /pages/$P/incidents/$I/postmortem/publish | {"postmortem": {"notify_subscribers": true}} | 200
PUT /pages/$P/incidents/$I/postmortem/revert | | 200
DELETE /pages/$P/incidents/$I/postmortem | | 204
GET /pages/$P/incidents/$I/subscribers | | 200
POST /pages/$P/incidents/$I/subscribers | {"subscriber": {"email": "b@b.example"}} | 201
GET /pages/$P/incidents/$I/subscribers/$F | | 200
POST /pages/$P/incidents/$I/subscribers/$F/resend_confirmation | | 201
DELETE /pages/$P/incidents/$I/subscribers/$F | | 200
GET /pages/$P/incident_templates | | 200
POST /pages/$P/incident_templates | {"template": {"name": "n", "title": "t", "body": "b", "component_ids": ["$C"]}} | 201
GET /pages/$P/subscribers | | 200
POST /pages/$P/subscribers | {"subscriber": {"endpoint": "https://x.example", "component_ids": ["$C"]}} | 201
GET /pages/$P/subscribers/$S | | 200
PATCH /pages/$P/subscribers/$S | {"component_ids": ["$C"]} | 200
POST /pages/$P/subscribers/$S/resend_confirmation | | 201
GET /pages/$P/subscribers/count | | 200
GET /pages/$P/subscribers/histogram_by_state | | 200
POST /pages/$P/subscribers/resend_confirmation | {"subscribers": "all"} | 201
POST /pages/$P/subscribers/reactivate | {"subscribers": ["$S"]} | 201
POST /pages/$P/subscribers/unsubscribe | {"subscribers": ["$S"]} | 201
GET /pages/$P/subscribers/unsubscribed | | 200
POST /pages/$P/metrics_providers | {"metrics_provider": {"type": "NewRelic", "api_key": "k"}} | 201
GET /pages/$P/metrics_providers/$R | | 200
PATCH /pages/$P/metrics_providers/$R | {"metrics_provider": {"type": "Self"}} | 200
PUT /pages/$P/metrics_providers/$R | {"metrics_provider": {}} | 200
GET /pages/$P/metrics | | 200
POST /pages/$P/metrics/data | {"data": {"$M": [{"timestamp": 1700000000, "value": 1}]}} | 202
GET /pages/$P/metrics/$M | | 200
PATCH /pages/$P/metrics/$M | {"metric": {"name": "x"}} | 200
PUT /pages/$P/metrics/$M | {"metric": {"metric_identifier": "x"}} | 200
GET /pages/$P/page_access_groups | | 200
POST /pages/$P/page_access_groups | {"page_access_group": {"name": "x", "page_access_user_ids": ["$A"]}} | 201
GET /pages/$P/page_access_groups/$H | | 200
PATCH /pages/$P/page_access_groups/$H | {"page_access_group": {"name": "x"}} | 200
PUT /pages/$P/page_access_groups/$H | {"page_access_group": {"metric_ids": ["$M"]}} | 200
GET /pages/$P/page_access_groups/$H/components | | 200
PATCH /pages/$P/page_access_groups/$H/components | {"component_ids": ["$C"]} | 200
PUT /pages/$P/page_access_groups/$H/components | {"component_ids": ["$D"]} | 200
POST /pages/$P/page_access_groups/$H/components | {"component_ids": ["$C", "$D"]} | 201
DELETE /pages/$P/page_access_groups/$H/components/$C | | 200
DELETE /pages/$P/page_access_groups/$H/components | {"component_ids": ["$D"]} | 200
DELETE /pages/$P/page_access_groups/$H | | 200
GET /pages/$P/page_access_users/$A | | 200
PATCH /pages/$P/page_access_users/$A | {"page_access_user": {"email": "c@b.example"}} | 200
PUT /pages/$P/page_access_users/$A | {"page_access_user": {"component_ids": []}} | 200
GET /pages/$P/page_access_users/$A/components | | 200
PATCH /pages/$P/page_access_users/$A/components | {"component_ids": ["$C"]} | 200
PUT /pages/$P/page_access_users/$A/components | {"component_ids": ["$D"]} | 200
POST /pages/$P/page_access_users/$A/components | {"component_ids": ["$C", "$D"]} | 201
DELETE /pages/$P/page_access_users/$A/components/$C | | 200
DELETE /pages/$P/page_access_users/$A/components | | 200
GET /pages/$P/page_access_users/$A/metrics | | 200
PATCH /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 200
PUT /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 200
POST /pages/$P/page_access_users/$A/metrics | {"metric_ids": ["$M"]} | 201
DELETE /pages/$P/page_access_users/$A/metrics/$M | | 200
DELETE /pages/$P/page_access_users/$A/metrics | {} | 200
DELETE /pages/$P/page_access_users/$A | | 204
DELETE /pages/$P/metrics/$M | | 200
DELETE /pages/$P/metrics_providers/$R | | 200
GET /organizations/$O/permissions/$N | | 200
PUT /organizations/$O/permissions/$N | {"pages": {"$P": {"incident_manager": true}}} | 200
"#;

/// Creates an object and returns its id.
async fn new(caller: &Caller, path: &str, body: Value) -> String {
    let (status, object) = caller.call("POST", path, body).await;
    assert!(status == 200 || status == 201, "{path}: {object}");
    id(&object)
}

async fn calls_each_operation(suffix: &str) {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    let incident = caller.new_incident(json!({"name": "x"})).await;
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
        let mut parts = filled.split(" | ");
        let (method, path) = parts.next().unwrap().split_once(' ').unwrap();
        let rest: Vec<&str> = parts.collect();
        let (body, status) = match rest.as_slice() {
            [body, status] => (*body, *status),
            [status] => ("", status.trim_start_matches("| ")),
            _ => panic!("{line}"),
        };
        let (bare, query) = path.split_once('?').unwrap_or((path, ""));
        let path = format!("{bare}{suffix}?{query}");
        let (got, response) = caller.send(method, &path, "application/json", body).await;
        assert_eq!(got.to_string(), status, "{line}: {response}");
        let is_empty = status == "204"
            || (status == "201" && line.contains("/subscribers/") && !line.contains("\"email\""));
        assert_eq!(response.is_null(), is_empty, "{line}: {response}");
        assert!(!response.to_string().contains("\"_"), "{line}: {response}");
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

#[tokio::test]
async fn access_lists_are_replaced_extended_and_emptied() {
    let caller = Caller::start().await;
    let [c, d] = [
        caller.new_component("C").await,
        caller.new_component("D").await,
    ];
    for owner in ["page_access_users", "page_access_groups"] {
        let owner = caller.on_page(owner);
        let owner = format!("{owner}/{}", new(&caller, &owner, json!({})).await);
        let list = format!("{owner}/components");
        for (method, body, expected) in [
            ("PATCH", json!({"component_ids": [c]}), vec![&c]),
            ("PUT", json!({"component_ids": [d, c]}), vec![&c, &d]),
            ("DELETE", json!({"component_ids": [c]}), vec![&d]),
            ("DELETE", json!({"component_ids": []}), vec![&d]),
            ("POST", json!({"component_ids": [c]}), vec![&c]),
            ("PATCH", json!({"component_ids": [d]}), vec![&c, &d]),
            ("DELETE", Value::Null, vec![]),
        ] {
            let (status, response) = caller.call(method, &list, body).await;
            assert!(status < 300, "{method} {response}");
            let listed = caller.get(&list).await;
            let listed: Vec<String> = listed.as_array().unwrap().iter().map(id).collect();
            assert!(listed.iter().eq(expected), "{method} {listed:?}");
        }
        let one = format!("{list}/{c}");
        assert_eq!(caller.call("DELETE", &one, Value::Null).await.0, 404);
        let unknown = json!({"component_ids": ["none"]});
        assert_eq!(caller.call("POST", &list, unknown).await.0, 422);
    }
}

#[tokio::test]
async fn a_group_has_components_and_ends_with_the_last() {
    let caller = Caller::start().await;
    let component = caller.new_component("C").await;
    let groups = caller.on_page("component-groups");
    let body = json!({"component_group": {"name": "G", "components": []}});
    assert_eq!(caller.call("POST", &groups, body).await.0, 422);
    for end in ["component", "group"] {
        let body = json!({"component_group": {"name": "G", "components": [component]}});
        let group = new(&caller, &groups, body).await;
        let path = caller.on_page(&format!("components/{component}"));
        assert_eq!(caller.get(&path).await["group_id"], group);
        let deleted = if end == "group" {
            format!("{groups}/{group}")
        } else {
            path.clone()
        };
        if end == "group" {
            caller.call("DELETE", &deleted, Value::Null).await;
        } else {
            let body = json!({"component": {"group_id": null}});
            caller.call("PATCH", &deleted, body).await;
        }
        assert_eq!(caller.get(&path).await["group_id"], Value::Null);
        let path = format!("{groups}/{group}");
        assert_eq!(caller.call("GET", &path, Value::Null).await.0, 404, "{end}");
    }
}

#[tokio::test]
async fn only_two_conflicts_have_statuses_of_their_own() {
    let caller = Caller::start().await;
    let user = json!({"page_access_user": {"email": "a@b.example"}});
    let users = caller.on_page("page_access_users");
    assert_eq!(caller.call("POST", &users, user.clone()).await.0, 200);
    assert_eq!(caller.call("POST", &users, user).await.0, 409);

    let providers = caller.on_page("metrics_providers");
    let body = json!({"metrics_provider": {"type": "NewRelic", "api_key": "hunter2"}});
    let (_, provider) = caller.call("POST", &providers, body).await;
    assert!(!provider.to_string().contains("hunter2"));
    let metrics = format!("{providers}/{}/metrics", id(&provider));
    let metric = new(&caller, &metrics, json!({})).await;
    let point = json!({"timestamp": 1_700_000_000, "value": 1});
    let single = caller.on_page(&format!("metrics/{metric}/data"));
    let body = json!({ "data": point });
    assert_eq!(caller.call("POST", &single, body).await.0, 405);
    let body = json!({"data": {(metric.as_str()): [point]}});
    let bulk = caller.on_page("metrics/data");
    assert_eq!(caller.call("POST", &bulk, body).await.0, 405);
    for points in [
        json!([{"timestamp": 1}]),
        json!([{"timestamp": 1, "value": 1, "x": 1}]),
    ] {
        let body = json!({"data": {(caller.simulator.metric_id()): points}});
        assert_eq!(caller.call("POST", &bulk, body).await.0, 422);
    }
}

#[tokio::test]
async fn counts_of_subscribers_agree_with_the_lists() {
    let caller = Caller::start().await;
    let path = caller.on_page("subscribers");
    for fields in [
        json!({"email": "b@b.example"}),
        json!({"email": "a@b.example", "skip_confirmation_notification": true}),
        json!({"phone_country": "US", "phone_number": "5550100"}),
        json!({"endpoint": "https://x.example"}),
    ] {
        new(&caller, &path, json!({ "subscriber": fields })).await;
    }
    let histogram = caller.get(&format!("{path}/histogram_by_state")).await;
    for kind in ["email", "sms", "webhook", "slack"] {
        let mut total = 0;
        for state in ["active", "unconfirmed", "quarantined"] {
            let list = caller
                .get(&format!("{path}?type={kind}&state={state}"))
                .await;
            let count = caller
                .get(&format!("{path}/count?type={kind}&state={state}"))
                .await;
            let listed = list.as_array().unwrap().len();
            assert_eq!(
                (&count[kind], &histogram[kind][state]),
                (&json!(listed), &json!(listed))
            );
            total += listed;
        }
        assert_eq!(histogram[kind]["total"], total);
    }
    // The first page is 0, and the addresses are sorted.
    let first = caller
        .get(&format!("{path}?state=all&type=email&limit=1&page=0"))
        .await;
    assert_eq!(first[0]["email"], "a@b.example");
    for (query, status) in [
        ("sort_field=relevance", 422),
        ("sort_field=relevance&q=a", 200),
        ("q=a&type=slack", 422),
    ] {
        assert_eq!(
            caller
                .call("GET", &format!("{path}?{query}"), Value::Null)
                .await
                .0,
            status
        );
    }
    for (body, status) in [
        (json!({"subscribers": vec!["x"; 1]}), 422),
        (json!({"subscribers": []}), 422),
        (json!({"subscribers": "some"}), 422),
        (json!({"subscribers": "all", "type": "sms"}), 201),
    ] {
        let path = format!("{path}/unsubscribe");
        assert_eq!(caller.call("POST", &path, body).await.0, status);
    }
    let left = caller.get(&format!("{path}/unsubscribed")).await;
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["mode"], "sms");
}

#[tokio::test]
async fn a_reset_starts_again_with_the_same_ids_and_a_blocking_start_works_in_a_runtime() {
    let simulator = statuspage_simulator::Simulator::start_blocking().unwrap();
    let control = |method, name: &'static str| {
        let url = format!("{}{name}", simulator.control_url());
        crate::caller::send(crate::caller::client().request(method, url))
    };
    let (status, about) = control(reqwest::Method::GET, "").await;
    assert_eq!(
        (status, &about["page_id"]),
        (200, &json!(simulator.page_id()))
    );
    assert_eq!(about.to_string(), simulator.to_json());
    let slack = simulator.add_slack_subscriber("team", "#ops");
    assert!(simulator.set_subscriber_state(&slack, "quarantined"));
    assert!(!simulator.set_subscriber_state(&slack, "gone"));
    assert_eq!(control(reqwest::Method::POST, "/reset").await.0, 200);
    assert!(!simulator.set_subscriber_state(&slack, "active"));
    assert!(simulator.set_subscriber_state(simulator.subscriber_id(), "active"));
}
