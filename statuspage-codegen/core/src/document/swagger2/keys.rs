//! Keys that the format does not have. Most are misspelled or belong to another version.

use super::super::node::Node;
use crate::diagnostic::Rule;
use crate::value::Value;

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

/// Includes keys of a schema that do not affect requests.
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

/// Warns of an operation's unknown keys. `requestBody` is an error, because the request would lack its body.
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

fn report(node: &Node<'_>, what: &str, is_known: impl Fn(&str) -> bool) {
    let Value::Mapping(entries) = node.value else {
        return;
    };
    for (key, _) in entries {
        if key.starts_with("x-") || key == "<<" || is_known(key) {
            continue;
        }
        let message = format!("`{key}` is not a key of {what}: it is ignored");
        let help = "check the spelling, or remove it; keys of your own begin with `x-`";
        node.at(key).warn(Rule::UnknownKey, message, help);
    }
}
