//! Incident templates: prepared texts.

use serde_json::Value;

use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::incidents::MAX_BODY_CHARACTERS;
use crate::routes::{Action, Operation, operations};
use crate::state::incident_type::STATUSES;

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::new("name", Kind::Name(255)),
    Field::new("title", Kind::Name(255)),
    Field::new("body", Kind::TextUpTo(MAX_BODY_CHARACTERS)),
    Field::new("group_id", Kind::Text),
    Field::new("update_status", Kind::OneOf(STATUSES)),
    Field::new("should_tweet", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("should_send_notifications", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("component_ids", Kind::Ids(Table::Components))
        .stored_as("_component_ids")
        .initially(Initial::EmptyList),
];

pub(crate) static TEMPLATE: Resource = Resource {
    create: Accepts::in_group("template", FIELDS).requiring(&["name", "title", "body"]),
    show: |state, template, shown| {
        let ids = template["_component_ids"].as_array();
        let is_in = |component: &&Value| ids.is_some_and(|ids| ids.contains(&component["id"]));
        let components = state.tables[Table::Components].iter().filter(is_in);
        shown["components"] = components.cloned().collect();
    },
    ..Resource::new("incident template", "template", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/incident_templates" => Action::List(Table::Templates),
    POST "pages/{}/incident_templates" => Action::Create(Table::Templates),
};
