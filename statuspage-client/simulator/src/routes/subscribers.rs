//! Subscribers of the page. The simulator never sends them anything.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::state::{State, find, remove};

/// What removing a subscriber accepts.
pub(crate) const DELETE: Accepts = Accepts::bare(&[Field::new(
    "skip_unsubscription_notification",
    Kind::Boolean,
)]);

/// The subscriber that every simulator starts with.
pub(crate) fn initial(id: &str, now: &str) -> Value {
    json!({
        "id": id,
        "skip_confirmation_notification": false,
        "mode": "email",
        "email": "subscriber@simulated.example",
        "endpoint": null,
        "phone_number": null,
        "phone_country": null,
        "display_phone_number": null,
        "obfuscated_channel_name": null,
        "workspace_name": null,
        "quarantined_at": null,
        "purge_at": null,
        "components": null,
        "page_access_user_id": null,
        "created_at": now,
    })
}

/// `DELETE /pages/[page_id]/subscribers/[subscriber_id]`
pub(crate) fn delete(state: &mut State, id: &str, input: &Input<'_>) -> ReplyResult {
    // Looked up first: an unknown subscriber is a 404, and an invalid parameter removes nothing.
    find(&mut state.subscribers, "subscriber", id)?;
    input.values()?;
    remove(&mut state.subscribers, "subscriber", id).map(Reply::ok)
}
