//! Request bodies: the fields of a form or of a JSON object, flat, with the envelope remembered.

use super::context::Context;
use super::schema::Types;
use super::{constraint, parameter};
use crate::api::{ListStyle, Location, Parameter};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{self, Schema};
use crate::pointer::Pointer;

/// The parameters that a request's body is made of.
pub(super) fn lower<'a>(
    operation: &document::Operation,
    plain: &[&'a document::Parameter],
    bodies: &[&'a document::Parameter],
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let form: Vec<_> = plain
        .iter()
        .filter(|found| found.place == "formData")
        .collect();
    if bodies.len() + usize::from(!form.is_empty()) > 1 {
        let message = format!("`{} {}` has two bodies", operation.method, operation.path);
        let help =
            "a request has one body: keep either one `in: body` or the `in: formData` fields";
        diagnostics.error(Rule::TwoBodies, &operation.pointer, message, help);
    }
    match bodies.first() {
        Some(body) => json(body, context, types, diagnostics),
        None => form
            .into_iter()
            .map(|field| parameter::lower(field, Location::Form, context, types, diagnostics))
            .collect(),
    }
}

/// An object's properties become fields; any other schema is one field, the whole body.
fn json<'a>(
    body: &'a document::Parameter,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    if tell_dangling(&body.schema, types, diagnostics) {
        return Vec::new();
    }
    let Some(object) = types.object(&body.schema) else {
        return vec![Parameter {
            name: body.name.clone(),
            field: String::new(),
            location: Location::WholeBody,
            ty: types.lower(&body.schema, &context.of_parameter(body), diagnostics),
            required: body.required,
            nullable: false,
            clear: None,
            list: ListStyle::Repeated,
            description: body.description.clone(),
            constraints: constraint::lower(&body.schema),
        }];
    };
    let (envelope, properties) = open_envelope(object, types, diagnostics);
    let mut fields = Vec::new();
    for (name, property, required) in properties {
        // One that is no object at all is free JSON, which can be sent.
        if types.object(property).is_some() {
            tell_dangling(property, types, diagnostics);
        }
        fields.push(Parameter {
            name: name.to_owned(),
            field: String::new(),
            location: Location::Body {
                envelope: envelope.map(str::to_owned),
            },
            ty: types.lower(property, &context.of_property(body, name), diagnostics),
            required,
            nullable: property.nullable,
            clear: None,
            list: ListStyle::Repeated,
            description: property.description.clone(),
            constraints: constraint::lower(property),
        });
    }
    fields
}

/// Whether parts of an object lead nowhere, which is an error: its fields could not be sent.
fn tell_dangling<'a>(schema: &'a Schema, types: &Types<'a>, diagnostics: &mut Diagnostics) -> bool {
    let Some(schema) = types.dangling_part(schema) else {
        return false;
    };
    let target = schema.reference.as_deref().unwrap_or_default();
    let message = format!(
        "{}: the body needs it",
        Pointer::dangling(target, "definition")
    );
    let help = "define the schema under `definitions`, or write it out here";
    diagnostics.error(Rule::DanglingReference, &schema.pointer, message, help);
    true
}

type Properties<'a> = Vec<(&'a str, &'a Schema, bool)>;

/// An object whose only property is an object is an envelope around the fields.
fn open_envelope<'a>(
    object: &'a Schema,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> (Option<&'a str>, Properties<'a>) {
    let outer = types.properties(object, diagnostics);
    match outer.as_slice() {
        [(name, only, _)] => match types.object(only) {
            // Of an object that contains itself, the first is as good a field as the second.
            Some(inner) if std::ptr::eq(inner, object) => (None, outer),
            Some(inner) if tell_dangling(inner, types, diagnostics) => (None, Vec::new()),
            Some(inner) => (Some(name), types.properties(inner, diagnostics)),
            None => (None, outer),
        },
        _ => (None, outer),
    }
}
