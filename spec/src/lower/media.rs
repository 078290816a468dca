//! Media types: what a body is sent as, and what is asked for.

use crate::api::{Location, Parameter, Type};
use crate::diagnostic::{Diagnostics, Rule};
use crate::document::{Operation, Schema};

/// The media type of a body, where it is not what such a body has anyway.
pub(super) fn of_body(
    operation: &Operation<'_>,
    parameters: &[Parameter],
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let types = &operation.consumes;
    let is_json = |parameter: &Parameter| {
        matches!(
            parameter.location,
            Location::Body { .. } | Location::WholeBody
        )
    };
    if parameters.iter().any(is_json) {
        let json = types.json.or_else(|| {
            tell_unsent(operation, diagnostics);
            None
        });
        return json
            .filter(|json| *json != "application/json")
            .map(str::to_owned);
    }
    let is_form = |parameter: &&Parameter| parameter.location == Location::Form;
    let mut form = parameters.iter().filter(is_form).peekable();
    form.peek()?;
    let files = || form.clone().filter(|parameter| parameter.ty == Type::File);
    if types.has_urlencoded && !types.has_multipart && files().next().is_some() {
        let message = "a form with a file is sent as `multipart/form-data`, which is not listed";
        let help = "list `multipart/form-data` under `consumes`";
        diagnostics.warning(Rule::MediaType, &operation.pointer, message, help);
    }
    // With a file it is that anyway.
    let asks = types.has_multipart && !types.has_urlencoded && !files().any(|file| file.required);
    asks.then(|| "multipart/form-data".to_owned())
}

/// Tells of a body that is neither JSON nor a form.
fn tell_unsent(operation: &Operation<'_>, diagnostics: &mut Diagnostics) {
    let Some(first) = operation.consumes.first else {
        return;
    };
    let message = format!(
        "the body of `{} {}` is `{first}`: it would be sent as JSON",
        operation.method, operation.path
    );
    let help = "list `application/json` under `consumes` if the service takes it; describe a form by `in: formData`";
    let pointer = if operation.consumes.own {
        &operation.pointer.child("consumes")
    } else {
        &operation.pointer
    };
    diagnostics.error(Rule::MediaType, pointer, message, help);
}

/// What to ask for where a response's body is no JSON; `None` where it is.
pub(super) fn not_json(
    operation: &Operation<'_>,
    schema: Option<&Schema<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let types = &operation.produces;
    let is_file = schema.is_some_and(|schema| schema.kind == Some("file"));
    if !is_file && (types.json.is_some() || types.first.is_none()) {
        return None;
    }
    let asked = types
        .first
        .filter(|_| types.json.is_none())
        .unwrap_or("*/*");
    let message = if is_file {
        "the response is a file: the function gives nothing of it but its bytes".to_owned()
    } else {
        format!(
            "the response is `{asked}`, not JSON: the function gives nothing of it but its bytes"
        )
    };
    let help = "read them from the response's body; list `application/json` under `produces` if it is JSON";
    let pointer = schema.map_or(&operation.pointer, |schema| &schema.pointer);
    diagnostics.warning(Rule::MediaType, pointer, message, help);
    Some(asked.to_owned())
}

/// What to ask for where a response's body is JSON of a kind of its own.
pub(super) fn json(operation: &Operation<'_>) -> Option<String> {
    let json = operation.produces.json;
    json.filter(|json| *json != "application/json")
        .map(str::to_owned)
}
