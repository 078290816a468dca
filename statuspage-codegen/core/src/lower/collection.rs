//! Lists and maps: the types of their items, keys and values.

use super::context::Context;
use crate::api::Type;
use crate::diagnostic::Rule;
use crate::document::{Document, Schema};
use crate::name;
use crate::pointer::Pointer;

/// The maximum nesting of lists and maps. The compiler's recursion limit is 128, and `cargo doc` uses ten levels for each map.
const MOST_NESTED: usize = 8;

/// Warns of extensions that make a selection of a list, where the list is not a field of a JSON body.
pub(super) fn report_unused_selections(document: &Document<'_>, context: &Context<'_>) {
    let unused = document.selections.iter();
    for pointer in unused.filter(|pointer| !context.selections.contains(pointer)) {
        let key = pointer.tokens().last().unwrap_or_default();
        let message =
            format!("`{key}` is for a list that is a field of a JSON body: it is ignored");
        let help = "move it to such a list, or remove it";
        let diagnostics = context.diagnostics;
        diagnostics.warning(Rule::Extension, pointer, message, help);
    }
}

impl<'a> Context<'a> {
    /// Returns the type of a field of a JSON body, where a list can be a selection.
    pub(super) fn lower_body_field(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        let ty = self.lower(schema, name);
        match (ty, &self.target(schema).selection) {
            (Type::Array(item), Some(selection)) => {
                self.selections.insert(&selection.pointer);
                let word = selection.word.map(str::to_owned);
                Type::Selection { item, word }
            }
            (ty, _) => ty,
        }
    }

    /// Returns the schema that lacks a type: the given one, or that of the items of its lists. The values of a map often have no
    /// type on purpose.
    pub(super) fn guessed(&self, schema: &'a Schema<'a>) -> Option<Pointer> {
        let mut schema = self.target(schema);
        for _ in 0..MOST_NESTED {
            match &schema.items {
                Some(items) => schema = self.target(items),
                None => break,
            }
        }
        (!schema.states_type()).then(|| schema.pointer.clone())
    }

    pub(super) fn lower_array(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        let item = match &schema.items {
            Some(items) => self.lower_nested(items, &name::within(name, "item")),
            None => Type::Any,
        };
        Type::Array(Box::new(item))
    }

    pub(super) fn lower_map(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        let value = match &schema.additional {
            Some(values) => self.lower_nested(values, &name::within(name, "value")),
            // A schema of the keys alone also makes it a map.
            None if schema.property_names.is_some() => Type::Any,
            None => return Type::Any,
        };
        let key = match &schema.property_names {
            Some(names) => self.lower_key(names, &name::within(name, "key")),
            None => Type::String,
        };
        Type::Map {
            key: Box::new(key),
            value: Box::new(value),
        }
    }

    /// Returns the type of the items of a list or of the values of a map.
    fn lower_nested(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        let ty = self.lower(schema, name);
        // What the innermost one contains counts as a level too, and so does the list or map around this.
        if ty.depth() <= MOST_NESTED {
            return self.or_null(ty, schema);
        }
        let message = format!(
            "more than {MOST_NESTED} lists and maps are inside each other: the content of this one is untyped JSON"
        );
        let help = "reduce the nesting, or give the definitions in between properties";
        let diagnostics = self.diagnostics;
        diagnostics.warning(Rule::TooLarge, &schema.pointer, message, help);
        self.or_null(Type::Any, schema)
    }

    /// Returns the type of the keys of a map. They are strings in JSON, so only types that are strings there are used.
    fn lower_key(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        if self.object(schema).is_none() {
            let key = self.lower(schema, name);
            if matches!(key, Type::String | Type::Model(_)) {
                return key;
            }
        }
        let message = "keys are strings in JSON: the schema of these keys is ignored";
        let help = "use `type: string` with an `x-rust-type` or an `enum`";
        let diagnostics = self.diagnostics;
        diagnostics.warning(Rule::RustType, &schema.pointer, message, help);
        Type::String
    }
}
