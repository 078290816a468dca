//! The operations as JSON; the keys are documented in the help of the command.

use serde_json::{Value, json};
use statuspage_codegen_core::api::{Operation, Paging, Parameter};
use statuspage_codegen_core::{Api, RustType};

use super::envelope;
use crate::document::location;

pub(super) fn value(api: &Api) -> Value {
    let operations: Vec<Value> = api.operations.iter().map(operation).collect();
    json!({ "operations": operations })
}

fn operation(operation: &Operation) -> Value {
    let parameters: Vec<Value> = operation.parameters.iter().map(parameter).collect();
    json!({
        "id": operation.id,
        "function": operation.function,
        "params": operation.params,
        "alias": operation.alias.as_ref().map(|alias| &alias.function),
        "method": operation.method.as_str(),
        "path": operation.path.to_string(),
        "tags": operation.tags,
        "deprecated": operation.deprecated,
        "envelope": envelope(operation),
        "status": operation.status,
        "media_type": operation.media_type,
        "accept": operation.accept,
        "response": RustType::of(&operation.output).to_string(),
        "paging": operation.paging.as_ref().map(paging),
        "parameters": parameters,
    })
}

fn paging(paging: &Paging) -> Value {
    json!({
        "function": paging.function,
        "page": paging.page,
        "size": paging.size,
        "first_page": paging.first_page,
        "max_page_size": paging.max_page_size,
        "page_size_honored": paging.page_size_honored,
    })
}

fn parameter(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "field": parameter.field,
        "location": location(&parameter.location),
        "type": RustType::of_parameter(&parameter.ty, parameter.required, parameter.nullable).to_string(),
        "required": parameter.required,
        "nullable": parameter.nullable,
    })
}
