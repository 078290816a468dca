//! Fields of bodies whose objects lack a part, because the reference to it is dangling. They become untyped JSON: a typed one
//! could not be sent whole.

use super::context::Context;
use crate::api::{Location, Model, Operation, Type};
use crate::document::reference::Broken;
use crate::hashed::Map;

/// Makes the fields of bodies untyped JSON that contain such an object.
pub(super) fn make_untyped(operations: &mut [Operation], context: &Context<'_>) {
    if context.incomplete.is_empty() {
        return;
    }
    let incomplete = containers(&context.models, &context.incomplete);
    for operation in operations {
        for parameter in &mut operation.parameters {
            let in_body = matches!(
                parameter.location,
                Location::Body { .. } | Location::RestOfBody { .. } | Location::WholeBody
            );
            let mut names = names(&parameter.ty).into_iter().filter(|_| in_body);
            if let Some(broken) = names.find_map(|name| incomplete.get(name)) {
                let consequence = format!(
                    ": `{}` in the body of `{}` is untyped JSON",
                    parameter.name, operation.id
                );
                broken.warn(context.diagnostics, &consequence);
                parameter.ty = Type::Any;
            }
        }
    }
}

/// Returns the types that are incomplete or contain one that is, each with the reference to what is missing.
fn containers<'m>(
    models: &'m [Model],
    incomplete: &'m Map<String, Broken>,
) -> Map<&'m str, &'m Broken> {
    let mut users: Map<&str, Vec<&str>> = Map::default();
    let mut pending = Vec::new();
    for model in models {
        if let Some(reference) = incomplete.get(&model.type_name) {
            pending.push((model.type_name.as_str(), reference));
        }
        for name in model.shape.types().into_iter().flat_map(names) {
            users
                .get_or_insert_with(name, Vec::new)
                .push(&model.type_name);
        }
    }
    let mut found = Map::default();
    while let Some((name, reference)) = pending.pop() {
        if found.insert(name, reference).is_none() {
            let users = users.get(name).into_iter().flatten();
            pending.extend(users.map(|user| (*user, reference)));
        }
    }
    found
}

/// Returns the names of the models that a type is made of.
pub(super) fn names(ty: &Type) -> Vec<&str> {
    match ty {
        Type::Model(name) => vec![name],
        Type::Array(item) | Type::Optional(item) | Type::Selection { item, .. } => names(item),
        Type::Map { key, value } => [names(key), names(value)].concat(),
        _ => Vec::new(),
    }
}
