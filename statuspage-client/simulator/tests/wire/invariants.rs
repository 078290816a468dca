//! Random sequences of valid calls keep the invariants of the service.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::access_model::Lists;
use crate::caller::{Caller, column};
use crate::every_call::{self, Call, Template};
use crate::random::Random;

/// The lists of the page.
const LISTS: [&str; 9] = [
    "components",
    "component-groups",
    "page_access_users",
    "page_access_groups",
    "subscribers",
    "metrics_providers",
    "metrics",
    "incidents",
    "incident_templates",
];

/// Returns one of the lists: of subscribers in all states.
pub(crate) async fn list(caller: &Caller, name: &str) -> Value {
    let query = if name == "subscribers" {
        "?state=all"
    } else {
        ""
    };
    caller.get(&caller.on_page(&format!("{name}{query}"))).await
}

/// Returns a call on the page that creates something, if there is what it needs.
async fn creation(caller: &Caller, random: &mut Random, number: usize) -> Option<Call> {
    let (path, body) = match random.below(10) {
        0 => ("page_access_users", json!({})),
        1 => {
            let users = random.some(&list(caller, "page_access_users").await);
            let group = json!({ "page_access_user_ids": users });
            ("page_access_groups", json!({ "page_access_group": group }))
        }
        2 => {
            let ids = random.some(&list(caller, "components").await);
            let template = json!({"name": "N", "title": "T", "body": "B", "component_ids": ids});
            ("incident_templates", json!({ "template": template }))
        }
        3 => {
            let provider = json!({"type": "Self"});
            ("metrics_providers", json!({ "metrics_provider": provider }))
        }
        4 => ("incidents", json!({"incident": {"name": "I"}})),
        5 => {
            let ids = random.some(&list(caller, "components").await);
            let group = json!({"name": "G", "components": ids});
            let body = json!({ "component_group": group });
            return (!ids.is_empty()).then(|| ("POST", "component-groups".to_owned(), body));
        }
        6 => {
            let address = if random.below(2) == 0 {
                json!({"email": format!("{number}@b.example")})
            } else {
                json!({"endpoint": format!("https://{number}.example")})
            };
            ("subscribers", json!({ "subscriber": address }))
        }
        7 => {
            let provider = random.pick(&list(caller, "metrics_providers").await)?;
            let path = format!("metrics_providers/{provider}/metrics");
            return Some(("POST", path, json!({"metric": {"name": "M"}})));
        }
        8 => {
            let incident = random.pick(&list(caller, "incidents").await)?;
            let path = format!("incidents/{incident}/subscribers");
            let address = json!({"email": format!("{number}@b.example")});
            return Some(("POST", path, json!({ "subscriber": address })));
        }
        _ => {
            let component = json!({"name": "C", "showcase": true});
            ("components", json!({ "component": component }))
        }
    };
    Some(("POST", path.to_owned(), body))
}

/// Returns a call on the page that removes something, if its list has something. Templates cannot be removed.
async fn removal(caller: &Caller, random: &mut Random) -> Option<Call> {
    let name = LISTS[random.below(LISTS.len() - 1)];
    let id = random.pick(&list(caller, name).await)?;
    Some(("DELETE", format!("{name}/{id}"), Value::Null))
}

/// Does what a postmortem has next: it is drafted, published, taken back or deleted.
async fn change_postmortem(caller: &Caller, random: &mut Random, incident: &str) {
    let path = caller.on_page(&format!("incidents/{incident}/postmortem"));
    let (status, before) = caller.call("GET", &path, Value::Null).await;
    let is_published = !before["published_at"].is_null();
    let steps = ["", "/publish", "/revert", "delete"];
    let step = match (status, random.below(3)) {
        (404, _) => steps[0],
        (_, 0) if is_published => steps[2],
        (_, choice) => steps[[0, 1, 3][choice]],
    };
    let (status, expected) = match step {
        "delete" => (caller.call("DELETE", &path, Value::Null).await.0, 204),
        "" => {
            let body = json!({"postmortem": {"body_draft": "Draft"}});
            (caller.call("PUT", &path, body).await.0, 200)
        }
        step => {
            let path = format!("{path}{step}");
            (caller.call("PUT", &path, Value::Null).await.0, 200)
        }
    };
    assert_eq!(status, expected, "{step}");
    let shown = caller
        .get(&caller.on_page(&format!("incidents/{incident}")))
        .await;
    let (status, after) = caller.call("GET", &path, Value::Null).await;
    assert_eq!(status == 404, step == "delete");
    assert_eq!(shown["postmortem_body"], after["body"], "{step}");
    assert_eq!(shown["postmortem_published_at"], after["published_at"]);
}

