//! What the lists of access must have after random changes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::caller::{Caller, column};
use crate::every_call::Call;
use crate::invariants::list;
use crate::random::Random;

/// The three kinds of lists: of whom, and of what.
const KINDS: [(&str, &str); 3] = [
    ("page_access_users", "components"),
    ("page_access_users", "metrics"),
    ("page_access_groups", "components"),
];

/// The ids in each list, by its path on the page.
#[derive(Default)]
pub(crate) struct Lists {
    ids: BTreeMap<String, BTreeSet<String>>,
    /// The list that the last call changes.
    changed: Option<String>,
    /// How many changes there were.
    pub(crate) changes: usize,
}

impl Lists {
    /// Returns a call on the page that changes a list, and notes what the list has then.
    pub(crate) async fn change(&mut self, caller: &Caller, random: &mut Random) -> Option<Call> {
        let (owner, of) = KINDS[random.below(KINDS.len())];
        let id = random.pick(&list(caller, owner).await)?;
        let path = format!("{owner}/{id}/{of}");
        let objects = list(caller, of).await;
        let given = random.some(&objects);
        let kept = self.ids.entry(path.clone()).or_default();
        forget_removed(kept, &objects);
        let field = if of == "metrics" {
            "metric_ids"
        } else {
            "component_ids"
        };
        let body = json!({ (field): given });
        let list = path.clone();
        let call = match random.below(7) {
            0 => {
                *kept = given.into_iter().collect();
                ("POST", path, body)
            }
            choice @ (1 | 2) => {
                kept.extend(given);
                (["PATCH", "PUT"][choice - 1], path, body)
            }
            3 => {
                kept.retain(|id| !given.contains(id));
                ("DELETE", path, body)
            }
            4 => {
                kept.clear();
                ("DELETE", path, Value::Null)
            }
            _ => {
                let one = kept.pop_first()?;
                ("DELETE", format!("{path}/{one}"), Value::Null)
            }
        };
        self.changes += 1;
        self.changed = Some(list);
        Some(call)
    }

    /// Notes what a successful call of another operation changes in the lists.
    pub(crate) fn note(&mut self, method: &str, path: &str, body: &Value) {
        match path.split('/').skip(3).collect::<Vec<_>>()[..] {
            ["components", component, owners] if owners.starts_with("page_access_") => {
                let owner = |list: &str| list.starts_with(owners) && list.ends_with("/components");
                if method == "DELETE" {
                    for (_, ids) in self.ids.iter_mut().filter(|(list, _)| owner(list)) {
                        ids.remove(component);
                    }
                }
                for id in body.as_object().into_iter().flat_map(|body| body.values()) {
                    let list = format!("{owners}/{}/components", id[0].as_str().unwrap());
                    self.ids
                        .entry(list)
                        .or_default()
                        .insert(component.to_owned());
                }
            }
            [owners @ ("page_access_users" | "page_access_groups"), id] => {
                for group in body.as_object().into_iter().flat_map(|body| body.values()) {
                    if let Some(ids) = group["component_ids"].as_array() {
                        let ids = ids.iter().map(|id| id.as_str().unwrap().to_owned());
                        let list = format!("{owners}/{id}/components");
                        self.ids.insert(list, ids.collect());
                    }
                }
            }
            _ => {}
        }
    }

    /// Compares the list that was just changed, if one was.
    pub(crate) async fn check_changed(&mut self, caller: &Caller) {
        if let Some(path) = self.changed.take() {
            let listed = caller.get(&caller.on_page(&path)).await;
            let listed: BTreeSet<String> = column(&listed, "id").into_iter().collect();
            assert_eq!(listed, self.ids[&path], "{path}");
        }
    }

    /// Compares all lists of these owners.
    pub(crate) async fn check(&mut self, caller: &Caller, lists: &Value) {
        for (owner, of) in KINDS {
            for id in column(&lists[owner], "id") {
                let path = format!("{owner}/{id}/{of}");
                let listed = caller.get(&caller.on_page(&path)).await;
                let listed: BTreeSet<String> = column(&listed, "id").into_iter().collect();
                let expected = self.ids.entry(path).or_default();
                forget_removed(expected, &lists[of]);
                assert_eq!(listed, *expected, "{owner}/{id}/{of}");
            }
        }
    }
}

/// Forgets the ids of objects that were removed.
fn forget_removed(ids: &mut BTreeSet<String>, objects: &Value) {
    let existing = column(objects, "id");
    ids.retain(|id| existing.contains(id));
}
