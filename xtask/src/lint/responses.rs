//! Operations of which nothing says what a successful response contains, by the reader's rules of what one is.

use statuspage_codegen_core::Method;

use super::finding::Finding;
use super::node::Node;
use super::outline::{Operation, Outline};
use super::rules;

pub(super) fn find(outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    for operation in &outline.operations {
        let Operation { method, node, .. } = operation;
        if matches!(method, Method::Head | Method::Options) {
            continue;
        }
        let responses = decisive(node);
        let is_told = responses.iter().any(|(_, response)| {
            // A reference to nowhere is a finding of its own.
            response
                .resolve(&outline.root)
                .is_none_or(|response| response.has("schema"))
        });
        let without_body = |status: &str| matches!(status, "204" | "205");
        let is_empty =
            !responses.is_empty() && responses.iter().all(|(status, _)| without_body(status));
        let produces = node.get("produces");
        let produces_nothing =
            produces.is_some_and(|list| list.value.as_array().is_some_and(Vec::is_empty));
        if is_told || is_empty || produces_nothing {
            continue;
        }
        let (pointer, which) = responses.first().map_or_else(
            || (&node.pointer, "a successful response".to_owned()),
            |(status, response)| (&response.pointer, format!("the response {status}")),
        );
        let called = node
            .text("operationId")
            .map_or_else(|| format!("{method} {}", operation.path), str::to_owned);
        let message = format!("`{called}`: nothing says what {which} contains");
        let rule = &rules::MISSING_RESPONSE_TYPE;
        findings.push(Finding::new(rule, pointer, message));
    }
}

/// The successful responses with their statuses; those for all statuses where there is none.
fn decisive<'a>(operation: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let responses = operation.entries_of("responses").into_iter();
    let responses = responses.filter_map(|(key, response)| Some((status(key)?, response)));
    let (successes, others): (Vec<_>, Vec<_>) =
        responses.partition(|(status, _)| status.starts_with('2'));
    if successes.is_empty() {
        let fallback = others
            .into_iter()
            .filter(|(status, _)| *status == "default");
        fallback.collect()
    } else {
        successes
    }
}

/// The status that a key stands for: a code, which prose may follow, a class such as `2XX`, or `default`.
fn status(key: &str) -> Option<&str> {
    let is_code = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let is_class = matches!(key.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X']);
    if key == "default" || is_class {
        return Some(key);
    }
    let (code, rest) = key.trim().split_at_checked(3)?;
    let is_told = is_code(code) && !rest.starts_with(char::is_alphanumeric);
    is_told.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_as_the_reader_does() {
        for (key, expected) in [
            ("200", Some("200")),
            ("200 OK", Some("200")),
            (" 204", Some("204")),
            ("201: made", Some("201")),
            ("2XX", Some("2XX")),
            ("default", Some("default")),
            ("2000", None),
            ("200x", None),
            ("OK", None),
            ("20", None),
            ("x-200", None),
            ("größe", None),
        ] {
            assert_eq!(status(key), expected, "{key}");
        }
    }
}
