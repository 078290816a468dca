//! The overlay document, checked: its version and its actions.

use serde_json::{Map, Value};
use statuspage_codegen_core::{Pointer, Value as Tree};

use super::problem::Problem;
use super::query::Query;

/// One action.
#[derive(Debug)]
pub(super) struct Action {
    /// The action in the overlay.
    pub(super) pointer: Pointer,
    pub(super) target: Query,
    pub(super) change: Change,
    /// Whether the target may match nothing.
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
    ("overlay", TEXT, true),
    ("info", ANY, true),
    ("extends", TEXT, false),
    ("actions", "an array", true),
];
const ACTION: &[Field] = &[
    ("target", TEXT, true),
    ("description", TEXT, false),
    ("update", ANY, false),
    ("copy", TEXT, false),
    ("remove", FLAG, false),
    ("x-allow-no-match", FLAG, false),
];

/// Reads the actions of an overlay without those that are wrong in themselves, and adds all problems.
///
/// `written` is the same tree with numbers as they are written, for the values of updates.
pub(super) fn read(tree: &Value, written: &Value, problems: &mut Vec<Problem>) -> Vec<Action> {
    let root = Pointer::default();
    let Some(map) = object(tree, "the overlay", &root, ROOT, problems) else {
        return Vec::new();
    };
    let version = map.get("overlay").and_then(Value::as_str);
    if let Some(version) = version.filter(|version| !version.starts_with("1.1.")) {
        let message = format!("version `{version}` of the overlay specification is not supported");
        let (at, help) = (root.child("overlay"), "write `overlay: 1.1.0`");
        problems.push(Problem::new("unknown-version", &at, message, help));
    }
    let (actions, pointer) = (map.get("actions"), root.child("actions"));
    let items = actions.and_then(Value::as_array).into_iter().flatten();
    let read = items.enumerate().filter_map(|(index, item)| {
        let update = &written["actions"][index]["update"];
        read_action(item, update, pointer.child(&index.to_string()), problems)
    });
    read.collect()
}

/// Returns the action if nothing is wrong with it: a misspelt field can mean that it would do something else.
fn read_action(
    item: &Value,
    update: &Value,
    pointer: Pointer,
    problems: &mut Vec<Problem>,
) -> Option<Action> {
    let before = problems.len();
    let fields = object(item, "the action", &pointer, ACTION, problems)?;
    let mut query = |name: &str| {
        Query::parse(fields.get(name)?.as_str()?)
            .map_err(|message| {
                let (at, message) = (pointer.child(name), format!("`{name}` {message}"));
                let help = "RFC 9535 has the grammar: `$`, then `.name`, `['any name']`, `[0]`, `[*]` or `[?@.name == 'x']`";
                problems.push(Problem::new("bad-jsonpath", &at, message, help));
            })
            .ok()
    };
    let (target, source) = (query("target"), query("copy"));
    let flag = |name| fields.get(name) == Some(&Value::Bool(true));
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
        problems.push(Problem::new(rule, &pointer, message, help));
    }
    if problems.len() > before {
        return None;
    }
    let change = match source {
        _ if flag("remove") => Change::Remove,
        Some(source) => Change::Copy(source),
        None => Change::Update(update.clone()),
    };
    Some(Action {
        pointer,
        target: target?,
        change,
        may_miss: flag("x-allow-no-match"),
    })
}

/// Returns an object with these fields, and others only if their names begin with `x-`.
fn object<'a>(
    value: &'a Value,
    name: &str,
    pointer: &Pointer,
    fields: &[Field],
    problems: &mut Vec<Problem>,
) -> Option<&'a Map<String, Value>> {
    let Value::Object(map) = value else {
        problems.push(wrong_kind(name, "an object", value, pointer));
        return None;
    };
    let own = fields.iter().map(|(name, ..)| *name);
    let own: Vec<&str> = own.filter(|name| !name.starts_with("x-")).collect();
    for key in map.keys().filter(|key| !key.starts_with("x-")) {
        if !own.contains(&key.as_str()) {
            let (at, own) = (pointer.child(key), own.join(", "));
            let message = format!("`{key}` is not a field of this object");
            let help = format!("the fields are {own}; an extension's name begins with `x-`");
            problems.push(Problem::new("unknown-field", &at, message, help));
        }
    }
    for &(name, expected, is_required) in fields {
        match map.get(name) {
            None if is_required => {
                let message = format!("`{name}` is missing");
                let help = format!("add `{name}`: the specification requires it");
                problems.push(Problem::new("missing-field", pointer, message, help));
            }
            Some(value) if expected != ANY && kind(value) != expected => {
                let (name, at) = (format!("`{name}`"), pointer.child(name));
                problems.push(wrong_kind(&name, expected, value, &at));
            }
            _ => {}
        }
    }
    Some(map)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => FLAG,
        Value::Number(_) => "a number",
        Value::String(_) => TEXT,
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn wrong_kind(name: &str, expected: &str, value: &Value, pointer: &Pointer) -> Problem {
    let help = match (expected, value) {
        (TEXT, Value::Number(_) | Value::Bool(_)) => "put it in quotes".to_owned(),
        _ => format!("write {expected} there"),
    };
    let message = format!("{name} must be {expected}, not {}", kind(value));
    Problem::new("wrong-kind", pointer, message, help)
}

/// Adds a problem for each key that occurs more than once in its mapping: it is unknown which one is meant.
pub(super) fn repeated_keys(tree: &Tree, pointer: &Pointer, problems: &mut Vec<Problem>) {
    match tree {
        Tree::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                repeated_keys(item, &pointer.child(&index.to_string()), problems);
            }
        }
        Tree::Mapping(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                let at = pointer.child(key);
                if entries[..index].iter().any(|(other, _)| other == key) {
                    let message = format!("`{at}` occurs more than once");
                    let help = "keep one of them";
                    problems.push(Problem::new("repeated-field", &at, message, help));
                } else {
                    repeated_keys(value, &at, problems);
                }
            }
        }
        Tree::Null | Tree::Bool(..) | Tree::Number(_) | Tree::String(_) => {}
    }
}
