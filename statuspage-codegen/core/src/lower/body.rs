//! Request bodies: the fields of a form or of a JSON object, flat, with the envelope remembered; or one value.

use super::context::Context;
use super::end::Resolved;
use super::parts::Properties;
use super::schema::Types;
use super::{constraint, media, parameter};
use crate::api::{EmptyBody, ListStyle, Location, Parameter, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::reference::dangling;
use crate::document::{self, Schema};

/// What the body of a request is made of.
#[derive(Default)]
pub(super) struct Body {
    pub(super) fields: Vec<Parameter>,
    pub(super) media_type: Option<String>,
    pub(super) empty: EmptyBody,
}

/// The body of an operation's request.
pub(super) fn lower<'a>(
    operation: &document::Operation<'_>,
    plain: &[&'a document::Parameter<'a>],
    bodies: &[&'a document::Parameter<'a>],
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Body {
    let form: Vec<_> = plain
        .iter()
        .filter(|found| found.place == "formData")
        .collect();
    if bodies.len() + usize::from(!form.is_empty()) > 1 {
        let message = format!("`{} {}` has two bodies", operation.method, operation.path);
        let help = "a request has only one body: keep one `in: body`, or the `in: formData` fields";
        diagnostics.error(Rule::TwoBodies, &operation.pointer, message, help);
    }
    let Some(body) = bodies.first() else {
        let fields: Vec<Parameter> = form
            .into_iter()
            .map(|field| match file_type(operation, field, types) {
                Some(ty) => whole(field, Location::Form, ty),
                None => parameter::lower(field, Location::Form, context, types, diagnostics),
            })
            .collect();
        return Body {
            media_type: media::of_form(operation, &fields, diagnostics),
            fields,
            empty: EmptyBody::Nothing,
        };
    };
    let is_binary = types.target(&body.schema).is_binary();
    if let Some(media_type) = media::of_raw(operation, is_binary, diagnostics) {
        let ty = raw_type(operation, body, media_type, context, types, diagnostics);
        return Body {
            fields: vec![whole(body, Location::RawBody, ty)],
            media_type: Some(media_type.to_owned()),
            empty: EmptyBody::Nothing,
        };
    }
    let (fields, empty) = json(body, context, types, diagnostics);
    Body {
        fields,
        media_type: media::of_json(operation),
        empty,
    }
}

/// The type of a form field that is a file or a list of files. A form that cannot have parts has texts in place of bytes.
fn file_type<'a>(
    operation: &document::Operation<'_>,
    field: &'a document::Parameter<'a>,
    types: &Types<'a>,
) -> Option<Type> {
    let consumes = &operation.consumes;
    let has_parts = consumes.has_multipart || !consumes.has_urlencoded;
    let is_file =
        |schema: &Schema<'_>| schema.kind == Some("file") || schema.is_binary() && has_parts;
    let schema = types.target(&field.schema);
    if is_file(schema) {
        return Some(Type::File);
    }
    let items = types.target(schema.items.as_deref()?);
    is_file(items).then(|| Type::Array(Box::new(Type::File)))
}

/// Returns the type of a body that is sent unchanged: its own string type if the media type is text, otherwise text or bytes.
fn raw_type<'a>(
    operation: &document::Operation<'_>,
    body: &'a document::Parameter<'a>,
    media_type: &str,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Type {
    let schema = types.target(&body.schema);
    let is_text = media::is_text(media_type);
    match schema.kind {
        _ if schema.is_binary() => return Type::Bytes,
        Some("string" | "integer" | "number" | "boolean") if is_text => {
            return types.lower(&body.schema, &context.of_parameter(body), diagnostics);
        }
        Some("string") => return Type::Bytes,
        _ => {}
    }
    let (ty, given) = if is_text {
        (Type::String, "text")
    } else {
        (Type::Bytes, "bytes")
    };
    if schema.says_type() {
        let message = format!(
            "the body of `{} {}` is `{media_type}`; it is sent as {given}, and its schema is ignored",
            operation.method, operation.path
        );
        let help = "list `application/json` under `consumes` if the service accepts it; describe a form by `in: formData`";
        diagnostics.warning(Rule::MediaType, &media::consumes(operation), message, help);
    }
    ty
}

