//! What a schema comes to: an object, which has fields, or another type, when references are followed.

use super::schema::{DEEPEST, Types};
use crate::document::{Nature, Schema};

/// Where the references of a schema lead.
#[derive(Clone, Copy)]
pub(super) enum End<'a> {
    Object(&'a Schema<'a>),
    /// A dangling reference.
    Nowhere,
    /// They never end.
    Circle,
    Other,
}

impl<'a> Types<'a> {
    /// The object schema that a schema is or refers to; `None` when it is no object with known properties.
    pub(super) fn object(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        match self.end(schema) {
            End::Object(object) => Some(object),
            End::Nowhere | End::Circle | End::Other => None,
        }
    }

    /// What a schema comes to when its references are followed.
    pub(super) fn end(&self, schema: &'a Schema<'a>) -> End<'a> {
        match self.first_end(schema) {
            End::Object(object) if self.is_of_others(object) => End::Other,
            end => end,
        }
    }

    /// The one part that is the whole type.
    pub(super) fn only_part(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        let first = || schema.all_of.first();
        only_part(schema).or_else(|| self.is_of_others(schema).then(first).flatten())
    }

    /// Whether a schema is put together from nothing but references that lead to no object. It is asked of one schema any
    /// number of times.
    fn is_of_others(&self, schema: &'a Schema<'a>) -> bool {
        if !schema.is_bare() || schema.all_of.is_empty() {
            return false;
        }
        if let Some(known) = self.of_others.borrow().get(&schema.pointer) {
            return *known;
        }
        let is_other = |part| matches!(self.first_end(part), End::Other);
        let answer = schema.all_of.iter().all(is_other);
        self.of_others.borrow_mut().insert(&schema.pointer, answer);
        answer
    }

    /// The same as [`end`](Self::end), but what is put together from several parts counts as an object.
    fn first_end(&self, schema: &'a Schema<'a>) -> End<'a> {
        let Some(reference) = schema.reference else {
            return self.first_end_of(schema);
        };
        if let Some(known) = self.ends.borrow().get(reference) {
            return *known;
        }
        let end = self.first_end_of(schema);
        self.ends.borrow_mut().insert(reference, end);
        end
    }

    fn first_end_of(&self, schema: &'a Schema<'a>) -> End<'a> {
        let mut schema = schema;
        // What is left of that many is a circle, or as good as one.
        for _ in 0..=DEEPEST {
            if let Some(reference) = &schema.reference {
                match self.index.definition(reference) {
                    Some(definition) => schema = &definition.schema,
                    None => return End::Nowhere,
                }
            } else if let Some(part) = only_part(schema) {
                schema = part;
            } else if is_object(schema) {
                return End::Object(schema);
            } else {
                return End::Other;
            }
        }
        End::Circle
    }
}

/// The one part that is the whole type: `allOf` is how a reference gets a description, and texts and numbers get more
/// limits. Of several parts that are no objects, it is the first.
fn only_part<'a>(schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
    match schema.all_of.as_slice() {
        [first, rest @ ..] if schema.is_bare() => {
            (rest.is_empty() || schema.nature == Nature::Other).then_some(first)
        }
        _ => None,
    }
}

/// Whether a schema has properties of its own, or is put together from parts that may have some.
pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    let is_composed = !schema.all_of.is_empty() && schema.nature == Nature::Object;
    schema.reference.is_none() && (!schema.properties.is_empty() || is_composed)
}
