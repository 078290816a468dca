//! Responses of Swagger 2.0, and the status codes that they are listed under.

use super::super::extension::{self, Owner};
use super::super::reference::{Broken, follow};
use super::super::{Response, ResponseContent, node::Node};
use super::{Reader, media, schema::Schemas, terms};
use crate::diagnostic::Rule;
use crate::value::Value;

impl<'a> Reader<'a> {
    /// The responses of an operation. One without a successful response is given one that is not described.
    pub(super) fn responses(&mut self, operation: &Node<'a>) -> Vec<Response<'a>> {
        let media = media::types(operation, "produces").unwrap_or(self.defaults.produces);
        // Successful responses have no body then, unless they describe one.
        let has_nothing = operation.is_empty_list("produces");
        let stated = |content| match content {
            ResponseContent::Undescribed if has_nothing => ResponseContent::Nothing,
            other => other,
        };
        let mut responses = Vec::new();
        for (key, node) in operation.mapping("responses") {
            if key.starts_with("x-") {
                continue;
            }
            if let Some(status) = status(key, &node) {
                responses.push(Response {
                    pointer: node.pointer.clone(),
                    status,
                    content: self.response(node).map(stated),
                    media,
                });
            }
        }
        let stands_for_success =
            |found: &Response<'_>| found.status == "default" || found.is_success();
        if !responses.iter().any(stands_for_success) {
            responses.push(Response {
                pointer: operation.pointer.clone(),
                status: "default",
                content: Ok(stated(ResponseContent::Undescribed)),
                media,
            });
        }
        responses
    }

    /// Reads a shared response.
    pub(super) fn shared_response(&mut self, node: &Node<'a>) {
        if node.text("$ref").is_none() {
            self.content(node);
        }
    }

    /// The content of a response, or of the shared one that it refers to.
    fn response(&mut self, node: Node<'a>) -> Result<ResponseContent<'a>, Broken> {
        if node.text("$ref").is_none() {
            return Ok(read(&node, &mut self.schemas));
        }
        let node = follow(node, &mut self.finder, &terms::RESPONSE)?;
        Ok(self.content(&node))
    }

    fn content(&mut self, node: &Node<'a>) -> ResponseContent<'a> {
        if let Some(known) = self.responses.get(&node.pointer) {
            return *known;
        }
        let content = read(node, &mut self.schemas);
        self.responses.insert(node.pointer.clone(), content);
        content
    }
}

fn read<'a>(node: &Node<'a>, schemas: &mut Schemas<'a>) -> ResponseContent<'a> {
    if *node.value == Value::Null || !node.check() {
        return ResponseContent::Undescribed;
    }
    if let Some(schema) = node.get("schema") {
        extension::report_misplaced(node, Owner::Response);
        return ResponseContent::Schema {
            schema: schemas.add(&schema),
            envelope: extension::optional_envelope(node),
        };
    }
    let is_schema = node.peek("type").is_some() || node.peek("properties").is_some();
    if !is_schema {
        extension::report_misplaced(node, Owner::Nothing);
        return ResponseContent::Undescribed;
    }
    let message = "found a schema instead of a response; using it as the schema of the body";
    let help = "put it under `schema`, next to a `description`";
    node.warn(Rule::WrongKind, message, help);
    ResponseContent::Schema {
        schema: schemas.add(node),
        envelope: None,
    }
}

/// The status that a key stands for: a code, a class such as `2XX`, or `default`. Prose may follow a code.
fn status<'a>(key: &'a str, node: &Node<'_>) -> Option<&'a str> {
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
    node.warn(Rule::ResponseStatus, message, help);
    code
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_class(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X'])
}
