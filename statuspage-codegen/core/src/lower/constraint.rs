//! What a schema says about values beyond their type.

use crate::api::{Constrained, Constraints};
use crate::document::Schema;

/// Formats that the Rust type already expresses.
const ABSORBED: &[&str] = &[
    "date",
    "date-time",
    "partial-date",
    "unix-time",
    "password",
    "int32",
    "int64",
    "float",
    "double",
];

/// Returns the constraints of a schema, without a format that the type expresses.
pub(super) fn lower(schema: &Schema<'_>) -> Constrained {
    let is_absorbed = |format: &String| ABSORBED.contains(&format.as_str());
    if !schema.constraints.format.as_ref().is_some_and(is_absorbed) {
        return schema.constraints.clone();
    }
    let constraints = Constraints {
        format: None,
        ..Constraints::clone(&schema.constraints)
    };
    constraints.into()
}
