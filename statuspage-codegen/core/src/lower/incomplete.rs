//! Objects with a part that is a dangling reference, where a body has them: it needs them whole.

use std::collections::BTreeMap;

use super::body;
use crate::api::{Location, Model, Operation, Shape, Type};
use crate::diagnostic::Diagnostics;
use crate::document::Schema;
use crate::document::reference::Index;

/// Makes the fields of bodies untyped JSON that would hold such an object: not all of it could be sent. `incomplete` has
/// the dangling references, by the types that lack what they stand for.
pub(super) fn make_untyped(
    operations: &mut [Operation],
    models: &[Model],
    incomplete: &BTreeMap<String, &Schema<'_>>,
    index: &Index<'_>,
    diagnostics: &Diagnostics,
) {
    if incomplete.is_empty() {
        return;
    }
    let incomplete = holders(models, incomplete);
    for operation in operations {
        for parameter in &mut operation.parameters {
            let in_body = matches!(
                parameter.location,
                Location::Body { .. } | Location::WholeBody
            );
            let names = names(&parameter.ty).into_iter();
            let found = names
                .filter(|_| in_body)
                .find_map(|name| incomplete.get(name));
            if let Some(reference) = found {
                let what = format!("`{}` in the body of `{}`", parameter.name, operation.id);
                body::warn_untyped(reference, &what, index, diagnostics);
                parameter.ty = Type::Any;
            }
        }
    }
}

/// The types that are incomplete or hold one that is, with the references that they lack.
fn holders<'a>(
    models: &'a [Model],
    incomplete: &BTreeMap<String, &'a Schema<'a>>,
) -> BTreeMap<&'a str, &'a Schema<'a>> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut pending = Vec::new();
    for model in models {
        if let Some(reference) = incomplete.get(&model.type_name) {
            pending.push((model.type_name.as_str(), *reference));
        }
        let Shape::Struct(fields) = &model.shape else {
            continue;
        };
        for name in fields.iter().flat_map(|field| names(&field.ty)) {
            users.entry(name).or_default().push(&model.type_name);
        }
    }
    let mut found = BTreeMap::new();
    while let Some((name, reference)) = pending.pop() {
        if found.insert(name, reference).is_none() {
            let users = users.remove(name).unwrap_or_default();
            pending.extend(users.into_iter().map(|user| (user, reference)));
        }
    }
    found
}

/// The named types that a type is made of.
fn names(ty: &Type) -> Vec<&str> {
    match ty {
        Type::Model(name) => vec![name],
        Type::Array(item) | Type::Optional(item) | Type::Selection { item, .. } => names(item),
        Type::Map { key, value } => [names(key), names(value)].concat(),
        _ => Vec::new(),
    }
}
