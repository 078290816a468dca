//! How deep schemas may stand one in the other: neither the reader nor rustc may run out of stack over a document.

use crate::api::Type;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Schema;

/// The greatest depth, references followed. It is far more than a description has that people wrote.
pub(super) const DEEPEST: usize = 64;

/// How many lists and maps stand one in the other.
pub(super) fn nesting(ty: &Type) -> usize {
    match ty {
        Type::Array(inner) | Type::Map { value: inner, .. } => nesting(inner).saturating_add(1),
        _ => 0,
    }
}

/// Reports a schema that is deeper; what it says is passed over.
pub(super) fn too_deep(schema: &Schema, diagnostics: &mut Diagnostics) -> Type {
    let message =
        format!("more than {DEEPEST} schemas stand one in the other: the value is free JSON");
    let help = "give one of them a name under `definitions`, as an object";
    diagnostics.warning(Rule::DeepSchema, &schema.pointer, message, help);
    Type::Any
}
