//! Groups of components, which are never empty.

use crate::http::reply::Reply;
use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, Operation, operations, uptime};

/// The members are those components whose `group_id` is the group.
const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("position", Initial::NextPosition(Table::ComponentGroups)),
    Field::new("name", Kind::Text),
    Field::new("components", Kind::Members(Table::Components, "group_id")).not_stored(),
    // Next to the object that wraps the others, as in the description of the service.
    Field::new("description", Kind::Text).outside(),
];

const BODY: Accepts =
    Accepts::in_group("component_group", FIELDS).requiring(&["name", "components"]);

pub(crate) static GROUP: Resource = Resource {
    create: BODY,
    update: BODY,
    check: |_, change| {
        let members = change.values.list("components");
        if members.is_some_and(|ids| ids.is_empty()) {
            let message = "component_group[components] cannot be empty: a group has components";
            return Err(Reply::invalid(message));
        }
        Ok(())
    },
    ..Resource::new("component group", "component_group", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/component-groups" => Action::List(Table::ComponentGroups),
    POST "pages/{}/component-groups" => Action::Create(Table::ComponentGroups),
    GET "pages/{}/component-groups/{}" => Action::Get(Table::ComponentGroups),
    PATCH | PUT "pages/{}/component-groups/{}" => Action::Update(Table::ComponentGroups),
    DELETE "pages/{}/component-groups/{}" => Action::Delete(Table::ComponentGroups),
    GET "pages/{}/component-groups/{}/uptime" => Action::Run(&uptime::RANGE, uptime::of_group),
};
