//! Named types: structs with their fields, enums with their variants, and strings with a type of their own.

use super::constraint;
use super::context::Context;
use crate::api::{Constraints, Field, Model, Shape, Type, Variant};
use crate::document::Schema;
use crate::hashed::Set;
use crate::name::{self, Scope};
use crate::pointer::Pointer;

/// The keyword that describes properties without names of their own, and the name of the map of them.
pub(super) const REST: &str = "additionalProperties";

impl<'a> Context<'a> {
    /// Returns the type of a string with a type of its own, which is the same everywhere in the document.
    pub(super) fn lower_newtype(&mut self, name: &'a str, pointer: &Pointer) -> Type {
        if let Some(type_name) = self.newtypes.get(name) {
            return Type::Model(type_name.clone());
        }
        let type_name = self.type_names.claim(&name::camel(name));
        self.newtypes.insert(name, type_name.clone());
        // A description next to it is about this use, not about the type.
        self.push_newtype(name, type_name.clone(), None, pointer);
        Type::Model(type_name)
    }

    /// Adds a string with a type of its own.
    pub(super) fn push_newtype(
        &mut self,
        name: &str,
        type_name: String,
        description: Option<&str>,
        pointer: &Pointer,
    ) {
        self.models.push(Model {
            name: name.to_owned(),
            type_name,
            description: description.map(str::to_owned),
            shape: Shape::Newtype,
            pointer: pointer.clone(),
        });
    }

    /// Adds a struct, an enum or a union.
    pub(super) fn push_model(&mut self, name: &str, type_name: &str, schema: &'a Schema<'a>) {
        // The model has its position before the types of its fields, so that the order is that of the document.
        let position = self.models.len();
        self.models.push(Model {
            name: name.to_owned(),
            type_name: type_name.to_owned(),
            description: schema.description.map(str::to_owned),
            shape: Shape::Struct(Vec::new()),
            pointer: schema.pointer.clone(),
        });
        let shape = if let Some(alternatives) = &schema.alternatives {
            Shape::Union(self.lower_union(schema, alternatives, type_name))
        } else if schema.values.is_empty() {
            Shape::Struct(self.lower_fields(schema, type_name))
        } else {
            Shape::Enum(lower_variants(schema))
        };
        if let Some(model) = self.models.get_mut(position) {
            model.shape = shape;
        }
    }

    fn lower_fields(&mut self, schema: &'a Schema<'a>, type_name: &str) -> Vec<Field> {
        let properties = self.properties(schema);
        if let Some(broken) = properties.missing {
            self.incomplete.insert(type_name.to_owned(), broken);
        }
        let mut scope = Scope::new(&["new"]);
        let mut fields = Vec::new();
        for (name, property, required) in properties.known {
            let ty = self.lower(property, &name::within(type_name, name));
            // Responses do not have it.
            let required = required && !property.write_only;
            if required && property.read_only == Some(true) {
                self.read_only.insert(property.pointer.clone());
            }
            fields.push(Field {
                name: name.to_owned(),
                field: scope.claim(&name::snake(name)),
                // In an optional field, null counts as absent.
                ty: if required {
                    self.or_null(ty, property)
                } else {
                    ty
                },
                required,
                rest: false,
                deprecated: property.deprecated,
                boxed: false,
                description: property.description.map(str::to_owned),
                constraints: constraint::lower(property),
                pointer: property.pointer.clone(),
                guessed: self.guessed(property),
            });
        }
        fields.extend(properties.rest.map(|part| Field {
            name: REST.to_owned(),
            field: scope.claim(&name::snake(REST)),
            ty: self.lower_map(part, type_name),
            required: false,
            rest: true,
            deprecated: false,
            boxed: false,
            description: None,
            constraints: Constraints::default(),
            pointer: part.pointer.child(REST),
            guessed: None,
        }));
        fields
    }
}

fn lower_variants(schema: &Schema<'_>) -> Vec<Variant> {
    let mut scope = Scope::new(&["Other"]);
    let mut seen = Set::default();
    let mut variants: Vec<Variant> = Vec::new();
    for (pointer, value) in &schema.values {
        if seen.insert(*value) {
            variants.push(Variant {
                value: (*value).to_owned(),
                name: match name::camel(value).as_str() {
                    // A keyword, which cannot be a raw identifier.
                    "Self" => scope.claim("Self_"),
                    name => scope.claim(name),
                },
                pointer: pointer.clone(),
            });
        }
    }
    variants
}
