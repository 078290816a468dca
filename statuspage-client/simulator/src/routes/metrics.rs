//! Metrics of the linked providers.

use crate::parameters::fields::{Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, Operation, operations};

/// How the points of most providers, and those of Pingdom, are put together.
const TRANSFORMS: &[&str] = &[
    "average",
    "count",
    "max",
    "min",
    "sum",
    "response_time",
    "uptime",
];

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("metrics_provider_id", Initial::ParentId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("backfilled", Initial::Flag(false)),
    Field::shown("most_recent_data_at", Initial::Null),
    Field::shown("last_fetched_at", Initial::Null),
    Field::shown("backfill_percentage", Initial::Null),
    Field::shown("reference_name", Initial::Null),
    Field::shown("metrics_display_id", Initial::Null),
    Field::new("name", Kind::Text),
    Field::new("metric_identifier", Kind::Text),
    Field::only_at_creation("transform", Kind::OneOf(TRANSFORMS)),
    Field::only_at_creation("application_id", Kind::Text),
    Field::new("suffix", Kind::Text).at_creation(),
    Field::new("y_axis_min", Kind::Number).at_creation(),
    Field::new("y_axis_max", Kind::Number).at_creation(),
    Field::new("y_axis_hidden", Kind::Boolean)
        .at_creation()
        .initially(Initial::Flag(false)),
    Field::new("display", Kind::Boolean)
        .at_creation()
        .initially(Initial::Flag(true)),
    Field::new("decimal_places", Kind::Integer).at_creation(),
    Field::new("tooltip_description", Kind::Text).at_creation(),
];

pub(crate) static METRIC: Resource = Resource {
    parent: Some((Table::MetricsProviders, "metrics_provider_id")),
    ..Resource::new("metric", "metric", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/metrics_providers/{}/metrics" => Action::List(Table::Metrics),
    POST "pages/{}/metrics_providers/{}/metrics" => Action::Create(Table::Metrics),
    GET "pages/{}/metrics" => Action::List(Table::Metrics),
    GET "pages/{}/metrics/{}" => Action::Get(Table::Metrics),
    PATCH | PUT "pages/{}/metrics/{}" => Action::Update(Table::Metrics),
    DELETE "pages/{}/metrics/{}" => Action::Delete(Table::Metrics),
};
