//! Schemas of Swagger 2.0, and the like fields of parameters, with the extensions that say more than the format can.

use super::super::{Schema, node::Node};
use crate::api::Constraints;
use crate::diagnostic::{Diagnostics, Rule};
use crate::value::Value;

pub(super) fn schema<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Schema<'a> {
    if !node.check(diagnostics) {
        return Schema {
            pointer: node.pointer.clone(),
            ..Schema::default()
        };
    }
    Schema {
        pointer: node.pointer.clone(),
        reference: node.text("$ref", diagnostics),
        kind: kind(node, diagnostics),
        description: node.text("description", diagnostics),
        values: string_values(node, diagnostics),
        items: node
            .get("items")
            .map(|items| Box::new(schema(&items, diagnostics))),
        properties: node
            .mapping("properties", diagnostics)
            .into_iter()
            .map(|(name, property)| (name, schema(&property, diagnostics)))
            .collect(),
        additional: additional(node, diagnostics),
        property_names: node
            .get("x-propertyNames")
            .map(|names| Box::new(schema(&names, diagnostics))),
        rust_type: node.text("x-rust-type", diagnostics),
        nullable: node.flag("x-nullable", diagnostics),
        constraints: constraints(node, diagnostics).into(),
        required: match node.peek("required") {
            // A parameter has `in`, and its `required` is a flag; so is that of many a property, though it says nothing there.
            _ if node.peek("in").is_some() => Vec::new(),
            None | Some(Value::Bool(_)) => Vec::new(),
            Some(_) => node.texts("required", diagnostics),
        },
        all_of: node
            .list("allOf", diagnostics)
            .iter()
            .map(|part| schema(part, diagnostics))
            .collect(),
    }
}

/// The `type`. A list of types is no Swagger 2.0, but common: with `null` beside one type, it is that type.
fn kind<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let Value::Sequence(_) = node.peek("type")? else {
        return node.text("type", diagnostics);
    };
    let mut kinds = node.texts("type", diagnostics);
    kinds.retain(|kind| *kind != "null");
    if kinds.len() > 1 {
        let message = format!(
            "`{}` are several types: the value is free JSON",
            kinds.join("`, `")
        );
        let help = "choose one type";
        let pointer = node.pointer.child("type");
        diagnostics.warning(Rule::UnknownType, &pointer, message, help);
        return None;
    }
    kinds.pop()
}

fn string_values<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Vec<&'a str> {
    let items = node.list("enum", diagnostics);
    let strings = items.iter().filter_map(|item| match item.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    });
    let strings: Vec<&str> = strings.collect();
    let other_kinds = items
        .iter()
        .any(|item| !matches!(item.value, Value::String(_) | Value::Null));
    if other_kinds { Vec::new() } else { strings }
}

fn constraints(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Constraints {
    let mut text = |key| node.text(key, diagnostics).map(str::to_owned);
    Constraints {
        format: text("format"),
        min_length: text("minLength"),
        max_length: text("maxLength"),
        minimum: text("minimum"),
        maximum: text("maximum"),
        min_items: text("minItems"),
        max_items: text("maxItems"),
        pattern: text("pattern"),
    }
}

/// The schema of a map's values: `additionalProperties: true` allows any.
fn additional<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<Box<Schema<'a>>> {
    let found = node.get("additionalProperties")?;
    match found.value {
        Value::Bool(false) => None,
        Value::Bool(true) => Some(Box::default()),
        _ => Some(Box::new(schema(&found, diagnostics))),
    }
}
