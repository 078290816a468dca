//! Missing parts of a document: host, https, and types.

use std::collections::BTreeSet;

use serde_json::json;
use statuspage_codegen_core::api::{BodyFormat, Operation};
use statuspage_codegen_core::{Api, Method, Pointer};

use super::finding::Finding;
use super::node::Node;
use super::places::{Place, is_body};
use super::suggestion::Action;
use super::{hints, parameters, rules};

pub(super) fn find(api: &Api, places: &[Place<'_>], root: &Node<'_>, findings: &mut Vec<Finding>) {
    find_server(root, findings);
    let is_of_kind = |found: &&Finding| matches!(found.rule, "wrong-kind" | "unknown-type");
    let of_kind = findings.iter().filter(is_of_kind);
    let mut types = Types {
        root,
        reported: of_kind.map(|found| found.pointer.clone()).collect(),
        findings,
    };
    for place in places {
        types.find_at(place);
    }
    for operation in &api.operations {
        types.find_output(operation);
    }
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
        let message = "the only scheme is http".to_owned();
        let action = Action::update(root, &root.pointer, json!({"schemes": ["https"]}));
        let finding = Finding::new(&rules::INSECURE_SCHEME, &schemes.pointer, message);
        findings.push(finding.suggest(action));
    }
}

/// The search for types that are guessed.
struct Types<'a> {
    root: &'a Node<'a>,
    /// The nodes whose type is reported already, by the reader or here.
    reported: BTreeSet<Pointer>,
    findings: &'a mut Vec<Finding>,
}

impl Types<'_> {
    fn find_at(&mut self, place: &Place<'_>) {
        let Some(guessed) = place.guessed else {
            return;
        };
        let Some(parameter) = place.parameter else {
            return self.find_schema(guessed);
        };
        let own = &place.node.pointer;
        let is_own = guessed == own || *guessed == own.child("schema") && !is_body(parameter);
        if !is_own {
            return self.find_schema(guessed);
        }
        let is_hinted = !is_body(parameter) && hints::is_hinted(&place.node, Some(place.name));
        if is_hinted || parameters::prose(parameter).is_some() {
            return;
        }
        let lacks = if is_body(parameter) { "schema" } else { "type" };
        let message = format!("the parameter `{}` has no {lacks}", place.name);
        self.push(guessed, &own.child("name"), message);
    }

    /// A schema without a type: a property, a definition, or one without a name.
    fn find_schema(&mut self, pointer: &Pointer) {
        let tokens: Vec<String> = pointer.tokens().collect();
        let name = match tokens.as_slice() {
            [.., list, name] if list == "properties" || list == "definitions" => Some(name),
            _ => None,
        };
        if hints::is_hinted(&self.root.nearest(pointer), name.map(String::as_str)) {
            return;
        }
        let called = name.map_or("the schema".to_owned(), |name| format!("`{name}`"));
        self.push(pointer, pointer, format!("{called} has no type"));
    }

    fn find_output(&mut self, operation: &Operation) {
        let Some(guessed) = &operation.output_guessed else {
            return;
        };
        if operation.body_format != BodyFormat::Any {
            return self.find_schema(guessed);
        }
        if operation.method == Method::Options || !self.reported.insert(guessed.clone()) {
            return;
        }
        let status = guessed.tokens().last().unwrap_or_default();
        let which = if *guessed == operation.pointer {
            "a successful response".to_owned()
        } else {
            format!("the response {status}")
        };
        let message = format!(
            "`{}`: the content of {which} is not described",
            operation.id
        );
        let rule = &rules::MISSING_RESPONSE_TYPE;
        self.findings.push(Finding::new(rule, guessed, message));
    }

    /// A finding, unless the node, or its type, has one already.
    fn push(&mut self, guessed: &Pointer, at: &Pointer, message: String) {
        let is_invalid = self.reported.contains(&guessed.child("type"));
        if self.reported.insert(guessed.clone()) && !is_invalid {
            self.findings
                .push(Finding::new(&rules::MISSING_TYPE, at, message));
        }
    }
}
