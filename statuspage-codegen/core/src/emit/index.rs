//! The documentation of the modules `params` and `models`: their items by group of operations.

use proc_macro2::TokenStream;

use super::client::{Group, groups};
use super::docs;
use crate::api::{Api, Model, Shape, Type};
use crate::hashed::{Map, Set};

/// The structs of parameters, by group, with the short names.
pub(super) fn params(api: &Api) -> TokenStream {
    let entries = tagged(api).map(|group| {
        let operations = group.operations.iter();
        let names = operations.map(|operation| match &operation.alias {
            Some(alias) => alias.params.as_str(),
            None => &operation.params,
        });
        (group.tag, names.collect())
    });
    let title = "The parameters of the operations, a struct for each.";
    docs::index("params", title, &entries.collect::<Vec<_>>())
}

/// The types, each in the first group whose operations use it, and ids at the end.
pub(super) fn models(api: &Api) -> TokenStream {
    let by_name = api.models.iter().map(|model| (&*model.type_name, model));
    let by_name = by_name.collect();
    let mut seen = Set::default();
    let entries = tagged(api).map(|group| {
        let mut names = Vec::new();
        for operation in group.operations {
            add(&by_name, &operation.output, &mut seen, &mut names);
            for ty in operation
                .errors
                .iter()
                .filter_map(|error| error.ty.as_ref())
            {
                add(&by_name, ty, &mut seen, &mut names);
            }
            for parameter in &operation.parameters {
                add(&by_name, &parameter.ty, &mut seen, &mut names);
            }
        }
        (group.tag, names)
    });
    let mut entries: Vec<_> = entries.collect();
    if !entries.is_empty() {
        let ids = api
            .models
            .iter()
            .filter(|model| model.shape == Shape::Newtype);
        entries.push((
            Some("Ids"),
            ids.map(|model| model.type_name.as_str()).collect(),
        ));
    }
    docs::index("models", "The named types of the description.", &entries)
}

/// The groups of operations; none if no operation has a tag.
fn tagged(api: &Api) -> impl Iterator<Item = Group<'_>> {
    let is_tagged = api
        .operations
        .iter()
        .any(|operation| !operation.tags.is_empty());
    is_tagged.then(|| groups(api)).into_iter().flatten()
}

/// Adds the models in a type, and those in their fields.
fn add<'a>(
    models: &Map<&str, &'a Model>,
    ty: &Type,
    seen: &mut Set<&'a str>,
    names: &mut Vec<&'a str>,
) {
    match ty {
        Type::Array(item) | Type::Optional(item) | Type::Selection { item, .. } => {
            add(models, item, seen, names);
        }
        Type::Map { key, value } => {
            add(models, key, seen, names);
            add(models, value, seen, names);
        }
        Type::Model(name) => {
            let Some(model) = models.get(&**name) else {
                return;
            };
            if model.shape == Shape::Newtype || !seen.insert(&model.type_name) {
                return;
            }
            names.push(&model.type_name);
            if let Shape::Struct(fields) = &model.shape {
                for field in fields {
                    add(models, &field.ty, seen, names);
                }
            }
        }
        _ => {}
    }
}
