//! Responses of `OpenAPI` 3.

use super::super::extension::{self, Owner};
use super::super::response::Read;
use super::super::schema::Schemas;
use super::super::{MediaTypes, ResponseContent, node::Node};
use super::content::Content;
use crate::value::Value;

/// Reads a response that is not a reference.
pub(super) fn read<'a>(node: &Node<'a>, schemas: &mut Schemas<'a>) -> Read<'a> {
    let nothing_known = (ResponseContent::Undescribed, MediaTypes::default());
    if *node.value == Value::Null || !node.check() {
        return nothing_known;
    }
    let Some(content) = Content::of(node) else {
        extension::report_misplaced(node, Owner::Nothing);
        return nothing_known;
    };
    let schema = content.value().and_then(|entry| entry.get("schema"));
    let described = match schema {
        None if content.is_empty() => ResponseContent::Nothing,
        None => ResponseContent::Undescribed,
        Some(schema) => {
            extension::report_misplaced(node, Owner::Response);
            ResponseContent::Schema {
                schema: schemas.add(&schema),
                envelope: extension::optional_envelope(node),
            }
        }
    };
    (described, content.types)
}
