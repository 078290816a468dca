//! `oneOf` and `anyOf`: a value that is one of several types, or null.

use super::composition;
use super::reference::Reference;
use super::schema::Schemas;
use super::{Alternative, Alternatives, Discriminator, Nature, Schema, node::Node};
use crate::pointer::Pointer;

/// The maximum number of schemas that are repeated for each alternative.
const MOST_REPEATED: usize = 100;

/// Adds the alternatives of a node to its schema. Null is not one: it makes the schema nullable. A single one is a part like
/// those of `allOf`, and strings are one string with all of their values.
pub(super) fn add<'a>(schema: &mut Schema<'a>, node: &Node<'a>, schemas: &mut Schemas<'a>) {
    let nodes = ["oneOf", "anyOf"].map(|key| node.list(key)).concat();
    let read = |node: &Node<'a>| Alternative {
        title: node.peek("title").and_then(|title| title.scalar()),
        schema: schemas.read(node),
    };
    let mut found: Vec<_> = nodes.iter().map(read).collect();
    let count = found.len();
    found.retain(|one| !is_null(&one.schema));
    if found.len() < count {
        schema.nullable = Some(true);
    }
    let count = found.len();
    found.retain(|one| one.schema.states_type());
    // Some only say which properties an object must have, or exclude each other by limits.
    if found.is_empty() {
        return;
    }
    if found.len() == 1 && count == 1 {
        let only = found.into_iter().map(|one| one.schema);
        return schema.all_of.extend(only);
    }
    if found.len() == count && found.iter().all(|one| is_string(&one.schema)) {
        schema.kind = Some("string");
        let values = found.into_iter().flat_map(|one| one.schema.values);
        schema.values = values.collect();
        return;
    }
    let discriminator = discriminator(node);
    // With a discriminator, the alternatives usually include what is next to them.
    let has_base = !(schema.properties.is_empty() && schema.all_of.is_empty());
    if discriminator.is_none() && has_base {
        if composition::count(schema) > MOST_REPEATED {
            found.clear();
        }
        add_base(schema, &mut found);
    }
    schema.has_subtypes = false;
    schema.alternatives = Some(Box::new(Alternatives {
        found,
        discriminator,
    }));
}

fn is_null(schema: &Schema<'_>) -> bool {
    schema.kind == Some("null") || schema.nullable == Some(true) && !schema.states_type()
}

fn is_string(schema: &Schema<'_>) -> bool {
    let has_own_type = matches!(
        schema.constraints.get("format"),
        Some("date-time" | "date" | "partial-date" | "password" | "binary")
    );
    let is_plain = !has_own_type && schema.rust_type.is_none() && schema.reference.is_none();
    is_plain && (schema.kind == Some("string") || !schema.values.is_empty())
}

/// Adds what is described next to the alternatives to each of them.
fn add_base<'a>(schema: &Schema<'a>, found: &mut [Alternative<'a>]) {
    let base = Schema {
        pointer: schema.pointer.clone(),
        properties: schema.properties.clone(),
        required: schema.required.clone(),
        all_of: schema.all_of.clone(),
        ..Schema::default()
    };
    for Alternative { schema: one, .. } in found {
        let own = std::mem::take(one);
        let is_object = own.kind.is_none_or(|kind| kind == "object");
        *one = Schema {
            pointer: own.pointer.clone(),
            nature: if is_object { own.nature } else { Nature::Other },
            all_of: vec![base.clone(), own],
            ..Schema::default()
        };
    }
}

/// Returns where a value of `mapping` leads, unless it is the name of a schema.
fn mapped<'a>(node: &Node<'a>, text: &'a str) -> Option<Pointer> {
    let endings = [".json", ".yaml", ".yml"];
    let is_file = endings.iter().any(|ending| text.ends_with(ending));
    let is_reference = text.contains(['#', '/']) || is_file;
    is_reference.then(|| Reference::new(node, text).target.ok())?
}

fn discriminator<'a>(node: &Node<'a>) -> Option<Discriminator<'a>> {
    let node = node.get("discriminator").filter(Node::is_mapping)?;
    let mapping = node.mapping("mapping").into_iter();
    let mapping = mapping.filter_map(|(value, target)| {
        let target = target.value.scalar()?;
        let named = || {
            let schemas = Pointer::default().child("components").child("schemas");
            schemas.child(target)
        };
        Some((value, mapped(&node, target).unwrap_or_else(named)))
    });
    Some(Discriminator {
        property: node.text("propertyName")?,
        mapping: mapping.collect(),
    })
}
