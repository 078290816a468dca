//! Responses -> the type and the status of the successful one.

use super::context::Context;
use super::media;
use super::type_names::TypeNames;
use crate::api::{BodyFormat, Type};
use crate::diagnostic::Rule;
use crate::document::{MediaTypes, Operation, Response, ResponseContent, Schema};
use crate::method::Method;
use crate::pointer::Pointer;

/// What a successful response gives.
pub(super) struct Output {
    pub(super) ty: Type,
    pub(super) format: BodyFormat,
    /// The name of the property in whose object the value may be.
    pub(super) envelope: Option<String>,
    pub(super) status: Option<u16>,
    /// The schema, or else the response or the operation.
    pub(super) pointer: Pointer,
    /// The node that does not say what the response contains.
    pub(super) guessed: Option<Pointer>,
    /// The statuses of responses without a described body, next to others that have one.
    pub(super) undescribed: Vec<u16>,
    /// The media type to ask for, where it is not `application/json`.
    pub(super) accept: Option<String>,
}

/// The first successful response with a body decides. Without one, any body is the value, unless every successful
/// response is one that has no body, or the operation says that it produces nothing.
pub(super) fn lower<'a>(
    operation: &'a Operation<'a>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> Output {
    let diagnostics = context.diagnostics;
    let candidates = candidates(operation);
    let mut found: Vec<(&Response<'_>, &Schema<'_>)> = Vec::new();
    let mut envelope = None;
    let mut any_broken = false;
    for response in candidates.iter().filter(|found| has_body(operation, found)) {
        match &response.content {
            Ok(ResponseContent::Schema {
                schema,
                envelope: around,
            }) => {
                if found.is_empty() {
                    envelope = *around;
                }
                found.push((response, context.index.schema(*schema)));
            }
            Ok(_) => {}
            Err(broken) => {
                any_broken = true;
                broken.warn(diagnostics, ": the response is untyped JSON");
            }
        }
    }
    let status = |found: &Response<'_>| found.status.parse().ok();
    let Some(&(first, schema)) = found.first() else {
        return without_body(operation, &candidates, any_broken, context);
    };
    let media = &first.media;
    let is_text = media.text.is_some() && is_text(context.target(schema));
    let not_json =
        (!is_text).then(|| media::not_json(media, Some(schema), &schema.pointer, context));
    let not_json = not_json.flatten();
    if let Some(name) = envelope.filter(|_| is_text || not_json.is_some()) {
        let message = format!("the response is not JSON: it has no object with `{name}`");
        let help = "remove `x-optional-envelope`, or list `application/json`";
        let pointer = first.pointer.child("x-optional-envelope");
        diagnostics.warning(Rule::Extension, &pointer, message, help);
        envelope = None;
    }
    if let Some(accept) = not_json {
        return Output {
            envelope: None,
            ty: Type::Unit,
            pointer: schema.pointer.clone(),
            guessed: None,
            format: BodyFormat::Json,
            undescribed: Vec::new(),
            status: status(first),
            accept: Some(accept),
        };
    }
    report_others(&found, context);
    let ty = context.lower(schema, &names.of_response(schema));
    let may_be_empty = found.len() < candidates.len() || context.is_nullable(schema);
    let is_described = |response: &Response<'_>| {
        let mut described = found.iter().map(|(response, _)| response.status);
        described.any(|status| status == response.status)
    };
    let undescribed = candidates
        .iter()
        .filter(|response| has_body(operation, response) && !is_described(response));
    Output {
        ty: if may_be_empty && ty != Type::Any {
            Type::Optional(Box::new(ty))
        } else {
            ty
        },
        pointer: schema.pointer.clone(),
        guessed: context.guessed(schema),
        envelope: envelope.map(str::to_owned),
        format: if is_text {
            BodyFormat::Text
        } else {
            BodyFormat::Json
        },
        undescribed: undescribed
            .filter_map(|response| status(response))
            .collect(),
        status: status(first),
        accept: media::special_json(media).or_else(|| {
            let text = media.text.filter(|_| is_text && media.json.is_none());
            text.map(str::to_owned)
        }),
    }
}

/// The output of an operation whose successful responses have no described body.
fn without_body(
    operation: &Operation<'_>,
    candidates: &[&Response<'_>],
    any_broken: bool,
    context: &Context<'_>,
) -> Output {
    let status = |found: &Response<'_>| found.status.parse().ok();
    let has_nothing = |found: &&Response<'_>| {
        !has_body(operation, found) || matches!(found.content, Ok(ResponseContent::Nothing))
    };
    let is_empty = candidates.iter().all(has_nothing);
    let (pointer, media) = candidates.first().map_or_else(
        || (operation.pointer.clone(), MediaTypes::default()),
        |first| (first.pointer.clone(), first.media),
    );
    let accept = (!is_empty)
        .then(|| media::not_json(&media, None, &operation.pointer, context))
        .flatten();
    let is_json = !is_empty && accept.is_none();
    Output {
        guessed: (is_json && !any_broken).then(|| pointer.clone()),
        pointer,
        ty: if is_json { Type::Any } else { Type::Unit },
        format: if is_json {
            BodyFormat::Any
        } else {
            BodyFormat::Json
        },
        envelope: None,
        undescribed: Vec::new(),
        status: candidates.first().and_then(|found| status(found)),
        accept: accept.or_else(|| is_json.then(|| media::special_json(&media)).flatten()),
    }
}

/// The successful responses, or else the default one.
fn candidates<'a>(operation: &'a Operation<'a>) -> Vec<&'a Response<'a>> {
    let all = operation.responses.iter();
    let successes: Vec<_> = all.clone().filter(|found| found.is_success()).collect();
    if successes.is_empty() {
        all.filter(|found| found.status == "default").collect()
    } else {
        successes
    }
}

/// Warns of bodies that are read as the first one.
fn report_others(found: &[(&Response<'_>, &Schema<'_>)], context: &Context<'_>) {
    let Some(((first, schema), others)) = found.split_first() else {
        return;
    };
    for (other, body) in others {
        if schema.reference.is_some() && body.reference == schema.reference {
            continue;
        }
        let message = format!(
            "the body of {} is decoded as that of {}",
            other.status, first.status
        );
        let help = "describe one successful body, or remove the schema of the other";
        let diagnostics = context.diagnostics;
        diagnostics.warning(Rule::SeveralResponses, &other.pointer, message, help);
    }
}

/// Whether a schema is a text, and not bytes that are called one.
fn is_text(schema: &Schema<'_>) -> bool {
    let format = schema.constraints.format.as_deref();
    schema.kind == Some("string") && !matches!(format, Some("binary" | "byte"))
}

/// Whether HTTP allows such a response a body: not after HEAD, and not No Content or Reset Content.
fn has_body(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    operation.method != Method::Head && !matches!(response.status, "204" | "205")
}
