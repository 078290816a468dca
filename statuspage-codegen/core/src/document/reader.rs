//! The part of reading a description that all formats share: paths, operations and definitions.

use std::borrow::Cow;

use super::extension::{self, Owner};
use super::find::Finder;
use super::node::Node;
use super::parameter::Declared;
use super::reference::{Shared, Wanted, follow, name_targets, read_targets};
use super::response::Read;
use super::schema::{Dialect, Schemas};
use super::{Body, Definition, Document, Operation, Parameter, Place, Response, Terms, security};
use crate::diagnostic::Rule;
use crate::hashed::Map;
use crate::method::Method;
use crate::pointer::Pointer;
use crate::selection::{Names, Selector};
use crate::value::Value;

/// A format's own notation.
pub(super) trait Format<'a> {
    fn dialect(&self) -> Dialect;
    fn terms(&self) -> &'static Terms;
    /// The base URL.
    fn server(&self, root: &Node<'a>) -> Option<String>;
    /// The section of shared nodes of a kind: of schemas, of parameters, of responses, or of security schemes.
    fn shared(&self, root: &Node<'a>, kind: &str) -> Vec<(&'a str, Node<'a>)>;
    /// Reads a parameter that is not a reference.
    fn parameter(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Option<Declared<'a>>;
    /// Reads a response that is not a reference.
    fn response(&self, node: &Node<'a>, reader: &mut Reader<'a>) -> Read<'a>;
    /// Reads what an operation sends and receives.
    fn parts(&self, at: &At<'a, '_>, reader: &mut Reader<'a>) -> Parts<'a>;
}

/// Where an operation is.
pub(super) struct At<'a, 'n> {
    pub(super) path: &'a str,
    pub(super) method: Method,
    /// The node of the path, references followed, and where the path is listed.
    pub(super) item: &'n Node<'a>,
    pub(super) path_pointer: Pointer,
    pub(super) node: &'n Node<'a>,
}

/// What an operation sends and receives.
pub(super) struct Parts<'a> {
    pub(super) path: Cow<'a, str>,
    pub(super) parameters: Vec<(Place, Parameter<'a>)>,
    pub(super) body: Option<Body<'a>>,
    pub(super) responses: Vec<Response<'a>>,
}

/// What was read so far, and what all operations share.
pub(super) struct Reader<'a> {
    pub(super) root: Node<'a>,
    pub(super) finder: Finder<'a>,
    pub(super) schemas: Schemas<'a>,
    /// The parameters and the responses that references resolve to, by pointer.
    pub(super) parameters: Map<Pointer, Option<Declared<'a>>>,
    pub(super) responses: Map<Pointer, Read<'a>>,
}

/// A path or an operation.
const NODE: Wanted = Wanted {
    name: "node",
    help: "replace the reference with its content",
};

/// Reads the root of a document.
pub(super) fn read<'a>(
    root: &Node<'a>,
    format: &dyn Format<'a>,
    selector: &mut Selector<'_>,
) -> Option<Document<'a>> {
    root.check();
    let mut reader = Reader {
        root: root.clone(),
        finder: Finder::new(root.clone()),
        schemas: Schemas::new(format.dialect()),
        parameters: Map::default(),
        responses: Map::default(),
    };
    let operations = reader.operations(format, selector);
    let are_known = selector.report_unknown(root.diagnostics);
    if operations.is_empty() && are_known {
        let (message, help) = if selector.knows_any() {
            ("no operation is selected", "skip fewer operations")
        } else {
            (
                "the document has no operations",
                "list the API's paths under `paths`, each with its methods",
            )
        };
        let message = format!("{message}, so there is nothing to generate");
        root.error(Rule::NoPaths, message, help);
    }
    if operations.is_empty() {
        return None;
    }
    let info = root.get("info").filter(Node::check);
    let info_text = |key| info.as_ref().and_then(|info| info.text(key));
    let (title, version) = (info_text("title"), info_text("version"));
    let definitions = reader.definitions(format, selector.has_all_types());
    Some(Document {
        title,
        version,
        server: format.server(root),
        security_schemes: reader.security_schemes(format),
        security: security::requirements(root),
        tags: tags(root),
        operations,
        definitions,
        schemas: reader.schemas.all,
        selections: reader.schemas.selections,
        terms: format.terms(),
    })
}

fn tags<'a>(root: &Node<'a>) -> Vec<(&'a str, Option<&'a str>)> {
    let tags = root.list("tags").into_iter().filter(Node::check);
    tags.filter_map(|node| Some((node.text("name")?, node.text("description"))))
        .collect()
}

