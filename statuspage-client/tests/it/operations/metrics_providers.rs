//! Metrics providers, and the metrics of each one.

use statuspage_client::models::MetricsProviderType;
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let providers = format!("/pages/{page}/metrics_providers");

    let list = call!(
        table,
        get_a_list_of_available_public_metric_providers(
            GetAListOfAvailablePublicMetricProvidersParams::new()
        ),
        get("/metrics_providers.json")
    );
    let pingdom = list
        .iter()
        .find(|found| found.r#type == Some(MetricsProviderType::Pingdom));
    assert_eq!(
        pingdom.unwrap().required_fields.as_ref().unwrap()[0],
        "email"
    );
    let list = call!(
        table,
        get_a_list_of_metric_providers_linked_to_your_page(
            GetAListOfMetricProvidersLinkedToYourPageParams::new(&page)
        ),
        get(format!("{providers}.json"))
    );
    assert_eq!(list[0].page_id, Some(page.clone()));

    let provider = call!(
        table,
        create_metrics_provider(
            CreateMetricsProviderParams::new(&page)
                .r#type(MetricsProviderType::NewRelic)
                .api_key("hunter2")
                .metric_base_uri("https://api.newrelic.example")
        ),
        post(&providers).json(
            r#"{"metrics_provider":{"api_key":"hunter2","type":"NewRelic","metric_base_uri":"https://api.newrelic.example"}}"#
        )
    );
    assert_eq!(provider.r#type, Some(MetricsProviderType::NewRelic));
    let path = format!("{providers}/{}", provider.id);
    let found = call!(
        table,
        get_metrics_provider(GetMetricsProviderParams::new(&page, &provider.id)),
        get(&path)
    );
    assert_eq!(found, provider);
    let changed = call!(
        table,
        update_metrics_provider(
            UpdateMetricsProviderParams::new(&page, &provider.id)
                .metric_base_uri("https://eu.newrelic.example")
        ),
        patch(
            &path,
            r#"{"metrics_provider":{"metric_base_uri":"https://eu.newrelic.example"}}"#
        )
    );
    assert_eq!(
        changed.metric_base_uri.as_deref(),
        Some("https://eu.newrelic.example")
    );
    let changed = call!(
        table,
        replace_metrics_provider(
            ReplaceMetricsProviderParams::new(&page, &provider.id)
                .r#type(MetricsProviderType::Self_)
        ),
        put(&path).json(r#"{"metrics_provider":{"type":"Self"}}"#)
    );
    assert_eq!(changed.id, provider.id);

    let metrics = format!("{path}/metrics.json");
    let metric = call!(
        table,
        create_a_custom_metric(
            CreateACustomMetricParams::new(&page, &provider.id)
                .name("Latency")
                .suffix("ms")
                .y_axis_max(0.5)
                .decimal_places(1)
        ),
        post(&metrics).json(
            r#"{"metric":{"name":"Latency","suffix":"ms","y_axis_max":0.5,"decimal_places":1}}"#
        )
    );
    assert_eq!(metric.y_axis_max, Some(0.5));
    let list = call!(
        table,
        get_a_list_of_metrics_created_for_a_linked_metrics_provider(
            GetAListOfMetricsCreatedForALinkedMetricsProviderParams::new(&page, &provider.id)
                .per_page(100)
        ),
        get(metrics).first_page()
    );
    assert!(list.contains(&metric));
    let deleted = call!(
        table,
        delete_metrics_provider(DeleteMetricsProviderParams::new(&page, &provider.id)),
        delete(&path)
    );
    assert_eq!(deleted.id, provider.id);
}
