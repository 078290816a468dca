//! Users: the team members of an organization.

use serde_json::json;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::routes::lists;
use crate::state::{State, remove};

/// What creating a user accepts. The password is accepted and not stored.
pub(crate) const CREATE: Accepts = Accepts::in_group(
    "user",
    &[
        Field::new("email", Kind::Text),
        Field::new("password", Kind::Text),
        Field::new("first_name", Kind::Text),
        Field::new("last_name", Kind::Text),
    ],
);

/// `GET /organizations/[organization_id]/users`
pub(crate) fn list(state: &mut State, input: &Input<'_>) -> ReplyResult {
    Ok(lists::page_of(
        state.users.iter().cloned(),
        &input.values()?,
    ))
}

/// `POST /organizations/[organization_id]/users`
pub(crate) fn create(state: &mut State, input: &Input<'_>) -> ReplyResult {
    let values = input.values()?;
    state.check_room()?;
    if values.is_empty() {
        let message = "user is required: give at least user[email]";
        return Err(Reply::unprocessable(&[message.to_owned()]));
    }
    let now = state.now();
    let mut user = json!({
        "id": state.ids.issue(),
        "organization_id": state.organization_id,
        "email": null,
        "first_name": null,
        "last_name": null,
        "created_at": now,
        "updated_at": now,
    });
    values.write_to(&mut user);
    state.users.push(user.clone());
    Ok(Reply::created(user))
}

/// `DELETE /organizations/[organization_id]/users/[user_id]`
pub(crate) fn delete(state: &mut State, id: &str) -> ReplyResult {
    remove(&mut state.users, "user", id).map(Reply::ok)
}
