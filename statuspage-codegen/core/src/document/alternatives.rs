//! `oneOf` and `anyOf`: a value that is one of several types, or null.

use super::composition;
use super::schema::Schemas;
use super::{Alternatives, Schema, node::Node};

/// The maximum number of schemas that are repeated for each alternative.
const MOST_REPEATED: usize = 100;

/// Adds the alternatives of a node to its schema. Null is not one: it makes the schema nullable. A single one is a part like
/// those of `allOf`, and strings are one string with all of their values.
pub(super) fn add<'a>(schema: &mut Schema<'a>, node: &Node<'a>, schemas: &mut Schemas<'a>) {
    let nodes = ["oneOf", "anyOf"].map(|key| node.list(key)).concat();
    if nodes.is_empty() {
        return;
    }
    let mut found: Vec<_> = nodes.iter().map(|node| schemas.read(node)).collect();
    let count = found.len();
    let is_null = |one: &Schema<'_>| {
        one.kind == Some("null") || one.nullable == Some(true) && !one.states_type()
    };
    found.retain(|one| !is_null(one));
    if found.len() < count {
        schema.nullable = Some(true);
    }
    // Some only say which properties an object must have, or exclude each other by limits.
    if !found.iter().any(Schema::states_type) {
        return;
    }
    if found.len() == 1 {
        schema.all_of.append(&mut found);
        return;
    }
    let is_string = |one: &Schema<'_>| {
        let is_plain = one.constraints.get("format").is_none() && one.rust_type.is_none();
        (one.kind == Some("string") || !one.values.is_empty()) && is_plain
    };
    if found.iter().all(is_string) {
        schema.kind = Some("string");
        schema.values = found.into_iter().flat_map(|one| one.values).collect();
        return;
    }
    if !schema.properties.is_empty() {
        if composition::count(schema) > MOST_REPEATED {
            found.clear();
        }
        add_base(schema, &mut found);
    }
    schema.has_subtypes = false;
    schema.alternatives = Some(Box::new(Alternatives { schemas: found }));
}

/// Adds the properties that are described next to the alternatives to each of those.
fn add_base<'a>(schema: &Schema<'a>, found: &mut [Schema<'a>]) {
    let base = Schema {
        pointer: schema.pointer.clone(),
        properties: schema.properties.clone(),
        required: schema.required.clone(),
        ..Schema::default()
    };
    for one in found {
        let own = std::mem::take(one);
        *one = Schema {
            pointer: own.pointer.clone(),
            all_of: vec![base.clone(), own],
            ..Schema::default()
        };
    }
}
