//! Carries out the actions of an overlay, each on the result of the one before.

use serde_json::Value;
use statuspage_codegen_core::Source;

use super::additions::Operations;
use super::document::{Action, Change};
use super::merge::{kind, merge};
use super::problem::Problem;
use super::query::Query;

const NO_MATCH: &str = "correct the target, or remove the action if it is no longer needed; an action that may match \
                        nothing needs `x-allow-no-match: true`";

/// The maximum size that one action may add to the description, in bytes.
const LARGEST: usize = 20_000_000;

/// Applies the actions to the document. After one that fails, the others are still tried, to report their problems as well.
/// `has_failed`: one of an earlier overlay did.
pub(super) fn run<'a>(
    document: &mut Value,
    overlay: &'a Source,
    actions: &[Action],
    has_failed: bool,
    operations: &mut Operations<'a>,
    problems: &mut Vec<Problem>,
) {
    for action in actions {
        let nodes = action.target.pointers(document);
        if let Change::Update(value) = &action.change {
            let at = action.pointer.child("update");
            for node in &nodes {
                operations.add(overlay, node, value, &at, problems);
            }
        }
        let done = if !nodes.is_empty() {
            perform(action, document, &nodes)
        } else if action.may_miss {
            Ok(())
        } else {
            let has_failed = has_failed || !problems.is_empty();
            Err(no_match(action, document, has_failed))
        };
        if let Err(problem) = done {
            problems.push(problem);
        }
    }
}

fn no_match(action: &Action, document: &Value, has_failed: bool) -> Problem {
    let help = if has_failed {
        format!("{NO_MATCH}. It may match once the problems before it are corrected")
    } else {
        NO_MATCH.to_owned()
    };
    let text = &action.target.text;
    let beginning = action.target.first_without_match(document);
    let message = if beginning == text {
        format!("its target matches nothing: `{text}`")
    } else {
        format!("its target matches nothing: `{text}`, because `{beginning}` matches nothing")
    };
    let target = action.pointer.child("target");
    Problem::new("no-match", &target, message, help).caused_by(beginning)
}

fn perform(action: &Action, document: &mut Value, nodes: &[String]) -> Result<(), Problem> {
    match &action.change {
        Change::Remove => {
            // From the last to the first, and from the inside out, so that no removal moves a node to come.
            let removed = nodes.iter().rev().map(|node| remove(document, node));
            removed.collect::<Option<()>>().ok_or_else(|| {
                let message = "its target matches the whole document, which cannot be removed";
                let help = "select the nodes below `$` to remove";
                Problem::new(
                    "remove-root",
                    &action.pointer.child("target"),
                    message,
                    help,
                )
            })
        }
        Change::Update(value) => merge_into(action, document, nodes, value),
        Change::Copy(source) => {
            let value = copied(action, document, source)?.clone();
            merge_into(action, document, nodes, &value)
        }
    }
}

/// Returns the one node that a `copy` takes its value from.
fn copied<'a>(action: &Action, document: &'a Value, source: &Query) -> Result<&'a Value, Problem> {
    let nodes = source.pointers(document);
    if let [node] = nodes.as_slice()
        && let Some(value) = document.pointer(node)
    {
        return Ok(value);
    }
    let message = format!(
        "`copy` matches {} nodes, not one: `{}`",
        nodes.len(),
        source.text
    );
    let (copy, help) = (action.pointer.child("copy"), "select exactly one node");
    Err(Problem::new("copy-source", &copy, message, help))
}

fn merge_into(
    action: &Action,
    document: &mut Value,
    nodes: &[String],
    value: &Value,
) -> Result<(), Problem> {
    let of = |node: &String| document.pointer(node).map_or("", kind);
    let first = nodes.first();
    let other = nodes.iter().find(|node| Some(of(node)) != first.map(of));
    if let Some((first, other)) = first.zip(other) {
        let kinds = [first, other].map(|node| format!("`{node}` is {}", of(node)));
        let kinds = kinds.join(", ");
        let message = format!("its target matches nodes of more than one kind: {kinds}");
        let (target, help) = (
            action.pointer.child("target"),
            "make an action for each kind",
        );
        return Err(Problem::new("mixed-kinds", &target, message, help));
    }
    if nodes.len() * value.to_string().len() > LARGEST {
        let target = action.pointer.child("target");
        let message = "it adds more than 20 MB, so the result would be too large for a description";
        let help = "merge a smaller value; copying an array onto itself doubles it each time";
        return Err(Problem::new("too-large", &target, message, help).caused_by("too-large"));
    }
    for node in nodes {
        let Some(target) = document.pointer_mut(node) else {
            continue;
        };
        merge(target, value).map_err(|mismatch| {
            let (value, target) = (mismatch.value, mismatch.target);
            let into = format!("`{node}{}`", mismatch.pointer);
            let message = format!("{value} cannot be merged into {into}, which is {target}");
            let help = "give a value of the same kind; to replace a node by one of another kind, remove it in one \
                        action and insert it at its parent in the next";
            // A copied value is not in the overlay: there, the place is that of the path.
            let place = match &action.change {
                Change::Update(_) => {
                    let update = action.pointer.child("update");
                    let steps = mismatch.pointer.tokens();
                    steps.fold(update, |at, step| at.child(&step))
                }
                _ => action.pointer.child("copy"),
            };
            Problem::new("kind-mismatch", &place, message, help)
        })?;
    }
    Ok(())
}

/// Removes a node; `None` for the root. The order of the others stays.
fn remove(document: &mut Value, node: &str) -> Option<()> {
    let (parent, step) = node.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(map) => drop(map.shift_remove(&step.replace("~1", "/").replace("~0", "~"))),
        Value::Array(items) => drop(items.remove(step.parse().ok()?)),
        _ => {}
    }
    Some(())
}
