//! The actions of an overlay, carried out: each on the result of the one before.

use serde_json::Value;
use serde_json_path::{LocatedNodeList, NormalizedPath, PathElement};
use statuspage_codegen_core::{Pointer, Source};

use super::additions::Operations;
use super::document::{Action, Change};
use super::merge::{Kind, merge};
use super::problem::Problems;
use super::query::Query;
use super::written::Mark;

const NO_MATCH: &str = "correct the target, or remove the action when it is no longer needed; an action that may \
                        match nothing says `x-allow-no-match: true`";

/// How large a description may become, in bytes of memory: twice what upstream may have.
const LARGEST: usize = 128 * 1024 * 1024;

/// Applies the actions to the document. The next ones are tried after one that fails too, on the document as it was
/// before, for the sake of their problems; `failed` says that there was one, in this overlay or in one before it.
///
/// Targets see numbers as numbers; the document that is changed has them as they are written.
pub(super) fn run<'a>(
    written: &mut Value,
    mark: &Mark,
    (source, actions): (&'a Source, &[Option<Action>]),
    operations: &mut Operations<'a>,
    failed: &mut bool,
    problems: &mut Problems,
) {
    for action in actions {
        let Some(action) = action else {
            *failed = true;
            continue;
        };
        let document = mark.without(written);
        let step = Step {
            document: &document,
            written,
            action,
            earlier_failed: *failed,
        };
        if let Change::Update(value) = &action.change {
            let at = action.pointer.child("update");
            for node in action.target.path.query_located(&document).dedup().iter() {
                let steps = node.location().iter().map(|step| match step {
                    PathElement::Name(name) => (*name).to_owned(),
                    PathElement::Index(index) => index.to_string(),
                });
                operations.add(source, steps.collect(), value, &at, problems);
            }
        }
        match step.perform(problems) {
            Some(changed) => *written = changed,
            None => *failed = true,
        }
    }
}

/// One action, and the document that it finds.
struct Step<'a> {
    document: &'a Value,
    /// The same, with numbers as they are written.
    written: &'a Value,
    action: &'a Action,
    earlier_failed: bool,
}