/// An object's properties become fields; any other schema is one field, the whole body.
fn json<'a>(
    body: &'a document::Parameter<'a>,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Parameter>, EmptyBody) {
    let guessed = types.guessed(&body.schema);
    let alone = |ty| {
        let body = Parameter {
            guessed,
            ..whole(body, Location::WholeBody, ty)
        };
        (vec![body], EmptyBody::Nothing)
    };
    let Resolved::Object(object) = types.end(&body.schema) else {
        let ty = types.lower(&body.schema, &context.of_parameter(body), diagnostics);
        return alone(ty);
    };
    let (envelope, properties) = match open_envelope(object, types, diagnostics) {
        Ok(fields) => fields,
        Err(reference) => {
            warn_untyped(reference, "the body", diagnostics);
            return alone(Type::Any);
        }
    };
    if properties.is_empty() {
        // It has nothing by name, and yet there is a body.
        return alone(Type::Any);
    }
    let mut fields = Vec::new();
    for (name, property, required) in properties {
        fields.push(Parameter {
            name: name.to_owned(),
            field: String::new(),
            location: Location::Body {
                envelope: envelope.map(|(name, _)| name.to_owned()),
            },
            ty: types.lower(property, &context.of_property(body, name), diagnostics),
            required,
            nullable: types.is_nullable(property),
            clear: None,
            list: ListStyle::Repeated,
            description: property.description.map(str::to_owned),
            constraints: constraint::lower(property),
            pointer: property.pointer.clone(),
            guessed: types.guessed(property),
        });
    }
    let is_always_sent = fields.iter().any(|field| field.required);
    let empty = match envelope {
        _ if !body.required && !is_always_sent => EmptyBody::Nothing,
        Some((_, required)) if required || is_always_sent => EmptyBody::Envelope,
        _ => EmptyBody::Object,
    };
    (fields, empty)
}

/// A body that is one value, or a file of a form.
fn whole(body: &document::Parameter<'_>, location: Location, ty: Type) -> Parameter {
    Parameter {
        name: body.name.to_owned(),
        field: String::new(),
        location,
        ty,
        required: body.required,
        nullable: false,
        clear: None,
        list: ListStyle::Repeated,
        description: body.description.map(str::to_owned),
        constraints: constraint::lower(&body.schema),
        pointer: body.pointer.clone(),
        guessed: None,
    }
}

/// Warns that a part of an object is a dangling reference: with the other fields alone, the object could not be sent whole.
pub(super) fn warn_untyped(reference: &Schema<'_>, what: &str, diagnostics: &mut Diagnostics) {
    let target = reference.reference.unwrap_or_default();
    let message = dangling(target, "definition");
    let message = format!("{message}: {what} is untyped JSON");
    let help = "define the schema under `definitions`, or replace the reference with its content";
    let pointer = &reference.pointer;
    diagnostics.warning(Rule::DanglingReference, pointer, message, help);
}

/// The fields of a body, and the envelope around them: its name, and whether it is required.
type Fields<'a> = (
    Option<(&'a str, bool)>,
    Vec<(&'a str, &'a Schema<'a>, bool)>,
);

/// An object whose only property is an object is an envelope around the fields. An error is a dangling reference among the object's parts.
fn open_envelope<'a>(
    object: &'a Schema<'a>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Result<Fields<'a>, &'a Schema<'a>> {
    let outer = needed(object, types, diagnostics)?;
    let inner = match outer.as_slice() {
        [(name, only, required)] => types.object(only).map(|inner| (*name, *required, inner)),
        _ => None,
    };
    match inner {
        // Of an object that contains itself, the first is as good a field as the second.
        Some((name, required, inner)) if !std::ptr::eq(inner, object) => {
            Ok((Some((name, required)), needed(inner, types, diagnostics)?))
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
    known.retain(|(_, property, _)| property.read_only != Some(true));
    missing.map_or(Ok(known), Err)
}
