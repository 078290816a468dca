//! Components, and the pages of long lists.

use serde_json::{Value, json};

use crate::caller::{Caller, column};
use crate::shapes::assert_moment;

#[tokio::test]
async fn a_component_is_created_with_defaults_and_changed_field_by_field() {
    let caller = Caller::start().await;
    let body = json!({"component": {"name": "API", "start_date": "2026-01-31"}});
    let (status, component) = caller
        .call("POST", &caller.on_page("components"), body)
        .await;
    assert_eq!(status, 201);
    assert_eq!(component["name"], "API");
    assert_eq!(component["status"], "operational");
    assert_eq!(component["start_date"], "2026-01-31");
    assert_eq!(component["description"], Value::Null);
    assert_eq!(component["page_id"], caller.simulator.page_id());
    assert_moment(&component["created_at"]);

    let path = caller.on_page(&format!("components/{}", component["id"].as_str().unwrap()));
    let body = json!({"component": {"status": "", "description": "The API", "showcase": true}});
    let (_, updated) = caller.call("PATCH", &path, body).await;
    assert_eq!(updated["status"], "");
    assert_eq!(updated["description"], "The API");
    assert_eq!(updated["showcase"], true);
    assert_eq!(updated["name"], "API");
    assert_eq!(updated["start_date"], "2026-01-31");

    let body = json!({"component": {"description": null}});
    let (_, cleared) = caller.call("PATCH", &path, body).await;
    assert_eq!(cleared["description"], Value::Null);
    assert_eq!(cleared["name"], "API");
    assert_eq!(
        caller.get(&caller.on_page("components")).await,
        json!([cleared])
    );
}

#[tokio::test]
async fn lists_come_in_pages_that_begin_with_1_and_end_short() {
    let caller = Caller::start().await;
    for number in 0..103 {
        caller.new_component(&format!("{number}")).await;
    }
    let names = async |query: &str| {
        let path = format!("{}?{query}", caller.on_page("components.json"));
        column(&caller.get(&path).await, "name")
    };
    let numbers = |range: std::ops::Range<i32>| -> Vec<String> {
        range.map(|number| number.to_string()).collect()
    };
    assert_eq!(names("").await, numbers(0..100));
    assert_eq!(names("page=1").await, numbers(0..100));
    assert_eq!(names("page=2").await, numbers(100..103));
    assert_eq!(names("per_page=500").await, numbers(0..100));
    assert_eq!(names("per_page=2&page=3").await, numbers(4..6));
    assert_eq!(names("per_page=50&page=3").await, numbers(100..103));
    assert_eq!(names("page=9223372036854775807").await, numbers(0..0));
}

#[tokio::test]
async fn page_numbers_that_are_none_are_refused() {
    let caller = Caller::start().await;
    for query in [
        "page=0",
        "page=-1",
        "page=one",
        "per_page=0",
        "per_page=1.5",
    ] {
        let path = format!("{}?{query}", caller.on_page("components"));
        let (status, body) = caller.call("GET", &path, Value::Null).await;
        assert_eq!(status, 422, "{query}: {body}");
    }
}
