//! The server, and the parameters of paths: brackets, and those that are not declared.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use statuspage_codegen_core::api::Location;
use statuspage_codegen_core::{Api, PathTemplate, Pointer};

use super::finding::Finding;
use super::{rules, suggestion};
use crate::document::node;

pub(super) fn find(api: &Api, root: &Value, findings: &mut Vec<Finding>) {
    findings.extend(server(root));
    findings.extend(brackets(root));
    findings.extend(undeclared(api, root));
}

fn server(root: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let document = Pointer::default();
    if root["host"].is_null() {
        let message = "the document has no `host`".to_owned();
        findings.push(Finding::new(&rules::MISSING_HOST, &document, message));
    }
    let has = |scheme: &str| {
        let schemes = root["schemes"].as_array();
        schemes.is_some_and(|schemes| schemes.iter().any(|found| found == scheme))
    };
    if has("http") && !has("https") {
        let message = "the only scheme is http".to_owned();
        let action = suggestion::update(root, &document, &json!({"schemes": ["https"]}));
        let schemes = document.child("schemes");
        let finding = Finding::new(&rules::INSECURE_SCHEME, &schemes, message);
        findings.push(finding.suggest(action));
    }
    findings
}

fn brackets(root: &Value) -> Vec<Finding> {
    let paths = root["paths"].as_object().into_iter().flatten();
    let finding = |(path, _): (&String, &Value)| {
        if path.starts_with("x-") || !path.contains('[') {
            return None;
        }
        // The reader reports paths that cannot be split.
        let template = PathTemplate::parse(path).ok()?;
        let message = format!("`{path}` must be written as `{template}`");
        let pointer = Pointer::default().child("paths").child(path);
        Some(Finding::new(&rules::BRACKET_TEMPLATE, &pointer, message))
    };
    paths.filter_map(finding).collect()
}

/// Finds path parameters that at least one method of the path does not declare. There is one finding for each path and
/// parameter, because they are declared once, at the path.
fn undeclared<'a>(api: &'a Api, root: &'a Value) -> impl Iterator<Item = Finding> {
    let mut lacking: BTreeMap<(&Pointer, usize, &str), Vec<&str>> = BTreeMap::new();
    for operation in &api.operations {
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let is_declared = !node(root, &parameter.pointer)["in"].is_null();
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
    lacking.into_iter().map(|((pointer, _, name), methods)| {
        let methods = methods.join(" and ");
        let message = format!("`{name}` of the path is not declared for {methods}");
        let declaration = json!({"in": "path", "name": name, "required": true, "type": "string"});
        let update = json!({"parameters": [declaration]});
        let finding = Finding::new(&rules::UNDECLARED_PATH_PARAMETER, pointer, message);
        finding.suggest(suggestion::update(root, pointer, &update))
    })
}
