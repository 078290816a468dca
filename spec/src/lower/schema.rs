//! Schemas -> types. How named ones are made is in `model`, how objects are put together in `parts`.

use std::collections::BTreeMap;

use super::depth::{DEEPEST, nesting, too_deep};
use super::parts::{is_object, only_part};
use super::reference::{Index, dangling_target};
use crate::api::{Model, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Definition, Document, Schema};
use crate::name::{self, Scope};

/// Names of types that the emitted modules use themselves, so that no model may hide them.
const RESERVED_TYPES: &[&str] = &[
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "From",
    "Into",
    "IntoIterator",
];

/// The models found so far, and the names that are taken.
pub(super) struct Types<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) scope: Scope,
    /// Rust names of the definitions that are models; the others are written where they are used.
    definitions: BTreeMap<&'a str, String>,
    /// Rust names of the strings that have a type of their own, by the names that the document gives them.
    pub(super) newtypes: BTreeMap<&'a str, String>,
    pub(super) models: Vec<Model>,
    /// Definitions being written where they are used, to notice a circle.
    open: Vec<&'a str>,
    /// The types of those that were written already: however often one is used, it is lowered once.
    written: BTreeMap<&'a str, Type>,
    /// The Rust names of models that stand inline, by the address of the schema. `allOf` can lead to the same one again,
    /// even from inside it.
    inline: BTreeMap<*const Schema, String>,
    /// How many schemas are being lowered, each inside the one before.
    depth: usize,
}