impl Step<'_> {
    /// The changed document; `None` after a problem.
    fn perform(&self, problems: &mut Problems) -> Option<Value> {
        // Sorted, and each node once: `$['a', 'a']` selects one node twice.
        let nodes = self.action.target.path.query_located(self.document).dedup();
        if nodes.is_empty() {
            return self.no_match(problems);
        }
        match &self.action.change {
            Change::Remove => self.remove(&nodes, problems),
            Change::Update(value) => self.merge(&nodes, value, "update", problems),
            Change::Copy(source) => {
                let value = self.source(source, problems)?;
                self.merge(&nodes, value, "copy", problems)
            }
        }
    }

    fn no_match(&self, problems: &mut Problems) -> Option<Value> {
        if self.action.may_miss {
            return Some(self.written.clone());
        }
        let help = if self.earlier_failed {
            format!("{NO_MATCH}. It may match once the failed action before it is corrected")
        } else {
            NO_MATCH.to_owned()
        };
        let text = &self.action.target.text;
        let beginning = self.action.target.first_without_match(self.document);
        let message = if beginning == text {
            format!("its target matches nothing: `{text}`")
        } else {
            format!("its target matches nothing: `{text}`, since `{beginning}` does not")
        };
        problems.add_with_cause(beginning, "no-match", &self.field("target"), message, help);
        None
    }

    fn remove(&self, nodes: &LocatedNodeList<'_>, problems: &mut Problems) -> Option<Value> {
        let mut changed = self.written.clone();
        // From the last to the first, and from the inside out, so that no removal moves a node to come.
        for node in nodes.iter().rev() {
            if remove(&mut changed, node.location()).is_none() {
                problems.add(
                    "remove-root",
                    &self.field("target"),
                    "its target matches the whole document, which cannot be removed",
                    "select the nodes below `$` that have to go",
                );
                return None;
            }
        }
        Some(changed)
    }

    /// The one node that a `copy` takes its value from.
    fn source(&self, query: &Query, problems: &mut Problems) -> Option<&Value> {
        let nodes = query.path.query_located(self.document).dedup();
        if let (1, Some(node)) = (nodes.len(), nodes.first()) {
            return self.written.pointer(&node.location().to_json_pointer());
        }
        problems.add(
            "copy-source",
            &self.field("copy"),
            format!(
                "`copy` matches {} nodes, not one: `{}`",
                nodes.len(),
                query.text
            ),
            "select exactly one node",
        );
        None
    }

    fn merge(
        &self,
        nodes: &LocatedNodeList<'_>,
        value: &Value,
        field: &str,
        problems: &mut Problems,
    ) -> Option<Value> {
        let first = nodes.first()?;
        let kind = Kind::of(first.node());
        if let Some(other) = nodes.iter().find(|node| Kind::of(node.node()) != kind) {
            problems.add(
                "mixed-kinds",
                &self.field("target"),
                format!(
                    "its target matches nodes of more than one kind: {} is {}, {} is {}",
                    first.location(),
                    kind.name(),
                    other.location(),
                    Kind::of(other.node()).name(),
                ),
                "make an action for each kind",
            );
            return None;
        }
        if size(self.document) + nodes.len() * size(value) > LARGEST {
            problems.add_with_cause(
                "too-large",
                "too-large",
                &self.field(field),
                format!(
                    "its result would take more than {} MB, which no description does",
                    LARGEST >> 20
                ),
                "see what it merges into how many nodes: an array that is copied onto itself doubles each time",
            );
            return None;
        }
        let mut changed = self.written.clone();
        for node in nodes.iter() {
            let location = node.location();
            let target = changed.pointer_mut(&location.to_json_pointer())?;
            let mismatches = merge(target, value);
            for mismatch in &mismatches {
                // What is copied does not stand in the overlay: there, the place is that of the path.
                let pointer = match field {
                    "update" => below(self.field(field), &mismatch.keys),
                    _ => self.field(field),
                };
                problems.add(
                    "kind-mismatch",
                    &pointer,
                    format!(
                        "{} cannot be merged into {location}{}, which is {}",
                        mismatch.value.name(),
                        names(&mismatch.keys),
                        mismatch.target.name(),
                    ),
                    "give a value of the same kind; to replace a node by one of another kind, remove it in one \
                     action and insert it at its parent in the next",
                );
            }
            // The other nodes would most likely say the same again.
            if !mismatches.is_empty() {
                return None;
            }
        }
        Some(changed)
    }

    fn field(&self, name: &str) -> Pointer {
        self.action.pointer.child(name)
    }
}

/// About how many bytes a tree takes in memory.
fn size(value: &Value) -> usize {
    const NODE: usize = 64;
    NODE + match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + size(value)).sum(),
    }
}

fn below(pointer: Pointer, keys: &[String]) -> Pointer {
    keys.iter().fold(pointer, |at, key| at.child(key))
}

/// Keys as the steps of a normalized `JSONPath`.
fn names(keys: &[String]) -> String {
    keys.iter()
        .fold(String::new(), |path, key| path + "['" + key + "']")
}

/// Takes a node out of what holds it; `None` for the root. The order of the others stays.
fn remove(document: &mut Value, location: &NormalizedPath<'_>) -> Option<Value> {
    let pointer = location.to_json_pointer();
    let (parent, _) = pointer.rsplit_once('/')?;
    match (document.pointer_mut(parent)?, location.last()?) {
        (Value::Object(map), PathElement::Name(name)) => map.shift_remove(*name),
        (Value::Array(items), PathElement::Index(index)) => Some(items.remove(*index)),
        _ => None,
    }
}
