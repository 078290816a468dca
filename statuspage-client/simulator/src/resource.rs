//! The declarations of the kinds of objects, and the tables that keep them.

pub(crate) mod actions;
pub(crate) mod relations;

use std::collections::BTreeMap;
use std::ops::{Index, IndexMut};

use axum::http::StatusCode;
use serde_json::Value;

use crate::http::reply::Reply;
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::values::Values;
use crate::routes::lists;
use crate::routes::{
    access_groups, access_users, component_groups, components, incident_subscribers, metrics,
    metrics_providers, pages, status_embed, subscribers, templates, users,
};
use crate::state::State;

/// The kinds of objects that are kept as they are returned. Each has a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Pages,
    StatusEmbedConfigs,
    Components,
    ComponentGroups,
    Subscribers,
    IncidentSubscribers,
    Unsubscribed,
    Templates,
    MetricsProviders,
    Metrics,
    AccessUsers,
    AccessGroups,
    Users,
    /// Kept elsewhere: an incident is more than its fields.
    Incidents,
}

impl Table {
    /// The declaration of the objects in it.
    pub(crate) fn resource(self) -> &'static Resource {
        match self {
            Self::Pages => &pages::PAGE,
            Self::StatusEmbedConfigs => &status_embed::CONFIG,
            Self::Components => &components::COMPONENT,
            Self::ComponentGroups => &component_groups::GROUP,
            Self::Subscribers => &subscribers::SUBSCRIBER,
            Self::IncidentSubscribers => &incident_subscribers::SUBSCRIBER,
            Self::Unsubscribed => &subscribers::UNSUBSCRIBED,
            Self::Templates => &templates::TEMPLATE,
            Self::MetricsProviders => &metrics_providers::PROVIDER,
            Self::Metrics => &metrics::METRIC,
            Self::AccessUsers => &access_users::USER,
            Self::AccessGroups => &access_groups::GROUP,
            Self::Users => &users::USER,
            Self::Incidents => &INCIDENT,
        }
    }
}

/// An incident, as far as other objects refer to it.
static INCIDENT: Resource = Resource::new("incident", "incident", &[]);

/// All the objects, by table.
#[derive(Debug, Default)]
pub(crate) struct Tables(BTreeMap<Table, Vec<Value>>);

impl Tables {
    /// The tables that have had objects.
    pub(crate) fn used(&self) -> Vec<Table> {
        self.0.keys().copied().collect()
    }

    /// How many objects there are.
    pub(crate) fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl Index<Table> for Tables {
    type Output = Vec<Value>;

    fn index(&self, table: Table) -> &Vec<Value> {
        const EMPTY: &Vec<Value> = &Vec::new();
        self.0.get(&table).unwrap_or(EMPTY)
    }
}

impl IndexMut<Table> for Tables {
    fn index_mut(&mut self, table: Table) -> &mut Vec<Value> {
        self.0.entry(table).or_default()
    }
}

/// What a request that creates or changes an object gives, and the object if it exists.
pub(crate) struct Change<'a> {
    pub(crate) values: &'a Values,
    pub(crate) before: Option<&'a Value>,
}

/// One kind of objects: its fields, what requests give, and its rules.
pub(crate) struct Resource {
    /// Its name in messages.
    pub(crate) noun: &'static str,
    pub(crate) fields: &'static [Field],
    /// What listing, creating and changing accept.
    pub(crate) list: Accepts,
    pub(crate) create: Accepts,
    pub(crate) update: Accepts,
    /// The table in whose path it is, and the field that has the id of the object there.
    pub(crate) parent: Option<(Table, &'static str)>,
    /// The status of a creation.
    pub(crate) created: StatusCode,
    /// Whether deleting returns 204 and nothing, instead of the object.
    pub(crate) is_deleted_silently: bool,
    /// Rules that the declaration cannot express.
    pub(crate) check: fn(&State, &Change<'_>) -> Result<(), Reply>,
    /// Completes a new or changed object from what the request gave.
    pub(crate) complete: fn(&mut Value, &Values),
    /// Completes an object that is returned.
    pub(crate) show: fn(&State, &Value, &mut Value),
}

impl Resource {
    /// A resource without rules of its own.
    pub(crate) const fn new(
        noun: &'static str,
        group: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self {
            noun,
            fields,
            list: lists::PAGED,
            create: Accepts::in_group(group, fields).creating(),
            update: Accepts::in_group(group, fields),
            parent: None,
            created: StatusCode::CREATED,
            is_deleted_silently: false,
            check: |_, _| Ok(()),
            complete: |_, _| {},
            show: |_, _, _| {},
        }
    }
}
