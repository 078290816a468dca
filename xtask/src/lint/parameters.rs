//! Paths and parameters: brackets, declarations, prose.

use std::collections::BTreeMap;

use serde_json::json;
use statuspage_codegen_core::api::{Location, Parameter};
use statuspage_codegen_core::{Api, Method, PathTemplate, Pointer};

use super::finding::Finding;
use super::node::Node;
use super::places::Place;
use super::rules;
use super::suggestion::Action;

pub(super) fn find(api: &Api, places: &[Place<'_>], root: &Node<'_>, findings: &mut Vec<Finding>) {
    find_brackets(root, findings);
    find_undeclared(api, root, findings);
    for place in places {
        find_prose(place, root, findings);
    }
}

fn find_brackets(root: &Node<'_>, findings: &mut Vec<Finding>) {
    let paths = root.get("paths").map(|paths| paths.entries());
    for (path, node) in paths.unwrap_or_default() {
        if path.starts_with("x-") || !path.contains('[') {
            continue;
        }
        // The reader reports paths that cannot be split.
        if let Ok(template) = PathTemplate::parse(path) {
            let message = format!("`{path}` is `{template}` by the format");
            findings.push(Finding::new(
                &rules::BRACKET_TEMPLATE,
                &node.pointer,
                message,
            ));
        }
    }
}

/// Finds path parameters that at least one method of the path does not declare. There is one finding per path and parameter,
/// because they are declared once, at the path.
fn find_undeclared(api: &Api, root: &Node<'_>, findings: &mut Vec<Finding>) {
    let mut lacking: BTreeMap<(&Pointer, usize, &str), Vec<&str>> = BTreeMap::new();
    for operation in &api.operations {
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let is_declared = root.nearest(&parameter.pointer).has("in");
            if parameter.location != Location::Path || is_declared {
                continue;
            }
            let methods = lacking.entry((&parameter.pointer, index, &parameter.name));
            let methods = methods.or_default();
            if !methods.contains(&operation.method.as_str()) {
                methods.push(operation.method.as_str());
            }
        }
    }
    for ((pointer, _, name), methods) in lacking {
        let message = format!(
            "`{name}` of the path is not declared for {}",
            methods.join(" and ")
        );
        let declaration = json!({"in": "path", "name": name, "required": true, "type": "string"});
        let update = json!({"parameters": [declaration]});
        let action = Action::update(root, pointer, update);
        let rule = &rules::UNDECLARED_PATH_PARAMETER;
        findings.push(Finding::new(rule, pointer, message).suggest(action));
    }
}

fn find_prose(place: &Place<'_>, root: &Node<'_>, findings: &mut Vec<Finding>) {
    let Some(likeness) = place.parameter.and_then(prose) else {
        return;
    };
    let message = format!("`{}` is {likeness}, not a parameter's name", place.name);
    let own = &place.node.pointer;
    let finding = Finding::new(&rules::PROSE_PARAMETER, &own.child("name"), message);
    // A shared parameter has a name instead of an index. Removing it would leave its references dangling.
    let is_item = |token: String| token.parse::<usize>().is_ok();
    findings.push(if own.tokens().last().is_some_and(is_item) {
        finding.suggest(Action::remove(root, own))
    } else {
        finding
    });
}

/// Returns what a parameter's name looks like, if it is not a name.
pub(super) fn prose(parameter: &Parameter) -> Option<&'static str> {
    let is_described = match parameter.location {
        Location::Path | Location::Query | Location::Form => parameter.description.is_some(),
        Location::Header => true,
        // The name of a body is not sent, and a body of one schema is often called by a phrase.
        Location::Body { .. } | Location::WholeBody | Location::RawBody => return None,
    };
    likeness(&parameter.name, is_described)
}

fn likeness(name: &str, is_described: bool) -> Option<&'static str> {
    let name = name.trim();
    let mut words = name.split_whitespace();
    let first = words.next()?;
    let second = words.next();
    if Method::from_key(first).is_some() && second.is_some_and(|word| word.starts_with('/')) {
        return Some("a method with its path");
    }
    if name.starts_with('/') {
        return Some("a path");
    }
    if second.is_some() || name.ends_with('.') {
        return Some("prose");
    }
    let is_heading = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_heading && !is_described).then_some("a heading")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_differs_from_names() {
        for (name, is_described, expected) in [
            ("at the same time", false, Some("prose")),
            ("truncated.", false, Some("prose")),
            (
                "get /pages/[id].json",
                false,
                Some("a method with its path"),
            ),
            ("/pages", false, Some("a path")),
            ("MUTABLE", false, Some("a heading")),
            ("MUTABLE", true, None),
            ("ID", false, None),
            ("API_KEY", false, None),
            ("page[name]", false, None),
            (" name ", false, None),
            ("get", false, None),
        ] {
            assert_eq!(likeness(name, is_described), expected, "{name}");
        }
    }
}
