//! Schemas -> types. Lists and maps are in `collection`, named types in `model`, the properties of objects in `properties`.

use std::borrow::Cow;

use super::context::Context;
use crate::api::Type;
use crate::diagnostic::Rule;
use crate::document::index::DEEPEST;
use crate::document::reference::Reference;
use crate::document::{Definition, Schema};
use crate::name;

impl<'a> Context<'a> {
    /// Lowers all definitions that are named types: names them first, in the document's order.
    pub(super) fn lower_definitions(&mut self, definitions: &'a [Definition<'a>]) {
        let mut named = Vec::new();
        for definition in definitions {
            if let Some(type_name) = self.claim(definition) {
                named.push((definition, type_name));
            }
        }
        for (definition, type_name) in named {
            let schema = &definition.schema;
            match own_type(schema) {
                Some(name) => {
                    self.push_newtype(name, type_name, schema.description, &definition.pointer);
                }
                None => self.push_model(&name_of(definition), &type_name, schema),
            }
        }
    }

    /// Returns the Rust name of a definition that is a named type and has no such name yet.
    fn claim(&mut self, definition: &'a Definition<'a>) -> Option<String> {
        let schema = &definition.schema;
        if let Some(name) = own_type(schema) {
            if self.newtypes.contains_key(name) {
                return None;
            }
            let type_name = self.type_names.claim(&name::camel(name));
            self.newtypes.insert(name, type_name.clone());
            return Some(type_name);
        }
        let is_model = schema.reference.is_none()
            && match schema.only_part() {
                Some(part) => self.object(part).is_some(),
                None => is_named(schema),
            };
        is_model.then(|| self.claim_model(schema, &name_of(definition)))
    }

    fn claim_model(&mut self, schema: &'a Schema<'a>, name: &str) -> String {
        let type_name = self.type_names.claim(&name::camel(name));
        self.named.insert(&schema.pointer, type_name.clone());
        type_name
    }

    /// Returns the type of a schema. `name` is for a type that is written inline.
    pub(super) fn lower(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        if self.depth >= DEEPEST {
            return self.too_deep(schema);
        }
        self.depth += 1;
        let ty = match &schema.reference {
            Some(reference) => self.lower_reference(schema, reference),
            None => self.lower_inline(schema, name),
        };
        self.depth -= 1;
        ty
    }

    fn lower_inline(&mut self, schema: &'a Schema<'a>, name: &str) -> Type {
        if let Some(part) = schema.only_part() {
            return self.lower(part, name);
        }
        if let Some(name) = own_type(schema) {
            return self.lower_newtype(name, &schema.pointer);
        }
        if schema.rust_type.is_some() {
            let message = "`x-rust-type` is for a string without `enum`: it is ignored";
            let help = "remove it, or use `type: string`";
            self.diagnostics
                .warning(Rule::RustType, &schema.pointer, message, help);
        }
        if is_named(schema) {
            if let Some(type_name) = self.named.get(&schema.pointer) {
                return Type::Model(type_name.clone());
            }
            let type_name = self.claim_model(schema, name);
            self.push_model(name, &type_name, schema);
            return Type::Model(type_name);
        }
        match (schema.kind, schema.constraints.get("format")) {
            (Some("string"), Some("date-time")) => Type::DateTime,
            (Some("string"), Some("date")) => Type::Date,
            (Some("string"), Some("partial-date")) => Type::PartialDate,
            (Some("string"), Some("password")) => Type::Secret,
            (Some("string"), _) => Type::String,
            (Some("integer"), Some("unix-time")) => Type::UnixSeconds,
            (Some("integer"), Some("uint64")) => Type::Unsigned,
            (Some("integer"), _) => Type::Integer,
            (Some("number"), _) => Type::Number,
            (Some("boolean"), _) => Type::Boolean,
            (Some("null"), _) => Type::Any,
            (Some("array"), _) => self.lower_array(schema, name),
            (None, _) if schema.items.is_some() => self.lower_array(schema, name),
            (Some("object") | None, _) => self.lower_map(schema, name),
            (Some(other), _) => {
                let message = format!("`{other}` is not a known type: the value is untyped JSON");
                let at = schema.pointer.child("type");
                let help = self.index.terms.types;
                self.diagnostics
                    .warning(Rule::UnknownType, &at, message, help);
                Type::Any
            }
        }
    }

    fn lower_reference(&mut self, schema: &'a Schema<'a>, reference: &Reference<'_>) -> Type {
        let definition = match self.index.definition(schema, reference) {
            Ok(definition) => definition,
            Err(broken) => {
                broken.warn(self.diagnostics, ": the value is untyped JSON");
                return Type::Any;
            }
        };
        if let Some(type_name) = self.named.get(&definition.pointer) {
            return Type::Model(type_name.clone());
        }
        match self.unnamed.get(&definition.pointer) {
            Some(Some(ty)) if self.depth + ty.depth() <= DEEPEST => return ty.clone(),
            Some(Some(_)) => return self.too_deep(schema),
            Some(None) => {
                let message = format!(
                    "`{}` refers back to itself: the value is untyped JSON",
                    reference.text
                );
                let help = "give the definition a type of its own";
                self.diagnostics
                    .warning(Rule::CyclicReference, &schema.pointer, message, help);
                return Type::Any;
            }
            None => {}
        }
        self.unnamed.insert(&definition.pointer, None);
        let ty = self.lower(&definition.schema, &name_of(definition));
        self.unnamed.insert(&definition.pointer, Some(ty.clone()));
        ty
    }

    fn too_deep(&self, schema: &Schema<'_>) -> Type {
        let message =
            format!("this is nested more than {DEEPEST} levels deep: the value is untyped JSON");
        let help = "reduce the nesting, or give the definitions in between properties";
        self.diagnostics
            .warning(Rule::TooLarge, &schema.pointer, message, help);
        Type::Any
    }
}

/// Returns the name of a definition as written, or made from its place.
pub(super) fn name_of<'a>(definition: &Definition<'a>) -> Cow<'a, str> {
    let made = || name::of_place(&definition.pointer).into();
    definition.name.map_or_else(made, Cow::from)
}

/// Returns whether a schema is a struct, an enum or a union.
fn is_named(schema: &Schema<'_>) -> bool {
    schema.is_object() || !schema.values.is_empty() || schema.alternatives.is_some()
}

/// Returns the name of the type that a string has of its own.
fn own_type<'a>(schema: &Schema<'a>) -> Option<&'a str> {
    let is_string = schema.kind == Some("string") && schema.values.is_empty();
    schema.rust_type.filter(|_| is_string)
}
