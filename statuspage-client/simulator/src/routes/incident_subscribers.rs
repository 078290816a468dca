//! Those who follow one incident.

use crate::parameters::fields::{Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::subscribers::{self, fields, resend};
use crate::routes::{Action, NOTHING, Operation, operations};

const FIELDS: &[Field] = fields![
    Field::shown("_incident_id", Initial::ParentId),
    Field::shown("endpoint", Initial::Null),
    Field::shown("page_access_user_id", Initial::Null),
    Field::shown("components", Initial::Null)
];

pub(crate) static SUBSCRIBER: Resource = Resource {
    parent: Some((Table::Incidents, "_incident_id")),
    check: |state, change| subscribers::check(state, Table::IncidentSubscribers, change),
    complete: subscribers::complete,
    ..Resource::new("subscriber", "subscriber", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/incidents/{}/subscribers" => Action::List(Table::IncidentSubscribers),
    POST "pages/{}/incidents/{}/subscribers" => Action::Create(Table::IncidentSubscribers),
    GET "pages/{}/incidents/{}/subscribers/{}" => Action::Get(Table::IncidentSubscribers),
    DELETE "pages/{}/incidents/{}/subscribers/{}" => Action::Delete(Table::IncidentSubscribers),
    POST "pages/{}/incidents/{}/subscribers/{}/resend_confirmation" =>
        Action::Run(NOTHING, |state, call| resend(state, Table::IncidentSubscribers, call)),
};
