//! What a schema resolves to when its references are followed: an object, which has fields, or another type.

use super::schema::Types;
use crate::document::reference::DEEPEST;
use crate::document::{Nature, Schema};

/// What a schema resolves to.
#[derive(Clone, Copy)]
pub(super) enum Resolved<'a> {
    Object(&'a Schema<'a>),
    /// A dangling reference.
    Dangling,
    /// References that form a cycle.
    Cyclic,
    Other,
}

impl<'a> Types<'a> {
    /// Returns the object schema that a schema is or refers to; `None` if it is not an object with known properties.
    pub(super) fn object(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        match self.end(schema) {
            Resolved::Object(object) => Some(object),
            Resolved::Dangling | Resolved::Cyclic | Resolved::Other => None,
        }
    }

    /// What a schema resolves to when its references are followed.
    pub(super) fn end(&self, schema: &'a Schema<'a>) -> Resolved<'a> {
        match self.first_end(schema) {
            Resolved::Object(object) if self.is_of_others(object) => Resolved::Other,
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
        let is_other = |part| matches!(self.first_end(part), Resolved::Other);
        let answer = schema.all_of.iter().all(is_other);
        self.of_others.borrow_mut().insert(&schema.pointer, answer);
        answer
    }

    /// The same as [`end`](Self::end), but a schema composed of several parts counts as an object.
    fn first_end(&self, schema: &'a Schema<'a>) -> Resolved<'a> {
        let mut chain = self.index.chain(schema, only_part);
        // A longer chain is a cycle, or as good as one.
        match chain.by_ref().take(DEEPEST + 1).last() {
            _ if chain.next().is_some() => Resolved::Cyclic,
            Some(end) if end.reference.is_some() => Resolved::Dangling,
            Some(end) if is_object(end) => Resolved::Object(end),
            _ => Resolved::Other,
        }
    }
}

/// The one part that is the whole type: `allOf` is how a reference gets a description, and texts and numbers get more
/// limits. Of several parts that are not objects, it is the first.
fn only_part<'a>(schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
    match schema.all_of.as_slice() {
        [first, rest @ ..] if schema.is_bare() => {
            (rest.is_empty() || schema.nature == Nature::Other).then_some(first)
        }
        _ => None,
    }
}

/// Returns whether a schema has properties, or is composed of parts that may have some.
pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    let is_composed = !schema.all_of.is_empty() && schema.nature == Nature::Object;
    schema.reference.is_none() && (!schema.properties.is_empty() || is_composed)
}
