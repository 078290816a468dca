//! Requests that are refused, and the statuses and bodies of the refusals.

use serde_json::{Value, json};

use crate::caller::{Caller, send};
use crate::shapes::assert_says_why;

#[tokio::test]
async fn without_the_right_key_nothing_is_returned() {
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
            let (status, body) = send(request).await;
            assert_eq!(status, 401, "{value:?}");
            assert_says_why(&body);
        }
    }
    let (status, _) = send(caller.request("GET", &format!("{path}?api_key={key}"))).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn the_public_list_of_providers_needs_no_key() {
    let caller = Caller::start().await;
    let (status, providers) = send(caller.request("GET", "/metrics_providers.json")).await;
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
    // The path is checked before the values of the parameters.
    let bad = |group: &str, name: &str| json!({ (group): { (name): {} } });
    for (method, path, body) in [
        ("GET", "/nowhere".to_owned(), Value::Null),
        ("GET", String::new(), Value::Null),
        ("GET", "/pages/none.json".to_owned(), Value::Null),
        ("GET", "/pages/.json".to_owned(), Value::Null),
        ("GET", "/pages//components.json".to_owned(), Value::Null),
        (
            "GET",
            format!("/pages/{page}%2F..%2F{page}/components.json"),
            Value::Null,
        ),
        ("GET", format!("/pages/{page}/nothing"), Value::Null),
        ("GET", format!("/pages/{page}/components/"), Value::Null),
        // On somebody else's page, not even the names count.
        (
            "POST",
            "/pages/none/incidents".to_owned(),
            json!({"colour": 1}),
        ),
        (
            "PATCH",
            format!("/pages/{page}/components/none"),
            bad("component", "status"),
        ),
        (
            "DELETE",
            format!("/pages/{page}/components/%C3%A9%20x"),
            Value::Null,
        ),
        (
            "PATCH",
            format!("/pages/{page}/incidents/none"),
            bad("incident", "status"),
        ),
        (
            "DELETE",
            format!("/pages/{page}/incidents/scheduled"),
            Value::Null,
        ),
        (
            "PATCH",
            format!("/pages/{page}/incidents/{incident}/incident_updates/none"),
            bad("incident_update", "body"),
        ),
        (
            "PATCH",
            format!("/pages/{page}/incidents/none/incident_updates/none"),
            bad("incident_update", "body"),
        ),
        (
            "DELETE",
            format!("/pages/{page}/subscribers/none"),
            json!({"skip_unsubscription_notification": 1}),
        ),
        (
            "GET",
            format!("/pages/{page}/metrics_providers/none/metrics?page=0"),
            Value::Null,
        ),
        (
            "POST",
            format!("/pages/{page}/metrics_providers/none/metrics"),
            bad("metric", "name"),
        ),
        (
            "POST",
            format!("/pages/{page}/metrics/none/data"),
            bad("data", "value"),
        ),
        (
            "DELETE",
            format!("/pages/{page}/metrics/none/data"),
            Value::Null,
        ),
        ("GET", format!("/organizations/{page}/users"), Value::Null),
        (
            "DELETE",
            format!(
                "/organizations/{}/users/none",
                caller.simulator.organization_id()
            ),
            Value::Null,
        ),
    ] {
        let (status, body) = caller.call(method, &path, body).await;
        assert_eq!(status, 404, "{method} {path}: {body}");
        assert_says_why(&body);
    }
}

#[tokio::test]
async fn an_unknown_path_is_one_of_the_simulator_and_not_of_the_service() {
    let caller = Caller::start().await;
    let path = caller.on_page("postmortems");
    let (_, body) = caller.call("GET", &path, Value::Null).await;
    let message = body["error"].as_str().unwrap();
    assert!(
        message.contains("the simulator has no operation"),
        "{message}"
    );
    assert!(message.contains(&path), "{message}");
    let path = caller.on_page("components");
    let (_, body) = caller.call("PUT", &path, Value::Null).await;
    let message = body["error"].as_str().unwrap();
    assert!(message.contains("the simulator has no PUT"), "{message}");
}

#[tokio::test]
async fn another_method_on_a_known_path_is_not_allowed() {
    let caller = Caller::start().await;
    for (method, path, allow) in [
        ("PUT", caller.on_page("components"), "GET, POST"),
        ("HEAD", caller.on_page("components"), "GET, POST"),
        (
            "POST",
            caller.on_page("incidents/x.json"),
            "DELETE, GET, PATCH, PUT",
        ),
        ("POST", "/metrics_providers".to_owned(), "GET"),
        ("GET", caller.on_page("metrics/x/data"), "DELETE, POST"),
        (
            "DELETE",
            format!("/pages/{}", caller.simulator.page_id()),
            "GET, PATCH, PUT",
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
        let (status, response) = caller.send("POST", &path, mime, body).await;
        assert_eq!(status, 400, "{mime} {body}");
        assert_says_why(&response);
    }
    assert_eq!(caller.get(&path).await, json!([]));
}