impl<'a> Reader<'a> {
    /// Reads the shared schemas, all of them or those that the operations read so far use, and other targets of references.
    fn definitions(&mut self, format: &dyn Format<'a>, all: bool) -> Vec<Definition<'a>> {
        // References in definitions are followed before those of operations.
        let of_operations = std::mem::take(&mut self.schemas.targets);
        let root = self.root.clone();
        let shared = format.shared(&root, "schemas");
        let mut definitions = Vec::new();
        if all {
            let shared = shared.iter().map(|(name, node)| Definition {
                schema: self.schemas.read(node),
                pointer: node.pointer.clone(),
                name: Some(*name),
            });
            definitions.extend(shared);
            for (_, node) in format.shared(&root, "parameters") {
                self.shared_parameter(format, node);
            }
            for (_, node) in format.shared(&root, "responses") {
                self.shared_response(format, &node);
            }
        }
        let mut targets = std::mem::take(&mut self.schemas.targets);
        targets.extend(of_operations);
        let shared = Shared::new(&shared);
        let schemas = &mut self.schemas;
        let finder = &mut self.finder;
        read_targets(
            &mut definitions,
            targets,
            finder,
            &shared,
            |node, targets| {
                let schema = schemas.read(node);
                targets.append(&mut schemas.targets);
                schema
            },
        );
        name_targets(&mut definitions);
        // The order is that of the document.
        definitions.sort_by_key(|found| shared.position(&found.pointer));
        definitions
    }

    fn operations(
        &mut self,
        format: &dyn Format<'a>,
        selector: &mut Selector<'_>,
    ) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        for (path, item) in self.root.mapping("paths") {
            if path.starts_with("x-") {
                continue;
            }
            let path_pointer = item.pointer.clone();
            let Some(item) = self.followed(item) else {
                continue;
            };
            for (key, node) in item.entries().unwrap_or_default() {
                let Some(method) = Method::from_key(key) else {
                    report_unknown_method(key, &node, format.dialect());
                    continue;
                };
                if key.trim() != key {
                    let message = format!("`{key}` has spaces around it; using {method}");
                    node.warn(Rule::Method, message, "remove the spaces");
                }
                let Some(node) = self.followed(node) else {
                    continue;
                };
                let names = names(&node, method, path);
                if selector.has(&node.pointer, &names) && node.check() {
                    let at = At {
                        path,
                        method,
                        item: &item,
                        path_pointer: path_pointer.clone(),
                        node: &node,
                    };
                    operations.push(self.operation(format, &at));
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
        follow(node, &mut self.finder, &NODE)
            .map_err(|broken| broken.error(diagnostics, "; its operations are unknown"))
            .ok()
    }

    fn operation(&mut self, format: &dyn Format<'a>, at: &At<'a, '_>) -> Operation<'a> {
        let node = at.node;
        extension::report_misplaced(node, Owner::Operation);
        let Parts {
            path,
            parameters,
            body,
            responses,
        } = format.parts(at, self);
        Operation {
            pointer: node.pointer.clone(),
            path,
            path_pointer: at.path_pointer.clone(),
            item_pointer: at.item.pointer.clone(),
            method: at.method,
            id: node.text("operationId"),
            alias: node.text("x-rust-alias"),
            summary: node.text("summary"),
            description: node.text("description"),
            tags: node.texts("tags"),
            deprecated: node.flag("deprecated"),
            // `flag` reports other values, which are ignored.
            not_idempotent: !node.flag("x-idempotent")
                && matches!(node.peek("x-idempotent"), Some(Value::Bool(..))),
            removes: node.flag("x-removes"),
            notifies_unless: node.get("x-notifies-unless").map(|node| {
                let entries = node.entries().unwrap_or_default();
                let names = entries.iter().map(|&(name, _)| name);
                names.map(|name| (name, node.flag(name))).collect()
            }),
            security: security::requirements(node),
            parameters,
            body,
            responses,
        }
    }
}

/// Returns what an operation can be selected by, without reporting anything about it.
fn names<'a>(node: &Node<'a>, method: Method, path: &'a str) -> Names<'a> {
    let tags = match node.peek("tags") {
        Some(Value::Sequence(tags)) => tags.iter().filter_map(Value::scalar).collect(),
        _ => Vec::new(),
    };
    Names {
        id: node.peek("operationId").and_then(Value::scalar),
        tags,
        method,
        path,
    }
}

/// Warns of a key that is none of those that a path has. Words about it are harmless.
fn report_unknown_method(key: &str, node: &Node<'_>, dialect: Dialect) {
    let is_known = key == "parameters"
        || key.starts_with("x-")
        || key == "servers" && dialect != Dialect::Swagger2;
    if !is_known && node.value.scalar().is_none() {
        let message = format!("`{key}` is neither a method nor `parameters`: it is ignored");
        let help = "methods are get, put, post, delete, options, head and patch";
        node.warn(Rule::Method, message, help);
    }
}

/// Warns of keys next to a `$ref`, which replaces the whole node.
fn report_siblings(node: &Node<'_>) {
    for (key, node) in node.entries().unwrap_or_default() {
        if key != "$ref" && !key.starts_with("x-") {
            let message = format!("`{key}` is next to `$ref`: it is ignored");
            let help = "remove it, or write out what the reference resolves to";
            node.warn(Rule::WrongKind, message, help);
        }
    }
}
