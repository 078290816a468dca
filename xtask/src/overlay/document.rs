//! The overlay document, checked: its version and its actions.

use serde_json::{Map, Value};
use statuspage_codegen_core::Pointer;

use super::problem::Problems;
use super::query::Query;

/// One action.
#[derive(Debug)]
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) pointer: Pointer,
    pub(super) target: Query,
    pub(super) change: Change,
    /// Whether it is in order that the target matches nothing.
    pub(super) may_miss: bool,
}

/// What an action does to the nodes of its target.
#[derive(Debug)]
pub(super) enum Change {
    Remove,
    Update(Value),
    Copy(Query),
}

/// A field of an object: its name, the kind of its value, and whether it is required.
type Field = (&'static str, &'static str, bool);

const TEXT: &str = "a string";
const FLAG: &str = "true or false";
const ANY: &str = "any value";

const ROOT: &[Field] = &[
    ("overlay", ANY, true),
    ("info", ANY, true),
    ("extends", TEXT, false),
    ("actions", "an array", true),
];
const INFO: &[Field] = &[
    ("title", TEXT, true),
    ("version", TEXT, true),
    ("description", TEXT, false),
];
const ACTION: &[Field] = &[
    ("target", TEXT, true),
    ("description", TEXT, false),
    ("update", ANY, false),
    ("copy", TEXT, false),
    ("remove", FLAG, false),
    ("x-allow-no-match", FLAG, false),
];

/// Reads the actions of an overlay; what is wrong with it goes to the problems. An action that is wrong in itself is
/// `None`: the others are tried all the same, so that one run reports everything.
///
/// `written` is the same tree with numbers as they are written, for the values of updates.
pub(super) fn read(tree: &Value, written: &Value, problems: &mut Problems) -> Vec<Option<Action>> {
    let root = Pointer::default();
    let Some(map) = object(tree, "the overlay", &root, ROOT, problems) else {
        return Vec::new();
    };
    if let Some(version) = map.get("overlay") {
        let text = version
            .as_str()
            .map_or_else(|| version.to_string(), str::to_owned);
        let patch = text.strip_prefix("1.1.").unwrap_or_default();
        if patch.is_empty() || !patch.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("version `{text}` of the overlay specification is not supported");
            let help = "write `overlay: 1.1.0`";
            problems.add("unknown-version", &root.child("overlay"), message, help);
        }
    }
    if let Some(info) = map.get("info") {
        object(info, "`info`", &root.child("info"), INFO, problems);
    }
    let pointer = root.child("actions");
    let Some(Value::Array(items)) = map.get("actions") else {
        return Vec::new();
    };
    if items.is_empty() {
        let help =
            "an overlay has at least one: a `target` with `update`, `copy` or `remove: true`";
        problems.add("no-actions", &pointer, "`actions` has no action", help);
    }
    let items = items.iter().enumerate();
    let read = items.map(|(index, item)| {
        read_action(item, written, pointer.child(&index.to_string()), problems)
    });
    read.collect()
}

/// The action, when nothing is wrong with it: a misspelt field can mean that it would do something else.
fn read_action(
    item: &Value,
    written: &Value,
    pointer: Pointer,
    problems: &mut Problems,
) -> Option<Action> {
    let before = problems.len();
    let fields = object(item, "the action", &pointer, ACTION, problems)?;
    let flag = |name| fields.get(name) == Some(&Value::Bool(true));
    let mut query = |name: &str| {
        let text = fields.get(name)?.as_str()?;
        Query::parse(text)
            .map_err(|(message, help)| {
                let at = pointer.child(name);
                problems.add("bad-jsonpath", &at, format!("`{name}` {message}"), help);
            })
            .ok()
    };
    let (target, source) = (query("target"), query("copy"));
    let has = |name| fields.contains_key(name);
    let wrong = match (flag("remove"), has("update"), has("copy")) {
        (false, true, true) => Some((
            "two-changes",
            "the action has both `update` and `copy`",
            "make two actions of it, or keep one of the two fields",
        )),
        // After a misspelt field, or a `remove` that is not a boolean, this would not be the cause.
        (false, false, false) if problems.len() == before => Some((
            "no-change",
            "the action changes nothing",
            "give it one of `update`, `copy` and `remove: true`",
        )),
        _ => None,
    };
    if let Some((rule, message, help)) = wrong {
        problems.add(rule, &pointer, message, help);
    }
    if problems.len() > before {
        return None;
    }
    let change = match source {
        _ if flag("remove") => Change::Remove,
        Some(source) => Change::Copy(source),
        None => Change::Update(
            written
                .pointer(&pointer.child("update").to_string())?
                .clone(),
        ),
    };
    Some(Action {
        pointer,
        target: target?,
        change,
        may_miss: flag("x-allow-no-match"),
    })
}

/// An object with these fields, and others only if their names begin with `x-`.
fn object<'a>(
    value: &'a Value,
    name: &str,
    pointer: &Pointer,
    fields: &[Field],
    problems: &mut Problems,
) -> Option<&'a Map<String, Value>> {
    let Value::Object(map) = value else {
        wrong_kind(name, "an object", value, pointer, problems);
        return None;
    };
    let own = fields.iter().map(|(name, ..)| *name);
    let own: Vec<&str> = own.filter(|name| !name.starts_with("x-")).collect();
    for key in map.keys().filter(|key| !key.starts_with("x-")) {
        if !own.contains(&key.as_str()) {
            let message = format!("`{key}` is not a field of this object");
            let help = format!(
                "the fields are {}; an extension's name begins with `x-`",
                own.join(", ")
            );
            problems.add("unknown-field", &pointer.child(key), message, help);
        }
    }
    for &(name, kind, is_required) in fields {
        match map.get(name) {
            None if is_required => {
                let help = format!("add `{name}`: the specification requires it");
                problems.add(
                    "missing-field",
                    pointer,
                    format!("`{name}` is missing"),
                    help,
                );
            }
            Some(value) if kind != ANY && !is_of(value, kind) => {
                wrong_kind(
                    &format!("`{name}`"),
                    kind,
                    value,
                    &pointer.child(name),
                    problems,
                );
            }
            _ => {}
        }
    }
    Some(map)
}

fn is_of(value: &Value, kind: &str) -> bool {
    match value {
        Value::String(_) => kind == TEXT,
        Value::Bool(_) => kind == FLAG,
        Value::Array(_) => kind == "an array",
        Value::Null | Value::Number(_) | Value::Object(_) => false,
    }
}

/// Reports a value that is of another kind than the specification says.
fn wrong_kind(
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
        (TEXT, Value::Number(_) | Value::Bool(_)) => "put it in quotes".to_owned(),
        _ => format!("write {expected} there"),
    };
    let message = format!("{name} must be {expected}, not {found}");
    problems.add("wrong-kind", pointer, message, help);
}
