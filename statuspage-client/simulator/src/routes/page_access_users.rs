//! Page access users: who may see a page that is not public.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::routes::lists::{self, PAGE, PER_PAGE};
use crate::state::State;

/// What listing page access users accepts.
pub(crate) const LIST: Accepts = Accepts::bare(&[Field::new("email", Kind::Text), PAGE, PER_PAGE]);

/// What creating a page access user accepts. The components and metrics that the user may see are not
/// stored, because no operation returns them.
pub(crate) const CREATE: Accepts = Accepts::in_group(
    "page_access_user",
    &[
        Field::new("email", Kind::Text),
        Field::new("external_login", Kind::Text),
        Field::new("component_ids", Kind::List),
        Field::new("metric_ids", Kind::List),
        Field::new("page_access_group_ids", Kind::List),
        Field::new("subscribe_to_components", Kind::Boolean),
    ],
);

/// `GET /pages/[page_id]/page_access_users`
pub(crate) fn list(state: &mut State, input: &Input<'_>) -> ReplyResult {
    let values = input.values()?;
    let email = values.text("email").filter(|email| !email.is_empty());
    let is_selected = |user: &&Value| email.is_none_or(|email| user["email"] == *email);
    let users = state.page_access_users.iter().filter(is_selected);
    Ok(lists::page_of(users.cloned(), &values))
}

/// `POST /pages/[page_id]/page_access_users`
pub(crate) fn create(state: &mut State, input: &Input<'_>) -> ReplyResult {
    let values = input.values()?;
    state.check_room()?;
    let now = state.now();
    let groups = values.list("page_access_group_ids").unwrap_or_default();
    let mut user = json!({
        "id": state.ids.issue(),
        "page_id": state.page["id"],
        "email": null,
        "external_login": null,
        "page_access_group_id": groups.first(),
        "page_access_group_ids": [],
        "created_at": now,
        "updated_at": now,
    });
    values.write_to(&mut user);
    user["page_access_group_ids"] = groups.into();
    state.page_access_users.push(user.clone());
    // Unlike every other creation, this one returns 200, not 201.
    Ok(Reply::ok(user))
}
