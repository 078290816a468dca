//! Who sees and who may do what: access lists, conflicts of access users, permissions.

use serde_json::{Value, json};

use crate::all_operations::new;
use crate::caller::{Caller, id};

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
async fn an_email_has_one_page_access_user() {
    let caller = Caller::start().await;
    let user = json!({"page_access_user": {"email": "a@b.example"}});
    let users = caller.on_page("page_access_users");
    assert_eq!(caller.call("POST", &users, user.clone()).await.0, 200);
    assert_eq!(caller.call("POST", &users, user).await.0, 409);
}

#[tokio::test]
async fn permissions_are_replaced_as_a_whole() {
    let caller = Caller::start().await;
    let page = caller.simulator.page_id();
    let organization = format!("/organizations/{}", caller.simulator.organization_id());
    let body = json!({"user": {"email": "a@b.example"}});
    let user = new(&caller, &format!("{organization}/users"), body).await;
    let path = format!("{organization}/permissions/{user}");
    let set = async |pages: Value| caller.call("PUT", &path, json!({ "pages": pages })).await;
    let permissions = |pages: Value| json!({"data": {"user_id": user, "pages": pages}});
    let roles = |configuration: bool, incident: bool| {
        permissions(json!([{
            "page_id": page,
            "page_configuration": configuration,
            "incident_manager": incident,
            "maintenance_manager": false,
        }]))
    };
    assert_eq!(caller.get(&path).await, permissions(json!([])));
    for (given, expected) in [
        (
            json!({(page): {"page_configuration": true}}),
            roles(true, false),
        ),
        // A role that is left out is taken away.
        (
            json!({(page): {"incident_manager": true}}),
            roles(false, true),
        ),
        (json!({(page): {}}), roles(false, false)),
        (
            json!({(page): {"incident_manager": true}}),
            roles(false, true),
        ),
        // So is a page.
        (json!({}), permissions(json!([]))),
    ] {
        assert_eq!(set(given.clone()).await, (200, expected.clone()), "{given}");
        assert_eq!(caller.get(&path).await, expected, "{given}");
    }
    set(json!({(page): {"incident_manager": true}})).await;
    for wrong in [
        json!({"none": {}}),
        json!({(page): {}, "none": {}}),
        json!({(page): {"owner": true}}),
        json!({(page): {"incident_manager": "true"}}),
        json!({(page): true}),
        json!([page]),
    ] {
        assert_eq!(set(wrong.clone()).await.0, 422, "{wrong}");
    }
    assert_eq!(caller.get(&path).await, roles(false, true));
    let other = format!("{organization}/permissions/none");
    assert_eq!(caller.call("GET", &other, Value::Null).await.0, 404);
}
