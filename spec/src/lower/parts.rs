//! Objects put together: `allOf` merged, references followed.

use std::collections::BTreeSet;

use super::depth::DEEPEST;
use super::reference::dangling_target;
use super::schema::Types;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Schema;
use crate::name::Scope;

/// Where a collection of parts is.
#[derive(Default)]
struct Open<'a> {
    /// The definitions that it is inside of, to notice a circle.
    names: Vec<&'a str>,
    /// Those that it has been to: again, they would add nothing.
    taken: BTreeSet<&'a str>,
}

impl<'a> Types<'a> {
    /// The properties of an object with those of its `allOf` parts merged in, each with whether it is required.
    /// The first of two properties with the same name is taken.
    pub(super) fn properties(
        &self,
        schema: &'a Schema,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'a str, &'a Schema, bool)> {
        let mut parts = Vec::new();
        self.collect_parts(schema, &mut parts, &mut Open::default(), diagnostics);
        let required = |name: &String| parts.iter().any(|part| part.required.contains(name));
        let mut seen = Scope::default();
        let mut properties = Vec::new();
        for (name, property) in parts.iter().flat_map(|part| &part.properties) {
            if seen.claim(name) == *name {
                properties.push((name.as_str(), property, required(name)));
            }
        }
        properties
    }

    /// The schema and its `allOf` parts, references followed, the parts before what adds to them.
    fn collect_parts(
        &self,
        schema: &'a Schema,
        parts: &mut Vec<&'a Schema>,
        open: &mut Open<'a>,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(reference) = &schema.reference {
            let Some(definition) = self.index.definition(reference) else {
                let help = "define the schema under `definitions`, or write it out here";
                diagnostics.warning(
                    Rule::DanglingReference,
                    &schema.pointer,
                    dangling_target(reference),
                    help,
                );
                return;
            };
            if open.names.contains(&definition.name.as_str()) {
                let message = format!("`{reference}` is part of itself: it is taken once");
                let help = "break the circle of `allOf` and `$ref`";
                diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
                return;
            }
            if open.names.len() >= DEEPEST {
                let message = format!("more than {DEEPEST} references stand one in the other");
                let help = "put the properties together in fewer steps of `allOf`";
                diagnostics.error(Rule::DeepSchema, &schema.pointer, message, help);
                return;
            }
            if open.taken.insert(&definition.name) {
                open.names.push(&definition.name);
                self.collect_parts(&definition.schema, parts, open, diagnostics);
                open.names.pop();
            }
            return;
        }
        for part in &schema.all_of {
            self.collect_parts(part, parts, open, diagnostics);
        }
        parts.push(schema);
    }

    /// The object schema that a schema is or refers to; `None` when it is no object with known properties.
    pub(super) fn object(&self, schema: &'a Schema) -> Option<&'a Schema> {
        let mut schema = schema;
        let mut seen = BTreeSet::new();
        loop {
            if let Some(reference) = &schema.reference {
                // A circle is no object.
                if !seen.insert(reference) {
                    return None;
                }
                schema = &self.index.definition(reference)?.schema;
            } else if let Some(part) = only_part(schema) {
                schema = part;
            } else {
                return is_object(schema).then_some(schema);
            }
        }
    }
}

/// The one part that a schema adds nothing to, but for words about it: `allOf` is how a reference gets a description.
pub(super) fn only_part(schema: &Schema) -> Option<&Schema> {
    let adds = schema.reference.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.values.is_empty();
    match schema.all_of.as_slice() {
        [part] if !adds => Some(part),
        _ => None,
    }
}

/// Whether a schema has properties of its own, or is put together from parts.
pub(super) fn is_object(schema: &Schema) -> bool {
    schema.reference.is_none() && !(schema.properties.is_empty() && schema.all_of.is_empty())
}
