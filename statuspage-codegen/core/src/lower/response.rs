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

impl Output {
    /// Creates the output of a response whose body is not decoded.
    fn undecoded(status: Option<u16>, pointer: &Pointer, accept: Option<String>) -> Self {
        Self {
            ty: Type::Unit,
            format: BodyFormat::Json,
            envelope: None,
            status,
            pointer: pointer.clone(),
            guessed: None,
            undescribed: Vec::new(),
            accept,
        }
    }
}

/// Lowers the first successful response that describes a body. If there is none, the value is untyped JSON, unless the operation
/// says that its responses have no body.
pub(super) fn lower<'a>(
    operation: &'a Operation<'a>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> Output {
    let candidates = candidates(operation);
    let mut found = Vec::new();
    let mut is_any_broken = false;
    let with_body = candidates.iter().filter(|found| has_body(operation, found));
    for response in with_body.clone() {
        match &response.content {
            Ok(ResponseContent::Schema { schema, envelope }) => {
                found.push((*response, context.index.schema(*schema), *envelope));
            }
            Ok(_) => {}
            Err(broken) => {
                is_any_broken = true;
                broken.warn(context.diagnostics, ": the response is untyped JSON");
            }
        }
    }
    let Some(&(first, schema, mut envelope)) = found.first() else {
        return without_schema(operation, &candidates, is_any_broken, context);
    };
    let (media, pointer, status) = (&first.media, &schema.pointer, status(first));
    let is_text = media.text.is_some() && is_text(context.target(schema));
    let not_json = if is_text {
        None
    } else {
        media::not_json(media, Some(schema), pointer, context)
    };
    if let Some(name) = envelope.filter(|_| is_text || not_json.is_some()) {
        let message = format!("the response is not JSON: it has no object with `{name}`");
        let help = "remove `x-optional-envelope`, or list `application/json`";
        let at = first.pointer.child("x-optional-envelope");
        context
            .diagnostics
            .warning(Rule::Extension, &at, message, help);
        envelope = None;
    }
    if not_json.is_some() {
        return Output::undecoded(status, pointer, not_json);
    }
    report_others(&found, context);
    let ty = context.lower(schema, &names.of_response(schema));
    let may_be_empty = found.len() < candidates.len() || context.is_nullable(schema);
    let is_described =
        |response: &Response<'_>| matches!(response.content, Ok(ResponseContent::Schema { .. }));
    let undescribed = with_body.filter(|response| !is_described(response));
    let text = media.text.filter(|_| is_text && media.json.is_none());
    Output {
        ty: if may_be_empty && ty != Type::Any {
            Type::Optional(Box::new(ty))
        } else {
            ty
        },
        guessed: context.guessed(schema),
        envelope: envelope.map(str::to_owned),
        format: if is_text {
            BodyFormat::Text
        } else {
            BodyFormat::Json
        },
        undescribed: undescribed
            .filter_map(|found| self::status(found))
            .collect(),
        accept: media::special_json(media).or(text.map(str::to_owned)),
        ..Output::undecoded(status, pointer, None)
    }
}

/// Lowers the responses of an operation of which no successful one describes a body.
fn without_schema(
    operation: &Operation<'_>,
    candidates: &[&Response<'_>],
    is_any_broken: bool,
    context: &Context<'_>,
) -> Output {
    let has_nothing = |found: &&Response<'_>| {
        !has_body(operation, found) || matches!(found.content, Ok(ResponseContent::Nothing))
    };
    let is_empty = candidates.iter().all(has_nothing);
    let first = candidates.first();
    let (pointer, media) = first.map_or_else(
        || (&operation.pointer, MediaTypes::default()),
        |first| (&first.pointer, first.media),
    );
    let status = first.and_then(|first| status(first));
    if is_empty {
        return Output::undecoded(status, pointer, None);
    }
    let not_json = media::not_json(&media, None, &operation.pointer, context);
    if not_json.is_some() {
        return Output::undecoded(status, pointer, not_json);
    }
    Output {
        ty: Type::Any,
        format: BodyFormat::Any,
        guessed: (!is_any_broken).then(|| pointer.clone()),
        ..Output::undecoded(status, pointer, media::special_json(&media))
    }
}

/// Returns the successful responses, or else the default one.
fn candidates<'a>(operation: &'a Operation<'a>) -> Vec<&'a Response<'a>> {
    let all = operation.responses.iter();
    let successes: Vec<_> = all.clone().filter(|found| found.is_success()).collect();
    if successes.is_empty() {
        all.filter(|found| found.status == "default").collect()
    } else {
        successes
    }
}

/// A response that describes its body, with the schema and the optional envelope.
type Described<'a> = (&'a Response<'a>, &'a Schema<'a>, Option<&'a str>);

/// Warns of bodies that are decoded as the first one.
fn report_others(found: &[Described<'_>], context: &Context<'_>) {
    let Some(((first, schema, _), others)) = found.split_first() else {
        return;
    };
    for (other, body, _) in others {
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

/// Returns whether a schema is a text, and not bytes that are called one.
fn is_text(schema: &Schema<'_>) -> bool {
    let format = schema.constraints.get("format");
    schema.kind == Some("string") && !matches!(format, Some("binary" | "byte"))
}

/// Returns the status code; `None` for `default` and for classes.
fn status(response: &Response<'_>) -> Option<u16> {
    response.status.parse().ok()
}

/// Returns whether HTTP allows such a response a body: not after HEAD, and not No Content or Reset Content.
fn has_body(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    operation.method != Method::Head && !matches!(response.status, "204" | "205")
}
