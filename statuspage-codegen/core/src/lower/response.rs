//! Responses -> the type and the status of the successful one.

use super::context::Context;
use super::media;
use super::schema::Types;
use crate::api::{BodyFormat, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::reference::Index;
use crate::document::{Operation, Response, Schema};
use crate::method::Method;
use crate::pointer::Pointer;

/// What a successful response gives.
pub(super) struct Output {
    pub(super) ty: Type,
    pub(super) format: BodyFormat,
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
    context: &Context<'_>,
    index: &Index<'a>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> Output {
    let candidates = candidates(operation);
    let mut found: Vec<(&Response<'_>, &Schema<'_>)> = Vec::new();
    let mut any_broken = false;
    for response in candidates.iter().filter(|found| has_body(operation, found)) {
        match index.response(&response.body) {
            Ok(Some(schema)) => found.push((response, schema)),
            Ok(None) => {}
            Err(broken) => {
                any_broken = true;
                let message = format!("{}: the response is untyped JSON", broken.message);
                let help = "define the response under `responses` at the top of the document, or replace the reference with its content";
                diagnostics.warning(broken.rule, &broken.at, message, help);
            }
        }
    }
    let status = |found: &Response<'_>| found.status.parse().ok();
    let Some(&(first, schema)) = found.first() else {
        let is_empty = operation.produces_nothing
            || operation.method == Method::Head
            || (!candidates.is_empty()
                && candidates.iter().all(|found| !has_body(operation, found)));
        let accept = (!is_empty)
            .then(|| media::not_json(operation, None, diagnostics))
            .flatten();
        let is_json = !is_empty && accept.is_none();
        let response = candidates.first().map(|found| &found.pointer);
        let pointer = response.unwrap_or(&operation.pointer).clone();
        return Output {
            guessed: (is_json && !any_broken).then(|| pointer.clone()),
            pointer,
            ty: if is_json { Type::Any } else { Type::Unit },
            format: if is_json {
                BodyFormat::Any
            } else {
                BodyFormat::Json
            },
            undescribed: Vec::new(),
            status: candidates.first().and_then(|found| status(found)),
            accept: accept.or_else(|| is_json.then(|| media::json(operation)).flatten()),
        };
    };
    let is_text = operation.produces.text.is_some() && types.is_text(schema);
    if !is_text && let Some(accept) = media::not_json(operation, Some(schema), diagnostics) {
        return Output {
            ty: Type::Unit,
            pointer: schema.pointer.clone(),
            guessed: None,
            format: BodyFormat::Json,
            undescribed: Vec::new(),
            status: status(first),
            accept: Some(accept),
        };
    }
    report_others(&found, diagnostics);
    let ty = types.lower(schema, &context.of_response(schema), diagnostics);
    let may_be_empty = found.len() < candidates.len() || types.is_nullable(schema);
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
        guessed: types.guessed(schema),
        format: if is_text {
            BodyFormat::Text
        } else {
            BodyFormat::Json
        },
        undescribed: undescribed
            .filter_map(|response| status(response))
            .collect(),
        status: status(first),
        accept: media::json(operation).or_else(|| {
            let text = operation.produces.text.filter(|_| is_text);
            text.filter(|_| operation.produces.json.is_none())
                .map(str::to_owned)
        }),
    }
}

/// The successful responses, or else the default one.
fn candidates<'a>(operation: &'a Operation<'a>) -> Vec<&'a Response<'a>> {
    let all = operation.responses.iter();
    let successes: Vec<_> = all
        .clone()
        .filter(|found| is_success(found.status))
        .collect();
    if successes.is_empty() {
        all.filter(|found| found.status == "default").collect()
    } else {
        successes
    }
}

/// Warns of bodies that are read as the first one.
fn report_others(found: &[(&Response<'_>, &Schema<'_>)], diagnostics: &mut Diagnostics) {
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
        diagnostics.warning(Rule::SeveralResponses, &other.pointer, message, help);
    }
}

fn is_success(status: &str) -> bool {
    let mut characters = status.chars();
    characters.next() == Some('2') && characters.count() == 2
}

/// Whether HTTP allows such a response a body: not after HEAD, and not No Content or Reset Content.
fn has_body(operation: &Operation<'_>, response: &Response<'_>) -> bool {
    operation.method != Method::Head && !matches!(response.status, "204" | "205")
}
