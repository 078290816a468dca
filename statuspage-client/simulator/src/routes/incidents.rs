//! Incidents: realtime, scheduled and backfilled ones.

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::resource::{Table, relations};
use crate::routes::lists::{self, LIMIT, PAGE};
use crate::routes::{Action, Call, NOTHING, Operation, components, operations};
use crate::state::impact::IMPACTS;
use crate::state::incident::Incident;
use crate::state::incident_type::{IncidentType, STATUSES};
use crate::state::times;
use crate::state::{State, timeline};

/// What listing all incidents accepts.
pub(crate) const LIST: Accepts = Accepts::bare(&[Field::new("q", Kind::Text), LIMIT, PAGE]);

/// What creating an incident accepts.
pub(crate) const CREATE: Accepts = UPDATE.requiring(&["name"]);

/// The maximum length of an incident's body, in characters.
pub(crate) const MAX_BODY_CHARACTERS: usize = 25_000;

/// What updating an incident accepts. Parameters that the service has removed are not included.
pub(crate) const UPDATE: Accepts = Accepts::in_group(
    "incident",
    &[
        Field::new("name", Kind::Name(255)),
        Field::new("status", Kind::OneOf(STATUSES)),
        Field::new("impact_override", Kind::OneOf(IMPACTS)),
        Field::new("scheduled_for", Kind::Moment),
        Field::new("scheduled_until", Kind::Moment),
        Field::new("scheduled_remind_prior", Kind::Boolean),
        Field::new("auto_transition_to_maintenance_state", Kind::Boolean),
        Field::new("auto_transition_to_operational_state", Kind::Boolean),
        Field::old_name(
            "scheduled_auto_transition",
            "scheduled_auto_in_progress",
            Kind::Boolean,
        ),
        Field::new("scheduled_auto_in_progress", Kind::Boolean),
        Field::new("scheduled_auto_completed", Kind::Boolean),
        Field::new(
            "auto_transition_deliver_notifications_at_start",
            Kind::Boolean,
        ),
        Field::new(
            "auto_transition_deliver_notifications_at_end",
            Kind::Boolean,
        ),
        Field::new("reminder_intervals", Kind::Reminders),
        Field::new("metadata", Kind::MapOfObjects),
        Field::new("deliver_notifications", Kind::Boolean),
        Field::new("auto_tweet_at_beginning", Kind::Boolean),
        Field::new("auto_tweet_on_completion", Kind::Boolean),
        Field::new("auto_tweet_on_creation", Kind::Boolean),
        Field::new("auto_tweet_one_hour_before", Kind::Boolean),
        Field::new("backfill_date", Kind::Day),
        Field::new("backfilled", Kind::Boolean),
        Field::old_name("message", "body", Kind::TextUpTo(MAX_BODY_CHARACTERS)),
        Field::new("body", Kind::TextUpTo(MAX_BODY_CHARACTERS)),
        Field::new("components", Kind::MapOf(components::STATUSES)),
        Field::new("component_ids", Kind::List),
    ],
);

/// Lists the incidents in which the text `q` occurs, if it is given.
fn list(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    let text = values.text("q").unwrap_or_default();
    list_where(state, call, |incident| incident.mentions(text))
}

fn list_unresolved(state: &mut State, call: &Call<'_>) -> ReplyResult {
    list_where(state, call, Incident::is_unresolved)
}

fn list_scheduled(state: &mut State, call: &Call<'_>) -> ReplyResult {
    list_where(state, call, |incident| incident.is_scheduled(None))
}

/// Lists the maintenances that have not begun.
fn list_upcoming(state: &mut State, call: &Call<'_>) -> ReplyResult {
    list_where(state, call, |incident| {
        incident.is_scheduled(Some(&["scheduled"]))
    })
}

/// Lists the maintenances that are going on.
fn list_active(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let statuses = ["in_progress", "verifying"];
    list_where(state, call, |incident| {
        incident.is_scheduled(Some(&statuses))
    })
}

