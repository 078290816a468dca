//! The range of an uptime, and whose it is. What it amounts to is tested next to the computation.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::all_operations::new;
use crate::caller::{Caller, id};
use crate::shapes::assert_shape;

/// A component that the uptime is shown of.
async fn showcased(caller: &Caller) -> String {
    let body = json!({"component": {"name": "C", "showcase": true}});
    new(caller, &caller.on_page("components"), body).await
}

#[tokio::test]
async fn an_uptime_needs_a_showcase() {
    let caller = Caller::start().await;
    let hidden = caller.new_component("C").await;
    let shown = showcased(&caller).await;
    let groups = caller.on_page("component-groups");
    let group = json!({"name": "G", "components": [hidden]});
    let group = new(&caller, &groups, json!({ "component_group": group })).await;
    let of_group = format!("{groups}/{group}/uptime");
    for (path, expected) in [
        (caller.on_page(&format!("components/{hidden}/uptime")), 422),
        (caller.on_page(&format!("components/{shown}/uptime")), 200),
        (of_group.clone(), 422),
    ] {
        let (status, response) = caller.call("GET", &path, Value::Null).await;
        assert_eq!(status, expected, "{response}");
        assert_eq!(response.to_string().contains("showcase"), status == 422);
    }
    let body = json!({"component_group": {"name": "G", "components": [hidden, shown]}});
    let path = format!("{groups}/{group}");
    assert_eq!(caller.call("PATCH", &path, body).await.0, 200);
    assert_eq!(caller.get(&of_group).await["uptime_percentage"], 100.0);
}

#[tokio::test]
async fn a_range_is_90_days_by_default_and_six_months_at_most() {
    let caller = Caller::start().await;
    let path = caller.on_page(&format!("components/{}/uptime", showcased(&caller).await));
    let default = caller.get(&path).await;
    let day = |name: &str| default[name].as_str().unwrap().parse::<Date>().unwrap();
    assert_eq!(day("range_start") + 90.days(), day("range_end"));
    for (query, range) in [
        (
            "start=2024-01-05&end=2024-02",
            Some(("2024-01-05", "2024-02-29")),
        ),
        ("end=2024-04-01", Some(("2024-01-02", "2024-04-01"))),
        (
            "start=2024-01&end=2024-06",
            Some(("2024-01-01", "2024-06-30")),
        ),
        ("start=2024-01&end=2024-07", None),
        ("start=2024&end=2024", None),
        ("start=2024", None),
        ("start=2024-03&end=2024-02", None),
        ("start=9998&end=9998", None),
        ("start=2024-5", None),
        ("start=today", None),
    ] {
        let path = format!("{path}?{query}");
        let (status, uptime) = caller.call("GET", &path, Value::Null).await;
        assert_eq!(status, if range.is_some() { 200 } else { 422 }, "{query}");
        if let Some((start, end)) = range {
            assert_eq!(uptime["range_start"], start, "{query}");
            assert_eq!(uptime["range_end"], end, "{query}");
        }
    }
}

#[tokio::test]
async fn the_latest_incident_is_related_unless_it_is_skipped() {
    let caller = Caller::start().await;
    let component = showcased(&caller).await;
    let path = caller.on_page(&format!("components/{component}/uptime"));
    assert_eq!(
        caller.get(&path).await["related_events"],
        json!({"id": null})
    );
    let fields = json!({"name": "x", "component_ids": [component]});
    let incident = caller.new_incident(fields).await;
    let uptime = caller.get(&path).await;
    assert_shape(&uptime, "ComponentUptime");
    assert_eq!(uptime["related_events"], json!({"id": id(&incident)}));
    let skipped = caller
        .get(&format!("{path}?skip_related_events=true"))
        .await;
    let mut expected = uptime.as_object().unwrap().clone();
    expected.remove("related_events");
    assert_eq!(skipped, Value::Object(expected));
}
