//! Dangling references that the reader ignores, because no code is generated from where they are.

use std::collections::BTreeSet;

use serde_json::Value;
use statuspage_codegen_core::Pointer;

use super::finding::Finding;
use super::rules::DANGLING_REFERENCE;

pub(super) fn find(root: &Value, findings: &mut Vec<Finding>) {
    let reported = findings
        .iter()
        .filter(|finding| finding.rule == DANGLING_REFERENCE.name)
        .map(|finding| finding.pointer.clone());
    let mut search = Search {
        root,
        reported: reported.collect(),
        findings,
    };
    search.visit(root, &Pointer::default(), false);
}

struct Search<'a> {
    root: &'a Value,
    /// The nodes that the reader has reported.
    reported: BTreeSet<Pointer>,
    findings: &'a mut Vec<Finding>,
}

impl Search<'_> {
    /// Visits a node and what is in it. `has_names`: its keys are names that the document defines, not keywords.
    fn visit(&mut self, node: &Value, pointer: &Pointer, has_names: bool) {
        if let Some(target) = node["$ref"].as_str().filter(|_| !has_names)
            && self.is_dangling(target)
            && !self.reported.contains(pointer)
        {
            let message = format!("`{target}` does not resolve");
            let finding = Finding::new(&DANGLING_REFERENCE, pointer, message);
            self.findings.push(finding);
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
                self.visit(child, &pointer.child(key), has_names);
            }
        }
        for (index, item) in node.as_array().into_iter().flatten().enumerate() {
            self.visit(item, &pointer.child(&index.to_string()), false);
        }
    }

    fn is_dangling(&self, target: &str) -> bool {
        let target = Pointer::from_reference(target);
        target.is_none_or(|target| self.root.pointer(&target.to_string()).is_none())
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
