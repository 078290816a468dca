//! Page access groups: users who see the same.

use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::access_lists::{AccessList, Change};
use crate::routes::{Action, Operation, operations};

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::new("name", Kind::Text),
    Field::new("external_identifier", Kind::Text),
    Field::new("component_ids", Kind::Ids(Table::Components)).initially(Initial::EmptyList),
    Field::new("metric_ids", Kind::Ids(Table::Metrics)).initially(Initial::EmptyList),
    Field::new(
        "page_access_user_ids",
        Kind::Members(Table::AccessUsers, "page_access_group_ids"),
    )
    .not_stored(),
];

pub(crate) static GROUP: Resource = Resource::new("page access group", "page_access_group", FIELDS);

pub(crate) const COMPONENTS: AccessList = AccessList {
    owner: Table::AccessGroups,
    field: "component_ids",
    of: Table::Components,
    ids: "component_ids",
    add: COMPONENTS_BODY,
    replace: COMPONENTS_BODY.requiring(&["component_ids"]),
    remove: COMPONENTS_BODY,
};
const COMPONENTS_BODY: Accepts =
    Accepts::bare(&[Field::new("component_ids", Kind::Ids(Table::Components))]);

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/page_access_groups" => Action::List(Table::AccessGroups),
    POST "pages/{}/page_access_groups" => Action::Create(Table::AccessGroups),
    GET "pages/{}/page_access_groups/{}" => Action::Get(Table::AccessGroups),
    PATCH | PUT "pages/{}/page_access_groups/{}" => Action::Update(Table::AccessGroups),
    DELETE "pages/{}/page_access_groups/{}" => Action::Delete(Table::AccessGroups),
    GET "pages/{}/page_access_groups/{}/components" => Action::ListAccess(&COMPONENTS),
    PATCH | PUT "pages/{}/page_access_groups/{}/components" =>
        Action::Access(&COMPONENTS, Change::Add),
    POST "pages/{}/page_access_groups/{}/components" =>
        Action::Access(&COMPONENTS, Change::Replace),
    DELETE "pages/{}/page_access_groups/{}/components" =>
        Action::Access(&COMPONENTS, Change::Remove),
    DELETE "pages/{}/page_access_groups/{}/components/{}" =>
        Action::Access(&COMPONENTS, Change::RemoveOne),
};
