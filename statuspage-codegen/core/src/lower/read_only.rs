//! Fields that only responses have, in models that requests contain, too: there they are optional, although responses always
//! have them.

use super::context::Context;
use super::incomplete::names;
use crate::api::{Model, Operation, Shape, Type};
use crate::hashed::{Map, Set};

/// Makes such fields optional.
pub(super) fn make_optional(operations: &[Operation], models: &mut [Model], context: &Context<'_>) {
    if context.read_only.is_empty() {
        return;
    }
    let by_name = models.iter().map(|model| (&*model.type_name, model));
    let by_name: Map<&str, &Model> = by_name.collect();
    let parameters = operations.iter().flat_map(|found| &found.parameters);
    let mut pending: Vec<&str> = parameters.flat_map(|found| names(&found.ty)).collect();
    let mut sent = Set::default();
    while let Some(name) = pending.pop() {
        if let Some(model) = by_name.get(name).filter(|_| sent.insert(name.to_owned())) {
            pending.extend(model.shape.types().into_iter().flat_map(names));
        }
    }
    for model in models
        .iter_mut()
        .filter(|model| sent.contains(&model.type_name))
    {
        let Shape::Struct(fields) = &mut model.shape else {
            continue;
        };
        let read_only = fields
            .iter_mut()
            .filter(|field| context.read_only.contains(&field.pointer));
        for field in read_only {
            field.required = false;
            if let Type::Optional(value) = &field.ty {
                field.ty = Type::clone(value);
            }
        }
    }
}
