//! What a schema says about values beyond their type.

use crate::api::Constraints;
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
pub(super) fn lower(schema: &Schema<'_>) -> Constraints {
    let constraints = &schema.constraints;
    match constraints.get("format") {
        Some(format) if ABSORBED.contains(&format) => constraints.without_format(),
        _ => constraints.clone(),
    }
}
