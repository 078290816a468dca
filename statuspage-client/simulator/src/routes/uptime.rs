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
    let (first, last) = days(&values, now).map_err(Reply::invalid)?;
    if shown.is_empty() {
        let message = "there is no uptime without `showcase` of the component";
        return Err(Reply::invalid(message));
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Call, RANGE, of};
    use crate::parameters::fields::Input;
    use crate::parameters::tree::Parameter;
    use crate::state::State;

    /// The uptime from 2024-01-02 to 2024-01-03 of components with these fields and statuses. Each status
    /// begins at the hour of January 2024.
    fn uptime(components: &[Value], statuses: &[(&str, &[&str])]) -> Value {
        let mut state = State::new(None);
        for (hour, statuses) in statuses {
            let noted = components.iter().zip(*statuses);
            let noted = noted.map(|(one, status)| json!({"id": one["id"], "status": status}));
            let at = format!("2024-01-{hour}:00:00Z").parse().unwrap();
            state.history.note(&noted.collect::<Vec<Value>>(), at);
        }
        let range = json!({"start": "2024-01-02", "end": "2024-01-03"});
        let tree = Parameter::from(range).into_group().unwrap();
        let input = Input::new(&RANGE, &tree).unwrap();
        let call = Call { ids: &[], input };
        let components: Vec<&Value> = components.iter().collect();
        of(&mut state, &call, &json!({}), &components).unwrap()
    }

    #[test]
    fn it_is_the_share_of_the_time_without_an_outage() {
        let shown = |id: &str| json!({"id": id, "showcase": true});
        let hidden = json!({"id": "b", "showcase": false});
        let one = [shown("a")];
        let day = 86_400;
        for (components, statuses, expected) in [
            (&one[..], &[][..], (100.0, 0, 0)),
            // What was before and after the range does not count.
            (
                &one,
                &[
                    ("01T00", &["major_outage"][..]),
                    ("03T00", &["operational"]),
                    ("04T00", &["major_outage"]),
                ],
                (50.0, day, 0),
            ),
            // A partial outage counts for 30 % of its time.
            (&one, &[("02T00", &["partial_outage"])], (70.0, 0, 2 * day)),
            (
                &one,
                &[
                    ("02T12", &["partial_outage"]),
                    ("03T00", &["major_outage"]),
                    ("03T12", &["degraded_performance"]),
                    ("03T18", &["under_maintenance"]),
                ],
                (67.5, day / 2, day / 2),
            ),
            // Components together have the mean.
            (
                &[shown("a"), shown("b")],
                &[("02T00", &["major_outage", "operational"])],
                (50.0, 2 * day, 0),
            ),
            (
                &[shown("a"), hidden],
                &[("02T00", &["operational", "major_outage"])],
                (100.0, 0, 0),
            ),
        ] {
            let uptime = uptime(components, statuses);
            let percentage = uptime["uptime_percentage"].as_f64().unwrap();
            let (share, major, partial) = expected;
            assert!((percentage - share).abs() < 1e-9, "{uptime}");
            assert_eq!(uptime["major_outage"], major, "{uptime}");
            assert_eq!(uptime["partial_outage"], partial, "{uptime}");
        }
    }

    #[test]
    fn a_component_counts_from_its_start_date_with_a_warning() {
        let component = json!({"id": "a", "showcase": true, "start_date": "2024-01-03"});
        let statuses: &[(&str, &[&str])] =
            &[("02T00", &["major_outage"]), ("03T06", &["operational"])];
        let uptime = uptime(&[component], statuses);
        assert_eq!(uptime["uptime_percentage"], 75.0);
        assert_eq!(uptime["major_outage"], 21_600);
        assert_eq!(uptime["warnings"].as_array().unwrap().len(), 1);
    }
}
