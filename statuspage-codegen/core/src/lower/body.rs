//! Request bodies: the fields of a form or of a JSON object, flat, with the envelope remembered; or one value.

use super::context::Context;
use super::end::Resolved;
use super::parts::Properties;
use super::schema::Types;
use super::{constraint, media, parameter};
use crate::api::{EmptyBody, ListStyle, Location, Parameter, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::reference::Index;
use crate::document::{self, Content, MediaTypes, Schema, Terms};

/// What the body of a request is made of.
#[derive(Default)]
pub(super) struct Body {
    pub(super) fields: Vec<Parameter>,
    pub(super) media_type: Option<String>,
    pub(super) empty: EmptyBody,
}

/// The body of an operation's request.
pub(super) fn lower<'a>(
    operation: &'a document::Operation<'a>,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &Diagnostics,
) -> Body {
    let Some(body) = &operation.body else {
        return Body::default();
    };
    let terms = types.index.terms;
    let value = match &body.content {
        Content::Value(value) => value,
        Content::Form(form) => {
            let fields: Vec<Parameter> = form
                .iter()
                .map(|field| match file_type(&body.media, field, types) {
                    Some(ty) => whole(field, Location::Form, ty, types),
                    None => parameter::lower(field, Location::Form, context, types, diagnostics),
                })
                .collect();
            return Body {
                media_type: media::of_form(operation, &body.media, &fields, terms, diagnostics),
                fields,
                empty: EmptyBody::Nothing,
            };
        }
    };
    let is_binary = types.target(types.index.schema(value.schema)).is_binary();
    if let Some(media_type) = media::of_raw(operation, body, is_binary, terms, diagnostics) {
        let ty = raw_type(
            operation,
            body,
            value,
            media_type,
            context,
            types,
            diagnostics,
        );
        return Body {
            fields: vec![whole(value, Location::RawBody, ty, types)],
            media_type: Some(media_type.to_owned()),
            empty: EmptyBody::Nothing,
        };
    }
    let (fields, empty) = json(value, context, types, diagnostics);
    Body {
        fields,
        media_type: media::special_json(&body.media),
        empty,
    }
}

/// The type of a form field that is a file or a list of files. A form that cannot have parts has texts in place of bytes.
fn file_type(
    media: &MediaTypes<'_>,
    field: &document::Parameter<'_>,
    types: &Types<'_>,
) -> Option<Type> {
    let has_parts = media.has_multipart || !media.has_urlencoded;
    let is_file = |schema: &Schema<'_>| schema.is_file() || schema.is_binary() && has_parts;
    let schema = types.target(types.index.schema(field.schema));
    if is_file(schema) {
        return Some(Type::File);
    }
    let items = types.target(schema.items.as_deref()?);
    is_file(items).then(|| Type::Array(Box::new(Type::File)))
}

/// Returns the type of a body that is sent unchanged: its own string type if the media type is text, otherwise text or bytes.
fn raw_type(
    operation: &document::Operation<'_>,
    body: &document::Body<'_>,
    value: &document::Parameter<'_>,
    media_type: &str,
    context: &Context<'_>,
    types: &mut Types<'_>,
    diagnostics: &Diagnostics,
) -> Type {
    let whole = types.index.schema(value.schema);
    let schema = types.target(whole);
    let is_text = media::is_text(media_type);
    match schema.kind {
        _ if schema.is_binary() => return Type::Bytes,
        Some("string" | "integer" | "number" | "boolean") if is_text => {
            return types.lower(whole, &context.of_parameter(value), diagnostics);
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
        let Terms {
            body_types,
            form_field,
            ..
        } = types.index.terms;
        let help = format!(
            "list `application/json` under {body_types} if the service accepts it; describe a form by {form_field}"
        );
        diagnostics.warning(Rule::MediaType, &body.media_pointer, message, help);
    }
    ty
}

/// An object's properties become fields; any other schema is one field, the whole body.
fn json<'a>(
    body: &document::Parameter<'_>,
    context: &Context<'_>,
    types: &mut Types<'a>,
    diagnostics: &Diagnostics,
) -> (Vec<Parameter>, EmptyBody) {
    let schema = types.index.schema(body.schema);
    let alone = |ty, types: &Types<'a>| {
        let body = Parameter {
            guessed: types.guessed(schema),
            ..whole(body, Location::WholeBody, ty, types)
        };
        (vec![body], EmptyBody::Nothing)
    };
    let Resolved::Object(object) = types.end(schema) else {
        let ty = types.lower(schema, &context.of_parameter(body), diagnostics);
        return alone(ty, types);
    };
    let (envelope, properties) = match open_envelope(object, types, diagnostics) {
        Ok(fields) => fields,
        Err(reference) => {
            warn_untyped(reference, "the body", types.index, diagnostics);
            return alone(Type::Any, types);
        }
    };
    if properties.is_empty() {
        // It has nothing by name, and yet there is a body.
        return alone(Type::Any, types);
    }
    let mut fields = Vec::new();
    let mut is_always_sent = false;
    for (name, property, required) in properties {
        let ty = types.lower_body_field(property, &context.of_property(body, name), diagnostics);
        // Left out, it means all items: that must be written down.
        let is_selection = matches!(ty, Type::Selection { word: None, .. });
        is_always_sent |= required && !is_selection;
        fields.push(Parameter {
            name: name.to_owned(),
            field: String::new(),
            location: Location::Body {
                envelope: envelope.map(|(name, _)| name.to_owned()),
            },
            ty,
            required: required || is_selection,
            nullable: types.is_nullable(property) && !is_selection,
            clear: None,
            list: ListStyle::Repeated,
            description: property.description.map(str::to_owned),
            constraints: constraint::lower(property),
            pointer: property.pointer.clone(),
            guessed: types.guessed(property),
        });
    }
    let empty = match envelope {
        _ if !body.required && !is_always_sent => EmptyBody::Nothing,
        Some((_, required)) if required || is_always_sent => EmptyBody::Envelope,
        _ => EmptyBody::Object,
    };
    (fields, empty)
}

/// A body that is one value, or a file of a form.
fn whole(
    body: &document::Parameter<'_>,
    location: Location,
    ty: Type,
    types: &Types<'_>,
) -> Parameter {
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
        constraints: constraint::lower(types.index.schema(body.schema)),
        pointer: body.pointer.clone(),
        guessed: None,
    }
}

/// Warns that a part of an object is a dangling reference: with the other fields alone, the object could not be sent whole.
pub(super) fn warn_untyped(
    reference: &Schema<'_>,
    what: &str,
    index: &Index<'_>,
    diagnostics: &Diagnostics,
) {
    let target = reference.reference.unwrap_or_default();
    let definition = index.definition(&reference.pointer, target);
    if let Err(broken) = definition {
        broken.warn(diagnostics, &format!(": {what} is untyped JSON"));
    }
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
    diagnostics: &Diagnostics,
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
    diagnostics: &Diagnostics,
) -> Result<Vec<(&'a str, &'a Schema<'a>, bool)>, &'a Schema<'a>> {
    let Properties { mut known, missing } = types.properties(object, diagnostics);
    known.retain(|(_, property, _)| property.read_only != Some(true));
    missing.map_or(Ok(known), Err)
}
