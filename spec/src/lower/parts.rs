//! Objects put together: `allOf` merged, references followed.

use std::collections::BTreeSet;

use super::schema::{DEEPEST, Types};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Schema;
use crate::pointer::Pointer;

/// The most properties that objects may be put together from, in a whole document: with `allOf`, a short text can ask
/// for the same ones any number of times.
const MOST_PROPERTIES: usize = 500_000;

/// The parts of one object.
#[derive(Default)]
struct Parts<'a> {
    found: Vec<&'a Schema<'a>>,
    /// The definitions that are being followed, to notice a circle.
    open: Vec<&'a Pointer>,
    /// The definitions that are among the parts: a second time would add nothing.
    done: BTreeSet<&'a Pointer>,
    missing: Option<&'a Schema<'a>>,
}

/// The properties of an object.
#[derive(Default)]
pub(super) struct Properties<'a> {
    /// Name, schema, and whether it is required.
    pub(super) known: Vec<(&'a str, &'a Schema<'a>, bool)>,
    /// A reference to nowhere among the object's parts, which would have given more.
    pub(super) missing: Option<&'a Schema<'a>>,
}

/// Where the references of a schema lead.
pub(super) enum End<'a> {
    Object(&'a Schema<'a>),
    /// The reference that names no definition.
    Nowhere(&'a Schema<'a>),
    Other,
}

impl<'a> Types<'a> {
    /// The properties of an object with those of its `allOf` parts merged in. The first of two with the same name is taken.
    pub(super) fn properties(
        &mut self,
        schema: &'a Schema<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Properties<'a> {
        let mut parts = Parts::default();
        self.collect_parts(schema, &mut parts, diagnostics);
        let Parts {
            found: parts,
            missing,
            ..
        } = parts;
        self.merged += parts
            .iter()
            .map(|part| part.properties.len())
            .sum::<usize>();
        if self.merged > MOST_PROPERTIES {
            let message = format!(
                "more than {MOST_PROPERTIES} properties, counted again wherever they are merged"
            );
            self.too_large(schema, message, diagnostics);
            return Properties::default();
        }
        let required: BTreeSet<&str> = parts
            .iter()
            .flat_map(|part| part.required.iter().copied())
            .collect();
        let mut seen = BTreeSet::new();
        let mut known = Vec::new();
        for (name, property) in parts.iter().flat_map(|part| &part.properties) {
            if seen.insert(name) {
                known.push((*name, property, required.contains(name)));
            }
        }
        Properties { known, missing }
    }

    /// The schema and its `allOf` parts, references followed, the parts before what adds to them.
    fn collect_parts(
        &mut self,
        schema: &'a Schema<'a>,
        parts: &mut Parts<'a>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(reference) = &schema.reference else {
            for part in &schema.all_of {
                self.collect_parts(part, parts, diagnostics);
            }
            parts.found.push(schema);
            return;
        };
        let Some(definition) = self.index.definition(reference) else {
            parts.missing.get_or_insert(schema);
            let help = "define the schema under `definitions`, or write it out here";
            let message = format!(
                "{}: its properties are left out",
                Pointer::dangling(reference, "definition")
            );
            diagnostics.warning(Rule::DanglingReference, &schema.pointer, message, help);
            return;
        };
        if parts.open.contains(&&definition.pointer) {
            let message = format!("`{reference}` is part of itself: it is taken once");
            let help = "break the circle of `allOf` and `$ref`";
            diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
            return;
        }
        if parts.open.len() >= DEEPEST {
            let message =
                format!("`allOf` and `$ref` lead from one to the next more than {DEEPEST} times");
            self.too_large(schema, message, diagnostics);
            return;
        }
        if parts.done.insert(&definition.pointer) {
            parts.open.push(&definition.pointer);
            self.collect_parts(&definition.schema, parts, diagnostics);
            parts.open.pop();
        }
    }

    /// An error, told once: where there is one such object, there may be thousands.
    fn too_large(&mut self, schema: &Schema<'_>, message: String, diagnostics: &mut Diagnostics) {
        if !std::mem::replace(&mut self.told_too_large, true) {
            let help = "put objects together from fewer parts";
            diagnostics.error(Rule::TooLarge, &schema.pointer, message, help);
        }
    }

    /// The object schema that a schema is or refers to; `None` when it is no object with known properties.
    pub(super) fn object(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        match self.end(schema) {
            End::Object(object) => Some(object),
            End::Nowhere(_) | End::Other => None,
        }
    }

    /// What a schema comes to when its references are followed.
    pub(super) fn end(&self, schema: &'a Schema<'a>) -> End<'a> {
        let mut schema = schema;
        // What is left of that many is a circle, or as good as one.
        for _ in 0..=DEEPEST {
            if let Some(reference) = &schema.reference {
                match self.index.definition(reference) {
                    Some(definition) => schema = &definition.schema,
                    None => return End::Nowhere(schema),
                }
            } else if let Some(part) = only_part(schema) {
                schema = part;
            } else if is_object(schema) {
                return End::Object(schema);
            } else {
                return End::Other;
            }
        }
        End::Other
    }
}

/// The one part that a schema adds nothing to, but for words about it: `allOf` is how a reference gets a description.
pub(super) fn only_part<'a>(schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
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
pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    schema.reference.is_none() && !(schema.properties.is_empty() && schema.all_of.is_empty())
}
