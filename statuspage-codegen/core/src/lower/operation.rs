//! Operations: ids, names, and their parts put together.

use super::context::Context;
use super::parameter::Draft;
use super::type_names::TypeNames;
use super::{alias, body, error_response, paging, parameter, path_query, response};
use crate::api::{Location, Operation};
use crate::diagnostic::Rule;
use crate::document::{self, Document};
use crate::hashed::Map;
use crate::name::{self, Scope};
use crate::path::{self, PathTemplate};

/// Lowers every operation, in the document's order.
pub(super) fn lower_all<'a>(
    document: &'a Document<'a>,
    context: &mut Context<'a>,
) -> Vec<Operation> {
    let mut ids = Ids::default();
    let mut operations = Vec::new();
    // The indexes of the first operations that send a request. Fragments distinguish operations of one path, so operations
    // whose paths have one are accepted.
    let mut firsts = Map::default();
    for operation in &document.operations {
        let (id, function) = ids.give(operation, context);
        let Some((path, has_fragment)) = template(operation, context) else {
            continue;
        };
        let lowered = lower(operation, id, function, &path, context);
        if !has_fragment {
            // With the query as written: a parameter that replaces a part of it makes another request.
            let written = path.to_string();
            let request = (lowered.method, written.trim_end_matches('?').to_owned());
            let first = firsts.get_or_insert_with(request, || operations.len());
            if let Some(first) = operations.get(*first) {
                report_same_request(operation, first, context);
            }
        }
        operations.push(lowered);
    }
    // After all operations, whose functions are what users rely on.
    paging::lower_all(&mut operations, &context.models, &mut ids.functions);
    alias::lower_all(document, &mut operations, context);
    operations
}

fn report_same_request(
    operation: &document::Operation<'_>,
    first: &Operation,
    context: &Context<'_>,
) {
    let message = format!(
        "`{} {}` is the same request as `{}`: `{} {}`",
        operation.method, operation.path, first.id, first.method, first.path
    );
    let help = "remove one of the two operations, or write the difference into their paths";
    let diagnostics = context.diagnostics;
    diagnostics.error(Rule::PathTemplate, &operation.pointer, message, help);
}

/// Reads the operation's path, and whether it had a fragment. Warns unless parameters are in braces, or in the brackets of scraped
/// documentation.
fn template(
    operation: &document::Operation<'_>,
    context: &Context<'_>,
) -> Option<(PathTemplate, bool)> {
    let (written, diagnostics) = (&*operation.path, context.diagnostics);
    let pointer = &operation.path_pointer;
    match PathTemplate::parse_before_fragment(written) {
        Ok((path, has_fragment)) => {
            let shown = path.to_string();
            if shown != written && shown != written.replace('[', "{").replace(']', "}") {
                let message = format!("using `{path}` for `{written}`");
                let help = if has_fragment {
                    "remove the fragment, which is never sent; operations are distinguished by their ids"
                } else {
                    "begin paths with a slash, and write parameters as `{name}`"
                };
                diagnostics.warning(Rule::PathTemplate, pointer, message, help);
            }
            Some((path, has_fragment))
        }
        Err(reason) => {
            let message = format!("the path `{written}` cannot be read: {reason}");
            let help = if path::is_url(written) {
                context.index.terms.whole_url
            } else {
                "write parameters as `{name}`, below the base URL"
            };
            diagnostics.error(Rule::PathTemplate, pointer, message, help);
            None
        }
    }
}

/// Resolves the query in a path; see [`path_query::resolve`].
fn with_query<'a>(
    operation: &document::Operation<'a>,
    path: &PathTemplate,
    context: &Context<'_>,
) -> (PathTemplate, Vec<&'a str>) {
    let (pointer, diagnostics) = (&operation.path_pointer, context.diagnostics);
    let resolved = path_query::resolve(path.clone(), &operation.parameters);
    let (resolved, moved) = resolved.unwrap_or_else(|reason| {
        let message = format!("the path `{}` cannot be sent: {reason}", operation.path);
        let help = "write the path without a query, and declare the parameters of the query with `in: query`";
        diagnostics.error(Rule::PathTemplate, pointer, message, help);
        (path.clone(), Vec::new())
    });
    if resolved.has_query() {
        let message = format!("`{resolved}` has a query, which is sent unchanged");
        let help = "declare its parameters `in: query`";
        diagnostics.warning(Rule::PathTemplate, pointer, message, help);
    }
    if resolved != *path {
        let message =
            format!("using `{resolved}` for `{path}`: parameters give the rest of its query");
        let help = "write the path without a query, and declare the parameters of the query with `in: query`";
        diagnostics.warning(Rule::PathTemplate, pointer, message, help);
    }
    (resolved, moved)
}

