//! What descriptions say about types that the types do not say.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use statuspage_codegen_core::api::BodyFormat;
use statuspage_codegen_core::{Api, Pointer};

use super::finding::Finding;
use super::node::Node;
use super::parameters;
use super::places::{Place, is_body};
use super::rules::{self, Rule};
use super::suggestion::Action;

/// The type that a name or a description suggests.
#[derive(Debug, PartialEq, Eq)]
struct Hint {
    rule: &'static Rule,
    /// The words that suggest it.
    words: String,
    /// The values of an enum.
    values: Vec<String>,
}

/// Finds hints at parameters and fields, at responses, at definitions, and at what their lists and maps hold.
pub(super) fn find(api: &Api, places: &[Place<'_>], root: &Node<'_>, findings: &mut Vec<Finding>) {
    let mut search = Search {
        root,
        seen: BTreeSet::new(),
        findings,
    };
    for place in places {
        let Some(parameter) = place.parameter else {
            search.look_at(&place.node, Some(place.name), None);
            continue;
        };
        if parameters::prose(parameter).is_some() {
            continue;
        }
        match place.node.get("schema").filter(|_| is_body(parameter)) {
            Some(schema) => search.look_at(&schema, None, None),
            None => search.look_at(&place.node, Some(place.name), Some("name")),
        }
    }
    for operation in &api.operations {
        if operation.body_format != BodyFormat::Any {
            search.look_at(&root.nearest(&operation.output_pointer), None, None);
        }
    }
    let definitions = root.get("definitions").map(|found| found.entries());
    for (name, node) in definitions.unwrap_or_default() {
        search.look_at(&node, Some(name), None);
    }
}

struct Search<'a> {
    root: &'a Node<'a>,
    seen: BTreeSet<Pointer>,
    findings: &'a mut Vec<Finding>,
}

impl Search<'_> {
    /// Looks at a node and at what it holds. `key` is that of its name, where that is the place to report.
    fn look_at(&mut self, node: &Node<'_>, name: Option<&str>, key: Option<&str>) {
        if !self.seen.insert(node.pointer.clone()) {
            return;
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = node.get(key) {
                self.look_at(&inner, None, None);
            }
        }
        let Some(hint) = hint_at(node, name) else {
            return;
        };
        let pointer = key.map_or_else(|| node.pointer.clone(), |key| node.pointer.child(key));
        let called = name.map_or_else(|| "the value".to_owned(), |name| format!("`{name}`"));
        let kind = if node.has("type") {
            "a string"
        } else {
            "without a type"
        };
        let action = Action::update(self.root, &node.pointer, hint.update());
        let finding = |reported: &str| {
            let message = format!("{called} is {kind}, but {reported}");
            Finding::new(hint.rule, &pointer, message).suggest(action)
        };
        self.findings.push(if name == Some(hint.words.as_str()) {
            finding("its name ends in `[]`")
        } else {
            finding(&format!("its description says `{}`", hint.words))
                .because_of(node.pointer.child("description"))
        });
    }
}

/// Whether a hint suggests the type of a node.
pub(super) fn is_hinted(node: &Node<'_>, name: Option<&str>) -> bool {
    hint_at(node, name).is_some()
}

/// The hint at a node whose type is only a string.
fn hint_at(node: &Node<'_>, name: Option<&str>) -> Option<Hint> {
    let is_plain = matches!(node.text("type"), None | Some("string"))
        && !["enum", "$ref", "properties", "allOf", "items", "schema"]
            .iter()
            .any(|key| node.has(key))
        && !matches!(node.text("format"), Some("date" | "date-time"))
        && node.get("type").is_none_or(|kind| kind.value.is_string());
    is_plain
        .then(|| {
            hint(
                name.unwrap_or_default(),
                node.text("description").unwrap_or_default(),
            )
        })
        .flatten()
}

fn hint(name: &str, description: &str) -> Option<Hint> {
    let words: Vec<&str> = description
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let plain = |rule, words: String| {
        let values = Vec::new();
        Some(Hint {
            rule,
            words,
            values,
        })
    };
    if name.ends_with("[]") {
        return plain(&rules::ARRAY_HINT, name.to_owned());
    }
    if let Some(found) = list_of(&words) {
        return plain(&rules::ARRAY_HINT, found);
    }
    if let Some(found) = phrase(&words, BOOLEAN) {
        return plain(&rules::BOOLEAN_HINT, found);
    }
    if let (Some(_), values) = (phrase(&words, &["one of"]), values(description))
        && !values.is_empty()
    {
        return Some(Hint {
            rule: &rules::ENUM_HINT,
            words: format!("one of {}", values.join("|")),
            values,
        });
    }
    if let Some(found) = day(&words) {
        return plain(&rules::DATE_HINT, found);
    }
    // Seconds since 1970 are a number, even if the type is another one.
    let is_number = phrase(&words, &["unix", "epoch", "seconds", "milliseconds"]).is_some();
    match phrase(&words, INSTANT) {
        Some(found) if !is_number => plain(&rules::DATE_TIME_HINT, found),
        _ => None,
    }
}

