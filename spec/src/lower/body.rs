//! Request bodies: the fields of a form or of a JSON object, flat, with the envelope remembered.

use super::context::Context;
use super::end::End;
use super::parts::Properties;
use super::schema::Types;
use super::{constraint, parameter};
use crate::api::{ListStyle, Location, Parameter, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{self, Schema};
use crate::pointer::Pointer;

/// The parameters that a request's body is made of.
pub(super) fn lower<'a>(
    operation: &document::Operation<'_>,
    plain: &[&'a document::Parameter<'a>],
    bodies: &[&'a document::Parameter<'a>],
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
    body: &'a document::Parameter<'a>,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let end = types.end(&body.schema);
    let End::Object(object) = end else {
        let ty = types.lower(&body.schema, &context.of_parameter(body), diagnostics);
        return vec![whole(body, ty)];
    };
    let (envelope, properties) = match open_envelope(object, types, diagnostics) {
        Ok(fields) => fields,
        Err(reference) => {
            warn_untyped(reference, "the body", diagnostics);
            return vec![whole(body, Type::Any)];
        }
    };
    if properties.is_empty() {
        // It has nothing by name, and yet there is a body.
        return vec![whole(body, Type::Any)];
    }
    let mut fields = Vec::new();
    for (name, property, required) in properties {
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
            description: property.description.map(str::to_owned),
            constraints: constraint::lower(property),
        });
    }
    fields
}

/// The one field of a body that is no object with properties.
fn whole(body: &document::Parameter<'_>, ty: Type) -> Parameter {
    Parameter {
        name: body.name.to_owned(),
        field: String::new(),
        location: Location::WholeBody,
        ty,
        required: body.required,
        nullable: false,
        clear: None,
        list: ListStyle::Repeated,
        description: body.description.map(str::to_owned),
        constraints: constraint::lower(&body.schema),
    }
}

/// Warns that a part of an object is a dangling reference: with the other fields alone, the object could not be sent whole.
pub(super) fn warn_untyped(reference: &Schema<'_>, what: &str, diagnostics: &mut Diagnostics) {
    let target = reference.reference.unwrap_or_default();
    let dangling = Pointer::dangling(target, "definition");
    let message = format!("{dangling}: {what} is untyped JSON");
    let help = "define the schema under `definitions`, or write it out here";
    let pointer = &reference.pointer;
    diagnostics.warning(Rule::DanglingReference, pointer, message, help);
}

/// The fields of a body, and the name of the envelope around them; else the dangling reference among the object's parts.
type Fields<'a> = (Option<&'a str>, Vec<(&'a str, &'a Schema<'a>, bool)>);

/// An object whose only property is an object is an envelope around the fields.
fn open_envelope<'a>(
    object: &'a Schema<'a>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<Fields<'a>, &'a Schema<'a>> {
    let outer = needed(object, types, diagnostics)?;
    let inner = match outer.as_slice() {
        [(name, only, _)] => types.object(only).map(|inner| (*name, inner)),
        _ => None,
    };
    match inner {
        // Of an object that contains itself, the first is as good a field as the second.
        Some((name, inner)) if !std::ptr::eq(inner, object) => {
            Ok((Some(name), needed(inner, types, diagnostics)?))
        }
        _ => Ok((None, outer)),
    }
}

/// The properties of an object, without those that only responses have; else the dangling reference among its parts.
fn needed<'a>(
    object: &'a Schema<'a>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<(&'a str, &'a Schema<'a>, bool)>, &'a Schema<'a>> {
    let Properties { mut known, missing } = types.properties(object, diagnostics);
    known.retain(|(_, property, _)| !property.read_only);
    missing.map_or(Ok(known), Err)
}
