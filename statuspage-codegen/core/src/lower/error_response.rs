//! Responses for failures -> their statuses, and the types of their bodies.

use super::context::Context;
use super::type_names::TypeNames;
use crate::api::{ErrorResponse, Type};
use crate::document::{Operation, Response, ResponseContent};
use crate::method::Method;

/// Lowers the responses of an operation with a status of failure; `default` is one next to a successful response.
pub(super) fn lower_all<'a>(
    operation: &'a Operation<'a>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> Vec<ErrorResponse> {
    let has_success = operation.responses.iter().any(Response::is_success);
    let is_error = |found: &&Response<'_>| match found.status {
        "default" => has_success,
        status => status.starts_with(['4', '5']),
    };
    let errors = operation.responses.iter().filter(is_error);
    let errors = errors.map(|response| ErrorResponse {
        status: response.status.to_owned(),
        ty: ty(operation, response, names, context),
        pointer: response.pointer.clone(),
    });
    errors.collect()
}

/// Returns the type of the body; `None` if it is unknown, or not JSON.
fn ty<'a>(
    operation: &Operation<'a>,
    response: &'a Response<'a>,
    names: &TypeNames<'_>,
    context: &mut Context<'a>,
) -> Option<Type> {
    let schema = match &response.content {
        Ok(ResponseContent::Schema { schema, .. }) => *schema,
        Ok(_) => return None,
        Err(broken) => {
            broken.warn(context.diagnostics, ": the error has no type");
            return None;
        }
    };
    let is_json = response.media.json.is_some() || response.media.first.is_none();
    if !is_json || operation.method == Method::Head {
        return None;
    }
    let schema = context.index.schema(schema);
    let ty = context.lower(schema, &names.of_error(schema, response.status));
    (ty != Type::Any).then_some(ty)
}
