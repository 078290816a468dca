//! Finds the lines and columns of JSON pointers by parsing the text again, once for all pointers.

mod json;
mod yaml;

use std::collections::BTreeMap;

use super::Place;
use super::body::Body;
use crate::pointer::Pointer;

/// More steps than any document is nested.
const DEEPEST: usize = 1_000;

/// Returns the places of nodes in a text, in the order of their pointers; several if a key is repeated.
pub(super) fn places<'a>(
    text: &str,
    pointers: impl Iterator<Item = &'a Pointer>,
) -> Vec<Vec<Place>> {
    let mut found = Vec::new();
    let mut steps = Steps::default();
    for (id, pointer) in pointers.enumerate() {
        steps.add(id, pointer);
        found.push(Vec::new());
    }
    if found.is_empty() {
        return found;
    }
    let body = Body::new(text);
    if body.is_json {
        json::find(&body, &steps, &mut found);
    } else {
        yaml::find(&body, &steps, &mut found);
    }
    found
}

/// The steps from a node to the nodes inside it that are looked for.
#[derive(Default)]
struct Steps {
    /// The indexes of the node itself in the list of pointers.
    ids: Vec<usize>,
    next: BTreeMap<String, Steps>,
}

impl Steps {
    fn add(&mut self, id: usize, pointer: &Pointer) {
        if pointer.tokens().count() > DEEPEST {
            return;
        }
        let mut steps = self;
        for token in pointer.tokens() {
            steps = steps.next.entry(token).or_default();
        }
        steps.ids.push(id);
    }

    /// Records a place of this node.
    fn note(&self, place: Option<Place>, found: &mut [Vec<Place>]) {
        for &id in &self.ids {
            if let Some(places) = found.get_mut(id) {
                places.extend(place);
            }
        }
    }
}
