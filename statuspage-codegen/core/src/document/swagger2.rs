//! Swagger 2.0, tree -> Document. Its notation for parameters, bodies, media types and servers ends here.

mod keys;
mod media;
mod parameter;
mod response;
mod schema;
mod server;
mod terms;

use std::collections::BTreeMap;

use super::extension::{self, Owner};
use super::find::Finder;
use super::node::Node;
use super::reference::{follow, read_targets};
use super::{Definition, Document, Operation, ResponseContent};
use crate::diagnostic::Rule;
use crate::method::Method;
use crate::pointer::Pointer;
use crate::selection::Selection;
use crate::value::Value;

use media::Defaults;
use parameter::Declared;
use schema::Schemas;

/// What was read so far, and what all operations share.
struct Reader<'a> {
    root: Node<'a>,
    finder: Finder<'a>,
    schemas: Schemas<'a>,
    defaults: Defaults<'a>,
    /// The parameters and the responses that references resolve to, by pointer.
    parameters: BTreeMap<Pointer, Option<Declared<'a>>>,
    responses: BTreeMap<Pointer, ResponseContent<'a>>,
}

/// Reads the root of a Swagger 2.0 document.
pub(super) fn read<'a>(root: &Node<'a>, selection: &mut Selection<'_>) -> Option<Document<'a>> {
    root.check();
    let mut reader = Reader {
        root: root.clone(),
        finder: Finder::new(root.clone()),
        schemas: Schemas::default(),
        defaults: Defaults::of(root),
        parameters: BTreeMap::new(),
        responses: BTreeMap::new(),
    };
    let operations = reader.operations(selection);
    selection.report_unknown(root.diagnostics);
    if operations.is_empty() {
        let message = "the document has no operations, so there is nothing to generate";
        let help = "list the API's paths under `paths`, each with its methods";
        root.error(Rule::NoPaths, message, help);
        return None;
    }
    let info = root.get("info").filter(Node::check);
    let info_text = |key| info.as_ref().and_then(|info| info.text(key));
    let (title, version) = (info_text("title"), info_text("version"));
    // References in definitions are followed before those of operations.
    let of_operations = std::mem::take(&mut reader.schemas.targets);
    let definitions = root.mapping("definitions").into_iter();
    let mut definitions: Vec<_> = definitions
        .map(|(name, node)| Definition {
            schema: reader.schemas.read(&node),
            pointer: node.pointer,
            name: Some(name),
        })
        .collect();
    for (_, node) in root.mapping("parameters") {
        reader.shared_parameter(node);
    }
    for (_, node) in root.mapping("responses") {
        reader.shared_response(&node);
    }
    let mut targets = std::mem::take(&mut reader.schemas.targets);
    targets.extend(of_operations);
    read_targets(
        &mut definitions,
        targets,
        &mut reader.finder,
        root,
        |node, targets| {
            let schema = reader.schemas.read(node);
            targets.append(&mut reader.schemas.targets);
            schema
        },
    );
    Some(Document {
        title,
        version,
        server: server::server(root),
        tags: tags(root),
        operations,
        definitions,
        schemas: reader.schemas.all,
        selections: reader.schemas.selections,
        terms: &terms::TERMS,
    })
}

fn tags<'a>(root: &Node<'a>) -> Vec<(&'a str, Option<&'a str>)> {
    let tags = root.list("tags").into_iter().filter(Node::check);
    tags.filter_map(|node| Some((node.text("name")?, node.text("description"))))
        .collect()
}

impl<'a> Reader<'a> {
    fn operations(&mut self, selection: &mut Selection<'_>) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        for (path, item) in self.root.mapping("paths") {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.followed(item) else {
                continue;
            };
            for (key, node) in item.entries().unwrap_or_default() {
                let Some(method) = Method::from_key(key) else {
                    report_unknown_method(key, &node);
                    continue;
                };
                if key.trim() != key {
                    let message = format!("`{key}` has spaces around it; using {method}");
                    node.warn(Rule::Method, message, "remove the spaces");
                }
                let Some(node) = self.followed(node) else {
                    continue;
                };
                let id = node.peek("operationId").and_then(Value::scalar);
                if selection.has(&node.pointer, id, method, path) && node.check() {
                    operations.push(self.operation(path, &item, method, &node));
                }
            }
        }
        operations
    }

    /// Returns the node to which the `$ref` of a path or an operation resolves, or the node itself if it has none.
    fn followed(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        if node.peek("$ref").is_some() {
            report_siblings(&node);
        }
        let diagnostics = node.diagnostics;
        follow(node, &mut self.finder, &terms::NODE)
            .map_err(|broken| broken.error(diagnostics, "; its operations are unknown"))
            .ok()
    }

    fn operation(
        &mut self,
        path: &'a str,
        item: &Node<'a>,
        method: Method,
        node: &Node<'a>,
    ) -> Operation<'a> {
        keys::report_of_operation(node);
        extension::report_misplaced(node, Owner::Operation);
        let (parameters, body) = self.parameters(item, node, method, path);
        Operation {
            pointer: node.pointer.clone(),
            path,
            path_pointer: item.pointer.clone(),
            method,
            id: node.text("operationId"),
            alias: node.text("x-rust-alias"),
            summary: node.text("summary"),
            description: node.text("description"),
            tags: node.texts("tags"),
            deprecated: node.flag("deprecated"),
            // `flag` reports other values, which are ignored.
            not_idempotent: !node.flag("x-idempotent")
                && matches!(node.peek("x-idempotent"), Some(Value::Bool(..))),
            parameters,
            body,
            responses: self.responses(node),
        }
    }
}

/// Warns of a key that is none of those that a path has. Words about it are harmless.
fn report_unknown_method(key: &str, node: &Node<'_>) {
    let is_known = key == "parameters" || key.starts_with("x-");
    if !is_known && node.value.scalar().is_none() {
        let message = format!("`{key}` is neither a method nor `parameters`: it is ignored");
        let help = "methods are get, put, post, delete, options, head and patch";
        node.warn(Rule::Method, message, help);
    }
}

/// Warns of keys next to a `$ref`, which stands for the whole node.
fn report_siblings(node: &Node<'_>) {
    for (key, node) in node.entries().unwrap_or_default() {
        if key != "$ref" && !key.starts_with("x-") {
            let message = format!("`{key}` is next to `$ref`: it is ignored");
            let help = "remove it, or write out what the reference resolves to";
            node.warn(Rule::WrongKind, message, help);
        }
    }
}
