//! Page access users: who may see a page that is not public.

use axum::http::StatusCode;
use serde_json::Value;

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{self, Resource, Table, actions};
use crate::routes::access_lists::{AccessList, Change};
use crate::routes::{Action, Call, Operation, lists, operations};
use crate::state::State;

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::new("email", Kind::Text),
    Field::new("external_login", Kind::Text),
    Field::new("component_ids", Kind::Ids(Table::Components))
        .stored_as("_component_ids")
        .initially(Initial::EmptyList),
    Field::new("metric_ids", Kind::Ids(Table::Metrics))
        .stored_as("_metric_ids")
        .initially(Initial::EmptyList),
    Field::new("page_access_group_ids", Kind::Ids(Table::AccessGroups))
        .initially(Initial::EmptyList),
    // Accepted without an effect: the simulator sends nothing.
    Field::only_at_creation("subscribe_to_components", Kind::Boolean),
];

pub(crate) static USER: Resource = Resource {
    list: Accepts::bare(&[
        Field::new("email", Kind::Text),
        lists::PAGE,
        lists::PER_PAGE,
    ]),
    // Unlike every other creation, this one returns 200, not 201.
    created: StatusCode::OK,
    is_deleted_silently: true,
    check: check_email,
    show: |_, user, shown| {
        shown["page_access_group_id"] = user["page_access_group_ids"][0].clone();
    },
    ..Resource::new("page access user", "page_access_user", FIELDS)
};

/// Returns 409 if another user is created with the same email.
fn check_email(state: &State, change: &resource::Change<'_>) -> Result<(), Reply> {
    let email = change
        .values
        .text("email")
        .filter(|email| !email.is_empty());
    if let (Some(email), None) = (email, change.before)
        && state.tables[Table::AccessUsers]
            .iter()
            .any(|user| user["email"] == *email)
    {
        let message = format!("there is a page access user with the email `{email}` already");
        return Err(Reply::error(StatusCode::CONFLICT, &message));
    }
    Ok(())
}

/// Returns all users, or those with an email.
fn list(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    let email = values.text("email").filter(|email| !email.is_empty());
    let is_selected = |user: &&Value| email.is_none_or(|email| user["email"] == *email);
    let users = state.tables[Table::AccessUsers].iter().filter(is_selected);
    let shown = users.map(|user| actions::show(state, Table::AccessUsers, user));
    Ok(lists::page_of(shown, &values))
}

pub(crate) const COMPONENTS: AccessList = AccessList {
    owner: Table::AccessUsers,
    field: "_component_ids",
    of: Table::Components,
    ids: "component_ids",
    add: COMPONENTS_BODY.requiring(&["component_ids"]),
    replace: COMPONENTS_BODY.requiring(&["component_ids"]),
    remove: COMPONENTS_BODY,
};
const COMPONENTS_BODY: Accepts =
    Accepts::bare(&[Field::new("component_ids", Kind::Ids(Table::Components))]);

const METRICS: AccessList = AccessList {
    owner: Table::AccessUsers,
    field: "_metric_ids",
    of: Table::Metrics,
    ids: "metric_ids",
    add: METRICS_BODY.requiring(&["metric_ids"]),
    replace: METRICS_BODY.requiring(&["metric_ids"]),
    remove: METRICS_BODY,
};
const METRICS_BODY: Accepts = Accepts::bare(&[Field::new("metric_ids", Kind::Ids(Table::Metrics))]);

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/page_access_users" => Action::Run(&USER.list, list),
    POST "pages/{}/page_access_users" => Action::Create(Table::AccessUsers),
    GET "pages/{}/page_access_users/{}" => Action::Get(Table::AccessUsers),
    PATCH | PUT "pages/{}/page_access_users/{}" => Action::Update(Table::AccessUsers),
    DELETE "pages/{}/page_access_users/{}" => Action::Delete(Table::AccessUsers),
    GET "pages/{}/page_access_users/{}/components" => Action::ListAccess(&COMPONENTS),
    PATCH | PUT "pages/{}/page_access_users/{}/components" =>
        Action::Access(&COMPONENTS, Change::Add),
    POST "pages/{}/page_access_users/{}/components" => Action::Access(&COMPONENTS, Change::Replace),
    DELETE "pages/{}/page_access_users/{}/components" =>
        Action::Access(&COMPONENTS, Change::Remove),
    DELETE "pages/{}/page_access_users/{}/components/{}" =>
        Action::Access(&COMPONENTS, Change::RemoveOne),
    GET "pages/{}/page_access_users/{}/metrics" => Action::ListAccess(&METRICS),
    PATCH | PUT "pages/{}/page_access_users/{}/metrics" => Action::Access(&METRICS, Change::Add),
    POST "pages/{}/page_access_users/{}/metrics" => Action::Access(&METRICS, Change::Replace),
    DELETE "pages/{}/page_access_users/{}/metrics" => Action::Access(&METRICS, Change::Remove),
    DELETE "pages/{}/page_access_users/{}/metrics/{}" =>
        Action::Access(&METRICS, Change::RemoveOne),
};
