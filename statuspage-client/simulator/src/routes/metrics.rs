//! Metrics, their providers, and the data of custom metrics.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::routes::lists;
use crate::state::times;
use crate::state::{State, find};

/// What creating a metric accepts.
pub(crate) const CREATE: Accepts = Accepts::in_group(
    "metric",
    &[
        Field::new("name", Kind::Text),
        Field::new("metric_identifier", Kind::Text),
        Field::new("transform", Kind::Text),
        Field::new("application_id", Kind::Text),
        Field::new("suffix", Kind::Text),
        Field::new("y_axis_min", Kind::Number),
        Field::new("y_axis_max", Kind::Number),
        Field::new("y_axis_hidden", Kind::Boolean),
        Field::new("display", Kind::Boolean),
        Field::new("decimal_places", Kind::Integer),
        Field::new("tooltip_description", Kind::Text),
    ],
);

/// What submitting a data point accepts.
pub(crate) const DATA: Accepts = Accepts::in_group(
    "data",
    &[
        Field::new("timestamp", Kind::Integer),
        Field::new("value", Kind::Number),
    ],
)
.requiring(&["timestamp", "value"]);

/// The service keeps one point per this many seconds.
const GRID: i64 = 30;

/// The linked provider that every simulator starts with: the one for data that users submit.
pub(crate) fn initial_provider(id: &str, page_id: &str, now: &str) -> Value {
    json!({
        "id": id,
        "type": "Self",
        "disabled": false,
        "metric_base_uri": null,
        "last_revalidated_at": null,
        "created_at": now,
        "updated_at": now,
        "page_id": page_id,
    })
}

/// The metric that every simulator starts with.
pub(crate) fn initial(id: &str, provider_id: &str, now: &str) -> Value {
    let mut metric = empty(id, provider_id, now);
    metric["name"] = "Response time".into();
    metric["suffix"] = "ms".into();
    metric
}

fn empty(id: &str, provider_id: &str, now: &str) -> Value {
    json!({
        "id": id,
        "metrics_provider_id": provider_id,
        "metric_identifier": null,
        "name": null,
        "display": true,
        "tooltip_description": null,
        "backfilled": false,
        "y_axis_min": null,
        "y_axis_max": null,
        "y_axis_hidden": false,
        "suffix": null,
        "decimal_places": null,
        "most_recent_data_at": null,
        "created_at": now,
        "updated_at": now,
        "last_fetched_at": null,
        "backfill_percentage": null,
        "reference_name": null,
    })
}

/// `GET /metrics_providers`
pub(crate) fn public_providers() -> Reply {
    Reply::ok(json!([
        { "type": "Pingdom", "required_fields": ["email", "password", "application_key"] },
        { "type": "NewRelic", "required_fields": ["api_key"] },
        { "type": "Librato", "required_fields": ["email", "api_token"] },
        { "type": "Datadog", "required_fields": ["api_key", "application_key"] },
        { "type": "Self", "required_fields": [] },
    ]))
}

/// `GET /pages/[page_id]/metrics_providers`
pub(crate) fn linked_providers(state: &State) -> Reply {
    Reply::ok(state.metrics_providers.clone().into())
}

/// `GET /pages/[page_id]/metrics_providers/[metrics_provider_id]/metrics`
pub(crate) fn list(state: &mut State, provider_id: &str, input: &Input<'_>) -> ReplyResult {
    find(
        &mut state.metrics_providers,
        "metrics provider",
        provider_id,
    )?;
    let metrics = state.metrics.iter();
    let metrics = metrics.filter(|metric| metric["metrics_provider_id"] == *provider_id);
    Ok(lists::page_of(metrics.cloned(), &input.values()?))
}

/// `POST /pages/[page_id]/metrics_providers/[metrics_provider_id]/metrics`
pub(crate) fn create(state: &mut State, provider_id: &str, input: &Input<'_>) -> ReplyResult {
    find(
        &mut state.metrics_providers,
        "metrics provider",
        provider_id,
    )?;
    let values = input.values()?;
    state.check_room()?;
    let now = state.now();
    let mut metric = empty(&state.ids.issue(), provider_id, &now);
    values.write_to(&mut metric);
    state.metrics.push(metric.clone());
    Ok(Reply::created(metric))
}

/// `POST /pages/[page_id]/metrics/[metric_id]/data`
pub(crate) fn submit(state: &mut State, id: &str, input: &Input<'_>) -> ReplyResult {
    let now = state.now();
    let metric = find(&mut state.metrics, "metric", id)?;
    let values = input.values()?;
    let timestamp = values.integer("timestamp").unwrap_or_default();
    let at = on_grid(timestamp)?;
    // Both have the same format, in which later times compare as greater texts.
    if metric["most_recent_data_at"].as_str() < Some(&at) {
        metric["most_recent_data_at"] = at.into();
    }
    metric["updated_at"] = now.into();
    let point = json!({ "timestamp": timestamp, "value": values.get("value") });
    Ok(Reply::created(json!({ "data": point })))
}

/// `DELETE /pages/[page_id]/metrics/[metric_id]/data`
pub(crate) fn clear(state: &mut State, id: &str) -> ReplyResult {
    let now = state.now();
    let metric = find(&mut state.metrics, "metric", id)?;
    metric["most_recent_data_at"] = Value::Null;
    metric["updated_at"] = now.into();
    Ok(Reply::ok(metric.clone()))
}

/// Returns the time at which the service keeps a point of this time.
fn on_grid(timestamp: i64) -> Result<String, Reply> {
    Timestamp::from_second(timestamp)
        .and_then(|_| Timestamp::from_second(timestamp - timestamp.rem_euclid(GRID)))
        .map(times::to_text)
        .map_err(|_| {
            let message = format!("data[timestamp] must be in Unix seconds, not `{timestamp}`");
            Reply::unprocessable(&[message])
        })
}
