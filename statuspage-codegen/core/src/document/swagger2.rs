//! Swagger 2.0, tree -> Document; what a schema says is in `schema`.

mod elsewhere;
mod keys;
mod media;
mod parameter;
mod response;
mod schema;
mod server;

use super::{Definition, Document, Operation, OrReference, Reference};
use crate::diagnostic::{Diagnostics, Rule};
use crate::method::Method;
use crate::selection::Selection;
use crate::value::Value;

use super::find::Finder;
use super::node::Node;
use media::Defaults;
use response::response_schema;
use schema::schema;

/// Reads the root of a Swagger 2.0 document.
pub(super) fn read<'a>(
    root: &Node<'a>,
    selection: &mut Selection<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    root.check(diagnostics);
    let mut finder = Finder::new(root.value);
    let operations = operations(root, selection, &mut finder, diagnostics);
    selection.report_unknown(diagnostics);
    if operations.is_empty() {
        let message = "the document has no operations, so there is nothing to generate";
        let help = "list the API's paths under `paths`, each with its methods";
        diagnostics.error(Rule::NoPaths, &root.pointer, message, help);
        return None;
    }
    let info = root.get("info");
    if let Some(info) = &info {
        info.check(diagnostics);
    }
    let mut info_text = |key| info.as_ref().and_then(|info| info.text(key, diagnostics));
    let (title, version) = (info_text("title"), info_text("version"));
    let definitions = root.mapping("definitions", diagnostics);
    let parameters = root.mapping("parameters", diagnostics);
    let responses = root.mapping("responses", diagnostics);
    let mut document = Document {
        title,
        version,
        server: server::server(root, diagnostics),
        tags: tags(root, diagnostics),
        operations,
        definitions: definitions
            .into_iter()
            .map(|(name, node)| Definition {
                pointer: node.pointer.clone(),
                name: Some(name),
                schema: schema(&node, diagnostics),
            })
            .collect(),
        parameters: parameters
            .into_iter()
            .filter_map(|(_, node)| {
                Some((node.pointer.clone(), parameter::shared(&node, diagnostics)?))
            })
            .collect(),
        responses: responses
            .into_iter()
            .map(|(_, node)| {
                (
                    node.pointer.clone(),
                    or_reference(&node, diagnostics, response_schema),
                )
            })
            .collect(),
    };
    elsewhere::read(&mut document, root.value, &mut finder, diagnostics);
    Some(document)
}

fn tags<'a>(root: &Node<'a>, diagnostics: &mut Diagnostics) -> Vec<(&'a str, Option<&'a str>)> {
    let mut tags = Vec::new();
    for node in root.list("tags", diagnostics) {
        if !node.check(diagnostics) {
            continue;
        }
        if let Some(name) = node.text("name", diagnostics) {
            let description = node.text("description", diagnostics);
            tags.push((name, description));
        }
    }
    tags
}

fn operations<'a>(
    root: &Node<'a>,
    selection: &mut Selection<'_>,
    finder: &mut Finder<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation<'a>> {
    let defaults = Defaults::of(root, diagnostics);
    let mut operations = Vec::new();
    for (path, item) in root.mapping("paths", diagnostics) {
        if path.starts_with("x-") {
            continue;
        }
        let Some(item) = item.followed(finder, diagnostics) else {
            continue;
        };
        for (key, node) in item.entries(diagnostics).unwrap_or_default() {
            let Some(method) = Method::from_key(key) else {
                report_unknown_method(key, &node, diagnostics);
                continue;
            };
            if key.trim() != key {
                let message = format!("`{key}` has spaces around it; using {method}");
                diagnostics.warning(Rule::Method, &node.pointer, message, "remove the spaces");
            }
            let Some(node) = node.followed(finder, diagnostics) else {
                continue;
            };
            let id = node.peek("operationId").and_then(Value::scalar);
            let is_read = selection.has(&node.pointer, id, method, path);
            if !is_read || !node.check(diagnostics) {
                continue;
            }
            operations.push(operation(
                &defaults,
                path,
                &item,
                method,
                &node,
                diagnostics,
            ));
        }
    }
    operations
}

/// Warns of a key that is none of those that a path has. Words about it are harmless.
fn report_unknown_method(key: &str, node: &Node<'_>, diagnostics: &mut Diagnostics) {
    let is_known = key == "parameters" || key.starts_with("x-");
    if !is_known && node.value.scalar().is_none() {
        let message = format!("`{key}` is neither a method nor `parameters`: it is ignored");
        let help = "methods are get, put, post, delete, options, head and patch";
        diagnostics.warning(Rule::Method, &node.pointer, message, help);
    }
}

fn operation<'a>(
    defaults: &Defaults<'a>,
    path: &'a str,
    item: &Node<'a>,
    method: Method,
    node: &Node<'a>,
    diagnostics: &mut Diagnostics,
) -> Operation<'a> {
    keys::report_of_operation(node, diagnostics);
    let mut parameters = parameter::list(item, diagnostics);
    parameters.extend(parameter::list(node, diagnostics));
    Operation {
        pointer: node.pointer.clone(),
        path,
        path_pointer: item.pointer.clone(),
        method,
        id: node.text("operationId", diagnostics),
        alias: node.text("x-rust-alias", diagnostics),
        summary: node.text("summary", diagnostics),
        description: node.text("description", diagnostics),
        tags: node.texts("tags", diagnostics),
        deprecated: node.flag("deprecated", diagnostics),
        parameters,
        responses: response::list(node, diagnostics),
        consumes: media::types(node, "consumes", diagnostics).unwrap_or(defaults.consumes),
        produces: media::types(node, "produces", diagnostics).unwrap_or(defaults.produces),
        produces_nothing: node.is_empty_list("produces"),
    }
}

/// What stands here, or the reference that does.
fn or_reference<'a, T>(
    node: &Node<'a>,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&Node<'a>, &mut Diagnostics) -> T,
) -> OrReference<'a, T> {
    match node.text("$ref", diagnostics) {
        Some(target) => OrReference::Reference(Reference {
            target,
            pointer: node.pointer.clone(),
        }),
        None => OrReference::Here(read(node, diagnostics)),
    }
}
