//! Responses -> the type and the status of the successful one.

use super::context::Context;
use super::reference::Index;
use super::schema::Types;
use crate::api::Type;
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Operation, Response, Schema};
use crate::method::Method;

/// The first successful response with a schema decides. Without any, the body is free JSON, unless every successful
/// response is one that has no body, or the operation says that it produces nothing.
pub(super) fn lower<'a>(
    operation: &'a Operation<'a>,
    context: &Context<'_>,
    index: &Index<'a>,
    types: &mut Types<'a>,
    diagnostics: &mut Diagnostics,
) -> (Type, Option<u16>) {
    let successes: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|found| is_success(found.status))
        .collect();
    let fallback = operation
        .responses
        .iter()
        .filter(|found| found.status == "default");
    let candidates = if successes.is_empty() {
        fallback.collect()
    } else {
        successes
    };
    let mut found: Vec<(&Response, &Schema<'_>)> = Vec::new();
    for response in &candidates {
        if let Some(schema) = index.response(&response.body, diagnostics) {
            found.push((response, schema));
        }
    }
    let Some((first, schema)) = found.first() else {
        let no_body = operation.produces_nothing
            || operation.method == Method::Head
            || (!candidates.is_empty() && candidates.iter().all(|found| is_empty(found.status)));
        let status = candidates
            .first()
            .and_then(|found| found.status.parse().ok());
        return (if no_body { Type::Unit } else { Type::Any }, status);
    };
    let is_same =
        |other: &Schema<'_>| schema.reference.is_some() && other.reference == schema.reference;
    for (other, _) in found.iter().skip(1).filter(|(_, other)| !is_same(other)) {
        let message = format!(
            "the body of {} is read as that of {}",
            other.status, first.status
        );
        let help = "describe one successful body, or leave the other's schema out";
        diagnostics.warning(Rule::SeveralResponses, &other.pointer, message, help);
    }
    let output = types.lower(schema, &context.of_response(schema), diagnostics);
    (output, first.status.parse().ok())
}

fn is_success(status: &str) -> bool {
    let mut characters = status.chars();
    characters.next() == Some('2') && characters.count() == 2
}

/// No Content and Reset Content.
fn is_empty(status: &str) -> bool {
    matches!(status, "204" | "205")
}
