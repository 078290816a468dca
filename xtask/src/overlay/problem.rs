//! What is wrong with an overlay, reported with its place and its action.

use serde_json::Value;
use statuspage_codegen_core::{Place, Pointer, Source};

use crate::print;

#[derive(Debug)]
pub(super) struct Problem {
    rule: &'static str,
    /// The node of the overlay that it is about.
    pointer: Pointer,
    message: String,
    help: String,
    /// Problems with the same cause are reported as one.
    cause: Option<String>,
}

impl Problem {
    pub(super) fn new(
        rule: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            pointer: pointer.clone(),
            message: message.into(),
            help: help.into(),
            cause: None,
        }
    }

    pub(super) fn caused_by(mut self, cause: &str) -> Self {
        self.cause = Some(cause.to_owned());
        self
    }
}

/// Returns the problems as text, in the order of the overlay's text, and those with the same cause as one.
pub(super) fn render(problems: &[Problem], overlay: &Source, tree: &Value) -> Vec<String> {
    let places = overlay.locate_all(problems.iter().map(|problem| &problem.pointer));
    let mut by_place: Vec<_> = places.into_iter().zip(problems).collect();
    by_place.sort_by_key(|(place, _)| *place);
    let mut shown: Vec<(Option<Place>, &Problem, Vec<String>)> = Vec::new();
    for (place, problem) in by_place {
        let is_same = |known: &Problem| known.cause.is_some() && known.cause == problem.cause;
        match shown.iter_mut().find(|(_, known, _)| is_same(known)) {
            Some((.., lines)) => lines.extend(place.map(|place| place.line.to_string())),
            None => shown.push((place, problem, Vec::new())),
        }
    }
    let render = |(place, problem, lines): (Option<Place>, &Problem, Vec<String>)| {
        let mut message = action(&problem.pointer, tree) + &problem.message;
        if !lines.is_empty() {
            let count = print::count(lines.len(), "more action");
            let lines = lines.join(", ");
            message = format!("{message} ({count} for the same reason: line {lines})");
        }
        let place = place.map_or_else(String::new, |place| format!(":{place}"));
        let (name, rule, help) = (overlay.name(), problem.rule, &problem.help);
        format!("{name}{place}: error[{rule}]: {message}\n  help: {help}")
    };
    shown.into_iter().map(render).collect()
}

/// Returns the action that a node belongs to: its number, from 1, and the first line of its description.
fn action(pointer: &Pointer, tree: &Value) -> String {
    const LONGEST: usize = 60;
    let mut steps = pointer
        .tokens()
        .skip_while(|step| step != "actions")
        .skip(1);
    let Some(index) = steps.next().and_then(|index| index.parse::<usize>().ok()) else {
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
