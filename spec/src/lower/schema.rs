//! Schemas -> types and models.

use std::collections::BTreeMap;

use super::reference::{Index, dangling_target};
use crate::api::{Field, Model, Shape, Type, Variant};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Document, Schema};
use crate::name::{self, Scope};

/// Names of types that the emitted modules use themselves, so that no model may hide them.
const RESERVED_TYPES: &[&str] = &[
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "Default",
    "From", "Into",
];

/// The models found so far, and the names that are taken.
pub(super) struct Types<'a> {
    index: &'a Index<'a>,
    scope: Scope,
    /// Rust names of the definitions that are models; the others are written where they are used.
    definitions: BTreeMap<&'a str, String>,
    models: Vec<Model>,
    /// Definitions being written where they are used, to notice a circle.
    open: Vec<&'a str>,
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
            models: Vec::new(),
            open: Vec::new(),
        };
        let is_model = |schema: &Schema| is_object(schema) || !schema.values.is_empty();
        for definition in document
            .definitions
            .iter()
            .filter(|found| is_model(&found.schema))
        {
            let type_name = types.scope.claim(&name::camel(&definition.name));
            types.definitions.insert(&definition.name, type_name);
        }
        for definition in document
            .definitions
            .iter()
            .filter(|found| is_model(&found.schema))
        {
            if let Some(type_name) = types.definitions.get(definition.name.as_str()).cloned() {
                types.push_model(
                    &definition.name,
                    &type_name,
                    &definition.schema,
                    diagnostics,
                );
            }
        }
        types
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
        if let Some(reference) = &schema.reference {
            return self.lower_reference(schema, reference, diagnostics);
        }
        if is_object(schema) || !schema.values.is_empty() {
            let type_name = self.scope.claim(&name::camel(context));
            // A place in the list before its parts, so that the order is that of the document.
            self.push_model(context, &type_name, schema, diagnostics);
            return Type::Model(type_name);
        }
        match (schema.kind.as_deref(), schema.format.as_deref()) {
            (Some("string"), Some("date-time")) => Type::DateTime,
            (Some("string"), Some("date")) => Type::Date,
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
        self.open.push(&definition.name);
        let ty = self.lower(&definition.schema, &definition.name, diagnostics);
        self.open.pop();
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
        match &schema.additional {
            Some(values) => Type::Map(Box::new(self.lower(
                values,
                &format!("{context} value"),
                diagnostics,
            ))),
            None => Type::Any,
        }
    }

    fn push_model(
        &mut self,
        name: &str,
        type_name: &str,
        schema: &'a Schema,
        diagnostics: &mut Diagnostics,
    ) {
        let position = self.models.len();
        self.models.push(Model {
            name: name.to_owned(),
            type_name: type_name.to_owned(),
            description: schema.description.clone(),
            shape: Shape::Struct(Vec::new()),
        });
        let shape = if schema.values.is_empty() {
            Shape::Struct(self.lower_fields(schema, type_name, diagnostics))
        } else {
            Shape::Enum(lower_variants(schema))
        };
        if let Some(model) = self.models.get_mut(position) {
            model.shape = shape;
        }
    }

    fn lower_fields(
        &mut self,
        schema: &'a Schema,
        context: &str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Field> {
        let mut scope = Scope::new(&["new"]);
        let mut fields = Vec::new();
        for (name, property, required) in self.properties(schema, diagnostics) {
            fields.push(Field {
                name: name.to_owned(),
                field: scope.claim(&name::snake(name)),
                ty: self.lower(property, &format!("{context} {name}"), diagnostics),
                required,
                boxed: false,
                description: property.description.clone(),
            });
        }
        fields
    }

    /// The properties of an object with those of its `allOf` parts merged in, each with whether it is required.
    /// The first of two properties with the same name is taken.
    pub(super) fn properties(
        &self,
        schema: &'a Schema,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'a str, &'a Schema, bool)> {
        let mut parts = Vec::new();
        self.collect_parts(schema, &mut parts, &mut Vec::new(), diagnostics);
        let required = |name: &String| parts.iter().any(|part| part.required.contains(name));
        let mut seen = Scope::default();
        let mut properties = Vec::new();
        for (name, property) in parts.iter().flat_map(|part| &part.properties) {
            if seen.claim(name) == *name {
                properties.push((name.as_str(), property, required(name)));
            }
        }
        properties
    }

    /// The schema and its `allOf` parts, references followed, the parts before what adds to them.
    fn collect_parts(
        &self,
        schema: &'a Schema,
        parts: &mut Vec<&'a Schema>,
        open: &mut Vec<&'a str>,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(reference) = &schema.reference {
            let Some(definition) = self.index.definition(reference) else {
                let help = "define the schema under `definitions`, or write it out here";
                diagnostics.warning(
                    Rule::DanglingReference,
                    &schema.pointer,
                    dangling_target(reference),
                    help,
                );
                return;
            };
            if open.contains(&definition.name.as_str()) {
                let message = format!("`{reference}` is part of itself: it is taken once");
                let help = "break the circle of `allOf` and `$ref`";
                diagnostics.warning(Rule::CyclicReference, &schema.pointer, message, help);
                return;
            }
            open.push(&definition.name);
            self.collect_parts(&definition.schema, parts, open, diagnostics);
            open.pop();
            return;
        }
        for part in &schema.all_of {
            self.collect_parts(part, parts, open, diagnostics);
        }
        parts.push(schema);
    }

    /// The object schema that a schema is or refers to; `None` when it is no object with known properties.
    pub(super) fn object(&self, schema: &'a Schema) -> Option<&'a Schema> {
        let mut schema = schema;
        // A chain of references is at most as long as there are definitions; a circle is no object.
        for _ in 0..=self.index.definition_count() {
            match &schema.reference {
                Some(reference) => schema = &self.index.definition(reference)?.schema,
                None => return is_object(schema).then_some(schema),
            }
        }
        None
    }
}

/// Whether a schema has properties of its own, or is put together from parts.
fn is_object(schema: &Schema) -> bool {
    schema.reference.is_none() && !(schema.properties.is_empty() && schema.all_of.is_empty())
}

fn lower_variants(schema: &Schema) -> Vec<Variant> {
    let mut scope = Scope::new(&["Self", "Other"]);
    let mut variants: Vec<Variant> = Vec::new();
    for value in &schema.values {
        if variants.iter().all(|variant| variant.value != *value) {
            variants.push(Variant {
                value: value.clone(),
                name: scope.claim(&name::camel(value)),
            });
        }
    }
    variants
}
