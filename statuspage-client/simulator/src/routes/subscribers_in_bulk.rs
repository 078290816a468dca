//! What is done to many subscribers at once: at most 100 ids, or `all` while the page has under 100.

use serde_json::Value;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::resource::{Table, relations};
use crate::routes::subscriber_lists::{STATE, TYPE, fits};
use crate::routes::subscribers::{set_state, unsubscribe};
use crate::routes::{Action, Call, Operation, operations};
use crate::state::State;

const MAX: usize = 100;

const WHO: Field = Field::new("subscribers", Kind::IdsOrAll);
const REQUIRED: &[&str] = &["subscribers"];
const RESEND: Accepts = Accepts::bare(&[WHO]).requiring(REQUIRED);
/// Subscribers of Teams cannot be reactivated.
const REACTIVATE: Accepts = Accepts::bare(&[
    WHO,
    Field::new(
        "type",
        Kind::OneOf(&["email", "sms", "slack", "webhook", "integration_partner"]),
    ),
])
.requiring(REQUIRED);
const UNSUBSCRIBE: Accepts = Accepts::bare(&[
    WHO,
    TYPE,
    STATE,
    Field::new("skip_unsubscription_notification", Kind::Boolean),
])
.requiring(REQUIRED);

/// Returns the ids of the named subscribers that have the requested type and state, or a 422.
fn selected(state: &State, values: &Values) -> Result<Vec<Value>, Reply> {
    let all = &state.tables[Table::Subscribers];
    let ids = values
        .list("subscribers")
        .filter(|_| values.text("subscribers").is_none());
    let mut wrong = Vec::new();
    match &ids {
        None if all.len() >= MAX => wrong.push(format!(
            "subscribers can be all only while the page has under {MAX}, and it has {}",
            all.len()
        )),
        Some(ids) if ids.len() > MAX => {
            wrong.push(format!(
                "subscribers has {} ids, and at most {MAX} are allowed",
                ids.len()
            ));
        }
        Some(ids) if ids.is_empty() => wrong.push("subscribers cannot be empty".to_owned()),
        _ => {
            let unknown = ids
                .iter()
                .flatten()
                .filter(|id| !state.has(Table::Subscribers, id));
            wrong.extend(unknown.map(|id| relations::missing(Table::Subscribers, id)));
        }
    }
    Reply::check(&wrong)?;
    let is_named = |one: &Value| {
        ids.as_ref()
            .is_none_or(|ids| ids.iter().any(|id| one["id"] == **id))
    };
    let selected = all
        .iter()
        .filter(|one| is_named(one) && fits(one, values, "all"));
    Ok(selected.map(|one| one["id"].clone()).collect())
}

/// Others than unconfirmed subscribers by email get nothing.
fn resend(state: &mut State, call: &Call<'_>) -> ReplyResult {
    selected(state, &call.input.values()?)?;
    Ok(Reply::created_nothing())
}

fn unsubscribe_all(state: &mut State, call: &Call<'_>) -> ReplyResult {
    for id in selected(state, &call.input.values()?)? {
        let subscribers = &state.tables[Table::Subscribers];
        if let Some(position) = subscribers.iter().position(|one| one["id"] == id) {
            unsubscribe(state, position);
        }
    }
    Ok(Reply::created_nothing())
}

/// Those who are not quarantined stay as they are.
fn reactivate(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let ids = selected(state, &call.input.values()?)?;
    let now = state.now();
    for one in &mut state.tables[Table::Subscribers] {
        if one["_state"] == "quarantined" && ids.contains(&one["id"]) {
            set_state(one, "active", &now);
        }
    }
    Ok(Reply::created_nothing())
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    POST "pages/{}/subscribers/resend_confirmation" => Action::Run(&RESEND, resend),
    POST "pages/{}/subscribers/unsubscribe" => Action::Run(&UNSUBSCRIBE, unsubscribe_all),
    POST "pages/{}/subscribers/reactivate" => Action::Run(&REACTIVATE, reactivate),
};
