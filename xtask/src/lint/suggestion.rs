//! Findings -> an OpenAPI overlay that corrects them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use statuspage_codegen_core::Pointer;

use super::finding::Finding;

/// Returns the action that merges a value into a node.
pub(crate) fn update(root: &Value, pointer: &Pointer, value: &Value) -> Value {
    json!({"target": target(root, pointer), "update": value})
}

/// Returns the action that removes a node.
pub(super) fn remove(root: &Value, pointer: &Pointer) -> Value {
    json!({"target": target(root, pointer), "remove": true})
}

/// Returns an overlay with the actions of all findings that have one; `None` if none has.
pub(super) fn overlay(file: &str, findings: &[Finding]) -> Option<Value> {
    let mut taken = BTreeSet::new();
    let mut actions = Vec::new();
    for finding in findings {
        let action = finding.suggestion.as_ref().and_then(Value::as_object);
        // Two parameters with the same name have the same target, and one action for both.
        let Some(action) = action.filter(|action| taken.insert(format!("{action:?}"))) else {
            continue;
        };
        let mut described = json!({"target": null, "description": finding.message});
        for (key, value) in action {
            described[key] = value.clone();
        }
        actions.push(described);
    }
    let title = format!("Suggestions of cargo xtask lint for {file}");
    let info = json!({"title": title, "version": "1"});
    (!actions.is_empty()).then(|| json!({"overlay": "1.1.0", "info": info, "actions": actions}))
}

/// Returns the JSONPath (RFC 9535) to a node. A parameter is selected by its name, because its index changes easily.
fn target(root: &Value, pointer: &Pointer) -> String {
    let mut text = "$".to_owned();
    let (mut node, mut list) = (root, String::new());
    for token in pointer.tokens() {
        let items = node.as_array();
        let child = match items {
            Some(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
            None => node.get(&token),
        };
        let child = child.unwrap_or(&Value::Null);
        let step = match items {
            Some(items) if list == "parameters" && child["name"].is_string() => {
                format!("[?{}]", parameter_filter(items, child))
            }
            Some(_) => format!("[{token}]"),
            None if is_shorthand(&token) => format!(".{token}"),
            None => format!("[{}]", quote(&token)),
        };
        text += &step;
        (node, list) = (child, token);
    }
    text
}

/// Selects a parameter by name, and also by `in` if two have the same name.
fn parameter_filter(parameters: &[Value], parameter: &Value) -> String {
    let text = |key: &str| quote(parameter[key].as_str().unwrap_or_default());
    let by_name = format!("@.name == {}", text("name"));
    let same = parameters
        .iter()
        .filter(|other| other["name"] == parameter["name"]);
    if same.count() > 1 && parameter["in"].is_string() {
        return format!("{by_name} && @.in == {}", text("in"));
    }
    by_name
}

/// Returns whether a name may follow a dot. RFC 9535 allows more; these are what everybody reads.
fn is_shorthand(name: &str) -> bool {
    let legal = |character: char| character == '_' || character.is_ascii_alphanumeric();
    name.chars().all(legal) && name.starts_with(|first: char| !first.is_ascii_digit())
}

/// Returns a JSONPath string in single quotes. It has the escapes of JSON, except for the quotes.
fn quote(text: &str) -> String {
    let json = Value::from(text).to_string();
    let inside = json[1..json.len() - 1].replace("\\\"", "\"");
    format!("'{}'", inside.replace('\'', "\\'"))
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
            let target = target(&tree, &pointer);
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
        let target = |index| target(&tree, &pointer(&["parameters", index]));
        assert_eq!(target("0"), "$.parameters[?@.name == 'page[a]']");
        assert_eq!(
            target("2"),
            "$.parameters[?@.name == 'b' && @.in == 'path']"
        );
    }
}
