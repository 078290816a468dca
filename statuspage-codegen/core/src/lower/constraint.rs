//! What a schema says about values beyond their type, less what the type says already.

use crate::api::{Constrained, Constraints};
use crate::document::Schema;

/// Formats that the type stands for.
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

/// The constraints of a schema.
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
