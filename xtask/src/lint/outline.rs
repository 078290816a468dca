//! What a description consists of, in the tree: paths, operations, parameters, schemas.

use std::collections::BTreeSet;

use statuspage_codegen_core::{Method, Pointer};

use super::node::Node;

/// The parts of a description that rules look at, each once.
pub(super) struct Outline<'a> {
    pub(super) root: Node<'a>,
    pub(super) paths: Vec<Path<'a>>,
    /// The operations of all paths; one that several paths refer to is one.
    pub(super) operations: Vec<Operation<'a>>,
    /// All parameters, wherever they are declared; references to them left out.
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) schemas: Vec<Schema<'a>>,
}

/// A path with its operations.
pub(super) struct Path<'a> {
    /// As written.
    pub(super) template: &'a str,
    /// Where it is written.
    pub(super) pointer: Pointer,
    /// What stands there, or where a reference there leads.
    pub(super) node: Node<'a>,
    pub(super) operations: Vec<Operation<'a>>,
}

#[derive(Clone)]
pub(super) struct Operation<'a> {
    pub(super) method: Method,
    /// As written.
    pub(super) path: &'a str,
    /// What stands at the path, or where a reference there leads.
    pub(super) node: Node<'a>,
}

pub(super) struct Parameter<'a> {
    pub(super) node: Node<'a>,
    pub(super) name: &'a str,
    /// It is declared at the document's top, for operations to refer to.
    pub(super) shared: bool,
    pub(super) context: Context,
}

pub(super) struct Schema<'a> {
    pub(super) node: Node<'a>,
    /// What it is called, when it is a property or a definition.
    pub(super) name: Option<&'a str>,
    /// It only adds to other schemas, or stands for any value on purpose.
    pub(super) may_be_untyped: bool,
    pub(super) context: Context,
}

/// What the reader names a type by that stands inline.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// The node with a name of its own that holds it: an operation, a path, or a shared node.
    pub(super) owner: Pointer,
    /// The names on the context from there.
    pub(super) words: String,
}

impl Context {
    fn new(owner: &Node<'_>) -> Self {
        Self {
            owner: owner.pointer.clone(),
            words: String::new(),
        }
    }

    fn then(&self, word: &str) -> Self {
        Self {
            owner: self.owner.clone(),
            words: format!("{} {word}", self.words),
        }
    }
}

impl<'a> Outline<'a> {
    pub(super) fn new(root: Node<'a>) -> Self {
        let paths = paths(&root);
        let mut seen = BTreeSet::new();
        let operations = paths.iter().flat_map(|path| path.operations.clone());
        let operations = operations.filter(|found| seen.insert(found.node.pointer.clone()));
        let operations: Vec<_> = operations.collect();
        let parameters = parameters(&root, &paths);
        let schemas = schemas(&root, &operations, &parameters);
        Self {
            root,
            paths,
            operations,
            parameters,
            schemas,
        }
    }
}

impl Parameter<'_> {
    pub(super) fn is_in(&self, place: &str) -> bool {
        self.node.text("in") == Some(place)
    }
}

fn paths<'a>(root: &Node<'a>) -> Vec<Path<'a>> {
    let mut paths = Vec::new();
    for (path, written) in root.entries_of("paths") {
        if path.starts_with("x-") {
            continue;
        }
        // A reference to nowhere is the reader's to report.
        let Some(node) = written.resolve(root) else {
            continue;
        };
        let operations = node.entries().into_iter().filter_map(|(key, operation)| {
            let method = Method::from_key(key)?;
            let node = operation.resolve(root)?;
            node.value
                .is_object()
                .then_some(Operation { method, path, node })
        });
        paths.push(Path {
            template: path,
            pointer: written.pointer,
            operations: operations.collect(),
            node,
        });
    }
    paths
}

fn parameters<'a>(root: &Node<'a>, paths: &[Path<'a>]) -> Vec<Parameter<'a>> {
    let mut found = Vec::new();
    let mut push = |node: Node<'a>, context: Context, shared| {
        if let Some(name) = node.text("name").filter(|_| !node.has("$ref")) {
            let context = if shared { context } else { context.then(name) };
            found.push(Parameter {
                node,
                name,
                shared,
                context,
            });
        }
    };
    // Several paths may refer to one node.
    let mut seen = BTreeSet::new();
    for path in paths {
        let owners = path.operations.iter().map(|operation| &operation.node);
        let owners = std::iter::once(&path.node).chain(owners);
        for owner in owners.filter(|owner| seen.insert(&owner.pointer)) {
            for node in owner.items_of("parameters") {
                push(node, Context::new(owner), false);
            }
        }
    }
    for (_, node) in root.entries_of("parameters") {
        let context = Context::new(&node);
        push(node, context, true);
    }
    found
}

fn schemas<'a>(
    root: &Node<'a>,
    operations: &[Operation<'a>],
    parameters: &[Parameter<'a>],
) -> Vec<Schema<'a>> {
    let mut schemas = Vec::new();
    for (name, node) in root.entries_of("definitions") {
        let context = Context::new(&node);
        collect(node, Some(name), &context, &mut schemas);
    }
    for parameter in parameters.iter().filter(|found| !found.is_in("body")) {
        if let Some(items) = parameter.node.get("items") {
            collect(items, None, &parameter.context.then("item"), &mut schemas);
        }
    }
    let bodies = parameters.iter().filter(|found| found.is_in("body"));
    for body in bodies {
        if let Some(schema) = body.node.get("schema") {
            collect(schema, None, &body_context(body), &mut schemas);
        }
    }
    let mut responses = Vec::new();
    for Operation { node, .. } in operations {
        let own = node.entries_of("responses").into_iter();
        responses.extend(own.map(|(_, response)| (response, Context::new(node))));
    }
    let shared = root.entries_of("responses").into_iter();
    responses.extend(shared.map(|(_, node)| (node.clone(), Context::new(&node))));
    for (response, context) in responses {
        if let Some(schema) = response.get("schema") {
            collect(schema, None, &context.then("response"), &mut schemas);
        }
    }
    schemas
}

/// The fields of a body are parameters like any other: its own name counts only where it has none.
fn body_context(body: &Parameter<'_>) -> Context {
    let has_fields = body.node.get("schema").is_some_and(|schema| {
        let object = ["properties", "allOf"];
        object.iter().any(|key| schema.has(key))
    });
    if has_fields {
        Context {
            words: String::new(),
            ..body.context.clone()
        }
    } else {
        body.context.clone()
    }
}

fn collect<'a>(
    node: Node<'a>,
    name: Option<&'a str>,
    context: &Context,
    schemas: &mut Vec<Schema<'a>>,
) {
    let children = |key| node.get(key).filter(|child| child.value.is_object());
    let (items, values) = (children("items"), children("additionalProperties"));
    let (properties, parts) = (node.entries_of("properties"), node.items_of("allOf"));
    schemas.push(Schema {
        node,
        name,
        may_be_untyped: false,
        context: context.clone(),
    });
    for (name, property) in properties {
        collect(property, Some(name), &context.then(name), schemas);
    }
    if let Some(child) = items {
        collect(child, None, &context.then("item"), schemas);
    }
    let values = values.map(|child| (child, context.then("value")));
    let parts = parts.into_iter().map(|child| (child, context.clone()));
    for (child, context) in values.into_iter().chain(parts) {
        let start = schemas.len();
        collect(child, None, &context, schemas);
        if let Some(schema) = schemas.get_mut(start) {
            schema.may_be_untyped = true;
        }
    }
}
