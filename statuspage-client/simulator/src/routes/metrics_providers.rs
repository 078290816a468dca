//! Metrics providers: services whose metrics a page shows. Their secrets are not stored.

use serde_json::{Value, json};

use crate::http::reply::Reply;
use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Change, Resource, Table};
use crate::routes::{Action, NOTHING, Operation, operations};
use crate::state::State;

/// A type of providers.
struct Provider {
    name: &'static str,
    required: &'static [&'static str],
    /// What else a provider of this type may have.
    optional: &'static [&'static str],
}

const PROVIDERS: &[Provider] = &[
    Provider {
        name: "Pingdom",
        required: &["application_key"],
        optional: &["api_token", "email", "password"],
    },
    Provider {
        name: "NewRelic",
        required: &["api_key"],
        optional: &["metric_base_uri"],
    },
    Provider {
        name: "Librato",
        required: &["email", "api_token"],
        optional: &[],
    },
    Provider {
        name: "Datadog",
        required: &["api_key", "application_key"],
        optional: &["api_token", "metric_base_uri"],
    },
    Provider {
        name: "Self",
        required: &[],
        optional: &[],
    },
];

const TYPES: &[&str] = &["Pingdom", "NewRelic", "Librato", "Datadog", "Self"];

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("disabled", Initial::Flag(false)),
    Field::shown("last_revalidated_at", Initial::Null),
    Field::new("type", Kind::OneOf(TYPES)).initially(Initial::Text("Self")),
    Field::new("metric_base_uri", Kind::Text),
    Field::only_at_creation("email", Kind::Text),
    Field::only_at_creation("password", Kind::Text),
    Field::only_at_creation("api_key", Kind::Text),
    Field::only_at_creation("api_token", Kind::Text),
    Field::only_at_creation("application_key", Kind::Text),
];

pub(crate) static PROVIDER: Resource = Resource {
    list: Accepts::NOTHING,
    create: Accepts::in_group("metrics_provider", FIELDS)
        .creating()
        .requiring(&["type"]),
    check,
    ..Resource::new("metrics provider", "metrics_provider", FIELDS)
};

/// Returns 422 with the secrets that the type needs and the request lacks, and those that it has not.
fn check(_: &State, change: &Change<'_>) -> Result<(), Reply> {
    let values = change.values;
    let given = |name: &str| values.text(name).is_some_and(|text| !text.is_empty());
    let kind = values.text("type");
    let Some(provider) = PROVIDERS
        .iter()
        .find(|provider| Some(provider.name) == kind)
    else {
        return Ok(());
    };
    let name = provider.name;
    let mut wrong = Vec::new();
    if change.before.is_none() {
        let missing = provider.required.iter().filter(|name| !given(name));
        wrong.extend(
            missing
                .map(|field| format!("metrics_provider[{field}] is required for the type {name}")),
        );
    }
    let known = [&["type"], provider.required, provider.optional].concat();
    let others = values
        .0
        .keys()
        .filter(|field| given(field) && !known.contains(&field.as_str()));
    wrong.extend(
        others.map(|field| format!("metrics_provider[{field}] is not for the type {name}")),
    );
    Reply::check(&wrong)
}

/// `GET /metrics_providers`
fn public() -> Reply {
    Reply::ok(json!([
        { "type": "Pingdom", "required_fields": ["email", "password", "application_key"] },
        { "type": "NewRelic", "required_fields": ["api_key"] },
        { "type": "Librato", "required_fields": ["email", "api_token"] },
        { "type": "Datadog", "required_fields": ["api_key", "application_key"] },
        { "type": "Self", "required_fields": [] },
    ]))
}

/// Whether data can be submitted for the metrics of a provider.
pub(crate) fn takes_data(provider: &Value) -> bool {
    provider["type"] == "Self"
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "metrics_providers" => Action::Run(NOTHING, |_, _| Ok(public())),
    GET "pages/{}/metrics_providers" => Action::List(Table::MetricsProviders),
    POST "pages/{}/metrics_providers" => Action::Create(Table::MetricsProviders),
    GET "pages/{}/metrics_providers/{}" => Action::Get(Table::MetricsProviders),
    PATCH | PUT "pages/{}/metrics_providers/{}" => Action::Update(Table::MetricsProviders),
    DELETE "pages/{}/metrics_providers/{}" => Action::Delete(Table::MetricsProviders),
};
