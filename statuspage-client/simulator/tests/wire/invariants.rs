//! Random sequences of valid calls keep the invariants of the service.

use serde_json::{Value, json};

use crate::caller::{Caller, id};

/// A small generator of numbers, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// Returns the id of one of these objects.
    fn pick(&mut self, objects: &Value) -> Option<String> {
        let objects = objects.as_array().unwrap();
        (!objects.is_empty()).then(|| id(&objects[self.below(objects.len())]))
    }
}

async fn step(caller: &Caller, random: &mut Random, number: usize) {
    let components = caller.get(&caller.on_page("components")).await;
    let users = caller.get(&caller.on_page("page_access_users")).await;
    let subscribers = caller.get(&caller.on_page("subscribers?state=all")).await;
    let component = random.pick(&components);
    let (method, path, body) = match (random.below(8), component) {
        (0, Some(id)) => ("DELETE", format!("components/{id}"), Value::Null),
        (1, Some(id)) => {
            let group = json!({"name": "G", "components": [id]});
            (
                "POST",
                "component-groups".into(),
                json!({ "component_group": group }),
            )
        }
        (2, Some(id)) => {
            let Some(user) = random.pick(&users) else {
                return;
            };
            let method = ["POST", "PATCH", "PUT", "DELETE"][random.below(4)];
            let path = format!("page_access_users/{user}/components");
            (method, path, json!({"component_ids": [id]}))
        }
        (3, _) => ("POST", "page_access_users".into(), json!({})),
        (4, _) => {
            let subscriber = json!({"email": format!("{number}@b.example")});
            (
                "POST",
                "subscribers".into(),
                json!({ "subscriber": subscriber }),
            )
        }
        (5, _) => {
            let Some(id) = random.pick(&subscribers) else {
                return;
            };
            ("DELETE", format!("subscribers/{id}"), Value::Null)
        }
        _ => (
            "POST",
            "components".into(),
            json!({"component": {"name": "C"}}),
        ),
    };
    let path = caller.on_page(&path);
    let (status, response) = caller.call(method, &path, body).await;
    assert!(status < 300, "{method} {path}: {response}");
    if method == "DELETE" && !path.ends_with("/components") {
        assert_eq!(
            caller.call("DELETE", &path, Value::Null).await.0,
            404,
            "{path}"
        );
    }
}

async fn check(caller: &Caller) {
    let components = caller.get(&caller.on_page("components")).await;
    for group in caller
        .get(&caller.on_page("component-groups"))
        .await
        .as_array()
        .unwrap()
    {
        let members = group["components"].as_array().unwrap();
        assert!(!members.is_empty(), "{group}");
        for component in components.as_array().unwrap() {
            let is_member = members.contains(&component["id"]);
            assert_eq!(component["group_id"] == group["id"], is_member, "{group}");
        }
    }
    let subscribers = caller.get(&caller.on_page("subscribers?state=all")).await;
    let counts = caller
        .get(&caller.on_page("subscribers/count?state=all"))
        .await;
    let counts = counts
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap());
    assert_eq!(
        counts.sum::<u64>(),
        subscribers.as_array().unwrap().len() as u64
    );
}

#[tokio::test]
async fn random_calls_keep_groups_counts_and_removals_right() {
    for seed in 0..4 {
        let caller = Caller::start().await;
        let mut random = Random(seed);
        for number in 0..60 {
            step(&caller, &mut random, number).await;
            check(&caller).await;
        }
    }
}
