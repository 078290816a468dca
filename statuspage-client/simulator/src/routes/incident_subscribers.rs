//! Those who follow one incident.

use crate::parameters::fields::{Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::subscribers::{self, fields};
use crate::routes::{Action, NOTHING, Path};

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

pub(crate) const PATHS: &[Path] = &[
    Path {
        path: "incidents/{}/subscribers",
        methods: &[
            ("GET", Action::List(Table::IncidentSubscribers)),
            ("POST", Action::Create(Table::IncidentSubscribers)),
        ],
    },
    Path {
        path: "incidents/{}/subscribers/{}",
        methods: &[
            ("GET", Action::Get(Table::IncidentSubscribers)),
            ("DELETE", Action::Delete(Table::IncidentSubscribers)),
        ],
    },
    Path {
        path: "incidents/{}/subscribers/{}/resend_confirmation",
        methods: &[(
            "POST",
            Action::Run(NOTHING, |state, call| {
                subscribers::resend(state, Table::IncidentSubscribers, call)
            }),
        )],
    },
];
