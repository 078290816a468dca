//! Models that contain themselves: the fields through which they do must be boxed.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Field, Model, Shape, Type};

/// Marks every field that closes a circle of models. Lists and maps are on the heap already.
pub(super) fn mark_boxed(models: &mut [Model]) {
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for model in models.iter() {
        let names = fields(model)
            .iter()
            .filter_map(direct_model)
            .map(str::to_owned)
            .collect();
        parts.insert(model.type_name.clone(), names);
    }
    for model in models {
        let Shape::Struct(fields) = &mut model.shape else {
            continue;
        };
        for field in fields {
            field.boxed =
                direct_model(field).is_some_and(|part| reaches(&parts, part, &model.type_name));
        }
    }
}

fn fields(model: &Model) -> &[Field] {
    match &model.shape {
        Shape::Struct(fields) => fields,
        Shape::Enum(_) | Shape::Newtype => &[],
    }
}

fn direct_model(field: &Field) -> Option<&str> {
    match &field.ty {
        Type::Model(name) => Some(name),
        _ => None,
    }
}

fn reaches(parts: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(parts.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
