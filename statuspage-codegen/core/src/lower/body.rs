//! Request bodies: the fields of a form, the fields of a JSON object without its envelope, or one value.

use super::context::Context;
use super::model::REST;
use super::parameter::{self, Draft};
use super::properties::{Properties, Property};
use super::type_names::TypeNames;
use super::{constraint, media};
use crate::api::{Constraints, EmptyBody, ListStyle, Location, Type};
use crate::diagnostic::Rule;
use crate::document::reference::Broken;
use crate::document::{self, Content, MediaTypes, Schema, Terms};

/// The body of a request.
#[derive(Default)]
pub(super) struct Body {
    pub(super) fields: Vec<Draft>,
    pub(super) media_type: Option<String>,
    pub(super) empty: EmptyBody,
}

/// Lowers the body of an operation's request.
pub(super) fn lower<'a>(
    operation: &'a document::Operation<'a>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> Body {
    let Some(body) = &operation.body else {
        return Body::default();
    };
    let value = match &body.content {
        Content::Value(value) => value,
        Content::Form(form) => {
            let fields = form.iter();
            let fields = fields.map(|field| match file_type(&body.media, field, context) {
                Some(ty) => Draft::new(field, Location::Form, ty, context),
                None => parameter::lower(field, Location::Form, names, context),
            });
            let fields: Vec<_> = fields.collect();
            return Body {
                media_type: media::of_form(operation, &body.media, &fields, context),
                fields,
                empty: EmptyBody::Nothing,
            };
        }
    };
    let schema = context.index.schema(value.schema);
    let is_binary = context.target(schema).is_binary();
    if let Some(media_type) = media::of_raw(operation, body, is_binary, context) {
        let ty = raw_type(operation, body, value, media_type, names, context);
        return Body {
            fields: vec![Draft::new(value, Location::RawBody, ty, context)],
            media_type: Some(media_type.to_owned()),
            empty: EmptyBody::Nothing,
        };
    }
    let (fields, empty) = json(value, names, context);
    Body {
        fields,
        media_type: media::special_json(&body.media),
        empty,
    }
}

/// Returns the type of a form field that is a file or a list of files. A form without parts cannot contain bytes.
fn file_type(
    media: &MediaTypes<'_>,
    field: &document::Parameter<'_>,
    context: &Context<'_>,
) -> Option<Type> {
    let has_parts = media.has_multipart || !media.has_urlencoded;
    let is_file = |schema: &Schema<'_>| schema.is_file() || schema.is_binary() && has_parts;
    let schema = context.target(context.index.schema(field.schema));
    if is_file(schema) {
        return Some(Type::File);
    }
    let items = context.target(schema.items.as_deref()?);
    is_file(items).then(|| Type::Array(Box::new(Type::File)))
}

/// Returns the type of a body that is sent unchanged: its own string type if the media type is text, otherwise text or bytes.
fn raw_type(
    operation: &document::Operation<'_>,
    body: &document::Body<'_>,
    value: &document::Parameter<'_>,
    media_type: &str,
    names: &TypeNames<'_>,
    context: &mut Context<'_>,
) -> Type {
    let whole = context.index.schema(value.schema);
    let schema = context.target(whole);
    let is_text = media::is_text(media_type);
    match schema.kind {
        _ if schema.is_binary() => return Type::Bytes,
        Some("string" | "integer" | "number" | "boolean") if is_text => {
            return context.lower(whole, &names.of_parameter(value));
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
        } = context.index.terms;
        let help = format!(
            "list `application/json` under {body_types} if the service accepts it; describe a form by {form_field}"
        );
        let diagnostics = context.diagnostics;
        diagnostics.warning(Rule::MediaType, &body.media_pointer, message, help);
    }
    ty
}

