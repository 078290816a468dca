//! Findings -> an OpenAPI overlay that corrects them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};
use statuspage_codegen_core::Pointer;

use super::finding::Finding;
use super::node::Node;

/// An action of an overlay.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Action {
    /// A JSONPath (RFC 9535).
    target: String,
    change: Change,
}

#[derive(Clone, Debug, PartialEq)]
enum Change {
    Update(Value),
    Remove,
}

impl Action {
    /// Merges a value into a node.
    pub(super) fn update(root: &Node<'_>, pointer: &Pointer, value: Value) -> Self {
        Self {
            target: target(root, pointer),
            change: Change::Update(value),
        }
    }

    /// Takes a node away.
    pub(super) fn remove(root: &Node<'_>, pointer: &Pointer) -> Self {
        Self {
            target: target(root, pointer),
            change: Change::Remove,
        }
    }

    /// The action as it stands in an overlay.
    pub(super) fn json(&self) -> Value {
        match &self.change {
            Change::Update(value) => json!({"target": self.target, "update": value}),
            Change::Remove => json!({"target": self.target, "remove": true}),
        }
    }
}

/// An overlay document with the actions of all findings that have one; `None` when none has.
pub(super) fn overlay(file: &str, findings: &[Finding]) -> Option<Value> {
    let mut taken = BTreeSet::new();
    let mut actions = Vec::new();
    for finding in findings {
        let Some(action) = &finding.suggestion else {
            continue;
        };
        // Two parameters of the same name and place have the same target, and one action for both.
        if !taken.insert(action.json().to_string()) {
            continue;
        }
        let mut described = json!({"target": action.target, "description": finding.message});
        if let (Value::Object(described), Value::Object(action)) = (&mut described, action.json()) {
            described.extend(action);
        }
        actions.push(described);
    }
    (!actions.is_empty()).then(|| {
        json!({
            "overlay": "1.1.0",
            "info": {"title": format!("Suggestions of cargo xtask lint for {file}"), "version": "1"},
            "actions": actions,
        })
    })
}

/// The JSONPath to a node. A parameter is found by its name, since its index changes with every new scrape.
fn target(root: &Node<'_>, pointer: &Pointer) -> String {
    let mut text = "$".to_owned();
    let mut at = Some(root.clone());
    let mut list = String::new();
    for token in pointer.tokens() {
        let node = at.as_ref().and_then(|node| node.step(&token));
        let is_array = at.as_ref().is_some_and(|node| node.value.is_array());
        let filter = at
            .as_ref()
            .zip(node.as_ref())
            .filter(|_| is_array && list == "parameters")
            .and_then(|(items, item)| parameter_filter(items, item));
        // Writing to a String cannot fail.
        let _ = match filter {
            Some(filter) => write!(text, "[?{filter}]"),
            None if is_array => write!(text, "[{token}]"),
            None if is_shorthand(&token) => write!(text, ".{token}"),
            None => write!(text, "[{}]", quote(&token)),
        };
        at = node;
        list = token;
    }
    text
}

/// Selects a parameter by name, and by place too where the name is there twice.
fn parameter_filter(list: &Node<'_>, item: &Node<'_>) -> Option<String> {
    let name = item.text("name")?;
    let by_name = format!("@.name == {}", quote(name));
    let same_name = list
        .items()
        .iter()
        .filter(|other| other.text("name") == Some(name))
        .count();
    match item.text("in") {
        Some(place) if same_name > 1 => Some(format!("{by_name} && @.in == {}", quote(place))),
        _ => Some(by_name),
    }
}

/// Whether a name may follow a dot. RFC 9535 allows more; these are what everybody reads.
fn is_shorthand(name: &str) -> bool {
    let legal = |character: char| character == '_' || character.is_ascii_alphanumeric();
    name.chars().all(legal) && name.starts_with(|first: char| !first.is_ascii_digit())
}

/// A JSONPath string in single quotes.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        match character {
            '\'' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\u{0}'..='\u{1f}' => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json_path::{JsonPath, NormalizedPath};

    fn pointer(steps: &[&str]) -> Pointer {
        steps
            .iter()
            .fold(Pointer::default(), |at, step| at.child(step))
    }

    #[test]
    fn targets_find_their_node_and_no_other() {
        let unusual = "it's \"one\" \\ \n\t\u{1} two ü 🚀 ?@.name == 'x'";
        let tree = json!({
            "paths": {
                unusual: {"get": {"parameters": [
                    {"name": "a", "in": "query"}, {"name": "a", "in": "header"}, {"name": unusual, "in": "query"},
                ]}},
                "": {"x-y": [1, {"name": "a"}], "1st": 2},
            },
        });
        let root = Node::root(&tree);
        let parameters = ["paths", unusual, "get", "parameters"];
        for (steps, text) in [
            (vec![], Some("$")),
            (vec!["paths", ""], Some("$.paths['']")),
            (vec!["paths", "", "x-y", "1"], Some("$.paths['']['x-y'][1]")),
            (vec!["paths", "", "1st"], Some("$.paths['']['1st']")),
            ([&parameters[..], &["0"]].concat(), None),
            ([&parameters[..], &["1"]].concat(), None),
            ([&parameters[..], &["2"]].concat(), None),
            ([&parameters[..], &["2", "in"]].concat(), None),
        ] {
            let pointer = pointer(&steps);
            let target = target(&root, &pointer);
            if let Some(text) = text {
                assert_eq!(target, text);
            }
            let found = JsonPath::parse(&target).unwrap().query_located(&tree);
            let places: Vec<String> = found
                .locations()
                .map(NormalizedPath::to_json_pointer)
                .collect();
            assert_eq!(places, [pointer.to_string()], "{target}");
        }
    }

    #[test]
    fn a_parameter_is_selected_by_its_place_only_where_needed() {
        let tree = json!({"parameters": [
            {"name": "page[a]", "in": "query"}, {"name": "b", "in": "query"}, {"name": "b", "in": "path"},
        ]});
        let target = |index| target(&Node::root(&tree), &pointer(&["parameters", index]));
        assert_eq!(target("0"), "$.parameters[?@.name == 'page[a]']");
        assert_eq!(
            target("2"),
            "$.parameters[?@.name == 'b' && @.in == 'path']"
        );
    }
}
