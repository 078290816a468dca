//! Incidents: realtime, scheduled and backfilled ones.

use crate::components;
use crate::fields::{Accepts, Field, Input};
use crate::impact::IMPACTS;
use crate::incident::Incident;
use crate::kind::Kind;
use crate::lists::{self, LIMIT, PAGE};
use crate::nature::{Nature, STATUSES};
use crate::reply::{Answer, Reply};
use crate::state::State;
use crate::times;
use crate::values::Values;

/// What listing all incidents accepts.
pub(crate) const LIST: Accepts = Accepts::bare(&[Field::new("q", Kind::Text), LIMIT, PAGE]);

/// What creating an incident accepts.
pub(crate) const CREATE: Accepts = UPDATE.requiring(&["name"]);

/// The longest text of an incident update, in characters.
pub(crate) const LONGEST_BODY: usize = 25_000;

/// What updating an incident accepts. Parameters that the service has given up are not among them.
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
        Field::new("reminder_intervals", Kind::Text),
        Field::new("metadata", Kind::MapOfObjects),
        Field::new("deliver_notifications", Kind::Boolean),
        Field::new("auto_tweet_at_beginning", Kind::Boolean),
        Field::new("auto_tweet_on_completion", Kind::Boolean),
        Field::new("auto_tweet_on_creation", Kind::Boolean),
        Field::new("auto_tweet_one_hour_before", Kind::Boolean),
        Field::new("backfill_date", Kind::Day),
        Field::new("backfilled", Kind::Boolean),
        Field::old_name("message", "body", Kind::TextUpTo(LONGEST_BODY)),
        Field::new("body", Kind::TextUpTo(LONGEST_BODY)),
        Field::new("components", Kind::MapOf(components::STATUSES)),
        Field::new("component_ids", Kind::List),
    ],
);

/// `GET /pages/[page_id]/incidents`
pub(crate) fn list(state: &mut State, input: &Input<'_>) -> Answer {
    let values = input.values()?;
    let text = values.text("q").unwrap_or_default();
    let found = |incident: &Incident| incident.mentions(text);
    Ok(list_where(state, &values, found))
}

/// `GET /pages/[page_id]/incidents/unresolved`
pub(crate) fn list_unresolved(state: &mut State, input: &Input<'_>) -> Answer {
    let values = input.values()?;
    Ok(list_where(state, &values, Incident::is_unresolved))
}

/// `GET /pages/[page_id]/incidents/scheduled`
pub(crate) fn list_scheduled(state: &mut State, input: &Input<'_>) -> Answer {
    let values = input.values()?;
    let is_scheduled = |incident: &Incident| incident.nature() == Nature::Scheduled;
    Ok(list_where(state, &values, is_scheduled))
}

fn list_where(state: &State, values: &Values, is_meant: impl Fn(&Incident) -> bool) -> Reply {
    let newest_first = state.incidents.iter().rev();
    let mut incidents: Vec<&Incident> =
        newest_first.filter(|incident| is_meant(incident)).collect();
    // A stable sort: only backfilled incidents leave the order of their creation.
    incidents.sort_by(|one, other| other.created_at().cmp(one.created_at()));
    let written = incidents
        .into_iter()
        .map(|incident| incident.written(&state.components));
    lists::page_of(written, values)
}

/// `POST /pages/[page_id]/incidents`
pub(crate) fn create(state: &mut State, input: &Input<'_>) -> Answer {
    let values = input.values()?;
    state.check_room()?;
    let nature = Nature::asked_for(&values);
    nature.check(&values, &state.components)?;
    let at = match values.text("backfill_date") {
        Some(date) if nature == Nature::Backfilled => first_moment(date)?,
        _ => state.now(),
    };
    let id = state.ids.issue();
    let mut incident = Incident::new(&id, &state.page["id"], nature, &at);
    incident.apply(&values, &mut state.components, &mut state.ids, &at);
    let written = incident.written(&state.components);
    state.incidents.push(incident);
    Ok(Reply::created(written))
}

/// The beginning of the day from which a backfilled incident dates.
fn first_moment(date: &str) -> Result<String, Reply> {
    times::moment(date).ok_or_else(|| {
        // The last days that can be written are too late for the moments that can be kept.
        let message = format!("incident[backfill_date] is too far from today: `{date}`");
        Reply::unprocessable(&[message])
    })
}

/// `PATCH /pages/[page_id]/incidents/[incident_id]`
pub(crate) fn update(state: &mut State, id: &str, input: &Input<'_>) -> Answer {
    let now = state.now();
    let room = state.check_room();
    let incident = find(&mut state.incidents, id)?;
    if incident.nature() == Nature::Backfilled {
        let message = "a backfilled incident cannot be updated; delete it and create another";
        return Err(Reply::unprocessable(&[message.to_owned()]));
    }
    let values = input.values()?;
    incident.nature().check(&values, &state.components)?;
    room?;
    incident.apply(&values, &mut state.components, &mut state.ids, &now);
    Ok(Reply::ok(incident.written(&state.components)))
}

/// `DELETE /pages/[page_id]/incidents/[incident_id]`
pub(crate) fn delete(state: &mut State, id: &str) -> Answer {
    let deleted = find(&mut state.incidents, id)?.written(&state.components);
    state.incidents.retain(|incident| incident.id() != id);
    Ok(Reply::ok(deleted))
}

/// The incident with this id, or a 404.
pub(crate) fn find<'a>(incidents: &'a mut [Incident], id: &str) -> Result<&'a mut Incident, Reply> {
    incidents
        .iter_mut()
        .find(|incident| incident.id() == id)
        .ok_or_else(|| Reply::not_found("incident", id))
}
