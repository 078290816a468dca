//! JSON pointers -> lines and columns, by walking the text again: once for any number of them.

mod json;
mod yaml;

use std::collections::BTreeMap;

use super::Place;
use crate::pointer::Pointer;

/// More steps than a text can be nested.
const DEEPEST: usize = 1_000;

/// The places of nodes in a text, in the order of their pointers.
pub(super) fn places<'a>(
    text: &str,
    is_json: bool,
    pointers: impl Iterator<Item = &'a Pointer>,
) -> Vec<Option<Place>> {
    let mut found = Vec::new();
    let mut steps = Steps::default();
    for (id, pointer) in pointers.enumerate() {
        steps.add(id, pointer);
        found.push(None);
    }
    if found.is_empty() {
        return found;
    }
    let lines = Lines::new(text);
    if is_json {
        json::find(&lines, &steps, &mut found);
    } else {
        yaml::find(&lines, &steps, &mut found);
    }
    found
}

/// The steps from a node to those inside it that are looked for.
#[derive(Default)]
struct Steps {
    /// The positions, in the list of what is looked for, of the node itself.
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

    /// Notes the place of this node, unless it was found before: of a repeated key, the first counts.
    fn note(&self, place: Option<Place>, found: &mut [Option<Place>]) {
        for &id in &self.ids {
            if let Some(slot @ None) = found.get_mut(id) {
                *slot = place;
            }
        }
    }
}

/// A text, and where its lines begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = [0].into_iter().chain(after_breaks).collect();
        Self { text, starts }
    }

    /// The place of the character that begins at this byte.
    fn place(&self, offset: usize) -> Option<Place> {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.checked_sub(1)?)?;
        let column = self.text.get(*start..offset)?.chars().count() + 1;
        Some(Place { line, column })
    }

    /// The text before a place.
    fn before(&self, place: Place) -> Option<&'a str> {
        let start = *self.starts.get(place.line.checked_sub(1)?)?;
        let line = self.text.get(start..)?;
        let (at, _) = line.char_indices().nth(place.column.checked_sub(1)?)?;
        self.text.get(..start + at)
    }
}
