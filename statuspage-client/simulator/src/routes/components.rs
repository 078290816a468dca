//! Components: the parts of a service whose status a page shows.

use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, NOTHING, Operation, access_groups, access_users, operations, uptime};

/// All statuses of a component, the least severe first. The empty one means that none is shown.
pub(crate) const STATUSES: &[&str] = &[
    "operational",
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
    "",
];

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("group", Initial::Flag(false)),
    Field::shown("position", Initial::NextPosition(Table::Components)),
    Field::shown("automation_email", Initial::Null),
    Field::new("name", Kind::Text),
    Field::new("description", Kind::Text),
    Field::new("group_id", Kind::Id(Table::ComponentGroups)),
    Field::new("status", Kind::OneOf(STATUSES)).initially(Initial::Text("operational")),
    Field::new("showcase", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("only_show_if_degraded", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("start_date", Kind::Day),
];

pub(crate) static COMPONENT: Resource = Resource {
    is_deleted_silently: true,
    complete: |component, _| {
        let id = component["id"].as_str().unwrap_or_default();
        component["automation_email"] = format!("component+{id}@notifications.example").into();
    },
    ..Resource::new("component", "component", FIELDS)
};

/// The page access users or groups that shall see a component.
const USERS: Accepts =
    Accepts::bare(&[
        Field::new("page_access_user_ids", Kind::Ids(Table::AccessUsers)).stored_as("owners"),
    ]);
const GROUPS: Accepts =
    Accepts::bare(&[
        Field::new("page_access_group_ids", Kind::Ids(Table::AccessGroups)).stored_as("owners"),
    ]);

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/components" => Action::List(Table::Components),
    POST "pages/{}/components" => Action::Create(Table::Components),
    GET "pages/{}/components/{}" => Action::Get(Table::Components),
    PATCH | PUT "pages/{}/components/{}" => Action::Update(Table::Components),
    DELETE "pages/{}/components/{}" => Action::Delete(Table::Components),
    GET "pages/{}/components/{}/uptime" => Action::Run(&uptime::RANGE, uptime::of_component),
    POST "pages/{}/components/{}/page_access_users" =>
        Action::Run(&USERS, |state, call| access_users::COMPONENTS.show_to(state, call)),
    DELETE "pages/{}/components/{}/page_access_users" =>
        Action::Run(NOTHING, |state, call| access_users::COMPONENTS.hide(state, call)),
    POST "pages/{}/components/{}/page_access_groups" =>
        Action::Run(&GROUPS, |state, call| access_groups::COMPONENTS.show_to(state, call)),
    DELETE "pages/{}/components/{}/page_access_groups" =>
        Action::Run(NOTHING, |state, call| access_groups::COMPONENTS.hide(state, call)),
};
