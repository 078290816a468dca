//! Dangling references that the reader ignored, since no code is generated from where they stand.

use std::collections::BTreeSet;

use statuspage_codegen_core::{Api, Pointer};

use super::finding::Finding;
use super::node::Node;
use super::rules;

pub(super) fn find(api: &Api, root: &Node<'_>, findings: &mut Vec<Finding>) {
    let reported = findings
        .iter()
        .filter(|finding| finding.rule == rules::DANGLING_REFERENCE.name)
        .map(|finding| finding.pointer.clone());
    let mut search = Search {
        root,
        reported: reported.collect(),
        findings,
    };
    search.look_at(root, Keys::Words);
    // Those that references resolve to may be in an extension.
    for operation in &api.operations {
        search.look_at(&root.nearest(&operation.pointer), Keys::Words);
    }
}

/// What the keys of a mapping are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Words of the format.
    Words,
    /// Names that the document defines.
    Names,
    /// Names of which those in `x-` are extensions.
    NamesOrExtensions,
}

impl Keys {
    /// Those of the mapping under a key that is one of these.
    fn below(self, key: &str) -> Self {
        match key {
            _ if self != Self::Words => Self::Words,
            "definitions" | "parameters" | "properties" => Self::Names,
            "paths" | "responses" => Self::NamesOrExtensions,
            _ => Self::Words,
        }
    }

    /// Whether data stands under a key, in which `$ref` is a key like any other.
    fn is_data(self, key: &str) -> bool {
        let is_sample = matches!(key, "example" | "examples" | "default" | "enum");
        let is_extension = key.starts_with("x-");
        match self {
            Self::Words => is_sample || is_extension,
            Self::Names => false,
            Self::NamesOrExtensions => is_extension,
        }
    }
}

struct Search<'a> {
    root: &'a Node<'a>,
    reported: BTreeSet<Pointer>,
    findings: &'a mut Vec<Finding>,
}

impl Search<'_> {
    fn look_at(&mut self, node: &Node<'_>, keys: Keys) {
        let target = node.text("$ref").filter(|_| keys == Keys::Words);
        if let Some(target) = target.filter(|target| self.is_dangling(target))
            && self.reported.insert(node.pointer.clone())
        {
            let message = format!("`{target}` does not resolve");
            let rule = &rules::DANGLING_REFERENCE;
            self.findings
                .push(Finding::new(rule, &node.pointer, message));
        }
        for (key, child) in node.entries() {
            if !keys.is_data(key) {
                self.look_at(&child, keys.below(key));
            }
        }
        for item in node.items() {
            self.look_at(&item, Keys::Words);
        }
    }

    fn is_dangling(&self, target: &str) -> bool {
        Pointer::from_reference(target).is_none_or(|pointer| self.root.find(&pointer).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use statuspage_codegen_core::{Source, inspect};

    fn reported(tree: &serde_json::Value) -> Vec<String> {
        let source = Source::new("tree.json", tree.to_string());
        let (api, _) = inspect(&source, &source.parse().unwrap());
        let mut findings = Vec::new();
        find(&api.unwrap(), &Node::root(tree), &mut findings);
        let pointers = findings.iter().map(|found| found.pointer.to_string());
        pointers.collect()
    }

    #[test]
    fn a_name_that_looks_like_a_word_is_a_name() {
        let nowhere = json!({"$ref": "#/nowhere"});
        let tree = json!({
            "swagger": "2.0",
            "definitions": {
                "default": nowhere,
                "enum": {"properties": {"example": nowhere, "properties": {"default": nowhere}}},
                "x-a": nowhere,
            },
            "parameters": {"examples": {"schema": nowhere}},
            "paths": {"/a": {"get": {"responses": {
                "default": {"schema": nowhere, "examples": nowhere},
                "x-a": nowhere,
            }}}, "x-a": nowhere},
            "responses": {"default": {"schema": nowhere}},
        });
        assert_eq!(
            reported(&tree),
            [
                "/definitions/default",
                "/definitions/enum/properties/example",
                "/definitions/x-a",
                "/parameters/examples/schema",
                "/paths/~1a/get/responses/default/schema",
                "/responses/default/schema",
            ]
        );
    }

    #[test]
    fn an_operation_in_an_extension_is_searched() {
        let tree = json!({
            "swagger": "2.0",
            "paths": {"/a": {"$ref": "#/x-paths/a"}},
            "x-paths": {
                "a": {"get": {"responses": {"404": {"schema": {"$ref": "#/nowhere"}}}}},
                "b": {"$ref": "#/nowhere"},
            },
        });
        assert_eq!(reported(&tree), ["/x-paths/a/get/responses/404/schema"]);
    }
}
