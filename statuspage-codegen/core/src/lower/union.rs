//! `oneOf` and `anyOf` -> a type that has one of several types.

use super::context::Context;
use super::schema::name_of;
use crate::api::{Alternative, Type, Union};
use crate::diagnostic::Rule;
use crate::document::{self, Alternatives, Discriminator, Schema};
use crate::hashed::Set;
use crate::name::{self, Scope};

impl<'a> Context<'a> {
    /// Lowers the alternatives of a schema. Untyped JSON is left out: what has none of the other types is untyped anyway.
    pub(super) fn lower_union(
        &mut self,
        schema: &'a Schema<'a>,
        alternatives: &'a Alternatives<'a>,
        type_name: &str,
    ) -> Union {
        if alternatives.found.is_empty() {
            let message =
                "more than 100 schemas are next to `oneOf` or `anyOf`: the value is untyped JSON";
            let help = "describe fewer properties next to it";
            let (rule, at) = (Rule::LeftOut, &schema.pointer);
            self.diagnostics.warning(rule, at, message, help);
        }
        let mut scope = Scope::new(&["Other", "Self"]);
        let mut taken_tags = Set::default();
        let mut lowered: Vec<Alternative> = Vec::new();
        for found in &alternatives.found {
            let own_name = self.own_name(found);
            let kind = if found.schema.values.is_empty() {
                "object"
            } else {
                "text"
            };
            let inline_name = own_name.as_deref().unwrap_or(kind);
            let ty = self.lower(&found.schema, &name::within(type_name, inline_name));
            let mut tags = match &alternatives.discriminator {
                Some(discriminator) => self.tags(found, discriminator),
                None => Vec::new(),
            };
            tags.retain(|tag| taken_tags.insert(tag.clone()));
            if ty == Type::Any {
                continue;
            }
            if let Some(same) = lowered.iter_mut().find(|other| other.ty == ty) {
                same.tags.append(&mut tags);
                continue;
            }
            let preferred = match &ty {
                Type::Model(_) => name::camel(inline_name),
                ty => own_name.map_or_else(|| kind_name(ty), |name| name::camel(&name)),
            };
            lowered.push(Alternative {
                name: scope.claim(&preferred),
                boxed: matches!(ty, Type::Model(_)) && self.may_be_object(&ty, &found.schema),
                ty,
                tags,
                pointer: found.schema.pointer.clone(),
            });
        }
        let discriminator = alternatives.discriminator.as_ref();
        Union {
            discriminator: discriminator.map(|found| found.property.to_owned()),
            alternatives: lowered,
        }
    }

    /// Returns the name of a type that is shared, or its title.
    fn own_name(&self, found: &document::Alternative<'a>) -> Option<String> {
        let schema = &found.schema;
        let last_part = schema.all_of.last();
        let last_part = last_part.and_then(|part| part.reference.as_ref());
        let reference = schema.reference.as_ref().or(last_part);
        let definition = reference.and_then(|reference| {
            let definition = self.index.definition(schema, reference).ok()?;
            Some(name_of(definition).into_owned())
        });
        definition.or_else(|| found.title.map(str::to_owned))
    }

    /// Returns the values of the discriminator for a type: those that are mapped to it, or those that its own
    /// property lists, or its name.
    fn tags(
        &self,
        found: &'a document::Alternative<'a>,
        discriminator: &Discriminator<'_>,
    ) -> Vec<String> {
        let schema = &found.schema;
        let definition = schema
            .reference
            .as_ref()
            .and_then(|reference| self.index.definition(schema, reference).ok());
        let mapping = discriminator.mapping.iter();
        let mapped =
            mapping.filter(|(_, target)| definition.is_some_and(|found| found.pointer == *target));
        let mapped: Vec<_> = mapped.map(|(value, _)| (*value).to_owned()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let parts = self.index.parts(schema).found;
        let mut properties = parts.iter().flat_map(|part| &part.properties);
        let own = properties.rfind(|(name, _)| *name == discriminator.property);
        let listed = own.map_or(&[][..], |(_, property)| &self.target(property).values);
        if !listed.is_empty() {
            return listed
                .iter()
                .map(|(_, value)| (*value).to_owned())
                .collect();
        }
        let name = definition.map(|definition| name_of(definition).into_owned());
        name.into_iter().collect()
    }
}

/// Returns the name of a variant for a type without a name of its own.
fn kind_name(ty: &Type) -> String {
    match ty {
        Type::Integer | Type::Unsigned => "Integer".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Array(item) => format!("{}List", kind_name(item)),
        Type::Map { .. } => "Map".to_owned(),
        Type::Optional(value) => kind_name(value),
        Type::Model(name) => name.clone(),
        Type::Any => "Value".to_owned(),
        _ => "Text".to_owned(),
    }
}
