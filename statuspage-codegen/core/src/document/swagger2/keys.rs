//! The keys of operations and parameters in Swagger 2.0.

use super::super::keys::report;
use super::super::node::Node;
use crate::diagnostic::Rule;

const OF_OPERATION: &[&str] = &[
    "consumes",
    "deprecated",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "produces",
    "responses",
    "schemes",
    "security",
    "summary",
    "tags",
];

/// With those of a schema that change nothing of what is sent.
const OF_PARAMETER: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "collectionFormat",
    "default",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "in",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "name",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "schema",
    "title",
    "type",
    "uniqueItems",
];

/// Warns of an operation's unknown keys. A body is described by another version's key only if the document is of it.
pub(super) fn report_of_operation(node: &Node<'_>) {
    let body = node.peek("requestBody").is_some();
    if body {
        let message = "`requestBody` belongs to OpenAPI 3; the request would have no body";
        let help = "describe it as a parameter with `in: body` or `in: formData`";
        node.at("requestBody")
            .error(Rule::UnknownKey, message, help);
    }
    let known = |key: &str| OF_OPERATION.contains(&key) || key == "requestBody";
    report(node, "an operation", known);
}

/// Warns of a parameter's unknown keys.
pub(super) fn report_of_parameter(node: &Node<'_>) {
    let known = |key: &str| OF_PARAMETER.contains(&key);
    report(node, "a parameter", known);
}
