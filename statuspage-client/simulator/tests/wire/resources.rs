//! What single resources keep, hide, find and forget.

use serde_json::{Value, json};

use crate::caller::{Caller, column, id};

#[tokio::test]
async fn what_was_deleted_is_gone() {
    let caller = Caller::start().await;
    let subscriber = format!("subscribers/{}", caller.simulator.subscriber_id());
    let component = format!("components/{}", caller.new_component("API").await);
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let incident = format!("incidents/{}", id(&incident));
    for rest in [subscriber, component, incident] {
        let path = caller.on_page(&rest);
        let (status, _) = caller.call("DELETE", &path, Value::Null).await;
        assert!(status == 200 || status == 204, "{path}: {status}");
        let (status, _) = caller.call("DELETE", &path, Value::Null).await;
        assert_eq!(status, 404, "{path}");
    }
    assert_eq!(caller.get(&caller.on_page("components")).await, json!([]));
    assert_eq!(caller.get(&caller.on_page("incidents")).await, json!([]));
}

#[tokio::test]
async fn a_page_keeps_what_an_update_gives_and_leaves_the_rest() {
    let caller = Caller::start().await;
    let path = format!("/pages/{}", caller.simulator.page_id());
    let before = caller.get(&path).await;
    let body = json!({"page": {"name": "Ours", "layout": "premium", "hidden_from_search": true}});
    let (status, updated) = caller.call("PATCH", &path, body).await;
    assert_eq!(status, 200);
    assert_eq!(caller.get(&path).await, updated);

    let mut expected = before;
    expected["name"] = "Ours".into();
    expected["branding"] = "premium".into();
    expected["hidden_from_search"] = true.into();
    expected["updated_at"] = updated["updated_at"].clone();
    assert_eq!(updated, expected);
}

#[tokio::test]
async fn submitted_data_dates_the_metric_until_it_is_cleared() {
    let caller = Caller::start().await;
    let data = caller.on_page(&format!("metrics/{}/data", caller.simulator.metric_id()));
    let provider = caller.simulator.metrics_provider_id();
    let metrics = caller.on_page(&format!("metrics_providers/{provider}/metrics"));
    let point = |timestamp: i64| json!({"data": {"timestamp": timestamp, "value": 7}});

    let (status, response) = caller.call("POST", &data, point(1_700_000_017)).await;
    assert_eq!((status, response), (201, point(1_700_000_017)));
    let (status, _) = caller.call("POST", &data, point(1_600_000_000)).await;
    assert_eq!(status, 201);
    let metric = &caller.get(&metrics).await[0];
    assert_eq!(metric["most_recent_data_at"], "2023-11-14T22:13:30.000Z");

    let (_, metric) = caller.call("DELETE", &data, Value::Null).await;
    assert_eq!(metric["most_recent_data_at"], Value::Null);
    assert_eq!(caller.get(&metrics).await[0], metric);
}

#[tokio::test]
async fn a_password_is_never_given_back() {
    let caller = Caller::start().await;
    let users = format!(
        "/organizations/{}/users",
        caller.simulator.organization_id()
    );
    let body = json!({"user": {"email": "a@b.example", "password": "hunter2"}});
    let (_, user) = caller.call("POST", &users, body).await;
    assert_eq!(user["email"], "a@b.example");
    assert!(!user.to_string().contains("hunter2"));
}

#[tokio::test]
async fn page_access_users_are_filtered_by_email() {
    let caller = Caller::start().await;
    let path = caller.on_page("page_access_users");
    let groups = caller.on_page("page_access_groups");
    let body = json!({"page_access_group": {"name": "G"}});
    let (_, group) = caller.call("POST", &groups, body).await;
    let group = id(&group);
    for email in ["a@x.example", "b@x.example"] {
        let body = json!({"page_access_user": {"email": email, "page_access_group_ids": [group]}});
        let (status, user) = caller.call("POST", &path, body).await;
        assert_eq!(status, 200);
        assert_eq!(user["page_access_group_ids"], json!([group]));
        assert_eq!(user["page_access_group_id"], group);
    }
    assert_eq!(caller.get(&path).await.as_array().unwrap().len(), 2);
    let found = caller.get(&format!("{path}?email=b%40x.example")).await;
    assert_eq!(column(&found, "email"), ["b@x.example"]);
    assert_eq!(caller.get(&format!("{path}?email=b")).await, json!([]));
}
