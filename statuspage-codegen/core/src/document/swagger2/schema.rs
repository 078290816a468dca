//! Schemas of Swagger 2.0, and the like fields of parameters, with the extensions that say more than the format can.

use super::super::{Nature, Schema, node::Node};
use crate::constraint::Constraints;
use crate::diagnostic::{Diagnostics, Rule};
use crate::value::Value;

/// Types whose values are neither texts nor objects.
const OTHER_TYPES: [&str; 4] = ["integer", "number", "boolean", "array"];

pub(super) fn schema<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Schema<'a> {
    if !node.check(diagnostics) {
        return Schema {
            pointer: node.pointer.clone(),
            ..Schema::default()
        };
    }
    let reference = node.text("$ref", diagnostics);
    if reference.is_some() {
        report_beside_reference(node, diagnostics);
    }
    let kind = kind(node, diagnostics);
    let parts = node.list("allOf", diagnostics);
    let mut all_of: Vec<_> = parts.iter().map(|part| schema(part, diagnostics)).collect();
    all_of.retain(Schema::says_type);
    let mut kinds = all_of.iter().map(|part| part.kind).chain([kind]).flatten();
    let nature = if kinds.any(|kind| kind != "object") {
        Nature::Other
    } else {
        Nature::Object
    };
    let flag = |key, diagnostics: &mut Diagnostics| {
        let is_said = node.peek(key).is_some();
        is_said.then(|| node.flag(key, diagnostics))
    };
    Schema {
        pointer: node.pointer.clone(),
        reference,
        kind,
        description: node.text("description", diagnostics),
        values: string_values(node, kind, diagnostics),
        items: node
            .get("items")
            .map(|items| Box::new(schema(&items, diagnostics))),
        collection_format: node.text("collectionFormat", diagnostics),
        properties: properties(node, kind, diagnostics),
        additional: additional(node, diagnostics),
        property_names: node
            .get("x-propertyNames")
            .map(|names| Box::new(schema(&names, diagnostics))),
        rust_type: node.text("x-rust-type", diagnostics),
        nullable: lists_null(node)
            .then_some(true)
            .or_else(|| flag("x-nullable", diagnostics)),
        read_only: flag("readOnly", diagnostics),
        has_subtypes: node.peek("discriminator").is_some(),
        constraints: constraints(node, diagnostics).into(),
        required: match node.peek("required") {
            // A parameter has `in`, and its `required` is a flag; so is that of many a property, though it says nothing there.
            _ if node.peek("in").is_some() => Vec::new(),
            None | Some(Value::Bool(..)) => Vec::new(),
            Some(_) => node.texts("required", diagnostics),
        },
        nature,
        all_of,
    }
}

/// Reads the `type`. A list of types is not valid in Swagger 2.0, but common: `null` and one other type are that type.
fn kind<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let Value::Sequence(_) = node.peek("type")? else {
        return node.text("type", diagnostics);
    };
    let mut kinds = node.texts("type", diagnostics);
    kinds.retain(|kind| *kind != "null");
    if kinds.len() > 1 {
        let message = format!(
            "`{}` are several types: the value is untyped JSON",
            kinds.join("`, `")
        );
        let help = "use one type";
        let pointer = node.pointer.child("type");
        diagnostics.warning(Rule::UnknownType, &pointer, message, help);
        return None;
    }
    kinds.pop()
}

/// Whether null is among the types or among the values.
fn lists_null(node: &Node<'_>) -> bool {
    let has = |key, is_null: fn(&Value) -> bool| match node.peek(key) {
        Some(Value::Sequence(items)) => items.iter().any(is_null),
        _ => false,
    };
    has("enum", |value| *value == Value::Null)
        || has("type", |name| {
            *name == Value::Null || name.scalar() == Some("null")
        })
}

/// Warns of what says another type beside a `$ref`: the reference stands for the whole schema.
fn report_beside_reference(node: &Node<'_>, diagnostics: &mut Diagnostics) {
    for key in [
        "type",
        "items",
        "enum",
        "properties",
        "allOf",
        "additionalProperties",
    ] {
        // The target of the reference states the type.
        let says_more = node
            .peek(key)
            .is_some_and(|found| found.scalar() != Some("object"));
        if says_more {
            let message = format!("`{key}` is next to `$ref`: it is ignored");
            let help = "remove it, or move the reference; in a list it belongs under `items`";
            let pointer = node.pointer.child(key);
            diagnostics.warning(Rule::WrongKind, &pointer, message, help);
        }
    }
}

