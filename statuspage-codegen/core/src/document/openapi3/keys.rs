//! The keys of operations and parameters in `OpenAPI` 3.

use super::super::keys::report;
use super::super::node::Node;

const OF_OPERATION: &[&str] = &[
    "callbacks",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "summary",
    "tags",
];

const OF_PARAMETER: &[&str] = &[
    "$ref",
    "allowEmptyValue",
    "allowReserved",
    "content",
    "deprecated",
    "description",
    "example",
    "examples",
    "explode",
    "in",
    "name",
    "required",
    "schema",
    "style",
];

/// Warns of an operation's unknown keys.
pub(super) fn report_of_operation(node: &Node<'_>) {
    report(node, "an operation", |key| OF_OPERATION.contains(&key));
}

/// Warns of a parameter's unknown keys.
pub(super) fn report_of_parameter(node: &Node<'_>) {
    report(node, "a parameter", |key| OF_PARAMETER.contains(&key));
}
