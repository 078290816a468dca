//! The state of one subscriber as JSON.

use serde_json::json;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::routes::subscribers::{STATES, set_state};
use crate::state::State;

const FIELDS: Accepts =
    Accepts::bare(&[Field::new("state", Kind::OneOf(STATES))]).requiring(&["state"]);

/// Reads or sets the state, and returns the state from then on.
pub(super) fn respond(state: &mut State, method: &str, id: &str, body: &[u8]) -> ReplyResult {
    if !["GET", "PUT"].contains(&method) {
        return Err(Reply::method_not_allowed(method, &["GET", "PUT"]));
    }
    let now = state.now();
    let subscriber = state.subscriber_mut(id);
    let subscriber = subscriber.ok_or_else(|| Reply::not_found("subscriber", id))?;
    if method == "PUT"
        && let Some(given) = super::read(&FIELDS, body)?.text("state")
    {
        set_state(subscriber, given, &now);
    }
    Ok(Reply::ok(
        json!({ "id": id, "state": subscriber["_state"] }),
    ))
}
