//! What all of lowering shares: the document's schemas, the types found so far, and where problems are reported.

use crate::api::{Model, Type};
use crate::diagnostic::Diagnostics;
use crate::document::index::{Index, Resolved};
use crate::document::reference::Broken;
use crate::document::{Document, Schema};
use crate::hashed::{Map, Set};
use crate::name::Scope;
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

/// The state of lowering a document.
pub(super) struct Context<'a> {
    pub(super) index: Index<'a, 'a>,
    pub(super) diagnostics: &'a Diagnostics,
    /// The named types found so far.
    pub(super) models: Vec<Model>,
    /// The Rust names of types that are taken.
    pub(super) type_names: Scope,
    /// The Rust names of structs and enums, by the pointers of their schemas. A schema that is reached again gives the same type.
    pub(super) named: Map<&'a Pointer, String>,
    /// The Rust names of strings with a type of their own, by `x-rust-type`.
    pub(super) newtypes: Map<&'a str, String>,
    /// The types of definitions without a name in Rust; `None` while one is being lowered, to detect a cycle. Lowering one again
    /// at each use could take exponential time.
    pub(super) unnamed: Map<&'a Pointer, Option<Type>>,
    /// The nesting level of the schema that is being lowered.
    pub(super) depth: usize,
    /// The extensions that make selections of lists, where they did.
    pub(super) selections: Set<&'a Pointer>,
    /// The dangling references among the parts of objects, by the Rust names of the objects.
    pub(super) incomplete: Map<String, Broken>,
    /// The required properties that only responses have.
    pub(super) read_only: Set<Pointer>,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document<'a>, diagnostics: &'a Diagnostics) -> Self {
        let (definitions, schemas) = (&document.definitions, &document.schemas);
        Self {
            index: Index::new(definitions, schemas, document.terms, diagnostics),
            diagnostics,
            models: Vec::new(),
            type_names: Scope::new(RESERVED_TYPES),
            named: Map::default(),
            newtypes: Map::default(),
            unnamed: Map::default(),
            depth: 0,
            selections: Set::default(),
            incomplete: Map::default(),
            read_only: Set::default(),
        }
    }

    /// Returns the object schema that a schema is or refers to; `None` if it is not an object with known properties.
    pub(super) fn object(&self, schema: &'a Schema<'a>) -> Option<&'a Schema<'a>> {
        match self.index.resolve(schema) {
            Resolved::Object(object) => Some(object),
            Resolved::Unknown | Resolved::Other => None,
        }
    }

    /// Returns the schema that references lead to; the last one before a reference that is dangling or cyclic.
    pub(super) fn target(&self, schema: &'a Schema<'a>) -> &'a Schema<'a> {
        self.index.chain(schema).last().unwrap_or(schema)
    }

    /// Returns whether values of a type are objects, or can be: structs, maps, and one of several types.
    pub(super) fn may_be_object(&self, ty: &Type, schema: &'a Schema<'a>) -> bool {
        let target = || self.target(schema);
        match ty {
            Type::Map { .. } => true,
            Type::Model(_) => target().is_object() || target().alternatives.is_some(),
            Type::Any => target().kind == Some("object") || target().alternatives.is_some(),
            _ => false,
        }
    }

    pub(super) fn is_nullable(&self, schema: &'a Schema<'a>) -> bool {
        let mut chain = self.index.chain(schema);
        chain.any(|schema| schema.nullable == Some(true))
    }

    /// Returns the type of a value at a place where null means something else than its absence.
    pub(super) fn or_null(&self, ty: Type, schema: &'a Schema<'a>) -> Type {
        if self.is_nullable(schema) {
            Type::Optional(Box::new(ty))
        } else {
            ty
        }
    }
}
