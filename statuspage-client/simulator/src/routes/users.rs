//! Users: the team members of an organization.

use crate::http::reply::Reply;
use crate::parameters::fields::{Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, Operation, operations};

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("organization_id", Initial::OrganizationId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    // The roles, which other operations read and set.
    Field::shown("_pages", Initial::EmptyList),
    Field::new("email", Kind::Text),
    Field::new("password", Kind::Text).not_stored(),
    Field::new("first_name", Kind::Text),
    Field::new("last_name", Kind::Text),
];

pub(crate) static USER: Resource = Resource {
    check: |_, change| {
        if change.values.is_empty() {
            let message = "user is required: give at least user[email]";
            return Err(Reply::invalid(message));
        }
        Ok(())
    },
    ..Resource::new("user", "user", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "organizations/{}/users" => Action::List(Table::Users),
    POST "organizations/{}/users" => Action::Create(Table::Users),
    DELETE "organizations/{}/users/{}" => Action::Delete(Table::Users),
};
