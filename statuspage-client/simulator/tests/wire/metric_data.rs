//! Points of metrics.

use serde_json::{Value, json};

use crate::all_operations::new;
use crate::caller::{Caller, id};

#[tokio::test]
async fn a_metric_of_another_provider_takes_no_data() {
    let caller = Caller::start().await;
    let providers = caller.on_page("metrics_providers");
    let body = json!({"metrics_provider": {"type": "NewRelic", "api_key": "hunter2"}});
    let (_, provider) = caller.call("POST", &providers, body).await;
    assert!(!provider.to_string().contains("hunter2"));
    let metrics = format!("{providers}/{}/metrics", id(&provider));
    let metric = new(&caller, &metrics, json!({})).await;
    let point = json!({"timestamp": 1_700_000_000, "value": 1});
    let single = caller.on_page(&format!("metrics/{metric}/data"));
    let body = json!({ "data": point });
    assert_eq!(caller.call("POST", &single, body).await.0, 405);
    let body = json!({"data": {(metric.as_str()): [point]}});
    let bulk = caller.on_page("metrics/data");
    assert_eq!(caller.call("POST", &bulk, body).await.0, 405);
    for points in [
        json!([{"timestamp": 1}]),
        json!([{"timestamp": 1, "value": 1, "x": 1}]),
    ] {
        let body = json!({"data": {(caller.simulator.metric_id()): points}});
        assert_eq!(caller.call("POST", &bulk, body).await.0, 422);
    }
}

#[tokio::test]
async fn points_snap_to_30_seconds_and_the_last_one_wins() {
    let caller = Caller::start().await;
    let metric = caller.simulator.metric_id();
    let single = caller.on_page(&format!("metrics/{metric}/data"));
    let bulk = caller.on_page("metrics/data");
    let point = |(timestamp, value): (i64, i64)| json!({"timestamp": timestamp, "value": value});
    for given in [
        (1_700_000_009, 1),
        (1_700_000_010, 2),
        (1_700_000_039, 3),
        (1_700_000_040, 4),
    ] {
        let body = json!({"data": point(given)});
        // The response has the point as it was given.
        assert_eq!(
            caller.call("POST", &single, body.clone()).await,
            (201, body)
        );
    }
    let points = || caller.simulator.metric_points(metric);
    let expected = [
        (1_699_999_980, 1.0),
        (1_700_000_010, 3.0),
        (1_700_000_040, 4.0),
    ];
    assert_eq!(points(), expected);

    let given = [(1_700_000_041, 5), (1_700_000_039, 6), (1_700_000_010, 7)];
    let data = json!({(metric): given.map(point)});
    let (status, response) = caller.call("POST", &bulk, json!({ "data": data })).await;
    assert_eq!((status, &response), (202, &data));
    let expected = [
        (1_699_999_980, 1.0),
        (1_700_000_010, 7.0),
        (1_700_000_040, 5.0),
    ];
    assert_eq!(points(), expected);

    // All the points are added, or none.
    let data = json!({(metric): [point((0, 8))], "none": [point((0, 8))]});
    let body = json!({ "data": data });
    assert_eq!(caller.call("POST", &bulk, body).await.0, 422);
    assert_eq!(points(), expected);
    assert_eq!(caller.call("DELETE", &single, Value::Null).await.0, 200);
    assert_eq!(points(), []);
}