/// Lowers a JSON body: an object's properties are the fields, and any other value is one field.
fn json<'a>(
    body: &document::Parameter<'_>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> (Vec<Draft>, EmptyBody) {
    let schema = context.index.schema(body.schema);
    let alone = |ty, context: &Context<'a>| {
        let body = Draft {
            guessed: context.guessed(schema),
            ..Draft::new(body, Location::WholeBody, ty, context)
        };
        (vec![body], EmptyBody::Nothing)
    };
    let Some(object) = context.object(schema) else {
        let ty = context.lower(schema, &names.of_parameter(body));
        return alone(ty, context);
    };
    let (envelope, properties, rest) = match open_envelope(object, context) {
        Ok(fields) => fields,
        Err(broken) => {
            broken.warn(context.diagnostics, ": the body is untyped JSON");
            return alone(Type::Any, context);
        }
    };
    if properties.is_empty() && rest.is_none() {
        // An object without known properties is still sent.
        return alone(Type::Any, context);
    }
    let mut fields = Vec::new();
    let mut is_always_sent = false;
    for (name, property, required) in properties {
        let ty = context.lower_body_field(property, &names.of_property(body, name));
        // Omitting it selects all items, which a caller must state.
        let is_selection = matches!(ty, Type::Selection { word: None, .. });
        is_always_sent |= required && !is_selection;
        fields.push(Draft {
            name: name.to_owned(),
            location: Location::Body {
                envelope: envelope.map(|(name, _)| name.to_owned()),
            },
            ty,
            required: required || is_selection,
            nullable: context.is_nullable(property) && !is_selection,
            deprecated: property.deprecated,
            list: ListStyle::Repeated,
            description: property.description.map(str::to_owned),
            constraints: constraint::lower(property),
            pointer: property.pointer.clone(),
            guessed: context.guessed(property),
        });
    }
    if let Some(part) = rest {
        let envelope = envelope.map(|(name, _)| name.to_owned());
        fields.push(Draft {
            name: REST.to_owned(),
            location: Location::RestOfBody { envelope },
            ty: context.lower_map(part, &names.of_parameter(body)),
            required: false,
            nullable: false,
            deprecated: false,
            list: ListStyle::Repeated,
            description: None,
            constraints: Constraints::default(),
            pointer: part.pointer.child(REST),
            guessed: None,
        });
    }
    let empty = match envelope {
        _ if !body.required && !is_always_sent => EmptyBody::Nothing,
        Some((_, required)) if required || is_always_sent => EmptyBody::Envelope,
        _ => EmptyBody::Object,
    };
    (fields, empty)
}

/// The envelope around the fields of a body (its name, and whether it is required), the fields, and the part of the object that
/// describes those without names of their own.
type Fields<'a> = (
    Option<(&'a str, bool)>,
    Vec<Property<'a>>,
    Option<&'a Schema<'a>>,
);

/// Returns the fields of an object. An object whose only property is an object is an envelope around them.
///
/// # Errors
///
/// A dangling reference among the object's parts.
fn open_envelope<'a>(object: &'a Schema<'a>, context: &Context<'a>) -> Result<Fields<'a>, Broken> {
    let (outer, rest) = sent(object, context)?;
    let inner = match outer.as_slice() {
        [(name, only, required)] if rest.is_none() => {
            context.object(only).map(|inner| (*name, *required, inner))
        }
        _ => None,
    };
    match inner {
        // An object that contains itself is not an envelope.
        Some((name, required, inner)) if !std::ptr::eq(inner, object) => {
            let (fields, rest) = sent(inner, context)?;
            Ok((Some((name, required)), fields, rest))
        }
        _ => Ok((None, outer, rest)),
    }
}

/// Returns the properties of an object, without those that only responses have.
fn sent<'a>(
    object: &'a Schema<'a>,
    context: &Context<'a>,
) -> Result<(Vec<Property<'a>>, Option<&'a Schema<'a>>), Broken> {
    let Properties {
        mut known,
        rest,
        missing,
    } = context.properties(object);
    known.retain(|(_, property, _)| property.read_only != Some(true));
    missing.map_or(Ok((known, rest)), Err)
}
