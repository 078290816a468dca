//! The postmortem of an incident: drafted, published, taken back, deleted.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::routes::incidents::{self, MAX_BODY_CHARACTERS};
use crate::routes::{Action, Call, NOTHING, Operation, operations};
use crate::state::State;
use crate::state::incident::Incident;

const DRAFT: Accepts = Accepts::in_group(
    "postmortem",
    &[Field::new(
        "body_draft",
        Kind::TextUpTo(MAX_BODY_CHARACTERS),
    )],
)
.requiring(&["body_draft"]);

const PUBLISH: Accepts = Accepts::in_group(
    "postmortem",
    &[
        Field::new("notify_twitter", Kind::Boolean),
        Field::new("notify_subscribers", Kind::Boolean),
        Field::new("custom_tweet", Kind::Text),
    ],
);

/// Returns the incident of the path, if it has a postmortem.
fn with_postmortem<'a>(state: &'a mut State, call: &Call<'_>) -> Result<&'a mut Incident, Reply> {
    let id = call.ids.first().copied().unwrap_or_default();
    let incident = incidents::find(&mut state.incidents, id)?;
    if incident.postmortem.is_null() {
        return Err(Reply::not_found("postmortem of the incident", id));
    }
    Ok(incident)
}

fn get(state: &mut State, call: &Call<'_>) -> ReplyResult {
    Ok(Reply::ok(with_postmortem(state, call)?.postmortem.clone()))
}

fn draft(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let now = state.now();
    let key = state.ids.issue();
    let id = call.ids.first().copied().unwrap_or_default();
    let incident = incidents::find(&mut state.incidents, id)?;
    let values = call.input.values()?;
    if incident.postmortem.is_null() {
        incident.postmortem = json!({
            "preview_key": key,
            "body": null,
            "body_updated_at": null,
            "published_at": null,
            "notify_subscribers": false,
            "notify_twitter": false,
            "custom_tweet": null,
            "created_at": now,
            "body_draft": null,
        });
    }
    values.write_to(&mut incident.postmortem);
    incident.postmortem["body_draft_updated_at"] = now.clone().into();
    incident.postmortem["updated_at"] = now.into();
    Ok(Reply::ok(incident.postmortem.clone()))
}

fn publish(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let now = state.now();
    let incident = with_postmortem(state, call)?;
    let values = call.input.values()?;
    let postmortem = &mut incident.postmortem;
    values.write_to(postmortem);
    postmortem["body"] = postmortem["body_draft"].clone();
    for field in ["body_updated_at", "published_at", "updated_at"] {
        postmortem[field] = now.clone().into();
    }
    incident.show_postmortem();
    Ok(Reply::ok(incident.postmortem.clone()))
}

fn revert(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let now = state.now();
    let incident = with_postmortem(state, call)?;
    if incident.postmortem["published_at"].is_null() {
        return Err(Reply::invalid("the postmortem is not published"));
    }
    // The text is a draft again.
    for field in ["body", "body_updated_at", "published_at"] {
        incident.postmortem[field] = Value::Null;
    }
    incident.postmortem["updated_at"] = now.into();
    incident.show_postmortem();
    Ok(Reply::ok(incident.postmortem.clone()))
}

fn delete(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let incident = with_postmortem(state, call)?;
    incident.postmortem = Value::Null;
    incident.show_postmortem();
    Ok(Reply::no_content())
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/incidents/{}/postmortem" => Action::Run(NOTHING, get),
    PUT "pages/{}/incidents/{}/postmortem" => Action::Run(&DRAFT, draft),
    DELETE "pages/{}/incidents/{}/postmortem" => Action::Run(NOTHING, delete),
    PUT "pages/{}/incidents/{}/postmortem/publish" => Action::Run(&PUBLISH, publish),
    PUT "pages/{}/incidents/{}/postmortem/revert" => Action::Run(NOTHING, revert),
};
