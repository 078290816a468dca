//! Schemas, and the like fields of parameters, with the extensions that say more than the format can.

use super::extension::{self, Owner};
use super::reference::Reference;
use super::{ListFormat, Nature, Schema, SchemaId, alternatives, node::Node};
use crate::constraint::{self, Constraints};
use crate::diagnostic::Rule;
use crate::pointer::Pointer;
use crate::value::Value;

/// Types whose values are neither texts nor objects.
const OTHER_TYPES: [&str; 4] = ["integer", "number", "boolean", "array"];

/// The format whose keywords schemas have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Swagger2,
    OpenApi30,
    /// Keywords next to a `$ref` add to what it refers to.
    OpenApi31,
}

/// The schemas that were read outside definitions, and the references that were met in any.
pub(super) struct Schemas<'a> {
    pub(super) dialect: Dialect,
    pub(super) all: Vec<Schema<'a>>,
    pub(super) targets: Vec<Pointer>,
    /// The extensions that make a selection of a list.
    pub(super) selections: Vec<Pointer>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            all: Vec::new(),
            targets: Vec::new(),
            selections: Vec::new(),
        }
    }

    /// Reads the schema of a parameter, a body or a response.
    pub(super) fn add(&mut self, node: &Node<'a>) -> SchemaId {
        let schema = self.read(node);
        self.all.push(schema);
        SchemaId(self.all.len() - 1)
    }

    /// Reads the schema, if there is one; otherwise, any value is allowed at a node.
    pub(super) fn add_or_any(&mut self, schema: Option<&Node<'a>>, at: &Node<'a>) -> SchemaId {
        if let Some(schema) = schema {
            return self.add(schema);
        }
        self.all.push(Schema {
            pointer: at.pointer.clone(),
            ..Schema::default()
        });
        SchemaId(self.all.len() - 1)
    }

    pub(super) fn read(&mut self, node: &Node<'a>) -> Schema<'a> {
        let pointer = node.pointer.clone();
        let is_3 = self.dialect != Dialect::Swagger2;
        // `true` allows any value.
        if is_3 && matches!(node.value, Value::Bool(..)) || !node.check() {
            return Schema {
                pointer,
                ..Schema::default()
            };
        }
        let reference = node.text("$ref").map(|text| Reference::new(node, text));
        if let Some(reference) = &reference {
            if self.dialect != Dialect::OpenApi31 {
                report_beside_reference(node);
            }
            self.targets.extend(reference.target.clone());
        }
        let kind = kind(node).or_else(|| kind_of_values(node));
        extension::report_misplaced(node, Owner::Schema);
        extension::report_format(node, kind);
        let is_tuple = is_3 && report_left_out(node);
        let items = node.get("items").filter(|_| !is_tuple);
        let additional = node.get("additionalProperties");
        let names = node.get("x-propertyNames");
        let items = items.map(|items| Box::new(self.read(&items)));
        let additional = additional.and_then(|values| self.additional(&values));
        let property_names = names.map(|names| Box::new(self.read(&names)));
        let selection = extension::selection(node, kind);
        self.selections
            .extend(selection.iter().map(|found| found.pointer.clone()));
        let properties = self.properties(node, kind);
        let parts = node.list("allOf");
        let mut all_of: Vec<_> = parts.iter().map(|part| self.read(part)).collect();
        all_of.retain(Schema::says_type);
        let mut kinds = all_of.iter().map(|part| part.kind).chain([kind]).flatten();
        let nature = if kinds.any(|kind| kind != "object") {
            Nature::Other
        } else {
            Nature::Object
        };
        let flag = |key| node.peek(key).is_some().then(|| node.flag(key));
        let nullable = if is_3 { "nullable" } else { "x-nullable" };
        let mut schema = Schema {
            pointer,
            reference,
            kind,
            description: node.text("description"),
            values: string_values(node, kind),
            items,
            list: list_format(node),
            selection,
            properties,
            additional,
            property_names,
            rust_type: node.text("x-rust-type"),
            nullable: lists_null(node).then_some(true).or_else(|| flag(nullable)),
            read_only: flag("readOnly"),
            deprecated: node.peek("deprecated").is_some() && node.flag("deprecated"),
            write_only: is_3 && node.flag("writeOnly"),
            has_subtypes: node.peek("discriminator").is_some(),
            alternatives: None,
            constraints: constraints(node),
            required: match node.peek("required") {
                // A parameter has `in`, and its `required` is a flag; so is that of many properties, where it means nothing.
                _ if node.peek("in").is_some() => Vec::new(),
                None | Some(Value::Bool(..)) => Vec::new(),
                Some(_) => node.texts("required"),
            },
            nature,
            all_of,
        };
        if is_3 {
            alternatives::add(&mut schema, node, self);
        }
        if self.dialect == Dialect::OpenApi31 {
            with_reference_as_part(&mut schema);
        }
        schema
    }

    /// The properties of what may be an object.
    fn properties(&mut self, node: &Node<'a>, kind: Option<&str>) -> Vec<(&'a str, Schema<'a>)> {
        let found = node.mapping("properties");
        let other = kind.filter(|kind| OTHER_TYPES.contains(kind) || *kind == "string");
        if let Some(kind) = other.filter(|_| !found.is_empty()) {
            let message = format!("`type: {kind}` has no properties: they are ignored");
            let help = "remove them, or use `type: object`";
            node.at("properties").warn(Rule::WrongKind, message, help);
            return Vec::new();
        }
        let schemas = found.iter();
        schemas
            .map(|(name, property)| (*name, self.read(property)))
            .collect()
    }

    /// The schema of a map's values: `additionalProperties: true` allows any.
    fn additional(&mut self, found: &Node<'a>) -> Option<Box<Schema<'a>>> {
        match found.value {
            Value::Bool(false, _) => None,
            Value::Bool(true, _) => Some(Box::default()),
            _ => Some(Box::new(self.read(found))),
        }
    }
}

/// How a list is written outside JSON. Whether that is possible depends on where the list is.
pub(super) fn list_format<'a>(node: &Node<'a>) -> ListFormat<'a> {
    match node.text("collectionFormat") {
        None => ListFormat::Unstated,
        Some("csv") => ListFormat::Separated(','),
        Some("ssv") => ListFormat::Separated(' '),
        Some("tsv") => ListFormat::Separated('\t'),
        Some("pipes") => ListFormat::Separated('|'),
        Some(multi @ "multi") => ListFormat::Repeated(multi),
        Some(other) => ListFormat::Unknown(other),
    }
}

