//! The data points of metrics. The service keeps one point per 30 seconds, the last one given.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::resource::actions::{position, show_at, touch};
use crate::resource::{Table, relations};
use crate::routes::{Action, Call, NOTHING, Operation, metrics_providers, operations};
use crate::state::{State, times};

const POINT: &[Field] = &[
    Field::new("timestamp", Kind::Integer),
    Field::new("value", Kind::Number),
];
const REQUIRED: &[&str] = &["timestamp", "value"];

/// One point of one metric.
const SINGLE: Accepts = Accepts::in_group("data", POINT).requiring(REQUIRED);

/// Points of several metrics, by their ids.
const ITEM: Accepts = Accepts::bare(POINT).requiring(REQUIRED);
const BULK: Accepts =
    Accepts::bare(&[Field::new("data", Kind::EachListOf(&ITEM))]).requiring(&["data"]);

/// The service keeps one point per this many seconds.
const GRID: i64 = 30;

/// How many points of a metric are kept.
const MAX_POINTS: usize = 1000;

fn submit(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::Metrics, call.ids)?;
    let point = Value::Object(call.input.values()?.0);
    let wrong = check(state, position, [&point]);
    wrong.map_err(|(status, message)| refusal(status, &[message]))?;
    store(state, position, [&point]);
    Ok(Reply::created(json!({ "data": point })))
}

/// Adds all the points or none.
fn submit_in_bulk(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    let data = values.get("data").and_then(Value::as_object);
    let mut wrong = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut found = Vec::new();
    for (id, points) in data.into_iter().flatten() {
        let Ok(position) = position(state, Table::Metrics, &[id]) else {
            wrong.push(relations::missing(Table::Metrics, id));
            continue;
        };
        if let Err((refused, message)) =
            check(state, position, points.as_array().into_iter().flatten())
        {
            status = refused;
            wrong.push(message);
        }
        found.push((position, points));
    }
    if !wrong.is_empty() {
        return Err(refusal(status, &wrong));
    }
    for (position, points) in found {
        store(state, position, points.as_array().into_iter().flatten());
    }
    Ok(Reply::new(
        StatusCode::ACCEPTED,
        data.cloned().unwrap_or_default().into(),
    ))
}

fn refusal(status: StatusCode, messages: &[String]) -> Reply {
    Reply::new(status, json!({ "error": messages }))
}

/// Returns 405 if the metric is not for submitted data, and 422 if a time is out of range.
fn check<'a>(
    state: &State,
    metric: usize,
    points: impl IntoIterator<Item = &'a Value>,
) -> Result<(), (StatusCode, String)> {
    let metric = &state.tables[Table::Metrics][metric];
    let provider = &metric["metrics_provider_id"];
    let mut providers = state.tables[Table::MetricsProviders].iter();
    let takes_data =
        |other: &Value| other["id"] == *provider && metrics_providers::takes_data(other);
    if !providers.any(takes_data) {
        let message = format!(
            "the metric {} takes no data: its provider is not of the type Self",
            metric["id"]
        );
        return Err((StatusCode::METHOD_NOT_ALLOWED, message));
    }
    for point in points {
        let timestamp = &point["timestamp"];
        if timestamp.as_i64().and_then(on_grid).is_none() {
            let message = format!("data[timestamp] must be in Unix seconds, not `{timestamp}`");
            return Err((StatusCode::UNPROCESSABLE_ENTITY, message));
        }
    }
    Ok(())
}

fn store<'a>(state: &mut State, position: usize, points: impl IntoIterator<Item = &'a Value>) {
    let now = state.now();
    let metric = &mut state.tables[Table::Metrics][position];
    let kept = state
        .points
        .entry(metric["id"].as_str().unwrap_or_default().to_owned());
    let kept = kept.or_default();
    for point in points {
        if let Some(second) = point["timestamp"].as_i64().and_then(on_grid) {
            kept.insert(second, point["value"].clone());
        }
        if kept.len() > MAX_POINTS {
            kept.pop_first();
        }
    }
    metric["most_recent_data_at"] = most_recent(kept.keys().next_back().copied());
    touch(metric, &now);
}

fn most_recent(second: Option<i64>) -> Value {
    let moment = second.and_then(|second| Timestamp::from_second(second).ok());
    moment.map(times::to_text).into()
}

/// Returns the time at which the service keeps a point of this time.
fn on_grid(second: i64) -> Option<i64> {
    let start = second.checked_sub(second.rem_euclid(GRID))?;
    Timestamp::from_second(second)
        .and(Timestamp::from_second(start))
        .ok()?;
    Some(start)
}

fn clear(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::Metrics, call.ids)?;
    let now = state.now();
    let metric = &mut state.tables[Table::Metrics][position];
    state
        .points
        .remove(metric["id"].as_str().unwrap_or_default());
    metric["most_recent_data_at"] = Value::Null;
    touch(metric, &now);
    Ok(Reply::ok(show_at(state, Table::Metrics, position)))
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    POST "pages/{}/metrics/data" => Action::Run(&BULK, submit_in_bulk),
    POST "pages/{}/metrics/{}/data" => Action::Run(&SINGLE, submit),
    DELETE "pages/{}/metrics/{}/data" => Action::Run(NOTHING, clear),
};
