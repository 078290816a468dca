//! Postmortems, and what they change in their incident.

use serde_json::{Value, json};

use crate::caller::{Caller, id};
use crate::shapes::assert_moment;

#[tokio::test]
async fn a_published_postmortem_is_in_its_incident_until_it_is_taken_back() {
    let caller = Caller::start().await;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let incidents = caller.on_page("incidents");
    let path = format!("{incidents}/{}", id(&incident));
    let postmortem = format!("{path}/postmortem");
    let put = async |rest: &str, fields: Value| {
        let body = if fields.is_null() {
            fields
        } else {
            json!({ "postmortem": fields })
        };
        caller
            .call("PUT", &format!("{postmortem}{rest}"), body)
            .await
    };
    // The fields of the incident that a postmortem changes, and how many incidents a search finds.
    let shown = async || {
        let incident = caller.get(&path).await;
        let found = caller.get(&format!("{incidents}?q=lessons")).await;
        let fields = ["notified_subscribers", "notified_twitter", "body"];
        let fields = fields.map(|name| incident[format!("postmortem_{name}")].clone());
        let is_dated = !incident["postmortem_published_at"].is_null();
        assert_eq!(
            is_dated,
            !incident["postmortem_body_last_updated_at"].is_null()
        );
        (json!(fields), is_dated, found.as_array().unwrap().len())
    };
    let hidden = (json!([false, false, null]), false, 0);
    assert_eq!(caller.call("GET", &postmortem, Value::Null).await.0, 404);
    assert_eq!(put("/publish", Value::Null).await.0, 404);

    let (status, draft) = put("", json!({"body_draft": "Lessons"})).await;
    assert_eq!((status, &draft["body"]), (200, &Value::Null));
    assert_eq!(shown().await, hidden);
    assert_eq!(put("/revert", Value::Null).await.0, 422);

    for _ in 0..2 {
        let notify = json!({"notify_subscribers": true, "custom_tweet": "Read it"});
        let (status, published) = put("/publish", notify).await;
        assert_eq!((status, &published["body"]), (200, &json!("Lessons")));
        assert_eq!(published["custom_tweet"], "Read it");
        assert_moment(&published["published_at"]);
        let expected = (json!([true, false, "Lessons"]), true, 1);
        assert_eq!(shown().await, expected);
        let body = json!({"body_draft": "Other words"});
        assert_eq!(put("", body).await.1["body"], "Lessons");
        assert_eq!(shown().await, expected);

        let (status, reverted) = put("/revert", Value::Null).await;
        assert_eq!(
            (status, &reverted["body_draft"]),
            (200, &json!("Other words"))
        );
        assert_eq!(reverted["published_at"], Value::Null);
        assert_eq!(shown().await, hidden);
        put("", json!({"body_draft": "Lessons"})).await;
    }
    put("/publish", Value::Null).await;
    assert_eq!(caller.call("DELETE", &postmortem, Value::Null).await.0, 204);
    assert_eq!(shown().await, hidden);
    for (method, rest) in [
        ("GET", ""),
        ("DELETE", ""),
        ("PUT", "/publish"),
        ("PUT", "/revert"),
    ] {
        let path = format!("{postmortem}{rest}");
        assert_eq!(caller.call(method, &path, Value::Null).await.0, 404);
    }
}
