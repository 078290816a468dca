//! Parameters, fields and responses: names that are prose, and types that are missing or contradict the description.

use std::collections::BTreeSet;

use serde_json::Value;
use statuspage_codegen_core::api::{BodyFormat, Location, Operation, Parameter, Shape};
use statuspage_codegen_core::{Api, Method, Pointer};

use super::finding::Finding;
use super::hints::{self, hint};
use super::{rules, suggestion};
use crate::document::node;

pub(super) fn find(api: &Api, root: &Value, findings: &mut Vec<Finding>) {
    let is_of_kind = |found: &&Finding| matches!(found.rule, "wrong-kind" | "unknown-type");
    let of_kind = findings.iter().filter(is_of_kind);
    let mut search = Search {
        root,
        visited: BTreeSet::new(),
        hinted: BTreeSet::new(),
        reported: of_kind.map(|found| found.pointer.clone()).collect(),
        findings,
    };
    for (name, _) in root["definitions"].as_object().into_iter().flatten() {
        let pointer = Pointer::default().child("definitions").child(name);
        search.visit(&pointer, Some(name), &pointer);
    }
    for parameter in api.operations.iter().flat_map(|found| &found.parameters) {
        search.parameter(parameter);
    }
    for model in &api.models {
        if let Shape::Struct(fields) = &model.shape {
            for field in fields {
                search.field(&field.pointer, &field.name, field.guessed.as_ref());
            }
        }
    }
    for operation in &api.operations {
        search.output(operation);
    }
}

struct Search<'a> {
    root: &'a Value,
    visited: BTreeSet<Pointer>,
    /// The nodes whose description suggests a type.
    hinted: BTreeSet<Pointer>,
    /// The nodes whose type is reported already, by the reader or here.
    reported: BTreeSet<Pointer>,
    findings: &'a mut Vec<Finding>,
}

impl Search<'_> {
    fn parameter(&mut self, parameter: &Parameter) {
        let (pointer, name) = (&parameter.pointer, &*parameter.name);
        if matches!(parameter.location, Location::Body { .. }) {
            return self.field(pointer, name, parameter.guessed.as_ref());
        }
        if node(self.root, pointer)["in"].is_null() {
            return;
        }
        let at = pointer.child("name");
        if let Some(likeness) = hints::prose(parameter) {
            if self.visited.insert(pointer.clone()) {
                self.prose(
                    pointer,
                    format!("`{name}` is {likeness}, not a parameter's name"),
                );
            }
            return;
        }
        let schema = pointer.child("schema");
        let is_body = matches!(parameter.location, Location::WholeBody | Location::RawBody);
        if is_body {
            self.visit(&schema, None, &schema);
        } else {
            self.visit(pointer, Some(name), &at);
        }
        match &parameter.guessed {
            Some(guessed) if guessed == pointer || *guessed == schema && !is_body => {
                let lacks = if is_body { "schema" } else { "type" };
                let message = format!("the parameter `{name}` has no {lacks}");
                if !self.hinted.contains(pointer) {
                    self.missing_type(guessed, &at, message);
                }
            }
            Some(guessed) => self.schema(guessed),
            None => {}
        }
    }

    fn prose(&mut self, pointer: &Pointer, message: String) {
        let mut finding = Finding::new(&rules::PROSE_PARAMETER, &pointer.child("name"), message);
        // A shared parameter has a name instead of an index. Removing it would leave its references dangling.
        let is_item = |token: String| token.parse::<usize>().is_ok();
        if pointer.tokens().last().is_some_and(is_item) {
            finding = finding.suggest(suggestion::remove(self.root, pointer));
        }
        self.findings.push(finding);
    }

    fn field(&mut self, pointer: &Pointer, name: &str, guessed: Option<&Pointer>) {
        self.visit(pointer, Some(name), pointer);
        if let Some(guessed) = guessed {
            self.schema(guessed);
        }
    }

    fn output(&mut self, operation: &Operation) {
        if operation.body_format != BodyFormat::Any {
            let pointer = &operation.output_pointer;
            self.visit(pointer, None, pointer);
        }
        let Some(guessed) = &operation.output_guessed else {
            return;
        };
        if operation.body_format != BodyFormat::Any {
            return self.schema(guessed);
        }
        if operation.method == Method::Options || !self.reported.insert(guessed.clone()) {
            return;
        }
        let id = &operation.id;
        let message = format!("`{id}`: the content of its successful response is not described");
        let finding = Finding::new(&rules::MISSING_RESPONSE_TYPE, guessed, message);
        self.findings.push(finding);
    }

    /// Looks for hints in a node, and in what it is a list or map of. `at` is the node to report.
    fn visit(&mut self, pointer: &Pointer, name: Option<&str>, at: &Pointer) {
        let node = node(self.root, pointer);
        if !self.visited.insert(pointer.clone()) {
            return;
        }
        for key in ["items", "additionalProperties"] {
            let inner = pointer.child(key);
            if node[key].is_object() {
                self.visit(&inner, None, &inner);
            }
        }
        let Some(hint) = hint(node, name.unwrap_or_default()) else {
            return;
        };
        self.hinted.insert(pointer.clone());
        let called = name.map_or_else(|| "the value".to_owned(), |name| format!("`{name}`"));
        let is = if node["type"].is_null() {
            "has no type"
        } else {
            "is a string"
        };
        let message = format!("{called} {is}, but {}", hint.reason);
        let action = suggestion::update(self.root, pointer, &hint.update);
        let finding = Finding::new(hint.rule, at, message).suggest(action);
        self.findings.push(finding);
    }

    /// Reports a schema without a type: a property, a definition, or one without a name.
    fn schema(&mut self, pointer: &Pointer) {
        let tokens: Vec<String> = pointer.tokens().collect();
        let called = match tokens.as_slice() {
            [.., list, name] if list == "properties" || list == "definitions" => {
                format!("`{name}`")
            }
            _ => "the schema".to_owned(),
        };
        if !self.hinted.contains(pointer) {
            self.missing_type(pointer, pointer, format!("{called} has no type"));
        }
    }

    /// Adds a finding, unless the node, or its type, has one already.
    fn missing_type(&mut self, guessed: &Pointer, at: &Pointer, message: String) {
        let is_invalid = self.reported.contains(&guessed.child("type"));
        if self.reported.insert(guessed.clone()) && !is_invalid {
            let finding = Finding::new(&rules::MISSING_TYPE, at, message);
            self.findings.push(finding);
        }
    }
}
