//! Lists and maps: the types of their items, keys and values.

use super::schema::Types;
use crate::api::Type;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Document, Schema};
use crate::name;
use crate::pointer::Pointer;

/// The maximum nesting of lists and maps. The compiler's recursion limit is 128, and `cargo doc` uses ten levels for each map.
const MOST_NESTED: usize = 8;

/// The type of what a list or map holds, if the compiler can follow it.
fn nested(ty: Type, schema: &Schema<'_>, diagnostics: &Diagnostics) -> Type {
    // What is in the innermost one counts too, and so does the one that holds this.
    if ty.depth() <= MOST_NESTED {
        return ty;
    }
    let message = format!(
        "more than {MOST_NESTED} lists and maps are inside each other: what this one holds is untyped JSON"
    );
    let help = "reduce the nesting, or give the definitions in between properties";
    diagnostics.warning(Rule::TooLarge, &schema.pointer, message, help);
    Type::Any
}

/// Warns of extensions that make a selection of a list, where the list is not a field of a JSON body.
pub(super) fn report_unused_selections(
    document: &Document<'_>,
    types: &Types<'_>,
    diagnostics: &Diagnostics,
) {
    let unused = document.selections.iter();
    for pointer in unused.filter(|pointer| !types.selections.contains(pointer)) {
        let key = pointer.tokens().last().unwrap_or_default();
        let message =
            format!("`{key}` is for a list that is a field of a JSON body: it is ignored");
        let help = "move it to such a list, or remove it";
        diagnostics.warning(Rule::Extension, pointer, message, help);
    }
}

impl<'a> Types<'a> {
    /// The type of a field of a JSON body: a list can be a selection.
    pub(super) fn lower_body_field(
        &mut self,
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        let ty = self.lower(schema, context, diagnostics);
        match (ty, &self.target(schema).selection) {
            (Type::Array(item), Some(selection)) => {
                self.selections.insert(&selection.pointer);
                let word = selection.word.map(str::to_owned);
                Type::Selection { item, word }
            }
            (ty, _) => ty,
        }
    }

    /// The schema that references lead to; the last one before a reference that is dangling or cyclic.
    pub(super) fn target(&self, schema: &'a Schema<'a>) -> &'a Schema<'a> {
        self.chain(schema).last().unwrap_or(schema)
    }

    /// The schema that leaves the type open which the given one has, or which the items of its lists have. The values of
    /// a map are often open on purpose.
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

    pub(super) fn lower_array(
        &mut self,
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        let item = match &schema.items {
            Some(items) => {
                let item = self.lower(items, &name::within(context, "item"), diagnostics);
                self.or_null(nested(item, items, diagnostics), items)
            }
            None => Type::Any,
        };
        Type::Array(Box::new(item))
    }

    pub(super) fn lower_map(
        &mut self,
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        let value = match &schema.additional {
            Some(values) => {
                let value = self.lower(values, &name::within(context, "value"), diagnostics);
                self.or_null(nested(value, values, diagnostics), values)
            }
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
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        if self.object(schema).is_none() {
            let key = self.lower(schema, context, diagnostics);
            if matches!(key, Type::String | Type::Model(_)) {
                return key;
            }
        }
        let message = "the names of properties are strings: what this says of them is ignored";
        let help = "use `type: string` with an `x-rust-type` or an `enum`";
        diagnostics.warning(Rule::RustType, &schema.pointer, message, help);
        Type::String
    }
}
