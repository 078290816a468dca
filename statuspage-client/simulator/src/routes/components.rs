//! Components: the parts of a service whose status a page shows.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::routes::lists;
use crate::state::{State, find, remove};

/// All statuses of a component, the least severe first. The empty one means that none is shown.
pub(crate) const STATUSES: &[&str] = &[
    "operational",
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
    "",
];

/// What creating and updating a component accept.
pub(crate) const BODY: Accepts = Accepts::in_group(
    "component",
    &[
        Field::new("name", Kind::Text),
        Field::new("description", Kind::Text),
        Field::new("group_id", Kind::Text),
        Field::new("status", Kind::OneOf(STATUSES)),
        Field::new("showcase", Kind::Boolean),
        Field::new("only_show_if_degraded", Kind::Boolean),
        Field::new("start_date", Kind::Day),
    ],
);

/// `GET /pages/[page_id]/components`
pub(crate) fn list(state: &mut State, input: &Input<'_>) -> ReplyResult {
    Ok(lists::page_of(
        state.components.iter().cloned(),
        &input.values()?,
    ))
}

/// `POST /pages/[page_id]/components`
pub(crate) fn create(state: &mut State, input: &Input<'_>) -> ReplyResult {
    let values = input.values()?;
    state.check_room()?;
    let now = state.now();
    let id = state.ids.issue();
    let position = |component: &Value| component["position"].as_u64();
    let last = state.components.iter().filter_map(position).max();
    let mut component = json!({
        "id": id,
        "page_id": state.page["id"],
        "group_id": null,
        "created_at": now,
        "updated_at": now,
        "group": false,
        "name": null,
        "description": null,
        "position": last.unwrap_or(0) + 1,
        "status": "operational",
        "showcase": false,
        "only_show_if_degraded": false,
        "automation_email": format!("component+{id}@notifications.example"),
        "start_date": null,
    });
    values.write_to(&mut component);
    state.components.push(component.clone());
    Ok(Reply::created(component))
}

/// `PATCH /pages/[page_id]/components/[component_id]`
pub(crate) fn update(state: &mut State, id: &str, input: &Input<'_>) -> ReplyResult {
    let now = state.now();
    let component = find(&mut state.components, "component", id)?;
    input.values()?.write_to(component);
    component["updated_at"] = now.into();
    Ok(Reply::ok(component.clone()))
}

/// `DELETE /pages/[page_id]/components/[component_id]`
pub(crate) fn delete(state: &mut State, id: &str) -> ReplyResult {
    remove(&mut state.components, "component", id)?;
    Ok(Reply::no_content())
}
