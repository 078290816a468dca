//! How long a component or a group was up, computed from the history of the statuses.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::resource::Table;
use crate::resource::actions::position;
use crate::routes::Call;
use crate::state::history::Outage;
use crate::state::{State, times};

/// What reading an uptime accepts.
pub(crate) const RANGE: Accepts = Accepts::bare(&[
    Field::new("skip_related_events", Kind::Boolean),
    Field::new("start", Kind::PartialDate),
    Field::new("end", Kind::PartialDate),
]);

/// A partial outage counts for this part of its time.
const PARTIAL: f64 = 0.3;

pub(crate) fn of_component(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::Components, call.ids)?;
    let component = state.tables[Table::Components][position].clone();
    let mut uptime = of(state, call, &component, &[&component])?;
    if uptime.get("related_events").is_some() {
        let incident = state.latest_incident(&component["id"]);
        uptime["related_events"] = json!({ "id": incident });
    }
    Ok(Reply::ok(uptime))
}

pub(crate) fn of_group(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let position = position(state, Table::ComponentGroups, call.ids)?;
    let group = state.tables[Table::ComponentGroups][position].clone();
    let members = state.tables[Table::Components].iter();
    let members = members.filter(|component| component["group_id"] == group["id"]);
    let members: Vec<Value> = members.cloned().collect();
    let members: Vec<&Value> = members.iter().collect();
    let mut uptime = of(state, call, &group, &members)?;
    if uptime.get("related_events").is_some() {
        let mut events = members
            .iter()
            .map(|one| (one["id"].clone(), state.latest_incident(&one["id"])));
        let (component, incident) = events
            .find(|(_, incident)| incident.is_some())
            .unwrap_or((Value::Null, None));
        uptime["related_events"] =
            json!({ "component_id": component, "incidents": { "id": incident } });
    }
    Ok(Reply::ok(uptime))
}

/// Returns the uptime of these components together.
fn of(
    state: &mut State,
    call: &Call<'_>,
    named: &Value,
    components: &[&Value],
) -> Result<Value, Reply> {
    let values = call.input.values()?;
    let shown: Vec<&&Value> = components
        .iter()
        .filter(|one| one["showcase"] == true)
        .collect();
    let now = state.time();
    let (first, last) = days(&values, now).map_err(|message| Reply::unprocessable(&[message]))?;
    if shown.is_empty() {
        let message = "there is no uptime without `showcase` of the component";
        return Err(Reply::unprocessable(&[message.to_owned()]));
    }
    let mut warnings = Vec::new();
    let mut outage = Outage::default();
    for component in &shown {
        let id = component["id"].as_str().unwrap_or_default();
        let since = component["start_date"]
            .as_str()
            .and_then(|text| text.parse::<Date>().ok());
        if since.is_some_and(|since| since > first) {
            warnings.push(format!(
                "the component `{id}` starts after the start of the range"
            ));
        }
        let start = start_of(first.max(since.unwrap_or(first)));
        let end = last.tomorrow().map_or(now, start_of).min(now);
        outage.add(state.history.outage(id, start, end));
    }
    let down = outage.major + outage.partial * PARTIAL;
    let share = if outage.total > 0.0 {
        down / outage.total
    } else {
        0.0
    };
    let mut uptime = json!({
        "id": named["id"],
        "name": named["name"],
        "range_start": first.to_string(),
        "range_end": last.to_string(),
        "uptime_percentage": 100.0 * (1.0 - share),
        "major_outage": whole(outage.major),
        "partial_outage": whole(outage.partial),
        "warnings": warnings,
    });
    if values.flag("skip_related_events") != Some(true) {
        uptime["related_events"] = Value::Null;
    }
    Ok(uptime)
}

fn start_of(day: Date) -> Timestamp {
    let start = Offset::UTC.to_timestamp(day.at(0, 0, 0, 0));
    start.unwrap_or(Timestamp::MIN)
}

/// Rounds to whole seconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "it is at most the seconds of six months"
)]
fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}

/// Returns the first and the last day: the last 90 days, unless the request says otherwise.
fn days(values: &Values, now: Timestamp) -> Result<(Date, Date), String> {
    let today = Offset::UTC.to_datetime(now).date();
    let given = |name| values.text(name).and_then(times::days_of);
    let last = given("end").map_or(today, |(_, last)| last.min(today));
    let first = match given("start") {
        Some((first, _)) => first,
        None => last
            .checked_sub(90.days())
            .map_err(|_| "end is too early".to_owned())?,
    };
    if first > last {
        return Err("start must be before end, and not in the future".to_owned());
    }
    if first
        .checked_add(6.months())
        .is_ok_and(|limit| limit < last)
    {
        return Err("the range can have six calendar months at most".to_owned());
    }
    Ok((first, last))
}