fn lower<'a>(
    operation: &'a document::Operation<'a>,
    id: String,
    function: String,
    path: &PathTemplate,
    context: &mut Context<'a>,
) -> Operation {
    let names = TypeNames::new(&id, operation);
    let (path, of_query) = with_query(operation, path, context);
    let mut drafts = parameter::lower_all(operation, &path, &of_query, &names, context);
    let body = body::lower(operation, &names, context);
    drafts.extend(body.fields);
    let output = response::lower(operation, &names, context);
    let errors = error_response::lower_all(operation, &names, context);
    // A parameter of the document for this header takes precedence.
    let is_accept = |found: &Draft| {
        found.location == Location::Header && found.name.eq_ignore_ascii_case("accept")
    };
    let accept = output.accept.filter(|_| !drafts.iter().any(is_accept));
    Operation {
        function,
        params: params_name(&id),
        alias: None,
        method: operation.method,
        path,
        tags: operation.tags.iter().map(|&tag| tag.to_owned()).collect(),
        summary: operation.summary.map(str::to_owned),
        description: operation.description.map(str::to_owned),
        deprecated: operation.deprecated,
        not_idempotent: operation.not_idempotent,
        removes: operation.removes,
        notifies_unless: operation.notifies_unless.as_ref().map(|values| {
            let values = values.iter();
            values
                .map(|&(name, value)| (name.to_owned(), value))
                .collect()
        }),
        security: None,
        parameters: parameter::name_fields(drafts),
        output: output.ty,
        body_format: output.format,
        optional_envelope: output.envelope,
        output_pointer: output.pointer,
        output_guessed: output.guessed,
        status: output.status,
        statuses: statuses(operation),
        undescribed: output.undescribed,
        errors,
        media_type: body.media_type,
        empty_body: body.empty,
        accept,
        paging: None,
        pointer: operation.pointer.clone(),
        id,
    }
}

/// Returns the statuses of the responses, without that of one for all statuses that the document does not list.
fn statuses(operation: &document::Operation<'_>) -> Vec<String> {
    let responses = operation.responses.iter();
    let listed = responses.filter(|found| found.pointer != operation.pointer);
    listed.map(|found| found.status.to_owned()).collect()
}

/// Returns the name of the struct of an operation's parameters, by its id or alias.
pub(super) fn params_name(id: &str) -> String {
    format!("{}Params", name::camel(id))
}

/// The operationIds, in `UpperCamelCase`, and the functions in use.
#[derive(Default)]
struct Ids {
    taken: Scope,
    functions: Scope,
}

impl Ids {
    /// Returns the operation's id and its function's name. Ids that differ only in punctuation would give the same function and
    /// the same struct, so they count as equal: the first keeps the name.
    fn give(
        &mut self,
        operation: &document::Operation<'_>,
        context: &Context<'_>,
    ) -> (String, String) {
        let diagnostics = context.diagnostics;
        let made = format!(
            "{} {}",
            operation.method.as_str().to_lowercase(),
            operation.path
        );
        let id = match operation.id {
            Some(id) if !self.taken.has(&name::camel(id)) => {
                self.taken.claim(&name::camel(id));
                id.to_owned()
            }
            Some(id) => {
                let made = self.generate(&made);
                let message =
                    format!("another operation already has the id `{id}`; using `{made}`");
                let help = "give each operation an operationId of its own";
                let pointer = operation.pointer.child("operationId");
                diagnostics.warning(Rule::DuplicateOperationId, &pointer, message, help);
                made
            }
            None => {
                let made = self.generate(&made);
                let message = format!("the operation has no operationId; using `{made}`");
                let help = "add an operationId, so that the name of the function stays the same when the path changes";
                diagnostics.warning(Rule::MissingOperationId, &operation.pointer, message, help);
                made
            }
        };
        let function = self.functions.claim(&name::snake(&id));
        (id, function)
    }

    /// Generates an id from method and path, with a number if it is in use.
    fn generate(&mut self, made: &str) -> String {
        let camel = name::camel(made);
        let claimed = self.taken.claim(&camel);
        match claimed.strip_prefix(&camel) {
            Some(number) if !number.is_empty() => format!("{made} {number}"),
            _ => made.to_owned(),
        }
    }
}
