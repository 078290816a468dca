//! Finds the lines and columns of JSON pointers by reading the text again, once for all pointers.

use std::collections::BTreeMap;

use super::body::Body;
use super::{Place, tree};
use crate::pointer::Pointer;

/// More steps than any document is nested.
const DEEPEST: usize = 1_000;

/// Returns the places of nodes in a text, in the order of their pointers; several if a key is repeated.
pub(super) fn places<'a>(
    text: &str,
    pointers: impl Iterator<Item = &'a Pointer>,
) -> Vec<Vec<Place>> {
    let mut places = Vec::new();
    let mut steps = Steps::default();
    for (id, pointer) in pointers.enumerate() {
        steps.add(id, pointer);
        places.push(Vec::new());
    }
    if !places.is_empty() {
        // Nodes after a syntax error are not found.
        _ = tree::read(&Body::new(text), &steps, &mut places);
    }
    places
}

/// The steps from a node to the nodes inside it that are looked for.
#[derive(Default)]
pub(super) struct Steps {
    /// The indexes of the node itself in the list of pointers.
    pub(super) ids: Vec<usize>,
    next: BTreeMap<String, Steps>,
}

/// Nothing is looked for.
pub(super) static NO_STEPS: Steps = Steps {
    ids: Vec::new(),
    next: BTreeMap::new(),
};

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

    /// Returns whether neither the node nor anything inside it is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.next.is_empty()
    }

    /// Returns the steps from a value of a mapping.
    pub(super) fn to(&self, key: &str) -> &Self {
        self.next.get(key).unwrap_or(&NO_STEPS)
    }

    /// Returns the steps from an item of a list.
    pub(super) fn to_item(&self, index: usize) -> &Self {
        if self.next.is_empty() {
            return &NO_STEPS;
        }
        self.to(&index.to_string())
    }
}
