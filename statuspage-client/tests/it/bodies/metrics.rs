//! Bodies of operations on metrics and metrics providers.

use statuspage_client::models::{MetricPoint, MetricTransform, MetricsProviderType};
use statuspage_client::params::*;

use super::sender::Sender;

#[tokio::test]
async fn create_a_custom_metric() {
    let sender = Sender::start().await;
    let new = || CreateMetricParams::new(sender.page(), sender.metrics_provider());
    assert_eq!(sender.sent(new()).await, r#"{"metric":{}}"#);
    let full = new()
        .name("Latency")
        .metric_identifier("zoo.latency")
        .transform(MetricTransform::Average)
        .application_id("app")
        .suffix("ms")
        .y_axis_min(-0.5)
        .y_axis_max(1e3)
        .y_axis_hidden(true)
        .display(false)
        .decimal_places(2)
        .tooltip_description("How long it takes");
    assert_eq!(
        sender.sent_in_full(full).await,
        concat!(
            r#"{"metric":{"name":"Latency","metric_identifier":"zoo.latency","transform":"average","#,
            r#""application_id":"app","suffix":"ms","y_axis_min":-0.5,"y_axis_max":1000.0,"y_axis_hidden":true,"#,
            r#""display":false,"decimal_places":2,"tooltip_description":"How long it takes"}}"#
        )
    );
}

/// Checks the bodies of an operation that changes a metric.
macro_rules! check_metric {
    ($params:ident) => {
        let sender = Sender::start().await;
        let new = || $params::new(sender.page(), sender.metric());
        assert_eq!(sender.sent(new()).await, r#"{"metric":{}}"#);
        let full = new().name("Latency").metric_identifier("zoo.latency");
        assert_eq!(
            sender.sent_in_full(full).await,
            r#"{"metric":{"name":"Latency","metric_identifier":"zoo.latency"}}"#
        );
    };
}

#[tokio::test]
async fn update_metric() {
    check_metric!(UpdateMetricParams);
}

#[tokio::test]
async fn replace_metric() {
    check_metric!(ReplaceMetricParams);
}

#[tokio::test]
async fn submit_data_for_a_custom_metric() {
    let sender = Sender::start().await;
    let point = |timestamp, value| {
        SubmitMetricDataParams::new(sender.page(), sender.metric(), timestamp, value)
    };
    for (timestamp, value, json) in [
        (0, 0.0, r#"{"data":{"timestamp":0,"value":0.0}}"#),
        (
            1_700_000_000,
            1.5e-3,
            r#"{"data":{"timestamp":1700000000,"value":0.0015}}"#,
        ),
    ] {
        assert_eq!(sender.sent(point(timestamp, value)).await, json);
    }
}

#[tokio::test]
async fn submit_bulk_metric_data() {
    let sender = Sender::start().await;
    let metric = sender.metric();
    let bulk = |points| SubmitBulkMetricDataParams::new(sender.page(), points);
    let nothing = SubmitBulkMetricDataParams::new(sender.page(), [] as [(&str, _); 0]);
    assert_eq!(sender.sent(nothing).await, r#"{"data":{}}"#);
    assert_eq!(
        sender.sent(bulk([(&metric, Vec::new())])).await,
        format!(r#"{{"data":{{"{metric}":[]}}}}"#)
    );
    let points = vec![
        MetricPoint::new(0, 0.0),
        MetricPoint::new(1_700_000_000, -1.5e-3),
    ];
    assert_eq!(
        sender.sent_in_full(bulk([(&metric, points)])).await,
        format!(
            r#"{{"data":{{"{metric}":[{{"timestamp":0,"value":0.0}},{{"timestamp":1700000000,"value":-0.0015}}]}}}}"#
        )
    );
    let two = ["a", "b"].map(|id| (id, vec![MetricPoint::new(1, 2.0)]));
    let two = SubmitBulkMetricDataParams::new(sender.page(), two);
    assert_eq!(
        sender.refused(two).await,
        r#"{"data":{"a":[{"timestamp":1,"value":2.0}],"b":[{"timestamp":1,"value":2.0}]}}"#
    );
}

#[tokio::test]
async fn create_metrics_provider() {
    let sender = Sender::start().await;
    let new = || CreateMetricsProviderParams::new(sender.page());
    // The service requires a type, and rejects the request.
    assert_eq!(sender.refused(new()).await, r#"{"metrics_provider":{}}"#);
    let full = new()
        .email("zoo@zoo.example")
        .password("hunter1")
        .api_key("hunter2")
        .api_token("hunter3")
        .application_key("hunter4")
        .r#type(MetricsProviderType::Datadog)
        .metric_base_uri("https://datadog.example/api");
    assert!(!format!("{full:?}").contains("hunter"), "{full:?}");
    // A provider has only the secrets of its type.
    assert_eq!(
        sender.refused_in_full(full).await,
        concat!(
            r#"{"metrics_provider":{"email":"zoo@zoo.example","password":"hunter1","api_key":"hunter2","#,
            r#""api_token":"hunter3","application_key":"hunter4","type":"Datadog","#,
            r#""metric_base_uri":"https://datadog.example/api"}}"#
        )
    );
    let librato = new()
        .r#type(MetricsProviderType::Librato)
        .email("zoo@zoo.example")
        .api_token("hunter5");
    assert_eq!(
        sender.sent(librato).await,
        r#"{"metrics_provider":{"email":"zoo@zoo.example","api_token":"hunter5","type":"Librato"}}"#
    );
}

/// Checks the bodies of an operation that changes a metrics provider.
macro_rules! check_metrics_provider {
    ($params:ident) => {
        let sender = Sender::start().await;
        let new = || $params::new(sender.page(), sender.metrics_provider());
        assert_eq!(sender.sent(new()).await, r#"{"metrics_provider":{}}"#);
        let full = new()
            .r#type(MetricsProviderType::NewRelic)
            .metric_base_uri("https://newrelic.example");
        assert_eq!(
            sender.sent_in_full(full).await,
            r#"{"metrics_provider":{"type":"NewRelic","metric_base_uri":"https://newrelic.example"}}"#
        );
    };
}

#[tokio::test]
async fn update_metrics_provider() {
    check_metrics_provider!(UpdateMetricsProviderParams);
}

#[tokio::test]
async fn replace_metrics_provider() {
    check_metrics_provider!(ReplaceMetricsProviderParams);
}
