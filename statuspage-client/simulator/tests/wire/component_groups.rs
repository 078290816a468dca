//! Groups of components.

use serde_json::{Value, json};

use crate::all_operations::new;
use crate::caller::Caller;

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
