//! What a document leaves out: host, https, and types.

use serde_json::json;

use super::finding::Finding;
use super::hints;
use super::node::Node;
use super::outline::Outline;
use super::parameters;
use super::rules;
use super::suggestion::Action;

pub(super) fn find(outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    find_server(&outline.root, findings);
    find_types(outline, findings);
}

fn find_server(root: &Node<'_>, findings: &mut Vec<Finding>) {
    if !root.has("host") {
        let message = "the document has no `host`".to_owned();
        findings.push(Finding::new(&rules::MISSING_HOST, &root.pointer, message));
    }
    let Some(schemes) = root.get("schemes") else {
        return;
    };
    let items = schemes.items();
    let has = |scheme| items.iter().any(|item| item.value.as_str() == Some(scheme));
    if has("http") && !has("https") {
        let message = "the API is said to be reached by http alone".to_owned();
        let action = Action::update(root, &root.pointer, json!({"schemes": ["https"]}));
        let finding = Finding::new(&rules::INSECURE_SCHEME, &schemes.pointer, message);
        findings.push(finding.suggest(action));
    }
}

fn find_types(outline: &Outline<'_>, findings: &mut Vec<Finding>) {
    for parameter in &outline.parameters {
        let is_body = parameter.is_in("body");
        let named = Some(parameter.name);
        let is_told = if is_body {
            parameter.node.has("schema")
        } else {
            let schema = parameter.node.get("schema");
            is_typed(&parameter.node)
                // It is in the wrong place, which the reader reports, but it is read.
                || schema.is_some_and(|schema| is_typed(&schema))
                || hints::is_hinted(&parameter.node, named)
                || parameters::prose(parameter).is_some()
        };
        if !is_told {
            let lacks = if is_body { "schema" } else { "type" };
            let message = format!("the parameter `{}` has no {lacks}", parameter.name);
            let pointer = parameter.node.pointer.child("name");
            findings.push(Finding::new(&rules::MISSING_TYPE, &pointer, message));
        }
    }
    for schema in &outline.schemas {
        let is_told = is_typed(&schema.node) || hints::is_hinted(&schema.node, schema.name);
        if is_told || schema.may_be_untyped {
            continue;
        }
        let message = match schema.name {
            Some(name) => format!("`{name}` has no type"),
            None => "the schema has no type".to_owned(),
        };
        let rule = &rules::MISSING_TYPE;
        findings.push(Finding::new(rule, &schema.node.pointer, message));
    }
}

/// Whether anything at a node says what its value is.
fn is_typed(node: &Node<'_>) -> bool {
    // What is not an object is of the wrong kind, which the reader reports.
    !node.value.is_object()
        || [
            "type",
            "$ref",
            "properties",
            "allOf",
            "items",
            "enum",
            "additionalProperties",
        ]
        .iter()
        .any(|key| node.has(key))
}
