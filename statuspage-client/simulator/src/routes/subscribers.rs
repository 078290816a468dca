//! Subscribers of the page. The simulator never sends them anything.

use serde_json::Value;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::resource::actions::{self, position, show, show_at};
use crate::resource::{Change, Resource, Table};
use crate::routes::{Action, Call, NOTHING, Operation, operations};
use crate::state::State;

pub(crate) const TYPES: &[&str] = &[
    "email",
    "sms",
    "webhook",
    "slack",
    "teams",
    "integration_partner",
];

pub(crate) const STATES: &[&str] = &["active", "unconfirmed", "quarantined"];

/// The fields that are the same for subscribers of the page and of an incident.
macro_rules! fields {
    ($($own:expr),*) => {
        &[
            Field::shown("id", Initial::NewId),
            Field::shown("mode", Initial::Text("email")),
            Field::shown("_state", Initial::Text("active")),
            Field::shown("display_phone_number", Initial::Null),
            Field::shown("obfuscated_channel_name", Initial::Null),
            Field::shown("workspace_name", Initial::Null),
            Field::shown("quarantined_at", Initial::Null),
            Field::shown("purge_at", Initial::Null),
            Field::shown("created_at", Initial::Now),
            Field::new("email", Kind::Text),
            Field::new("phone_country", Kind::Text),
            Field::new("phone_number", Kind::Text),
            Field::new("skip_confirmation_notification", Kind::Boolean)
                .initially(Initial::Flag(false)),
            $($own),*
        ]
    };
}
pub(crate) use fields;

const FIELDS: &[Field] = fields![
    Field::new("endpoint", Kind::Text),
    Field::new("page_access_user", Kind::Id(Table::AccessUsers)).stored_as("page_access_user_id"),
    Field::new("component_ids", Kind::Ids(Table::Components)).stored_as("components")
];

/// What changing a subscriber accepts, without a wrapping object.
const UPDATE: Accepts = Accepts::bare(&[
    Field::new("component_ids", Kind::Ids(Table::Components)).stored_as("components")
]);

pub(crate) static SUBSCRIBER: Resource = Resource {
    update: UPDATE,
    check: |state, change| check(state, Table::Subscribers, change),
    complete,
    ..Resource::new("subscriber", "subscriber", FIELDS)
};

/// Those who have left.
pub(crate) static UNSUBSCRIBED: Resource = Resource::new("subscriber", "subscriber", FIELDS);

/// Returns the fields with an address that a request gives. The first one says what kind of subscriber it is: a webhook has an
/// email, too.
fn addresses(values: &Values) -> Vec<&'static str> {
    let is_given = |name: &&str| values.text(name).is_some_and(|text| !text.is_empty());
    let fields = ["phone_number", "endpoint", "email"].into_iter();
    fields.filter(is_given).collect()
}

/// Returns 422 unless a new subscriber has one address, which no other one has.
pub(crate) fn check(state: &State, table: Table, change: &Change<'_>) -> Result<(), Reply> {
    let values = change.values;
    let message = if change.before.is_some() {
        let listed = values.get("components").and_then(Value::as_array);
        listed.filter(|ids| ids.is_empty()).map(|_| {
            "component_ids cannot be empty: leave it out to subscribe to all components".to_owned()
        })
    } else {
        match addresses(values).as_slice() {
            [] => Some("subscriber needs an email, endpoint or phone_number".to_owned()),
            ["phone_number", _, ..] => Some(
                "subscriber has a phone_number, an email or an endpoint, not two of them"
                    .to_owned(),
            ),
            [field, ..] => taken(state, table, field, values.text(field).unwrap_or_default()),
        }
    };
    message.map_or(Ok(()), |message| Err(Reply::invalid(message)))
}

/// Sets one of the states, which have no other fields than the time of a quarantine.
pub(crate) fn set_state(subscriber: &mut Value, state: &str, now: &str) {
    subscriber["_state"] = state.into();
    let is_quarantined = state == "quarantined";
    subscriber["quarantined_at"] = is_quarantined.then_some(now).into();
}

/// Says that the address is subscribed already.
fn taken(state: &State, table: Table, field: &str, address: &str) -> Option<String> {
    // The same person may follow several incidents.
    let mut others = state.tables[table].iter();
    let is_taken = table == Table::Subscribers
        && others.any(|other| other[field] == *address && other["mode"] == mode(field));
    is_taken.then(|| format!("subscriber[{field}] `{address}` is subscribed already"))
}

fn mode(field: &str) -> &'static str {
    match field {
        "phone_number" => "sms",
        "endpoint" => "webhook",
        _ => "email",
    }
}

/// Sets what follows from the address. Only mail has to be confirmed.
pub(crate) fn complete(subscriber: &mut Value, values: &Values) {
    let Some(&field) = addresses(values).first() else {
        return;
    };
    subscriber["mode"] = mode(field).into();
    subscriber["display_phone_number"] = subscriber["phone_number"].clone();
    let is_skipped = values.flag("skip_confirmation_notification") == Some(true);
    let is_active = field != "email" || is_skipped;
    subscriber["_state"] = STATES[usize::from(!is_active)].into();
}

/// Changes the components of a subscription. Without ids it is for all components.
fn update(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let reply = actions::update(state, Table::Subscribers, call)?;
    if call.input.values()?.get("components").is_some() {
        return Ok(reply);
    }
    let position = position(state, Table::Subscribers, call.ids)?;
    state.tables[Table::Subscribers][position]["components"] = Value::Null;
    Ok(Reply::ok(show_at(state, Table::Subscribers, position)))
}

const DELETE: Accepts = Accepts::bare(&[Field::new(
    "skip_unsubscription_notification",
    Kind::Boolean,
)]);

fn delete(state: &mut State, call: &Call<'_>) -> ReplyResult {
    // Looked up first: an unknown subscriber is a 404, and an invalid parameter removes nothing.
    let position = position(state, Table::Subscribers, call.ids)?;
    call.input.values()?;
    let subscriber = unsubscribe(state, position);
    Ok(Reply::ok(show(state, Table::Subscribers, &subscriber)))
}

/// Moves a subscriber to those who have left, of whom the last 1,000 are kept.
pub(crate) fn unsubscribe(state: &mut State, position: usize) -> Value {
    let subscriber = actions::remove(state, Table::Subscribers, position);
    let left = &mut state.tables[Table::Unsubscribed];
    left.push(subscriber.clone());
    if left.len() > 1000 {
        left.remove(0);
    }
    subscriber
}

/// Returns 201 if the subscriber waits for a confirmation, and 422 otherwise.
pub(crate) fn resend(state: &State, table: Table, call: &Call<'_>) -> ReplyResult {
    let position = position(state, table, call.ids)?;
    if is_unconfirmed(&state.tables[table][position]) {
        return Ok(Reply::created_nothing());
    }
    let message = "confirmations are sent to unconfirmed email subscribers only";
    Err(Reply::invalid(message))
}

fn is_unconfirmed(subscriber: &Value) -> bool {
    subscriber["mode"] == "email" && subscriber["_state"] == "unconfirmed"
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/subscribers/{}" => Action::Get(Table::Subscribers),
    PATCH "pages/{}/subscribers/{}" => Action::Run(&UPDATE, update),
    DELETE "pages/{}/subscribers/{}" => Action::Run(&DELETE, delete),
    POST "pages/{}/subscribers/{}/resend_confirmation" =>
        Action::Run(NOTHING, |state, call| resend(state, Table::Subscribers, call)),
};