/// The properties of what may be an object.
fn properties<'a>(
    node: &Node<'a>,
    kind: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'a str, Schema<'a>)> {
    let found = node.mapping("properties", diagnostics);
    let other = kind.filter(|kind| OTHER_TYPES.contains(kind) || *kind == "string");
    if let Some(kind) = other.filter(|_| !found.is_empty()) {
        let message = format!("`type: {kind}` has no properties: they are ignored");
        let help = "remove them, or use `type: object`";
        let pointer = node.pointer.child("properties");
        diagnostics.warning(Rule::WrongKind, &pointer, message, help);
        return Vec::new();
    }
    let schemas = found.into_iter();
    schemas
        .map(|(name, property)| (name, schema(&property, diagnostics)))
        .collect()
}

/// The values of a text. A number, a flag or a list that has such ones is not sent as one of them.
fn string_values<'a>(
    node: &Node<'a>,
    kind: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<(usize, &'a str)> {
    let items = node.list("enum", diagnostics);
    // That YAML reads a value of a string as a number or a flag does not make it one.
    let is_string = kind == Some("string");
    let string = |item: &Node<'a>| match item.value {
        Value::String(text) => Some(text.as_str()),
        other => other.scalar().filter(|_| is_string),
    };
    let indexed = items.iter().enumerate();
    let strings = indexed.filter_map(|(index, item)| Some((index, string(item)?)));
    let strings: Vec<_> = strings.collect();
    let nulls = items.iter().filter(|item| *item.value == Value::Null);
    let other_kinds = strings.len() + nulls.count() < items.len();
    if other_kinds || strings.is_empty() {
        return Vec::new();
    }
    let other = kind.filter(|kind| OTHER_TYPES.contains(kind) || *kind == "object");
    if let Some(kind) = other {
        let message = format!("an `enum` of texts is none for `type: {kind}`: it is ignored");
        let help = if kind == "array" {
            "put it under `items` if these are the values of the items"
        } else {
            "write values of this type, or use `type: string`"
        };
        let pointer = node.pointer.child("enum");
        diagnostics.warning(Rule::WrongKind, &pointer, message, help);
        return Vec::new();
    }
    strings
}

fn constraints(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Constraints {
    let default = node.peek("default").and_then(Value::scalar);
    let minimum = bound(node, "minimum", "exclusiveMinimum", 1, diagnostics);
    let maximum = bound(node, "maximum", "exclusiveMaximum", -1, diagnostics);
    let page_size_honored = node.flag("x-page-size-honored", diagnostics);
    let mut text = |key| node.text(key, diagnostics).map(str::to_owned);
    Constraints {
        format: text("format"),
        min_length: text("minLength"),
        max_length: text("maxLength"),
        minimum,
        maximum,
        min_items: text("minItems"),
        max_items: text("maxItems"),
        pattern: text("pattern"),
        default: default.map(str::to_owned),
        page_size_honored,
    }
}

/// The bound of a number. One that a whole number must not reach itself is the next one inward.
fn bound(
    node: &Node<'_>,
    key: &str,
    exclusive: &str,
    inward: i64,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let written = node.text(key, diagnostics)?;
    let is_whole = node.peek("type").and_then(Value::scalar) == Some("integer");
    let is_exclusive = is_whole && matches!(node.peek(exclusive), Some(Value::Bool(true, _)));
    let whole = || {
        let digits = written.strip_suffix(".0").unwrap_or(written);
        digits.parse::<i64>().ok()?.checked_add(inward)
    };
    let next = if is_exclusive { whole() } else { None };
    Some(next.map_or_else(|| written.to_owned(), |next| next.to_string()))
}

/// The schema of a map's values: `additionalProperties: true` allows any.
fn additional<'a>(node: &Node<'a>, diagnostics: &mut Diagnostics) -> Option<Box<Schema<'a>>> {
    let found = node.get("additionalProperties")?;
    match found.value {
        Value::Bool(false, _) => None,
        Value::Bool(true, _) => Some(Box::default()),
        _ => Some(Box::new(schema(&found, diagnostics))),
    }
}
