//! The overlay document, checked: its edition and its actions.

use serde_json::Value;
use statuspage_codegen_core::Pointer;

use super::fields::{Fields, Query, wrong_kind};
use super::problem::Problems;

/// What an overlay says. An action that is wrong in itself is `None`: the others are tried all the same, so
/// that one run reports everything.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) edition: Edition,
    pub(super) actions: Vec<Option<Action>>,
}

impl Overlay {
    /// Takes the values of updates from another tree of the same overlay, which has numbers as they are written.
    pub(super) fn write_values_as(&mut self, tree: &Value) {
        for action in self.actions.iter_mut().flatten() {
            let pointer = action.pointer.child("update").to_string();
            if let (Change::Update(value), Some(written)) =
                (&mut action.change, tree.pointer(&pointer))
            {
                *value = written.clone();
            }
        }
    }
}

/// The edition of the specification, as far as the rules differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    V1_0,
    V1_1,
}

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

/// Reads an overlay; what is wrong with it goes to the problems.
pub(super) fn read(tree: &Value, problems: &mut Problems) -> Overlay {
    let Some(root) = Fields::new(tree, Pointer::default(), problems) else {
        return Overlay {
            edition: Edition::V1_1,
            actions: Vec::new(),
        };
    };
    let edition = edition(&root, problems);
    root.known(&["overlay", "info", "extends", "actions"], problems);
    root.string("extends", problems);
    if let Some(info) = root.required("info", problems) {
        read_info(info, &root.pointer.child("info"), edition, problems);
    }
    let actions = root
        .required("actions", problems)
        .map_or_else(Vec::new, |actions| {
            read_actions(actions, &root.pointer.child("actions"), edition, problems)
        });
    Overlay { edition, actions }
}

/// The edition, by the version that the document names. After an unknown version, the rest is read as 1.1.
fn edition(root: &Fields<'_>, problems: &mut Problems) -> Edition {
    let help = "write `overlay: 1.1.0` (1.0.x is read too)";
    let version = match root.map.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        Some(other) => other.to_string(),
        None => {
            problems.add(
                "missing-field",
                &root.pointer,
                "`overlay`, the version of the specification, is missing",
                help,
            );
            return Edition::V1_1;
        }
    };
    let mut numbers = version.split('.');
    let (major, minor, patch) = (numbers.next(), numbers.next(), numbers.next());
    let complete = patch
        .is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()));
    match (major, minor, numbers.next()) {
        (Some("1"), Some("0"), None) if complete => Edition::V1_0,
        (Some("1"), Some("1"), None) if complete => Edition::V1_1,
        _ => {
            problems.add(
                "unknown-version",
                &root.pointer.child("overlay"),
                format!("version `{version}` of the overlay specification is not read"),
                help,
            );
            Edition::V1_1
        }
    }
}

fn read_info(info: &Value, pointer: &Pointer, edition: Edition, problems: &mut Problems) {
    let Some(fields) = Fields::new(info, pointer.clone(), problems) else {
        return;
    };
    let known: &[&str] = match edition {
        Edition::V1_0 => &["title", "version"],
        Edition::V1_1 => &["title", "version", "description"],
    };
    fields.known(known, problems);
    for name in known {
        fields.string(name, problems);
    }
    fields.required("title", problems);
    fields.required("version", problems);
}

fn read_actions(
    actions: &Value,
    pointer: &Pointer,
    edition: Edition,
    problems: &mut Problems,
) -> Vec<Option<Action>> {
    let Value::Array(items) = actions else {
        wrong_kind("`actions`", "an array", actions, pointer, problems);
        return Vec::new();
    };
    if items.is_empty() {
        problems.add(
            "no-actions",
            pointer,
            "`actions` has no action",
            "an overlay has at least one: a `target` with `update`, `copy` or `remove: true`",
        );
    }
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            read_action(item, pointer.child(&index.to_string()), edition, problems)
        })
        .collect()
}

/// The action, when nothing is wrong with it.
fn read_action(
    item: &Value,
    pointer: Pointer,
    edition: Edition,
    problems: &mut Problems,
) -> Option<Action> {
    let before = problems.len();
    let fields = Fields::new(item, pointer, problems)?;
    let known: &[&str] = match edition {
        Edition::V1_0 => &["target", "description", "update", "remove"],
        Edition::V1_1 => &["target", "description", "update", "copy", "remove"],
    };
    fields.known(known, problems);
    let change = read_change(&fields, edition, before, problems);
    fields.string("description", problems);
    fields.required("target", problems);
    let target = fields.query("target", problems);
    let may_miss = fields.flag("x-allow-no-match", problems);
    // Another problem of the action, such as a misspelt field, can mean that it would do something else.
    (problems.len() == before).then_some(Action {
        pointer: fields.pointer,
        target: target?,
        change: change?,
        may_miss,
    })
}

fn read_change(
    fields: &Fields<'_>,
    edition: Edition,
    before: usize,
    problems: &mut Problems,
) -> Option<Change> {
    let remove = fields.flag("remove", problems);
    let update = fields.map.get("update");
    // In 1.0 the field is unknown, which is reported already.
    let copy = fields.map.contains_key("copy") && edition != Edition::V1_0;
    let source = copy.then(|| fields.query("copy", problems));
    match (remove, update, source) {
        (true, _, _) => Some(Change::Remove),
        (false, Some(value), None) => Some(Change::Update(value.clone())),
        (false, None, Some(path)) => path.map(Change::Copy),
        (false, Some(_), Some(_)) => {
            problems.add(
                "two-changes",
                &fields.pointer,
                "the action has both `update` and `copy`",
                "make two actions of it, or keep one of the two fields",
            );
            None
        }
        // After a misspelt field, or a `remove` that is not a boolean, this would not be the cause.
        (false, None, None) if problems.len() > before => None,
        (false, None, None) => {
            problems.add(
                "no-change",
                &fields.pointer,
                "the action changes nothing",
                "give it one of `update`, `copy` and `remove: true`",
            );
            None
        }
    }
}
