//! Values that may be null, by what they or the definitions that they refer to say.

use super::schema::Types;
use crate::api::Type;
use crate::document::Schema;
use crate::document::reference::DEEPEST;

impl<'a> Types<'a> {
    /// The type of a value at a place where null means something else than its absence.
    pub(super) fn or_null(&self, ty: Type, schema: &'a Schema<'a>) -> Type {
        if self.is_nullable(schema) {
            Type::Optional(Box::new(ty))
        } else {
            ty
        }
    }

    pub(super) fn is_nullable(&self, schema: &'a Schema<'a>) -> bool {
        self.chain(schema)
            .any(|schema| schema.nullable == Some(true))
    }

    /// Whether it is a text, and not bytes that are called one.
    pub(super) fn is_text(&self, schema: &'a Schema<'a>) -> bool {
        self.chain(schema).last().is_some_and(|schema| {
            let format = schema.constraints.format.as_deref();
            schema.kind == Some("string") && !matches!(format, Some("binary" | "byte"))
        })
    }

    /// The schema, and those that it refers to, one after the other.
    pub(super) fn chain(&self, schema: &'a Schema<'a>) -> impl Iterator<Item = &'a Schema<'a>> {
        let chain = self.index.chain(schema, |schema| self.only_part(schema));
        // A longer chain is a cycle, or as good as one.
        chain.take(DEEPEST)
    }
}

/// The type of a value outside JSON, where there is no null.
pub(super) fn never_null(ty: Type) -> Type {
    let boxed = |ty: Box<Type>| Box::new(never_null(*ty));
    match ty {
        Type::Optional(value) => never_null(*value),
        Type::Array(item) => Type::Array(boxed(item)),
        Type::Map { key, value } => Type::Map {
            key,
            value: boxed(value),
        },
        other => other,
    }
}
