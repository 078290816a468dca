//! Parameters of Swagger 2.0, and how their lists and places are corrected.

use super::super::{OrReference, Parameter, node::Node};
use super::{keys, or_reference, schema::schema};
use crate::diagnostic::{Diagnostics, Rule};

/// The places that a parameter can have.
const PLACES: [&str; 5] = ["path", "query", "header", "formData", "body"];

/// The parameters of a path or an operation.
pub(super) fn list<'a>(
    owner: &Node<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<OrReference<'a, Parameter<'a>>> {
    let found = owner.get("parameters");
    if found.is_some_and(|node| ignore_operation(&node, diagnostics)) {
        return Vec::new();
    }
    let items = owner.lenient_list("parameters", &["name", "in", "$ref"], diagnostics);
    items
        .iter()
        .filter_map(|node| {
            if ignore_operation(node, diagnostics) {
                return None;
            }
            parameter(node, diagnostics)
        })
        .collect()
}

/// Whether an operation stands where a parameter, or the list of them, belongs; warns of it.
fn ignore_operation(node: &Node<'_>, diagnostics: &mut Diagnostics) -> bool {
    let has = |key| node.peek(key).is_some();
    let is_operation = (has("operationId") || has("responses")) && !has("in") && !has("$ref");
    if is_operation {
        let message = "there is an operation under `parameters`; it is ignored";
        let help = "move it under a method of its path, or remove it";
        diagnostics.warning(Rule::WrongKind, &node.pointer, message, help);
    }
    is_operation
}

/// Reads a shared parameter. One that could not be sent is not an error by itself, because perhaps no operation uses it.
pub(super) fn shared<'a>(
    node: &Node<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<OrReference<'a, Parameter<'a>>> {
    let has = |key| node.peek(key).is_some();
    let is_body = node
        .peek("in")
        .is_some_and(|place| place.scalar() == Some("body"));
    if node.is_mapping() && !has("$ref") && !(has("in") && (has("name") || is_body)) {
        let message = "a parameter without `name` or `in` cannot be sent: it is ignored";
        let help = "add both, or remove the parameter";
        diagnostics.warning(Rule::BadParameter, &node.pointer, message, help);
        return None;
    }
    parameter(node, diagnostics)
}

/// A parameter, or the reference to one.
fn parameter<'a>(
    node: &Node<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<OrReference<'a, Parameter<'a>>> {
    if !node.check(diagnostics) {
        return None;
    }
    match or_reference(node, diagnostics, written_here) {
        OrReference::Reference(reference) => Some(OrReference::Reference(reference)),
        OrReference::Here(parameter) => parameter.map(OrReference::Here),
    }
}

fn report_incomplete(
    node: &Node<'_>,
    found: (Option<&str>, Option<&str>),
    diagnostics: &mut Diagnostics,
) {
    let (which, lacks) = match found {
        (Some(name), _) => (format!("the parameter `{name}`"), "`in`"),
        (None, Some(place)) => (format!("a parameter with `in: {place}`"), "`name`"),
        (None, None) => ("a parameter".to_owned(), "`name` and no `in`"),
    };
    let message = format!("{which} has no {lacks}, so it cannot be sent");
    let help = "add a `name` and an `in`, or remove the parameter";
    diagnostics.error(Rule::BadParameter, &node.pointer, message, help);
}

fn written_here<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<Parameter<'a>> {
    keys::report_of_parameter(node, diagnostics);
    let place = place(node, diagnostics);
    let is_body = place == Some("body");
    let name = match node.text("name", diagnostics) {
        // The name of a body is for people: it is not sent.
        None if is_body => {
            let message = "the body has no name; using `body`";
            let help = "add a `name`";
            diagnostics.warning(Rule::BadParameter, &node.pointer, message, help);
            Some("body")
        }
        name => name,
    };
    let (name, place) = match (name, place) {
        (Some(name), Some(place)) => (name, place),
        incomplete => {
            report_incomplete(node, incomplete, diagnostics);
            return None;
        }
    };
    let own = node
        .get("schema")
        .filter(|_| is_body || node.peek("type").is_none());
    if let Some(own) = own.as_ref().filter(|_| !is_body) {
        let message = "`schema` is only valid for a body; using its type";
        let help = "write the `type` directly in the parameter";
        diagnostics.warning(Rule::BadParameter, &own.pointer, message, help);
    }
    Some(Parameter {
        pointer: node.pointer.clone(),
        name,
        place,
        description: node.text("description", diagnostics),
        required: node.flag("required", diagnostics),
        schema: schema(own.as_ref().unwrap_or(node), diagnostics),
        collection_format: node.text("collectionFormat", diagnostics),
    })
}

/// The place, in the format's spelling where only case and blanks are not.
fn place<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let written = node.text("in", diagnostics)?;
    let is_meant = |place: &&&str| place.eq_ignore_ascii_case(written.trim());
    match PLACES.iter().find(is_meant) {
        Some(place) if *place != written => {
            let message = format!("`in: {written}` is read as `in: {place}`");
            let help = format!("write `in: {place}`");
            let pointer = node.pointer.child("in");
            diagnostics.warning(Rule::BadParameter, &pointer, message, help);
            Some(place)
        }
        _ => Some(written),
    }
}
