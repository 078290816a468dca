//! Where in the document the things stand that the reader named.

use statuspage_spec::api::{Location, Model, Operation};
use statuspage_spec::{Api, Pointer};

use super::names;
use super::node::Node;
use super::outline::Outline;

/// Where a parameter's name stands; the operation when it is not declared.
pub(super) fn parameter(
    operation: &Operation,
    name: &str,
    location: &Location,
    outline: &Outline<'_>,
) -> Pointer {
    let found = || {
        let root = &outline.root;
        let node = root.find(&operation.pointer)?;
        let path = outline.paths.iter().find(|path| {
            path.operations
                .iter()
                .any(|(_, own)| own.pointer == operation.pointer)
        })?;
        let lists = [node, path.node.clone()].map(|owner| owner.items_of("parameters"));
        let mut declared = lists.iter().flatten().filter_map(|item| item.resolve(root));
        match location {
            Location::Body { envelope } => {
                let body = declared.find(|item| item.text("in") == Some("body"))?;
                let object = body.get("schema")?.resolve(root)?;
                let fields = match envelope {
                    Some(envelope) => property(&object, envelope)?.resolve(root)?,
                    None => object,
                };
                Some(property(&fields, name).map_or(body.pointer, |field| field.pointer))
            }
            _ => declared
                .find(|item| item.text("name") == Some(name))
                .map(|item| item.pointer.child("name")),
        }
    };
    found().unwrap_or_else(|| operation.pointer.clone())
}

fn property<'a>(object: &Node<'a>, name: &str) -> Option<Node<'a>> {
    object.get("properties")?.get(name)
}

/// Where a model is defined. A type that stands inline is named after what holds it and the way from there: it is
/// found by that, or else what holds it is.
pub(super) fn model(model: &Model, api: &Api, outline: &Outline<'_>) -> Pointer {
    let definitions = Pointer::default().child("definitions");
    let own = definitions.child(&model.name);
    if outline.root.find(&own).is_some() {
        return own;
    }
    let wanted = names::letters(&model.name);
    let names = outline
        .root
        .entries_of("definitions")
        .into_iter()
        .map(|(name, node)| (names::letters(name), node.pointer));
    let operations = api
        .operations
        .iter()
        .map(|operation| (names::letters(&operation.id), operation.pointer.clone()));
    let owner = names
        .chain(operations)
        .filter(|(name, _)| *name != wanted && wanted.starts_with(name.as_str()))
        .max_by_key(|(name, _)| name.len());
    let Some((owner, pointer)) = owner else {
        return Pointer::default();
    };
    let rest = wanted.strip_prefix(owner.as_str()).unwrap_or_default();
    let below = format!("{pointer}/");
    outline
        .schemas
        .iter()
        .filter(|schema| schema.node.pointer.to_string().starts_with(&below))
        .find(|schema| schema.name.is_some_and(|name| names::letters(name) == rest))
        .map_or(pointer, |schema| schema.node.pointer.clone())
}
