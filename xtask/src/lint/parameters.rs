//! Paths and parameters: brackets, declarations, prose.

use std::collections::BTreeSet;

use serde_json::json;
use statuspage_codegen_core::{Method, PathTemplate};

use super::finding::Finding;
use super::node::Node;
use super::outline::{Outline, Parameter, Path};
use super::rules;
use super::suggestion::Action;

pub(super) fn find(outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    for path in &outline.paths {
        // A path that cannot be split is the reader's to report.
        let Ok(template) = PathTemplate::parse(path.template) else {
            continue;
        };
        if path.template.contains('[') {
            let message = format!("`{}` is `{template}` by the format", path.template);
            let finding = Finding::new(&rules::BRACKET_TEMPLATE, &path.pointer, message);
            findings.push(finding);
        }
        find_undeclared(outline, path, &template, findings);
    }
    for parameter in &outline.parameters {
        find_prose(outline, parameter, findings);
    }
}

/// Path parameters that at least one of the path's methods lacks: one finding per path and parameter, for they are
/// declared once, at the path.
fn find_undeclared(
    outline: &Outline<'_>,
    path: &Path<'_>,
    template: &PathTemplate,
    findings: &mut Vec<Finding>,
) {
    let common = declared(&path.node, &outline.root);
    let operations = path.operations.iter();
    let own: Vec<_> = operations
        .map(|found| (found.method, declared(&found.node, &outline.root)))
        .collect();
    for name in template.parameters().filter(|name| !common.contains(*name)) {
        let lacking = own
            .iter()
            .filter(|(_, declared)| !declared.contains(name))
            .map(|(method, _)| method.as_str());
        let lacking: Vec<&str> = lacking.collect();
        if lacking.is_empty() {
            continue;
        }
        let message = format!(
            "`{name}` of the path is not declared for {}",
            lacking.join(" and ")
        );
        let declaration = json!({"in": "path", "name": name, "required": true, "type": "string"});
        let update = json!({"parameters": [declaration]});
        let action = Action::update(&outline.root, &path.node.pointer, update);
        let rule = &rules::UNDECLARED_PATH_PARAMETER;
        findings.push(Finding::new(rule, &path.pointer, message).suggest(action));
    }
}

/// The names of the path parameters that a path or an operation declares.
fn declared<'a>(owner: &Node<'a>, root: &Node<'a>) -> BTreeSet<&'a str> {
    let items = owner.items_of("parameters").into_iter();
    items
        .filter_map(|item| item.resolve(root))
        .filter(|item| item.text("in") == Some("path"))
        .filter_map(|item| item.text("name").map(str::trim))
        .collect()
}

fn find_prose(outline: &Outline<'_>, parameter: &Parameter<'_>, findings: &mut Vec<Finding>) {
    let Some(likeness) = prose(parameter) else {
        return;
    };
    let message = format!("`{}` is {likeness}, not a parameter's name", parameter.name);
    let pointer = parameter.node.pointer.child("name");
    let finding = Finding::new(&rules::PROSE_PARAMETER, &pointer, message);
    // To remove a shared one would leave the references to it without a target.
    findings.push(if parameter.shared {
        finding
    } else {
        finding.suggest(Action::remove(&outline.root, &parameter.node.pointer))
    });
}

/// What a parameter's name is, when it is none.
pub(super) fn prose(parameter: &Parameter<'_>) -> Option<&'static str> {
    // The name of a body is not sent, and a body of one schema is often called by a phrase.
    if parameter.is_in("body") {
        return None;
    }
    let name = parameter.name.trim();
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
    let is_described = parameter.node.has("description") || parameter.is_in("header");
    (is_heading && !is_described).then_some("a heading")
}

#[cfg(test)]
mod tests {
    use super::super::outline::Context;
    use super::*;

    #[test]
    fn prose_is_told_from_names() {
        for (name, place, likeness) in [
            ("at the same time", "query", Some("prose")),
            ("truncated.", "query", Some("prose")),
            (
                "get /pages/[id].json",
                "query",
                Some("a method with its path"),
            ),
            ("/pages", "query", Some("a path")),
            ("MUTABLE", "query", Some("a heading")),
            ("MUTABLE", "header", None),
            ("ID", "query", None),
            ("API_KEY", "query", None),
            ("page[name]", "query", None),
            (" name ", "query", None),
            ("get", "query", None),
            ("the new incident", "body", None),
        ] {
            let value = json!({"name": name, "in": place});
            let parameter = Parameter {
                node: Node::root(&value),
                name,
                shared: false,
                context: Context::default(),
            };
            assert_eq!(prose(&parameter), likeness, "{name}");
        }
    }

    #[test]
    fn a_heading_that_is_described_is_a_parameter() {
        let value = json!({"name": "WSDL", "in": "query", "description": "which service"});
        let node = Node::root(&value);
        let parameter = Parameter {
            node,
            name: "WSDL",
            shared: false,
            context: Context::default(),
        };
        assert_eq!(prose(&parameter), None);
    }
}
