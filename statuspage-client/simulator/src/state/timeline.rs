//! The updates of an incident.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::routes::Call;
use crate::routes::incidents::{self, MAX_BODY_CHARACTERS};
use crate::state::State;

/// What changing an update accepts.
pub(crate) const UPDATE: Accepts = Accepts::in_group(
    "incident_update",
    &[
        Field::new("body", Kind::TextUpTo(MAX_BODY_CHARACTERS)),
        Field::new("display_at", Kind::Moment),
        Field::new("wants_twitter_update", Kind::Boolean),
        Field::new("deliver_notifications", Kind::Boolean),
    ],
);

/// The update that a request to create or change an incident adds.
pub(crate) fn new_update(
    id: &str,
    incident: &Value,
    values: &Values,
    affected_components: &Value,
    at: &str,
) -> Value {
    json!({
        "id": id,
        "incident_id": incident["id"],
        "affected_components": affected_components,
        "body": values.text("body"),
        "created_at": at,
        "custom_tweet": null,
        "deliver_notifications": values.flag("deliver_notifications").unwrap_or(true),
        "display_at": at,
        "status": incident["status"],
        "tweet_id": null,
        "twitter_updated_at": null,
        "updated_at": at,
        "wants_twitter_update": false,
    })
}

/// Changes an update.
pub(crate) fn update(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let now = state.now();
    let [incident, id] = call.ids else {
        return Err(Reply::not_found("incident update", ""));
    };
    let incident = incidents::find(&mut state.incidents, incident)?;
    let mut updates = incident.updates.iter_mut();
    let update = updates
        .find(|update| update["id"] == **id)
        .ok_or_else(|| Reply::not_found("incident update", id))?;
    call.input.values()?.write_to(update);
    if update["display_at"].is_null() {
        update["display_at"] = update["created_at"].clone();
    }
    update["updated_at"] = now.into();
    Ok(Reply::ok(update.clone()))
}
