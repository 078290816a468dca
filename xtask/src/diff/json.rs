//! A difference for programs; the keys are documented in the help of the command.

use serde_json::{Map, Value, json};

use super::Diff;
use super::change::{Change, Class};
use super::group::{Group, Title};

impl Diff {
    /// The difference for programs.
    pub(crate) fn json(&self) -> Value {
        let counts: Map<String, Value> = Class::ALL
            .into_iter()
            .map(|class| (class.name().to_owned(), self.count(class).into()))
            .collect();
        let changes: Vec<Value> = self.groups.iter().flat_map(changes).collect();
        json!({
            "verdict": self.verdict().name(),
            "counts": counts,
            "changes": changes,
        })
    }
}

fn changes(group: &Group) -> impl Iterator<Item = Value> {
    let (operation, model) = match &group.title {
        Title::Client => (None, None),
        Title::Operation { id, .. } => (Some(id), None),
        Title::Model(name) => (None, Some(name)),
    };
    group.changes.iter().map(move |change| {
        let Change {
            class,
            kind,
            item,
            name,
            old,
            new,
            text,
        } = change;
        json!({
            "class": class.name(),
            "kind": kind.name(),
            "operation": operation,
            "model": model,
            "item": item,
            "name": name,
            "old": old,
            "new": new,
            "text": text,
        })
    })
}
