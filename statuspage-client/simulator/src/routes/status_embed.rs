//! How the embedded notice looks.

use crate::parameters::fields::{Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, Operation, operations};

const FIELDS: &[Field] = &[
    Field::shown("page_id", Initial::PageId),
    Field::new("position", Kind::Text).initially(Initial::Text("bottom-right")),
    Field::new("incident_background_color", Kind::Text).initially(Initial::Text("#e74c3c")),
    Field::new("incident_text_color", Kind::Text).initially(Initial::Text("#ffffff")),
    Field::new("maintenance_background_color", Kind::Text).initially(Initial::Text("#3498db")),
    Field::new("maintenance_text_color", Kind::Text).initially(Initial::Text("#ffffff")),
];

pub(crate) static CONFIG: Resource =
    Resource::new("status embed configuration", "status_embed_config", FIELDS);

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/status_embed_config" => Action::Get(Table::StatusEmbedConfigs),
    PATCH | PUT "pages/{}/status_embed_config" => Action::Update(Table::StatusEmbedConfigs),
};
