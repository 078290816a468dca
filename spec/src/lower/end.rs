//! What a schema comes to: an object, which has fields, or another type, when references are followed.

use super::schema::{DEEPEST, Types};
use crate::document::Schema;

/// Where the references of a schema lead.
pub(super) enum End<'a> {
    Object(&'a Schema<'a>),
    /// The reference that names no definition.
    Nowhere(&'a Schema<'a>),
    /// They never end.
    Circle,
    Other,
}

impl<'a> Types<'a> {
    /// The object schema that a schema is or refers to; `None` when it is no object with known properties.
    pub(super) fn object(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        match self.end(schema) {
            End::Object(object) => Some(object),
            End::Nowhere(_) | End::Circle | End::Other => None,
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
        let first = || schema.all_of.iter().find(|part| says_type(part));
        only_part(schema).or_else(|| self.is_of_others(schema).then(first).flatten())
    }

    /// Whether a schema is put together from nothing but references that lead to no object.
    fn is_of_others(&self, schema: &'a Schema<'a>) -> bool {
        let is_other = |part| matches!(self.first_end(part), End::Other);
        let mut parts = schema.all_of.iter().filter(|part| says_type(part));
        is_bare(schema) && !schema.all_of.is_empty() && parts.all(is_other)
    }

    /// The same as [`end`](Self::end), but what is put together from several parts counts as an object.
    fn first_end(&self, schema: &'a Schema<'a>) -> End<'a> {
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
        End::Circle
    }
}

/// The one part that is the whole type: `allOf` is how a reference gets a description, and texts and numbers get more
/// limits. Of several parts that are no objects, it is the first.
fn only_part<'a>(schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
    if says_type(schema) && !is_bare(schema) {
        return None;
    }
    let mut parts = schema.all_of.iter().filter(|part| says_type(part));
    let first = parts.next()?;
    (parts.next().is_none() || has_other_type(schema)).then_some(first)
}

/// Whether a schema says more of a type than words and limits.
pub(super) fn says_type(schema: &Schema<'_>) -> bool {
    schema.kind.is_some() || !is_bare(schema) || !schema.all_of.is_empty()
}

/// Whether a schema says nothing of a type by itself but its name.
fn is_bare(schema: &Schema<'_>) -> bool {
    schema.reference.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.values.is_empty()
        && schema.items.is_none()
        && schema.additional.is_none()
}

/// Whether a schema or one of its parts is a text, a number, a flag or a list.
fn has_other_type(schema: &Schema<'_>) -> bool {
    let is_other = |schema: &Schema<'_>| schema.kind.is_some_and(|kind| kind != "object");
    is_other(schema) || schema.all_of.iter().any(is_other)
}

/// Whether a schema has properties of its own, or is put together from parts that may have some.
pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    let is_composed = || schema.all_of.iter().any(says_type) && !has_other_type(schema);
    schema.reference.is_none() && (!schema.properties.is_empty() || is_composed())
}