/// Reads the `type`. A list of types is not valid in Swagger 2.0, but common: `null` and one other type are that type.
fn kind<'a>(node: &Node<'a>) -> Option<&'a str> {
    let Value::Sequence(_) = node.peek("type")? else {
        return node.text("type");
    };
    let mut kinds = node.texts("type");
    kinds.retain(|kind| *kind != "null");
    if kinds.len() > 1 {
        let message = format!(
            "`{}` are several types: the value is untyped JSON",
            kinds.join("`, `")
        );
        let help = "use one type";
        node.at("type").warn(Rule::UnknownType, message, help);
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

/// Warns of what says another type beside a `$ref`: the reference replaces the whole schema.
fn report_beside_reference(node: &Node<'_>) {
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
            node.at(key).warn(Rule::WrongKind, message, help);
        }
    }
}

/// The values under `enum`, or the only one.
fn enum_values<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    let only = node.get("const");
    only.map_or_else(|| node.list("enum"), |only| vec![only])
}

/// The type that all values have, unless they are strings.
fn kind_of_values(node: &Node<'_>) -> Option<&'static str> {
    let kind = |value: &Value| match value {
        Value::Bool(..) => Some("boolean"),
        Value::Number(text) if text.contains(['.', 'e', 'E']) => Some("number"),
        Value::Number(_) => Some("integer"),
        _ => None,
    };
    let values = enum_values(node);
    let mut kinds = values
        .iter()
        .filter(|item| *item.value != Value::Null)
        .map(|item| kind(item.value));
    let first = kinds.next()??;
    let is_number = |kind| matches!(kind, "number" | "integer");
    kinds.try_fold(first, |all, kind| match kind? {
        kind if kind == all => Some(all),
        kind if is_number(kind) && is_number(all) => Some("number"),
        _ => None,
    })
}

/// Warns of keywords that a type cannot represent. Returns whether the items of a list are described one by one.
fn report_left_out(node: &Node<'_>) -> bool {
    for key in ["if", "dependentSchemas", "patternProperties", "prefixItems"] {
        if node.peek(key).is_some() {
            let message = if key == "prefixItems" {
                "items with different types by their positions are untyped JSON"
            } else {
                "what depends on the value is ignored"
            };
            let help = "describe the properties under `properties`, and items under `items`";
            node.at(key).warn(Rule::LeftOut, message, help);
        }
    }
    node.peek("prefixItems").is_some()
}

/// Makes a reference a part of the schema, where keywords next to it say more of the type.
fn with_reference_as_part(schema: &mut Schema<'_>) {
    let reference = schema.reference.take();
    if reference.is_some() && schema.states_type() {
        let part = Schema {
            pointer: schema.pointer.clone(),
            reference,
            ..Schema::default()
        };
        schema.all_of.insert(0, part);
    } else {
        schema.reference = reference;
    }
}

/// The values of a text. A number, a flag or a list that has such ones is not sent as one of them.
fn string_values<'a>(node: &Node<'a>, kind: Option<&str>) -> Vec<(Pointer, &'a str)> {
    let items = enum_values(node);
    // That YAML reads a value of a string as a number or a flag does not make it one.
    let is_string = kind == Some("string");
    let string = |item: &Node<'a>| match item.value {
        Value::String(text) => Some(text.as_str()),
        other => other.scalar().filter(|_| is_string),
    };
    let strings = items.iter();
    let strings = strings.filter_map(|item| Some((item.pointer.clone(), string(item)?)));
    let strings: Vec<_> = strings.collect();
    let nulls = items.iter().filter(|item| *item.value == Value::Null);
    let other_kinds = strings.len() + nulls.count() < items.len();
    if other_kinds || strings.is_empty() {
        return Vec::new();
    }
    let other = kind.filter(|kind| OTHER_TYPES.contains(kind) || *kind == "object");
    if let Some(kind) = other {
        let message = format!("an `enum` of strings does not fit `type: {kind}`: it is ignored");
        let help = if kind == "array" {
            "put it under `items` if these are the values of the items"
        } else {
            "write values of this type, or use `type: string`"
        };
        node.at("enum").warn(Rule::WrongKind, message, help);
        return Vec::new();
    }
    strings
}

