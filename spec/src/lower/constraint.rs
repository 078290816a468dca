//! What a schema says about values beyond their type, less what the type says already.

use crate::api::Constraints;
use crate::document::Schema;

/// Formats that the type stands for.
const ABSORBED: &[&str] = &[
    "date",
    "date-time",
    "password",
    "int32",
    "int64",
    "float",
    "double",
];

/// The constraints of a schema.
pub(super) fn lower(schema: &Schema) -> Constraints {
    let mut constraints = schema.constraints.clone();
    let is_absorbed = |format: &String| ABSORBED.contains(&format.as_str());
    if constraints.format.as_ref().is_some_and(is_absorbed) {
        constraints.format = None;
    }
    constraints
}
