//! Operations whose result becomes untyped JSON: their users get a `serde_json::Value` that no later version may type without
//! breaking them.

use statuspage_codegen_core::Api;
use statuspage_codegen_core::api::{Operation, Type};

use crate::print::count;

/// Returns a warning of the operations with an untyped result that had none before; empty if there is none.
pub(super) fn warning(old: Option<&Api>, new: &Api) -> String {
    let known = |found: &&Operation| {
        let mut before = old.into_iter().flat_map(|old| &old.operations);
        before.any(|before| before.id == found.id && is_untyped(&before.output))
    };
    let untyped = new
        .operations
        .iter()
        .filter(|found| is_untyped(&found.output));
    let functions: Vec<&str> = untyped
        .filter(|found| !known(found))
        .map(|found| &*found.function)
        .collect();
    if functions.is_empty() {
        return String::new();
    }
    let title = count(functions.len(), "new untyped result");
    let functions = functions.join(", ");
    format!("warning: {title}; describe the response in spec/overlay: {functions}\n\n")
}

/// Whether a value is untyped JSON, or a list or a map of it.
fn is_untyped(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Array(inner) | Type::Optional(inner) | Type::Map { value: inner, .. } => {
            is_untyped(inner)
        }
        _ => false,
    }
}