const BOOLEAN: &[&str] = &[
    "t or f",
    "f or t",
    "true or false",
    "false or true",
    "true false",
    "a value of true",
    "a value of false",
    "set to t",
    "set to f",
    "set to true",
    "set to false",
];

const INSTANT: &[&str] = &[
    "iso8601",
    "iso 8601",
    "rfc3339",
    "rfc 3339",
    "timestamp",
    "yyyy mm ddt",
    "yyyy mm ddthh",
    "yyyy mm dd hh",
];

/// Returns the first of some phrases that occurs in the words, ignoring what is between the words.
fn phrase(words: &[&str], phrases: &[&str]) -> Option<String> {
    phrases.iter().find_map(|phrase| {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        words
            .windows(wanted.len())
            .find(|window| {
                window
                    .iter()
                    .zip(&wanted)
                    .all(|(word, wanted)| word.eq_ignore_ascii_case(wanted))
            })
            .map(|window| window.join(" "))
    })
}

/// `List of` or `Array of` where the description begins: further on, it is about something else.
fn list_of(words: &[&str]) -> Option<String> {
    let articles = ["a", "an", "the", "optional"];
    let start = words.iter().position(|word| {
        !articles
            .iter()
            .any(|article| word.eq_ignore_ascii_case(article))
    })?;
    let beginning = words.get(start..start + 2)?;
    phrase(beginning, &["list of", "array of"])
}

/// `YYYY`, once: a description of several such forms is about a part of a date, which is a text; and with the hour,
/// it is an instant.
fn day(words: &[&str]) -> Option<String> {
    let mut years = words
        .iter()
        .filter(|word| word.eq_ignore_ascii_case("yyyy"));
    let year = years.next().filter(|_| years.next().is_none())?;
    phrase(words, INSTANT).is_none().then(|| (*year).to_owned())
}

/// All values of all lists such as `a|b|c`, each once.
fn values(description: &str) -> Vec<String> {
    let is_value = |value: &str| {
        !value.is_empty()
            && value
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "_-.".contains(character))
    };
    let mut values: Vec<String> = Vec::new();
    for word in description.split_whitespace() {
        let word = word.trim_matches(|character: char| !character.is_ascii_alphanumeric());
        let parts: Vec<&str> = word.split('|').collect();
        if parts.len() < 2 || !parts.iter().all(|part| is_value(part)) {
            continue;
        }
        for part in parts {
            if values.iter().all(|value| value != part) {
                values.push(part.to_owned());
            }
        }
    }
    values
}

impl Hint {
    fn update(&self) -> Value {
        if self.rule == &rules::BOOLEAN_HINT {
            json!({"type": "boolean"})
        } else if self.rule == &rules::ENUM_HINT {
            json!({"type": "string", "enum": self.values})
        } else if self.rule == &rules::ARRAY_HINT {
            json!({"type": "array", "items": {"type": "string"}})
        } else if self.rule == &rules::DATE_HINT {
            json!({"type": "string", "format": "date"})
        } else {
            json!({"type": "string", "format": "date-time"})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(name: &str, description: &str) -> Option<(&'static str, String)> {
        hint(name, description).map(|hint| (hint.rule.name, hint.words))
    }

    #[test]
    fn hints_are_recognized_by_their_words() {
        for (name, description, rule, words) in [
            (
                "a",
                "send mail (t or f, defaults to f)",
                "boolean-hint",
                "t or f",
            ),
            ("a", "Must be set to t", "boolean-hint", "set to t"),
            ("a", "True/false", "boolean-hint", "True false"),
            (
                "a",
                "A value of true will do it",
                "boolean-hint",
                "A value of true",
            ),
            (
                "a",
                "state, one of a|b-c|d_e (optional)",
                "enum-hint",
                "one of a|b-c|d_e",
            ),
            (
                "a",
                "one of `a|b` (if c) or b|d, else e",
                "enum-hint",
                "one of a|b|d",
            ),
            ("a", "An array of ids", "array-hint", "array of"),
            ("a", "(optional) List of ids", "array-hint", "List of"),
            ("a[b][]", "", "array-hint", "a[b][]"),
            ("a", "begin (ISO8601 format)", "date-time-hint", "ISO8601"),
            ("a", "The timestamp of it", "date-time-hint", "timestamp"),
            (
                "a",
                "as YYYY-MM-DDTHH:MM",
                "date-time-hint",
                "YYYY MM DDTHH",
            ),
            ("a", "day as YYYY-MM-DD", "date-hint", "YYYY"),
            ("a", "Date in YYYY", "date-hint", "YYYY"),
        ] {
            let expected = Some((rule, words.to_owned()));
            assert_eq!(reported(name, description), expected, "{description}");
        }
    }

    #[test]
    fn other_words_are_not_hints() {
        for description in [
            "",
            "allow users to auto",
            "must be a rails time zone",
            "one of the components",
            "one of a| b",
            "post it to the list of subscribers",
            "the offset of the page",
            "timestamp in seconds since the Unix epoch",
            "YYYY, YYYY-MM or YYYY-MM-DD",
        ] {
            assert_eq!(reported("a", description), None, "{description}");
        }
    }
}
