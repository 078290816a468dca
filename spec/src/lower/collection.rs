//! Lists and maps: the types of their items, keys and values.

use super::schema::Types;
use crate::api::Type;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::Schema;
use crate::name;

impl<'a> Types<'a> {
    pub(super) fn lower_array(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let item = match &schema.items {
            Some(items) => self.lower(items, &name::within(context, "item"), diagnostics),
            None => Type::Any,
        };
        Type::Array(Box::new(item))
    }

    pub(super) fn lower_map(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let value = match &schema.additional {
            Some(values) => self.lower(values, &name::within(context, "value"), diagnostics),
            // Names alone make a map of it too.
            None if schema.property_names.is_some() => Type::Any,
            None => return Type::Any,
        };
        let key = match &schema.property_names {
            Some(names) => self.lower_key(names, &name::within(context, "key"), diagnostics),
            None => Type::String,
        };
        Type::Map {
            key: Box::new(key),
            value: Box::new(value),
        }
    }

    /// A key is text in JSON, so that only types which are text in JSON will do.
    fn lower_key(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        if self.object(schema).is_none() {
            let key = self.lower(schema, context, diagnostics);
            if matches!(key, Type::String | Type::Model(_)) {
                return key;
            }
        }
        let message = "the names of properties are strings: what this says of them is passed over";
        let help = "make it a `type: string`, with an `x-rust-type` or an `enum`";
        diagnostics.warning(Rule::RustType, &schema.pointer, message, help);
        Type::String
    }
}
