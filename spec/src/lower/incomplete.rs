//! Objects with a part that leads nowhere, where a request needs them whole.

use std::collections::BTreeMap;

use super::body;
use crate::api::{Location, Model, Operation, Shape, Type};
use crate::diagnostic::Diagnostics;
use crate::document::Schema;

/// Tells of each that the body of an operation can hold: not all of its fields could be sent. `incomplete` has the
/// references to nowhere, by the types that lack what they stand for.
pub(super) fn tell(
    operations: &[Operation],
    models: &[Model],
    incomplete: &BTreeMap<String, &Schema<'_>>,
    diagnostics: &mut Diagnostics,
) {
    if incomplete.is_empty() {
        return;
    }
    let mut unmet: BTreeMap<&str, &Model> = models
        .iter()
        .map(|model| (model.type_name.as_str(), model))
        .collect();
    let mut open = Vec::new();
    for parameter in operations
        .iter()
        .flat_map(|operation| &operation.parameters)
    {
        if matches!(
            parameter.location,
            Location::Body { .. } | Location::WholeBody
        ) {
            push_names(&parameter.ty, &mut open);
        }
    }
    while let Some(name) = open.pop() {
        let Some(model) = unmet.remove(name) else {
            continue;
        };
        if let Some(reference) = incomplete.get(name) {
            body::tell_dangling(reference, diagnostics);
        }
        if let Shape::Struct(fields) = &model.shape {
            for field in fields {
                push_names(&field.ty, &mut open);
            }
        }
    }
}

/// The named types that a type is made of.
fn push_names<'a>(ty: &'a Type, open: &mut Vec<&'a str>) {
    match ty {
        Type::Model(name) => open.push(name),
        Type::Array(item) | Type::Optional(item) => push_names(item, open),
        Type::Map { key, value } => {
            push_names(key, open);
            push_names(value, open);
        }
        _ => {}
    }
}