impl<'a> Types<'a> {
    /// Names all definitions first, in the document's order, then lowers them.
    pub(super) fn new(
        index: &'a Index<'a>,
        document: &'a Document,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut types = Self {
            index,
            scope: Scope::new(RESERVED_TYPES),
            definitions: BTreeMap::new(),
            newtypes: BTreeMap::new(),
            models: Vec::new(),
            open: Vec::new(),
            written: BTreeMap::new(),
            inline: BTreeMap::new(),
            depth: 0,
        };
        let mut named = Vec::new();
        for definition in &document.definitions {
            if let Some(type_name) = types.claim(definition) {
                named.push((definition, type_name));
            }
        }
        for (definition, type_name) in named {
            match own_type(&definition.schema) {
                Some(name) => {
                    let description = definition.schema.description.as_ref();
                    types.push_newtype(name, &type_name, description);
                }
                None => types.push_model(
                    &definition.name,
                    &type_name,
                    &definition.schema,
                    diagnostics,
                ),
            }
        }
        types
    }

    /// The Rust name of a definition that is a named type and has no such name yet.
    fn claim(&mut self, definition: &'a Definition) -> Option<String> {
        if let Some(name) = own_type(&definition.schema) {
            if self.newtypes.contains_key(name) {
                return None;
            }
            let type_name = self.scope.claim(&name::camel(name));
            self.newtypes.insert(name, type_name.clone());
            return Some(type_name);
        }
        if !self.is_model(&definition.schema) {
            return None;
        }
        let type_name = self.scope.claim(&name::camel(&definition.name));
        self.definitions.insert(&definition.name, type_name.clone());
        Some(type_name)
    }

    /// Whether a schema is a struct or an enum.
    fn is_model(&self, schema: &'a Schema) -> bool {
        if schema.reference.is_some() {
            return false;
        }
        match only_part(schema) {
            Some(part) => self.object(part).is_some(),
            None => is_object(schema) || !schema.values.is_empty(),
        }
    }

    pub(super) fn into_models(self) -> Vec<Model> {
        self.models
    }

    /// The type of a schema. `context` names a type that stands inline.
    pub(super) fn lower(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        if self.depth >= DEEPEST {
            return too_deep(schema, diagnostics);
        }
        self.depth += 1;
        let ty = self.lower_here(schema, context, diagnostics);
        self.depth -= 1;
        ty
    }

    fn lower_here(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        if let Some(reference) = &schema.reference {
            return self.lower_reference(schema, reference, diagnostics);
        }
        if let Some(part) = only_part(schema) {
            return self.lower(part, context, diagnostics);
        }
        if let Some(name) = own_type(schema) {
            return self.lower_newtype(name);
        }
        if schema.rust_type.is_some() {
            let message = "`x-rust-type` is for a string without `enum`: it is passed over";
            let help = "remove it, or make it a `type: string`";
            diagnostics.warning(Rule::RustType, &schema.pointer, message, help);
        }
        if is_object(schema) || !schema.values.is_empty() {
            let address = std::ptr::from_ref(schema);
            if let Some(type_name) = self.inline.get(&address) {
                return Type::Model(type_name.clone());
            }
            let type_name = self.scope.claim(&name::camel(context));
            self.inline.insert(address, type_name.clone());
            // A place in the list before its parts, so that the order is that of the document.
            self.push_model(context, &type_name, schema, diagnostics);
            return Type::Model(type_name);
        }
        match (schema.kind.as_deref(), schema.constraints.format.as_deref()) {
            (Some("string"), Some("date-time")) => Type::DateTime,
            (Some("string"), Some("date")) => Type::Date,
            (Some("string"), Some("password")) => Type::Secret,
            (Some("string"), _) => Type::String,
            (Some("integer"), _) => Type::Integer,
            (Some("number"), _) => Type::Number,
            (Some("boolean"), _) => Type::Boolean,
            (Some("array"), _) => self.lower_array(schema, context, diagnostics),
            (Some("null"), _) => Type::Any,
            (None, _) if schema.items.is_some() => self.lower_array(schema, context, diagnostics),
            (Some("object") | None, _) => self.lower_map(schema, context, diagnostics),
            (Some(other), _) => {
                let message = format!("`{other}` is no type here: the value is free JSON");
                let help = "types are string, integer, number, boolean, array and object, and file in a form";
                diagnostics.warning(
                    Rule::UnknownType,
                    &schema.pointer.child("type"),
                    message,
                    help,
                );
                Type::Any
            }
        }
    }

    fn lower_reference(
        &mut self,
        schema: &'a Schema,
        reference: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let Some(definition) = self.index.definition(reference) else {
            let message = format!("{}: the value is free JSON", dangling_target(reference));
            let help = "define the schema under `definitions`, or write it out here";
            diagnostics.warning(Rule::DanglingReference, &schema.pointer, message, help);
            return Type::Any;
        };
        if let Some(type_name) = self.definitions.get(definition.name.as_str()) {
            return Type::Model(type_name.clone());
        }
        if self.open.contains(&definition.name.as_str()) {
            let message = format!("`{reference}` leads back to itself: the value is free JSON");
            let help = "give the definition a type of its own";
            diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
            return Type::Any;
        }
        if let Some(ty) = self.written.get(definition.name.as_str()) {
            return ty.clone();
        }
        self.open.push(&definition.name);
        let mut ty = self.lower(&definition.schema, &definition.name, diagnostics);
        self.open.pop();
        if nesting(&ty) >= DEEPEST {
            ty = too_deep(schema, diagnostics);
        }
        self.written.insert(&definition.name, ty.clone());
        ty
    }

    fn lower_array(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let item = match &schema.items {
            Some(items) => self.lower(items, &format!("{context} item"), diagnostics),
            None => Type::Any,
        };
        Type::Array(Box::new(item))
    }

    fn lower_map(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let value = match &schema.additional {
            Some(values) => self.lower(values, &format!("{context} value"), diagnostics),
            // Names alone make a map of it too.
            None if schema.property_names.is_some() => Type::Any,
            None => return Type::Any,
        };
        let key = match &schema.property_names {
            Some(names) => self.lower_key(names, &format!("{context} key"), diagnostics),
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

/// The name of the type of its own that a string has.
fn own_type(schema: &Schema) -> Option<&str> {
    let is_string = schema.kind.as_deref() == Some("string") && schema.values.is_empty();
    schema.rust_type.as_deref().filter(|_| is_string)
}