fn constraints(node: &Node<'_>) -> Constraints {
    Constraints::new(|keyword| match keyword {
        "minimum" => bound(node, keyword, "exclusiveMinimum", 1),
        "maximum" => bound(node, keyword, "exclusiveMaximum", -1),
        constraint::DEFAULT => node.peek(keyword)?.scalar().map(str::to_owned),
        constraint::PAGE_SIZE_HONORED => node.flag(keyword).then(|| "true".to_owned()),
        "format" if is_bytes(node) => Some("binary".to_owned()),
        _ => node.text(keyword).map(str::to_owned),
    })
}

/// Whether a media type says that the value is bytes, as OpenAPI 3.1 does instead of a format.
fn is_bytes(node: &Node<'_>) -> bool {
    let media = node.peek("contentMediaType").and_then(Value::scalar);
    node.peek("contentEncoding").is_none()
        && media.is_some_and(|media| {
            media == "application/octet-stream"
                || ["image/", "audio/", "video/"]
                    .iter()
                    .any(|kind| media.starts_with(kind))
        })
}

/// The bound of a number. One that a whole number must not reach itself is the next one inward.
fn bound(node: &Node<'_>, key: &str, exclusive: &str, inward: i64) -> Option<String> {
    // OpenAPI 3.1 has a number in place of the flag.
    let alone = match node.peek(exclusive) {
        Some(Value::Number(bound)) => Some(bound.as_str()),
        _ => None,
    };
    let written = alone.or_else(|| node.text(key))?;
    let is_whole = node.peek("type").and_then(Value::scalar) == Some("integer");
    let is_exclusive =
        is_whole && (alone.is_some() || matches!(node.peek(exclusive), Some(Value::Bool(true, _))));
    let whole = || {
        let digits = written.strip_suffix(".0").unwrap_or(written);
        digits.parse::<i64>().ok()?.checked_add(inward)
    };
    let next = if is_exclusive { whole() } else { None };
    Some(next.map_or_else(|| written.to_owned(), |next| next.to_string()))
}
