//! Metrics and their points.

use statuspage_client::jiff::Timestamp;
use statuspage_client::models::{MetricId, MetricPoint};
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let metrics = format!("/pages/{page}/metrics");
    let id = MetricId::from(table.simulator().metric_id());
    let path = format!("{metrics}/{id}");

    let received = call!(
        table,
        submit_data_for_a_custom_metric(SubmitDataForACustomMetricParams::new(
            &page,
            &id,
            1_700_000_000,
            2.5
        )),
        post(format!("{path}/data.json")).json(r#"{"data":{"timestamp":1700000000,"value":2.5}}"#)
    );
    let point = received.data.unwrap();
    assert_eq!(
        (point.timestamp, point.value),
        (Some(1_700_000_000.into()), Some(2.5))
    );
    let time: Timestamp = "2026-01-02T03:04:05.9Z".parse().unwrap();
    let received = call!(
        table,
        submit_bulk_metric_data(SubmitBulkMetricDataParams::new(
            &page,
            [(
                &id,
                vec![
                    MetricPoint::new(time, 1.0),
                    MetricPoint::new(1_700_000_100, -0.25)
                ]
            )]
        )),
        post(format!("{metrics}/data")).json(format!(
            r#"{{"data":{{"{id}":[{{"timestamp":1767323045,"value":1.0}},{{"timestamp":1700000100,"value":-0.25}}]}}}}"#
        ))
    );
    let values = received[&id].iter().map(|point| point.value);
    assert_eq!(values.collect::<Vec<_>>(), [Some(1.0), Some(-0.25)]);
    assert_eq!(table.simulator().metric_points(id.as_str()).len(), 3);
    let cleared = call!(
        table,
        delete_all_data_for_a_custom_metric(DeleteAllDataForACustomMetricParams::new(&page, &id)),
        delete(format!("{path}/data.json"))
    );
    assert_eq!(
        (cleared.id, cleared.most_recent_data_at),
        (id.clone(), None)
    );

    let changed = call!(
        table,
        update_metric(UpdateMetricParams::new(&page, &id).name("Waits")),
        patch(&path, r#"{"metric":{"name":"Waits"}}"#)
    );
    assert_eq!(changed.name.as_deref(), Some("Waits"));
    let changed = call!(
        table,
        replace_metric(ReplaceMetricParams::new(&page, &id).metric_identifier("zoo.waits")),
        put(&path).json(r#"{"metric":{"metric_identifier":"zoo.waits"}}"#)
    );
    assert_eq!(changed.metric_identifier.as_deref(), Some("zoo.waits"));
    let found = call!(
        table,
        get_metric(GetMetricParams::new(&page, &id)),
        get(&path)
    );
    assert_eq!(found, changed);
    let list = call!(
        table,
        list_metrics(ListMetricsParams::new(&page).page(1)),
        get(&metrics).first_page()
    );
    assert!(list.contains(&changed));
    let deleted = call!(
        table,
        delete_metric(DeleteMetricParams::new(&page, &id)),
        delete(&path)
    );
    assert_eq!(deleted, changed);
}