fn list_where(
    state: &State,
    call: &Call<'_>,
    is_selected: impl Fn(&Incident) -> bool,
) -> ReplyResult {
    let values = call.input.values()?;
    let newest_first = state.incidents.iter().rev();
    let mut incidents: Vec<&Incident> = newest_first
        .filter(|incident| is_selected(incident))
        .collect();
    // The sort is stable: only backfilled incidents are out of the order of creation.
    incidents.sort_by(|one, other| other.created_at().cmp(one.created_at()));
    let components = &state.tables[Table::Components];
    let json = incidents
        .iter()
        .map(|incident| incident.to_json(components));
    Ok(lists::page_of(json, &values))
}

fn create(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    state.check_room()?;
    let now = state.now();
    let components = &mut state.tables[Table::Components];
    let incident_type = IncidentType::requested(&values);
    incident_type.check(&values, components)?;
    let at = match values.text("backfill_date") {
        Some(date) if incident_type == IncidentType::Backfilled => start_of_day(date)?,
        _ => now,
    };
    let id = state.ids.issue();
    let mut incident = Incident::new(&id, &state.page_id, incident_type, &at);
    incident.apply(&values, components, &mut state.ids, &at);
    let json = incident.to_json(components);
    state.incidents.push(incident);
    Ok(Reply::created(json))
}

/// Returns the start of the day of a backfilled incident.
fn start_of_day(date: &str) -> Result<String, Reply> {
    times::moment(date).ok_or_else(|| {
        // The last valid dates are beyond the range of timestamps.
        let message = format!("incident[backfill_date] is too far from today: `{date}`");
        Reply::invalid(message)
    })
}

fn get(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let incident = find(&mut state.incidents, own_id(call))?;
    let components = &state.tables[Table::Components];
    Ok(Reply::ok(incident.to_json(components)))
}

fn update(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let now = state.now();
    let room = state.check_room();
    let incident = find(&mut state.incidents, own_id(call))?;
    let components = &mut state.tables[Table::Components];
    let incident_type = incident.kind;
    if incident_type == IncidentType::Backfilled {
        let message = "a backfilled incident cannot be updated; delete it and create another";
        return Err(Reply::invalid(message));
    }
    let values = call.input.values()?;
    incident_type.check(&values, components)?;
    room?;
    incident.apply(&values, components, &mut state.ids, &now);
    Ok(Reply::ok(incident.to_json(components)))
}

fn delete(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let id = own_id(call);
    let incident = find(&mut state.incidents, id)?;
    let deleted = incident.to_json(&state.tables[Table::Components]);
    state.incidents.retain(|incident| incident.id() != id);
    relations::forget(state, Table::Incidents, &id.into());
    Ok(Reply::ok(deleted))
}

fn own_id<'a>(call: &Call<'a>) -> &'a str {
    call.ids.first().copied().unwrap_or_default()
}

/// Returns the incident with this id, or a 404.
pub(crate) fn find<'a>(incidents: &'a mut [Incident], id: &str) -> Result<&'a mut Incident, Reply> {
    incidents
        .iter_mut()
        .find(|incident| incident.id() == id)
        .ok_or_else(|| Reply::not_found("incident", id))
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/incidents" => Action::Run(&LIST, list),
    POST "pages/{}/incidents" => Action::Run(&CREATE, create),
    GET "pages/{}/incidents/unresolved" => Action::Run(&lists::PAGED, list_unresolved),
    GET "pages/{}/incidents/scheduled" => Action::Run(&lists::PAGED, list_scheduled),
    GET "pages/{}/incidents/upcoming" => Action::Run(&lists::PAGED, list_upcoming),
    GET "pages/{}/incidents/active_maintenance" => Action::Run(&lists::PAGED, list_active),
    GET "pages/{}/incidents/{}" => Action::Run(NOTHING, get),
    PATCH | PUT "pages/{}/incidents/{}" => Action::Run(&UPDATE, update),
    DELETE "pages/{}/incidents/{}" => Action::Run(NOTHING, delete),
    PATCH | PUT "pages/{}/incidents/{}/incident_updates/{}" =>
        Action::Run(&timeline::UPDATE, timeline::update),
};
