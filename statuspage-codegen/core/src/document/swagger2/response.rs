//! Responses of Swagger 2.0: a schema, whose media types the operation states.

use super::super::extension::{self, Owner};
use super::super::schema::Schemas;
use super::super::{ResponseContent, node::Node};
use crate::diagnostic::Rule;
use crate::value::Value;

/// Reads a response that is not a reference.
pub(super) fn read<'a>(node: &Node<'a>, schemas: &mut Schemas<'a>) -> ResponseContent<'a> {
    if *node.value == Value::Null || !node.check() {
        return ResponseContent::Undescribed;
    }
    if let Some(schema) = node.get("schema") {
        extension::report_misplaced(node, Owner::Response);
        return ResponseContent::Schema {
            schema: schemas.add(&schema),
            envelope: extension::optional_envelope(node),
        };
    }
    let is_schema = node.peek("type").is_some() || node.peek("properties").is_some();
    if !is_schema {
        extension::report_misplaced(node, Owner::Nothing);
        return ResponseContent::Undescribed;
    }
    let message = "found a schema instead of a response; using it as the schema of the body";
    let help = "put it under `schema`, next to a `description`";
    node.warn(Rule::WrongKind, message, help);
    ResponseContent::Schema {
        schema: schemas.add(node),
        envelope: None,
    }
}
