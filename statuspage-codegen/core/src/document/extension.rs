//! The extensions of the format: to which nodes they belong, and their valid values.

use super::{Selectable, node::Node};
use crate::diagnostic::Rule;
use crate::value::Value;

/// A node that an extension can belong to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Owner {
    Operation,
    /// A parameter whose schema is a node of its own.
    Parameter,
    Response,
    Schema,
    /// No node: what an extension here is about is ignored.
    Nothing,
}

/// The extensions, each with its owner.
const OWNERS: &[(&str, Owner, &str)] = &[
    ("x-rust-alias", Owner::Operation, "an operation"),
    ("x-idempotent", Owner::Operation, "an operation"),
    ("x-removes", Owner::Operation, "an operation"),
    ("x-notifies-unless", Owner::Operation, "an operation"),
    ("x-rust-type", Owner::Schema, "the schema of a string"),
    ("x-propertyNames", Owner::Schema, "the schema of a map"),
    (ALL_WORD, Owner::Schema, "the schema of a list in a body"),
    (
        ALL_BY_OMISSION,
        Owner::Schema,
        "the schema of a list in a body",
    ),
    (
        OPTIONAL_ENVELOPE,
        Owner::Response,
        "a response with a `schema`",
    ),
];

const ALL_WORD: &str = "x-all-word";
const ALL_BY_OMISSION: &str = "x-all-by-omission";
const OPTIONAL_ENVELOPE: &str = "x-optional-envelope";

/// Warns of extensions that belong to another kind of node.
pub(super) fn report_misplaced(node: &Node<'_>, owner: Owner) {
    for &(key, its_owner, words) in OWNERS {
        if its_owner != owner && node.peek(key).is_some() {
            let message = format!("`{key}` is for {words}: it is ignored");
            let help = "move it there, or remove it";
            node.at(key).warn(Rule::Extension, message, help);
        }
    }
}

/// Warns of a format that belongs to another type.
pub(super) fn report_format(node: &Node<'_>, kind: Option<&str>) {
    let format = node.peek("format").and_then(Value::scalar);
    let wanted = match format {
        Some("partial-date") => "string",
        Some("unix-time") => "integer",
        _ => return,
    };
    if kind.is_some_and(|kind| kind != wanted) {
        let format = format.unwrap_or_default();
        let message = format!("`format: {format}` is for `type: {wanted}`: it gives no type here");
        let help = format!("use `type: {wanted}`, or remove the format");
        node.at("format").warn(Rule::Extension, message, help);
    }
}

/// Returns how all items can be selected instead of a list.
pub(super) fn selection<'a>(node: &Node<'a>, kind: Option<&str>) -> Option<Selectable<'a>> {
    let word = word(node, ALL_WORD, "the word that stands for all items");
    let by_omission = node.flag(ALL_BY_OMISSION);
    let key = match (word, by_omission) {
        (None, false) => return None,
        (None, true) => ALL_BY_OMISSION,
        (Some(_), false) => ALL_WORD,
        (Some(_), true) => {
            let message = format!("`{ALL_BY_OMISSION}` is next to `{ALL_WORD}`: it is ignored");
            let help = "remove the one that the service does not support";
            node.at(ALL_BY_OMISSION)
                .warn(Rule::Extension, message, help);
            ALL_WORD
        }
    };
    let is_list = kind.map_or(node.peek("items").is_some(), |kind| kind == "array");
    if !is_list {
        let message = format!("`{key}` is for `type: array`: it is ignored");
        let help = "move it to the schema of the list, or remove it";
        node.at(key).warn(Rule::Extension, message, help);
        return None;
    }
    let pointer = node.pointer.child(key);
    Some(Selectable { pointer, word })
}

/// Returns the name of the property that may be around the value of a response.
pub(super) fn optional_envelope<'a>(node: &Node<'a>) -> Option<&'a str> {
    word(node, OPTIONAL_ENVELOPE, "the name of the property")
}

/// Returns the text of an extension; `what` describes it.
fn word<'a>(node: &Node<'a>, key: &str, what: &str) -> Option<&'a str> {
    match node.peek(key)? {
        Value::String(word) if !word.is_empty() => Some(word),
        other => {
            let found = match other {
                Value::String(_) => "an empty string",
                other => other.kind(),
            };
            let message = format!("`{key}` is {what}, not {found}: it is ignored");
            let help = "write a string that is not empty, or remove it";
            node.at(key).warn(Rule::Extension, message, help);
            None
        }
    }
}
