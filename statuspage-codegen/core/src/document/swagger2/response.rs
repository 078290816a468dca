//! Responses of Swagger 2.0, and the status codes that they are listed under.

use super::super::{Response, Schema, node::Node};
use super::{or_reference, schema::schema};
use crate::diagnostic::{Diagnostics, Rule};
use crate::value::Value;

/// The responses of an operation.
pub(super) fn list<'a>(operation: &Node<'a>, diagnostics: &mut Diagnostics) -> Vec<Response<'a>> {
    let mut responses = Vec::new();
    for (key, node) in operation.mapping("responses", diagnostics) {
        if key.starts_with("x-") {
            continue;
        }
        if let Some(status) = status(key, &node, diagnostics) {
            responses.push(Response {
                pointer: node.pointer.clone(),
                status,
                body: or_reference(&node, diagnostics, response_schema),
            });
        }
    }
    responses
}

pub(super) fn response_schema<'a>(
    node: &Node<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Schema<'a>> {
    if *node.value == Value::Null || !node.check(diagnostics) {
        return None;
    }
    if let Some(node) = node.get("schema") {
        return Some(schema(&node, diagnostics));
    }
    let is_schema = node.peek("type").is_some() || node.peek("properties").is_some();
    is_schema.then(|| {
        let message = "found a schema instead of a response; using it as the schema of the body";
        let help = "put it under `schema`, next to a `description`";
        diagnostics.warning(Rule::WrongKind, &node.pointer, message, help);
        schema(node, diagnostics)
    })
}

/// The status that a key stands for: a code, a class such as `2XX`, or `default`. Prose may follow a code.
fn status<'a>(key: &'a str, node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let help = "list responses under status codes, such as `200`, or `default`";
    if key == "default" || is_code(key) || is_class(key) {
        return Some(key);
    }
    let word = key.trim();
    let code = word.get(..3).filter(|code| is_code(code));
    let code = code.filter(|_| {
        !word
            .get(3..)
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    });
    let message = match code {
        Some(code) => format!("`{key}` is not a status code: it is read as {code}"),
        None => format!("`{key}` is not a status code: the response is ignored"),
    };
    diagnostics.warning(Rule::ResponseStatus, &node.pointer, message, help);
    code
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_class(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X'])
}
