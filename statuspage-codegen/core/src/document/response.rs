//! Responses, and the status codes that they are listed under, in the notation that all formats share.

use super::node::Node;
use super::reader::{Format, Reader};
use super::reference::{Broken, follow};
use super::{MediaTypes, Response, ResponseContent};
use crate::diagnostic::Rule;

/// What a response is, with its media types, if it states any.
pub(super) type Read<'a> = (ResponseContent<'a>, MediaTypes<'a>);

impl<'a> Reader<'a> {
    /// The responses of an operation. One without a successful response is given one that is not described.
    ///
    /// `media` has the operation's media types. If it lists none, although it has a list, successful responses have no body
    /// unless they describe one.
    pub(super) fn responses(
        &mut self,
        format: &dyn Format<'a>,
        operation: &Node<'a>,
        media: MediaTypes<'a>,
        has_nothing: bool,
    ) -> Vec<Response<'a>> {
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
                let pointer = node.pointer.clone();
                let read = self.response(format, node);
                let own = read.as_ref().ok().map(|(_, media)| *media);
                let own = own.filter(|own| own.first.is_some());
                responses.push(Response {
                    pointer,
                    status,
                    media: own.unwrap_or(media),
                    content: read.map(|(content, _)| stated(content)),
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
    pub(super) fn shared_response(&mut self, format: &dyn Format<'a>, node: &Node<'a>) {
        if node.text("$ref").is_none() {
            self.content(format, node);
        }
    }

    /// The content of a response, or of the shared one that it refers to.
    fn response(&mut self, format: &dyn Format<'a>, node: Node<'a>) -> Result<Read<'a>, Broken> {
        if node.text("$ref").is_none() {
            return Ok(format.response(&node, self));
        }
        let node = follow(node, &mut self.finder, &format.terms().response)?;
        Ok(self.content(format, &node))
    }

    fn content(&mut self, format: &dyn Format<'a>, node: &Node<'a>) -> Read<'a> {
        if let Some(known) = self.responses.get(&node.pointer) {
            return *known;
        }
        let content = format.response(node, self);
        self.responses.insert(node.pointer.clone(), content);
        content
    }
}

/// The status of a key: a code, a class such as `2XX`, or `default`. Prose may follow a code.
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
