//! Dangling references that the reader ignores, because no code is generated from where they are.

use serde_json::Value;
use statuspage_codegen_core::Pointer;

use super::finding::Finding;
use super::rules::DANGLING_REFERENCE;
use crate::document::node;

pub(super) fn find(root: &Value, findings: &mut Vec<Finding>) {
    let mut found = Vec::new();
    visit(root, &Pointer::default(), false, &mut found);
    // The reader follows others.
    let is_dangling = |target: &str| {
        let target = Pointer::from_reference(target);
        target.is_some_and(|target| root.pointer(&target.to_string()).is_none())
    };
    for pointer in found {
        let target = node(root, &pointer)["$ref"].as_str().unwrap_or_default();
        let is_reported =
            |known: &Finding| known.rule == DANGLING_REFERENCE.name && known.pointer == pointer;
        if is_dangling(target) && !findings.iter().any(is_reported) {
            let message = format!("`{target}` does not resolve");
            findings.push(Finding::new(&DANGLING_REFERENCE, &pointer, message));
        }
    }
}

/// Collects the references in a node. `has_names`: its keys are names that the document defines, not keywords.
fn visit(node: &Value, pointer: &Pointer, has_names: bool, found: &mut Vec<Pointer>) {
    if node["$ref"].is_string() && !has_names {
        found.push(pointer.clone());
    }
    for (key, child) in node.as_object().into_iter().flatten() {
        // In these, `$ref` is a key like any other.
        let is_data = match key.as_str() {
            "example" | "examples" | "default" | "enum" => !has_names,
            key => key.starts_with("x-"),
        };
        let lists = [
            "definitions",
            "parameters",
            "properties",
            "paths",
            "responses",
        ];
        if !is_data {
            let has_names = !has_names && lists.contains(&key.as_str());
            visit(child, &pointer.child(key), has_names, found);
        }
    }
    for (index, item) in node.as_array().into_iter().flatten().enumerate() {
        visit(item, &pointer.child(&index.to_string()), false, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_that_is_also_a_keyword_is_a_name() {
        let nowhere = json!({"$ref": "#/nowhere"});
        let tree = json!({
            "swagger": "2.0",
            "definitions": {
                "default": nowhere,
                "enum": {"properties": {"example": nowhere, "properties": {"default": nowhere}}},
            },
            "parameters": {"examples": {"schema": nowhere}},
            "paths": {"/a": {"get": {"responses": {
                "default": {"schema": nowhere, "examples": nowhere},
                "x-a": nowhere,
            }}}, "x-a": nowhere},
            "responses": {"default": {"schema": nowhere}},
        });
        let mut findings = Vec::new();
        find(&tree, &mut findings);
        let pointers = findings.iter().map(|found| found.pointer.to_string());
        assert_eq!(
            pointers.collect::<Vec<_>>(),
            [
                "/definitions/default",
                "/definitions/enum/properties/example",
                "/parameters/examples/schema",
                "/paths/~1a/get/responses/default/schema",
                "/responses/default/schema",
            ]
        );
    }
}
