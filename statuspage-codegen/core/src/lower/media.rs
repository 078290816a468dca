//! Media types: what a body is sent as, and what is asked for.

use super::context::Context;
use super::parameter::Draft;
use crate::api::Type;
use crate::diagnostic::Rule;
use crate::document::{Body, MediaTypes, Operation, Schema};
use crate::pointer::Pointer;

/// Returns the JSON media type, unless it is `application/json`.
pub(super) fn special_json(types: &MediaTypes<'_>) -> Option<String> {
    let json = types.json.filter(|json| *json != "application/json");
    json.map(str::to_owned)
}

/// Returns the media type of a form if it is `multipart/form-data` even without a file.
pub(super) fn of_form(
    operation: &Operation<'_>,
    types: &MediaTypes<'_>,
    fields: &[Draft],
    context: &Context<'_>,
) -> Option<String> {
    let mut files = fields.iter().filter(|field| field.ty.has_file()).peekable();
    if types.has_urlencoded && !types.has_multipart && files.peek().is_some() {
        let list = context.index.terms.body_types;
        let message = format!(
            "a form with a file is sent as `multipart/form-data`, which {list} does not list"
        );
        let help = format!("list `multipart/form-data` under {list}");
        let diagnostics = context.diagnostics;
        diagnostics.warning(Rule::MediaType, &operation.pointer, message, help);
    }
    // A form with a file has this media type anyway, but a list of files may be empty.
    let is_certain = files.any(|file| file.required && file.ty == Type::File);
    let asks = types.has_multipart && !types.has_urlencoded && !is_certain && !fields.is_empty();
    asks.then(|| MULTIPART.to_owned())
}

/// Returns the media type of a body that is sent unchanged; `None` for JSON.
pub(super) fn of_raw<'a>(
    operation: &Operation<'_>,
    body: &Body<'a>,
    is_binary: bool,
    context: &Context<'_>,
) -> Option<&'a str> {
    let (types, diagnostics) = (&body.media, context.diagnostics);
    // JSON cannot contain bytes.
    if !is_binary && (types.json.is_some() || types.first.is_none()) {
        return None;
    }
    match types.raw {
        Some("*/*" | "application/*") => Some(OCTETS),
        Some("text/*") => Some("text/plain"),
        Some(listed) if listed.contains('*') => {
            let message = format!(
                "`{listed}` is not a complete media type: the body of `{} {}` is sent as `{OCTETS}`",
                operation.method, operation.path
            );
            let list = context.index.terms.body_types;
            let help = format!("list the complete media type of the body under {list}");
            diagnostics.warning(Rule::MediaType, &body.media_pointer, message, help);
            Some(OCTETS)
        }
        Some(listed) => Some(listed),
        None if types.json.is_some() => types.json,
        None if types.has_urlencoded => Some("application/x-www-form-urlencoded"),
        None if types.has_multipart => {
            let message = format!(
                "the body of `{} {}` is `{MULTIPART}`, and its parts are not described",
                operation.method, operation.path
            );
            let field = context.index.terms.form_field;
            let help = format!("describe each field of the form by a parameter with {field}");
            diagnostics.error(Rule::MediaType, &body.media_pointer, message, help);
            None
        }
        None => Some(OCTETS),
    }
}

/// Returns whether a body with this media type is text in UTF-8.
pub(super) fn is_text(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    let (essence, parameters) = media_type.split_once(';').unwrap_or((&media_type, ""));
    let in_utf_8 = match parameters.split_once("charset=") {
        Some((_, charset)) => ["utf-8", "us-ascii"]
            .iter()
            .any(|known| charset.trim_start_matches('"').starts_with(known)),
        None => true,
    };
    let (kind, subtype) = essence.trim().split_once('/').unwrap_or_default();
    let words = [
        "json",
        "ndjson",
        "jsonl",
        "jsonlines",
        "xml",
        "yaml",
        "csv",
        "html",
        "javascript",
        "graphql",
        "sql",
        "urlencoded",
    ];
    in_utf_8
        && (kind == "text"
            || subtype
                .split(['+', '-', '.'])
                .any(|word| words.contains(&word)))
}

const MULTIPART: &str = "multipart/form-data";
const OCTETS: &str = "application/octet-stream";

/// Returns the media type to request if the body of the response is not JSON; `None` if it is. `at` is the schema or the
/// operation.
pub(super) fn not_json(
    types: &MediaTypes<'_>,
    schema: Option<&Schema<'_>>,
    at: &Pointer,
    context: &Context<'_>,
) -> Option<String> {
    let is_file = schema.is_some_and(Schema::is_file);
    if !is_file && (types.json.is_some() || types.first.is_none()) {
        return None;
    }
    let asked = types
        .first
        .filter(|_| types.json.is_none())
        .unwrap_or("*/*");
    let message = if is_file {
        "the response is a file, which is not decoded".to_owned()
    } else {
        format!("the response is `{asked}`, not JSON, and is not decoded")
    };
    let list = context.index.terms.response_types;
    let help = format!(
        "read its bytes with `Response::body`; list `application/json` under {list} if it is JSON"
    );
    let diagnostics = context.diagnostics;
    diagnostics.warning(Rule::MediaType, at, message, help);
    Some(asked.to_owned())
}
