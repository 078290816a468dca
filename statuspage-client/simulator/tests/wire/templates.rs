//! Incident templates.

use serde_json::{Value, json};

use crate::caller::Caller;

#[tokio::test]
async fn a_template_has_its_components_as_they_are_now() {
    let caller = Caller::start().await;
    let path = caller.on_page("incident_templates");
    let [c, d] = [
        caller.new_component("C").await,
        caller.new_component("D").await,
    ];
    let template = |ids: &[&str]| json!({"template": {"name": "n", "title": "t", "body": "b", "component_ids": ids}});
    assert_eq!(caller.call("POST", &path, template(&["none"])).await.0, 422);
    let (status, created) = caller.call("POST", &path, template(&[&d, &c])).await;
    assert_eq!(status, 201);
    let components = caller.on_page("components");
    assert_eq!(created["components"], caller.get(&components).await);

    let path_of_c = format!("{components}/{c}");
    let body = json!({"component": {"status": "major_outage"}});
    caller.call("PATCH", &path_of_c, body).await;
    let shown = async || caller.get(&path).await[0]["components"].clone();
    assert_eq!(shown().await[0]["status"], "major_outage");
    caller.call("DELETE", &path_of_c, Value::Null).await;
    assert_eq!(shown().await, caller.get(&components).await);
    assert_eq!(shown().await[0]["id"], d);
}

#[tokio::test]
async fn a_template_needs_a_name_a_title_and_a_body() {
    let caller = Caller::start().await;
    let path = caller.on_page("incident_templates");
    for left_out in ["name", "title", "body"] {
        let mut fields = json!({"name": "n", "title": "t", "body": "b"});
        fields.as_object_mut().unwrap().remove(left_out);
        let body = json!({ "template": fields });
        let (status, response) = caller.call("POST", &path, body).await;
        assert_eq!(status, 422);
        let message = format!("template[{left_out}] is required");
        assert!(response.to_string().contains(&message), "{response}");
    }
    assert_eq!(caller.get(&path).await, json!([]));
}
