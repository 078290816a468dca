//! What is wrong with an overlay: collected, and reported with its place and its action.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;
use statuspage_codegen_core::{Place, Pointer, Severity, Source};

use crate::{document, print};

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

#[derive(Debug)]
struct Problem {
    rule: &'static str,
    /// The node of the overlay that it is about.
    pointer: Pointer,
    message: String,
    help: String,
    /// What other problems have too that are gone when this one is.
    cause: Option<String>,
}

impl Problems {
    pub(super) fn add(
        &mut self,
        rule: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0.push(Problem {
            rule,
            pointer: pointer.clone(),
            message: message.into(),
            help: help.into(),
            cause: None,
        });
    }

    /// Adds a problem that is reported together with all that have the same cause.
    pub(super) fn add_with_cause(
        &mut self,
        cause: &str,
        rule: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(rule, pointer, message, help);
        if let Some(problem) = self.0.last_mut() {
            problem.cause = Some(cause.to_owned());
        }
    }

    /// Of two equal keys only one could count, and the tree does not say which.
    pub(super) fn add_repeated_keys(&mut self, overlay: &Source) {
        // A text that does not parse is reported by whoever needs its tree.
        let Ok(tree) = overlay.parse() else { return };
        for pointer in document::repeated_keys(&tree) {
            let message = format!("`{pointer}` occurs more than once");
            self.add("repeated-field", &pointer, message, "keep one of them");
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems for people, in the order of the overlay's text.
    pub(super) fn render(self, overlay: &Source, tree: &Value) -> Vec<String> {
        let places = overlay.locate_all(self.0.iter().map(|problem| &problem.pointer));
        let mut by_place: Vec<_> = places.into_iter().zip(self.0).collect();
        by_place.sort_by_key(|(place, _)| *place);
        // Of each cause, the first problem, and the lines of the others.
        let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut shown = Vec::new();
        for (place, problem) in by_place {
            let line = place.map_or_else(String::new, |place| place.line.to_string());
            match problem.cause.clone().map(|cause| others.entry(cause)) {
                Some(Entry::Occupied(mut lines)) => {
                    lines.get_mut().push(line);
                    continue;
                }
                Some(Entry::Vacant(lines)) => drop(lines.insert(Vec::new())),
                None => {}
            }
            shown.push((place, problem));
        }
        let render = |(place, problem): (Option<Place>, Problem)| {
            let lines = problem.cause.and_then(|cause| others.remove(&cause));
            let others = match lines.unwrap_or_default() {
                lines if lines.is_empty() => String::new(),
                lines => {
                    let count = print::count(lines.len(), "more action");
                    format!(" ({count} for the same reason: line {})", lines.join(", "))
                }
            };
            let action = action(&problem.pointer, tree);
            let message = format!("{action}{}{others}", problem.message);
            let rule = (Severity::Error, problem.rule);
            print::problem(overlay.name(), place, rule, &message, &problem.help)
        };
        shown.into_iter().map(render).collect()
    }
}

/// The action that a node belongs to: its number from 1, and the first line of its description.
fn action(pointer: &Pointer, tree: &Value) -> String {
    const LONGEST: usize = 60;
    let mut steps = pointer.tokens();
    let index: Option<usize> = match (steps.next().as_deref(), steps.next()) {
        (Some("actions"), Some(index)) => index.parse().ok(),
        _ => None,
    };
    let Some(index) = index else {
        return String::new();
    };
    let number = index + 1;
    let description = tree["actions"][index]["description"].as_str();
    let Some(line) = description.and_then(|text| text.trim().lines().next()) else {
        return format!("action {number}: ");
    };
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("action {number} ({}…): ", &line[..end]),
        None => format!("action {number} ({line}): "),
    }
}