/// Makes a random call that is valid, and checks what it changed.
async fn step(
    caller: &Caller,
    random: &mut Random,
    model: &mut Lists,
    all: &[Template],
    number: usize,
) {
    let call = match random.below(10) {
        0..=2 => creation(caller, random, number).await,
        3 => removal(caller, random).await,
        4 => {
            if let Some(id) = random.pick(&list(caller, "subscribers").await) {
                let states = ["active", "unconfirmed", "quarantined"];
                let state = states[random.below(3)];
                assert!(caller.simulator.set_subscriber_state(&id, state));
            }
            None
        }
        5 => {
            if let Some(id) = random.pick(&list(caller, "incidents").await) {
                change_postmortem(caller, random, &id).await;
            }
            None
        }
        _ => model.change(caller, random).await,
    };
    let Some((method, path, body)) = call else {
        return;
    };
    let path = caller.on_page(&path);
    let (status, response) = caller.call(method, &path, body).await;
    assert!(status < 300, "{method} {path}: {response}");
    model.check_changed(caller).await;
    if method == "DELETE" {
        every_call::check_removed(caller, all, &path).await;
    }
}

/// Members of groups refer to their group, and templates and metrics to objects that exist.
fn check_references(lists: &Value) {
    let components = lists["components"].as_array().unwrap();
    for group in lists["component-groups"].as_array().unwrap() {
        let members = group["components"].as_array().unwrap();
        assert!(!members.is_empty(), "{group}");
        for component in components {
            let is_member = members.contains(&component["id"]);
            assert_eq!(component["group_id"] == group["id"], is_member, "{group}");
        }
    }
    let groups = lists["component-groups"].as_array().unwrap();
    for component in components {
        let group = &component["group_id"];
        assert!(group.is_null() || groups.iter().any(|one| one["id"] == *group));
    }
    for template in lists["incident_templates"].as_array().unwrap() {
        let shown = template["components"].as_array().unwrap();
        assert!(shown.iter().all(|one| components.contains(one)));
    }
    let providers = lists["metrics_providers"].as_array().unwrap();
    for metric in lists["metrics"].as_array().unwrap() {
        let provider = &metric["metrics_provider_id"];
        assert!(providers.iter().any(|one| one["id"] == *provider));
    }
    let users = lists["page_access_users"].as_array().unwrap();
    for group in lists["page_access_groups"].as_array().unwrap() {
        for user in users {
            let of_user = user["page_access_group_ids"].as_array().unwrap();
            let of_group = group["page_access_user_ids"].as_array().unwrap();
            let is_member = of_user.contains(&group["id"]);
            assert_eq!(of_group.contains(&user["id"]), is_member, "{group} {user}");
        }
    }
}

/// The lists of subscribers, their counts and their histogram agree in each state.
async fn check_subscribers(caller: &Caller) {
    let path = caller.on_page("subscribers");
    let histogram = caller.get(&format!("{path}/histogram_by_state")).await;
    for state in ["active", "unconfirmed", "quarantined", "all"] {
        let listed = caller.get(&format!("{path}?state={state}")).await;
        let modes = column(&listed, "mode");
        let counts = caller.get(&format!("{path}/count?state={state}")).await;
        let field = if state == "all" { "total" } else { state };
        for (kind, count) in counts.as_object().unwrap() {
            let listed = modes.iter().filter(|mode| *mode == kind).count();
            assert_eq!(*count, listed, "{kind} {state}");
            assert_eq!(histogram[kind][field], listed, "{kind} {state}");
        }
    }
}

#[tokio::test]
async fn random_calls_keep_references_counts_access_and_removals_right() {
    let mut changes = 0;
    let mut succeeded = BTreeSet::new();
    let all = every_call::all();
    for seed in 0..6 {
        let caller = Caller::start().await;
        let mut random = Random(seed);
        let mut model = Lists::default();
        for name in ["page_access_users", "page_access_groups"] {
            let path = caller.on_page(name);
            assert!(caller.call("POST", &path, json!({})).await.0 < 300);
        }
        for name in ["C", "D", "E"] {
            caller.new_component(name).await;
            let provider = caller.simulator.metrics_provider_id();
            let path = caller.on_page(&format!("metrics_providers/{provider}/metrics"));
            assert_eq!(caller.call("POST", &path, json!({})).await.0, 201);
        }
        let mut templates: Vec<_> = all.iter().filter(|one| !one.is_modeled()).collect();
        for number in 1..=70 {
            step(&caller, &mut random, &mut model, &all, number).await;
            for _ in 0..3 {
                if !templates.is_empty() {
                    // One that is refused comes again later.
                    let chosen = random.below(templates.len());
                    let template = templates[chosen];
                    if every_call::call_one(&caller, &mut random, &mut model, &all, template).await
                    {
                        templates.swap_remove(chosen);
                    }
                }
            }
            if number % 10 > 0 {
                continue;
            }
            let mut lists = json!({});
            for name in LISTS {
                lists[name] = list(&caller, name).await;
            }
            check_references(&lists);
            check_subscribers(&caller).await;
            every_call::check_unsubscribed(&caller).await;
            model.check(&caller, &lists).await;
        }
        succeeded.append(&mut every_call::succeeded(&caller, &all));
        changes += model.changes;
    }
    assert!(changes > 75, "{changes}");
    let missing = all.iter().map(Template::name);
    let missing: Vec<_> = missing.filter(|one| !succeeded.contains(one)).collect();
    assert!(missing.is_empty(), "these never succeeded: {missing:#?}");
}
