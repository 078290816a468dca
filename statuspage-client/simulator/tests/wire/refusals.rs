//! Requests that are refused, and the statuses and bodies of the refusals.

use serde_json::{Value, json};

use crate::caller::{Caller, answer};

/// Every refusal says why, in one of the forms that the service has.
#[track_caller]
fn assert_says_why(body: &Value) {
    let messages = match &body["error"] {
        Value::Array(items) => items.clone(),
        single => vec![single.clone()],
    };
    assert!(!messages.is_empty(), "{body}");
    assert!(
        messages
            .iter()
            .all(|message| !message.as_str().unwrap().is_empty()),
        "{body}"
    );
}

#[tokio::test]
async fn without_the_right_key_nothing_is_answered() {
    let caller = Caller::start().await;
    let other = Caller::start().await;
    let key = caller.simulator.api_key();
    let path = caller.on_page("components");
    for value in [
        None,
        Some(String::new()),
        Some(key.to_owned()),
        Some(format!("oauth {key}")),
        Some(format!("Bearer {key}")),
        Some(format!("OAuth {key}x")),
        Some(format!("OAuth {}", other.simulator.api_key())),
    ] {
        for (method, path) in [("GET", path.as_str()), ("GET", "/nowhere"), ("PUT", &path)] {
            let mut request = caller.request(method, path);
            if let Some(value) = &value {
                request = request.header("Authorization", value);
            }
            let (status, body) = answer(request).await;
            assert_eq!(status, 401, "{value:?}");
            assert_says_why(&body);
        }
    }
    let (status, _) = answer(caller.request("GET", &format!("{path}?api_key={key}"))).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn the_public_list_of_providers_needs_no_key() {
    let caller = Caller::start().await;
    let (status, providers) = answer(caller.request("GET", "/metrics_providers.json")).await;
    assert_eq!(status, 200);
    assert!(
        providers
            .as_array()
            .unwrap()
            .iter()
            .all(|provider| provider["type"].is_string())
    );
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let caller = Caller::start().await;
    let page = caller.simulator.page_id();
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let incident = incident["id"].as_str().unwrap();
    for (method, path) in [
        ("GET", "/nowhere".to_owned()),
        ("GET", String::new()),
        ("GET", "/pages/none.json".to_owned()),
        ("GET", "/pages/.json".to_owned()),
        ("GET", "/pages//components.json".to_owned()),
        (
            "GET",
            format!("/pages/{page}%2F..%2F{page}/components.json"),
        ),
        ("GET", format!("/pages/{page}/nothing")),
        ("GET", format!("/pages/{page}/components/")),
        ("POST", "/pages/none/incidents".to_owned()),
        ("PATCH", format!("/pages/{page}/components/none")),
        ("DELETE", format!("/pages/{page}/components/%C3%A9%20x")),
        ("PATCH", format!("/pages/{page}/incidents/none")),
        ("DELETE", format!("/pages/{page}/incidents/scheduled")),
        (
            "PATCH",
            format!("/pages/{page}/incidents/{incident}/incident_updates/none"),
        ),
        (
            "PATCH",
            format!("/pages/{page}/incidents/none/incident_updates/none"),
        ),
        ("DELETE", format!("/pages/{page}/subscribers/none")),
        (
            "GET",
            format!("/pages/{page}/metrics_providers/none/metrics"),
        ),
        (
            "POST",
            format!("/pages/{page}/metrics_providers/none/metrics"),
        ),
        ("POST", format!("/pages/{page}/metrics/none/data")),
        ("DELETE", format!("/pages/{page}/metrics/none/data")),
        ("GET", format!("/organizations/{page}/users")),
        (
            "DELETE",
            format!(
                "/organizations/{}/users/none",
                caller.simulator.organization_id()
            ),
        ),
    ] {
        // Whatever the parameters are: the path comes first.
        let body = json!({"incident": {"status": "bad"}, "component": {"status": "bad"}});
        let (status, body) = caller.call(method, &path, body).await;
        assert_eq!(status, 404, "{method} {path}: {body}");
        assert_says_why(&body);
    }
}

#[tokio::test]
async fn another_method_on_a_known_path_is_not_allowed() {
    let caller = Caller::start().await;
    for (method, path, allow) in [
        ("PUT", caller.on_page("components"), "GET, POST"),
        ("HEAD", caller.on_page("components"), "GET, POST"),
        ("POST", caller.on_page("incidents/x.json"), "PATCH, DELETE"),
        ("POST", "/metrics_providers".to_owned(), "GET"),
        ("GET", caller.on_page("metrics/x/data"), "POST, DELETE"),
        (
            "DELETE",
            format!("/pages/{}", caller.simulator.page_id()),
            "GET, PATCH",
        ),
    ] {
        let key = format!("OAuth {}", caller.simulator.api_key());
        let request = caller.request(method, &path).header("Authorization", key);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 405, "{method} {path}");
        assert_eq!(response.headers()["allow"], allow, "{method} {path}");
    }
    let (_, body) = caller
        .call("PUT", &caller.on_page("components"), Value::Null)
        .await;
    assert_says_why(&body);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_a_bad_request() {
    let caller = Caller::start().await;
    let path = caller.on_page("incidents");
    for (mime, body) in [
        ("application/json", "{\"incident\": "),
        ("application/json", "[]"),
        ("application/json", "incident[name]=x"),
        (
            "application/x-www-form-urlencoded",
            "{\"incident\": {\"name\": \"x\"}}",
        ),
        (
            "application/x-www-form-urlencoded",
            "incident=x&incident[name]=x",
        ),
        ("text/plain", "incident[name]=x"),
    ] {
        let (status, answer) = caller.send("POST", &path, mime, body).await;
        assert_eq!(status, 400, "{mime} {body}");
        assert_says_why(&answer);
    }
    assert_eq!(caller.get(&path).await, json!([]));
}

#[tokio::test]
async fn values_that_will_not_do_are_unprocessable_and_change_nothing() {
    let caller = Caller::start().await;
    let page = caller.simulator.page_id();
    let data = caller.on_page(&format!("metrics/{}/data", caller.simulator.metric_id()));
    let users = format!(
        "/organizations/{}/users",
        caller.simulator.organization_id()
    );
    let incidents = caller.on_page("incidents");
    let long_name = "n".repeat(256);
    let long_body = "b".repeat(25_001);
    for (method, path, body) in [
        ("POST", &incidents, json!({})),
        ("POST", &incidents, json!({"incident": {}})),
        ("POST", &incidents, json!({"incident": "x"})),
        ("POST", &incidents, json!({"incident": {"name": ""}})),
        ("POST", &incidents, json!({"incident": {"name": null}})),
        ("POST", &incidents, json!({"incident": {"name": ["x"]}})),
        ("POST", &incidents, json!({"incident": {"name": long_name}})),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "body": long_body}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "status": "bad"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "impact_override": "bad"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "scheduled_for": "soon"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "backfilled": "maybe"}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "component_ids": ["none"]}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "components": {"none": "operational"}}}),
        ),
        (
            "POST",
            &incidents,
            json!({"incident": {"name": "x", "metadata": {"a": 1}}}),
        ),
        (
            "POST",
            &caller.on_page("components"),
            json!({"component": {"status": "bad"}}),
        ),
        (
            "POST",
            &caller.on_page("components"),
            json!({"component": {"start_date": "2026"}}),
        ),
        (
            "PATCH",
            &format!("/pages/{page}"),
            json!({"page": {"branding": "bad"}}),
        ),
        ("POST", &data, json!({})),
        ("POST", &data, json!({"data": {"timestamp": 1}})),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": "now", "value": 1}}),
        ),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": i64::MIN, "value": 1}}),
        ),
        (
            "POST",
            &data,
            json!({"data": {"timestamp": 1, "value": "much"}}),
        ),
        ("POST", &users, json!({})),
    ] {
        let (status, answer) = caller.call(method, path, body.clone()).await;
        assert_eq!(status, 422, "{method} {path} {body}: {answer}");
        assert_says_why(&answer);
    }
    assert_eq!(caller.get(&incidents).await, json!([]));
    assert_eq!(caller.get(&caller.on_page("components")).await, json!([]));
    assert_eq!(caller.get(&users).await, json!([]));
}

#[tokio::test]
async fn the_longest_values_are_taken_and_a_name_cannot_be_taken_away() {
    let caller = Caller::start().await;
    let fields = json!({"name": "é".repeat(255), "body": "é".repeat(25_000)});
    let incident = caller.new_incident(fields).await;
    let path = caller.on_page(&format!("incidents/{}", incident["id"].as_str().unwrap()));
    for name in [json!(null), json!(""), json!("n".repeat(256))] {
        let (status, _) = caller
            .call("PATCH", &path, json!({"incident": {"name": name}}))
            .await;
        assert_eq!(status, 422);
    }
}
