//! Schemas -> types. Lists and maps are in `collection`, how named ones are made is in `model`, how objects
//! are put together in `parts`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::end::is_object;
use crate::api::{Model, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::reference::{DEEPEST, Index};
use crate::document::{Definition, Document, Schema};
use crate::name::{self, Scope};
use crate::pointer::Pointer;

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
    /// Rust names of the schemas that are models, by where they stand: one that is reached again, through what inherits
    /// it or by a reference, is the same type. Definitions that are none are written where they are used.
    named: BTreeMap<&'a Pointer, String>,
    /// Rust names of the strings that have a type of their own, by the names that the document gives them.
    pub(super) newtypes: BTreeMap<&'a str, String>,
    pub(super) models: Vec<Model>,
    /// The extensions that make selections of lists, where they did.
    pub(super) selections: BTreeSet<&'a Pointer>,
    /// Dangling references, by the Rust names of the objects that contain them.
    pub(super) incomplete: BTreeMap<String, &'a Schema<'a>>,
    /// Definitions being written where they are used, to detect a cycle.
    open: Vec<&'a Pointer>,
    /// The types of such definitions: lowering one again at each use could take exponential time.
    written: BTreeMap<&'a Pointer, Type>,
    /// Whether schemas are composed of parts that are not objects. Without this cache, 5,000 bodies of one schema with 5,000
    /// such parts take 29 s instead of 1 s.
    pub(super) of_others: RefCell<BTreeMap<&'a Pointer, bool>>,
    /// The nesting level of the schema that is being lowered.
    depth: usize,
    /// How many properties objects were put together from so far.
    pub(super) merged: usize,
    pub(super) reported_too_large: bool,
}

