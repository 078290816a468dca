//! The fields of an overlay's objects, read and checked one by one.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;
use statuspage_codegen_core::Pointer;

use super::problem::Problems;

/// A JSONPath, and how the overlay writes it.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) path: JsonPath,
    pub(super) text: String,
}

impl Query {
    /// The shortest beginning of the path that matches nothing already: what all targets below the same missing node
    /// have in common.
    pub(super) fn first_without_match(&self, document: &Value) -> &str {
        let mut scan = Scan::default();
        let mut previous = ' ';
        for (at, character) in self.text.char_indices() {
            let begins_segment =
                scan.is_outside() && previous != '.' && matches!(character, '.' | '[');
            scan.step(character);
            previous = character;
            let beginning = self.text.get(..at).unwrap_or_default();
            if begins_segment
                && at > 1
                && JsonPath::parse(beginning).is_ok_and(|path| path.query(document).is_empty())
            {
                return beginning;
            }
        }
        &self.text
    }
}

/// The brackets and quotes around a character of a JSONPath.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<char>,
    is_escaped: bool,
}

impl Scan {
    fn step(&mut self, character: char) {
        let is_escaped = std::mem::take(&mut self.is_escaped);
        match (self.quote, character) {
            (Some(_), '\\') => self.is_escaped = !is_escaped,
            (Some(open), close) if open == close && !is_escaped => self.quote = None,
            (None, '\'' | '"') => self.quote = Some(character),
            (None, '(' | '[') => self.depth += 1,
            (None, ')' | ']') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn is_outside(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }
}

/// An object of the overlay, and where it stands.
pub(super) struct Fields<'a> {
    pub(super) map: &'a Map<String, Value>,
    pub(super) pointer: Pointer,
}

impl<'a> Fields<'a> {
    pub(super) fn new(value: &'a Value, pointer: Pointer, problems: &mut Problems) -> Option<Self> {
        if let Value::Object(map) = value {
            return Some(Self { map, pointer });
        }
        let last = pointer.tokens().last();
        let name = match last.as_deref() {
            None => "the overlay",
            Some("info") => "`info`",
            Some(_) => "the action",
        };
        wrong_kind(name, "an object", value, &pointer, problems);
        None
    }

    /// Extension fields may have any name that begins with `x-`; other fields are those of the specification.
    pub(super) fn known(&self, names: &[&str], problems: &mut Problems) {
        for key in self.map.keys() {
            if !names.contains(&key.as_str()) && !key.starts_with("x-") {
                problems.add(
                    "unknown-field",
                    &self.pointer.child(key),
                    format!("`{key}` is not a field of this object"),
                    format!(
                        "the fields are {}; an extension's name begins with `x-`",
                        names.join(", ")
                    ),
                );
            }
        }
    }

    pub(super) fn required(&self, name: &str, problems: &mut Problems) -> Option<&'a Value> {
        let value = self.map.get(name);
        if value.is_none() {
            problems.add(
                "missing-field",
                &self.pointer,
                format!("`{name}` is missing"),
                format!("add `{name}`: the specification requires it"),
            );
        }
        value
    }

    pub(super) fn string(&self, name: &str, problems: &mut Problems) -> Option<&'a str> {
        match self.map.get(name)? {
            Value::String(text) => Some(text),
            other => {
                let pointer = self.pointer.child(name);
                wrong_kind(&format!("`{name}`"), "a string", other, &pointer, problems);
                None
            }
        }
    }

    /// `false` when the field is absent.
    pub(super) fn flag(&self, name: &str, problems: &mut Problems) -> bool {
        match self.map.get(name) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                let pointer = self.pointer.child(name);
                wrong_kind(
                    &format!("`{name}`"),
                    "true or false",
                    other,
                    &pointer,
                    problems,
                );
                false
            }
        }
    }

    pub(super) fn query(&self, name: &str, problems: &mut Problems) -> Option<Query> {
        let text = self.string(name, problems)?;
        if let Some(reason) = too_complex(text) {
            let message = format!("`{name}` is too complex: {reason}");
            let help = "write a shorter path, or several actions";
            problems.add("bad-jsonpath", &self.pointer.child(name), message, help);
            return None;
        }
        let error = match JsonPath::parse(text) {
            Ok(path) => {
                let text = text.to_owned();
                return Some(Query { path, text });
            }
            Err(error) => error,
        };
        let rest = match text.get(error.position()..) {
            None | Some("") => "at its end".to_owned(),
            Some(rest) => format!("at `{rest}`"),
        };
        problems.add(
            "bad-jsonpath",
            &self.pointer.child(name),
            format!("`{name}` is not a valid JSONPath {rest}: {}", error.message()),
            "RFC 9535 has the grammar: `$`, then `.name`, `['any name']`, `[0]`, `[*]` or `[?@.name == 'x']`",
        );
        None
    }
}

/// Why a JSONPath is not even parsed: the parser calls itself for each level of nesting, and each `..` can multiply the
/// nodes that are selected.
fn too_complex(text: &str) -> Option<String> {
    const LENGTH: usize = 2_000;
    const DEPTH: usize = 10;
    const DESCENTS: usize = 3;
    let (mut scan, mut deepest) = (Scan::default(), 0);
    for character in text.chars() {
        scan.step(character);
        deepest = deepest.max(scan.depth);
    }
    if text.len() > LENGTH {
        Some(format!("it is longer than {LENGTH} bytes"))
    } else if deepest > DEPTH {
        Some(format!(
            "its brackets are nested more than {DEPTH} levels deep"
        ))
    } else if text.matches("..").count() > DESCENTS {
        Some(format!("it has `..` more than {DESCENTS} times"))
    } else {
        None
    }
}

/// Reports a value that is of another kind than the specification says.
pub(super) fn wrong_kind(
    name: &str,
    expected: &str,
    value: &Value,
    pointer: &Pointer,
    problems: &mut Problems,
) {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    let help = match (expected, value) {
        ("a string", Value::Number(_) | Value::Bool(_)) => "put it in quotes".to_owned(),
        _ => format!("write {expected} there"),
    };
    let message = format!("{name} must be {expected}, not {found}");
    problems.add("wrong-kind", pointer, message, help);
}