impl<'a> Types<'a> {
    /// Names all definitions first, in the document's order, then lowers them.
    pub(super) fn new(
        index: &'a Index<'a>,
        document: &'a Document<'a>,
        diagnostics: &Diagnostics,
    ) -> Self {
        let mut types = Self {
            index,
            scope: Scope::new(RESERVED_TYPES),
            named: BTreeMap::new(),
            newtypes: BTreeMap::new(),
            models: Vec::new(),
            selections: BTreeSet::new(),
            incomplete: BTreeMap::new(),
            open: Vec::new(),
            written: BTreeMap::new(),
            of_others: RefCell::default(),
            depth: 0,
            merged: 0,
            reported_too_large: false,
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
                    let description = definition.schema.description;
                    types.push_newtype(name, &type_name, description, &definition.pointer);
                }
                None => types.push_model(
                    &name_of(definition),
                    &type_name,
                    &definition.schema,
                    diagnostics,
                ),
            }
        }
        types
    }

    /// The Rust name of a definition that is a named type and has no such name yet.
    fn claim(&mut self, definition: &'a Definition<'a>) -> Option<String> {
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
        let type_name = self.scope.claim(&name::camel(&name_of(definition)));
        self.named.insert(&definition.pointer, type_name.clone());
        Some(type_name)
    }

    /// Whether a schema is a struct or an enum.
    fn is_model(&self, schema: &'a Schema<'a>) -> bool {
        if schema.reference.is_some() {
            return false;
        }
        match self.only_part(schema) {
            Some(part) => self.object(part).is_some(),
            None => is_object(schema) || !schema.values.is_empty(),
        }
    }

    /// The type of a schema. `context` names a type that stands inline.
    pub(super) fn lower(
        &mut self,
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        if self.depth >= DEEPEST {
            return too_deep(schema, diagnostics);
        }
        self.depth += 1;
        let ty = match schema.reference {
            Some(reference) => self.lower_reference(schema, reference, diagnostics),
            None => self.lower_inline(schema, context, diagnostics),
        };
        self.depth -= 1;
        ty
    }

    fn lower_inline(
        &mut self,
        schema: &'a Schema<'a>,
        context: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        if let Some(part) = self.only_part(schema) {
            return self.lower(part, context, diagnostics);
        }
        if let Some(name) = own_type(schema) {
            return self.lower_newtype(name, &schema.pointer);
        }
        if schema.rust_type.is_some() {
            let message = "`x-rust-type` is for a string without `enum`: it is ignored";
            let help = "remove it, or use `type: string`";
            diagnostics.warning(Rule::RustType, &schema.pointer, message, help);
        }
        if is_object(schema) || !schema.values.is_empty() {
            if let Some(type_name) = self.named.get(&schema.pointer) {
                return Type::Model(type_name.clone());
            }
            let type_name = self.scope.claim(&name::camel(context));
            self.named.insert(&schema.pointer, type_name.clone());
            // A place in the list before its parts, so that the order is that of the document.
            self.push_model(context, &type_name, schema, diagnostics);
            return Type::Model(type_name);
        }
        match (schema.kind, schema.constraints.format.as_deref()) {
            (Some("string"), Some("date-time")) => Type::DateTime,
            (Some("string"), Some("date")) => Type::Date,
            (Some("string"), Some("partial-date")) => Type::PartialDate,
            (Some("string"), Some("password")) => Type::Secret,
            (Some("string"), _) => Type::String,
            (Some("integer"), Some("unix-time")) => Type::UnixSeconds,
            (Some("integer"), _) => Type::Integer,
            (Some("number"), _) => Type::Number,
            (Some("boolean"), _) => Type::Boolean,
            (Some("array"), _) => self.lower_array(schema, context, diagnostics),
            (Some("null"), _) => Type::Any,
            (None, _) if schema.items.is_some() => self.lower_array(schema, context, diagnostics),
            (Some("object") | None, _) => self.lower_map(schema, context, diagnostics),
            (Some(other), _) => {
                let message = format!("`{other}` is not a known type: the value is untyped JSON");
                let help = self.index.terms.types;
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
        schema: &'a Schema<'a>,
        reference: &str,
        diagnostics: &Diagnostics,
    ) -> Type {
        let definition = match self.index.definition(&schema.pointer, reference) {
            Ok(definition) => definition,
            Err(broken) => {
                broken.warn(diagnostics, ": the value is untyped JSON");
                return Type::Any;
            }
        };
        if let Some(type_name) = self.named.get(&definition.pointer) {
            return Type::Model(type_name.clone());
        }
        if let Some(ty) = self.written.get(&definition.pointer) {
            let fits = self.depth + ty.depth() <= DEEPEST;
            return if fits {
                ty.clone()
            } else {
                too_deep(schema, diagnostics)
            };
        }
        if self.open.contains(&&definition.pointer) {
            let message = format!("`{reference}` refers back to itself: the value is untyped JSON");
            let help = "give the definition a type of its own";
            diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
            return Type::Any;
        }
        self.open.push(&definition.pointer);
        let ty = self.lower(&definition.schema, &name_of(definition), diagnostics);
        self.open.pop();
        self.written.insert(&definition.pointer, ty.clone());
        ty
    }
}

fn too_deep(schema: &Schema<'_>, diagnostics: &Diagnostics) -> Type {
    let message =
        format!("this is nested more than {DEEPEST} levels deep: the value is untyped JSON");
    let help = "reduce the nesting, or give the definitions in between properties";
    diagnostics.warning(Rule::TooLarge, &schema.pointer, message, help);
    Type::Any
}

/// The name of a definition as written, or made from its place.
fn name_of<'a>(definition: &Definition<'a>) -> Cow<'a, str> {
    let made = || name::of_place(&definition.pointer).into();
    definition.name.map_or_else(made, Cow::from)
}

/// Returns the name of the type that a string has of its own.
fn own_type<'a>(schema: &Schema<'a>) -> Option<&'a str> {
    let is_string = schema.kind == Some("string") && schema.values.is_empty();
    schema.rust_type.filter(|_| is_string)
}
