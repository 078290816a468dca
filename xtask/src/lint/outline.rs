//! What a description consists of, in the tree: paths, operations, parameters, schemas.

use statuspage_spec::Method;

use super::node::Node;

/// The parts of a description that rules look at, each once.
pub(super) struct Outline<'a> {
    pub(super) root: Node<'a>,
    pub(super) paths: Vec<Path<'a>>,
    /// All parameters, wherever they are declared; references to them left out.
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) schemas: Vec<Schema<'a>>,
}

/// A path with its operations.
pub(super) struct Path<'a> {
    /// As written.
    pub(super) template: &'a str,
    pub(super) node: Node<'a>,
    pub(super) operations: Vec<(Method, Node<'a>)>,
}

pub(super) struct Parameter<'a> {
    pub(super) node: Node<'a>,
    pub(super) name: &'a str,
    /// It is declared at the document's top, for operations to refer to.
    pub(super) shared: bool,
}

pub(super) struct Schema<'a> {
    pub(super) node: Node<'a>,
    /// What it is called, when it is a property or a definition.
    pub(super) name: Option<&'a str>,
    /// It only adds to other schemas, or stands for any value on purpose.
    pub(super) may_be_untyped: bool,
}

impl<'a> Outline<'a> {
    pub(super) fn new(root: Node<'a>) -> Self {
        let paths = paths(&root);
        let parameters = parameters(&root, &paths);
        let schemas = schemas(&root, &paths, &parameters);
        Self {
            root,
            paths,
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
    for (path, node) in root.entries_of("paths") {
        if path.starts_with("x-") {
            continue;
        }
        let operations = node.entries().into_iter().filter_map(|(key, operation)| {
            let method = Method::from_key(key)?;
            operation.value.is_object().then_some((method, operation))
        });
        paths.push(Path {
            template: path,
            operations: operations.collect(),
            node,
        });
    }
    paths
}

fn parameters<'a>(root: &Node<'a>, paths: &[Path<'a>]) -> Vec<Parameter<'a>> {
    let mut found: Vec<(Node<'a>, bool)> = Vec::new();
    for path in paths {
        let owners = path.operations.iter().map(|(_, operation)| operation);
        for owner in std::iter::once(&path.node).chain(owners) {
            found.extend(
                owner
                    .items_of("parameters")
                    .into_iter()
                    .map(|node| (node, false)),
            );
        }
    }
    let shared = root.entries_of("parameters").into_iter();
    found.extend(shared.map(|(_, node)| (node, true)));
    let named = |(node, shared): (Node<'a>, bool)| {
        let name = node.text("name")?;
        (!node.has("$ref")).then_some(Parameter { node, name, shared })
    };
    found.into_iter().filter_map(named).collect()
}

fn schemas<'a>(
    root: &Node<'a>,
    paths: &[Path<'a>],
    parameters: &[Parameter<'a>],
) -> Vec<Schema<'a>> {
    let mut schemas = Vec::new();
    for (name, node) in root.entries_of("definitions") {
        collect(node, Some(name), &mut schemas);
    }
    let mut owners = Vec::new();
    for parameter in parameters {
        if parameter.is_in("body") {
            owners.push(parameter.node.clone());
        } else if let Some(items) = parameter.node.get("items") {
            collect(items, None, &mut schemas);
        }
    }
    for (_, operation) in paths.iter().flat_map(|path| &path.operations) {
        let responses = operation.entries_of("responses").into_iter();
        owners.extend(responses.map(|(_, node)| node));
    }
    owners.extend(
        root.entries_of("responses")
            .into_iter()
            .map(|(_, node)| node),
    );
    for schema in owners.iter().filter_map(|owner| owner.get("schema")) {
        collect(schema, None, &mut schemas);
    }
    schemas
}

fn collect<'a>(node: Node<'a>, name: Option<&'a str>, schemas: &mut Vec<Schema<'a>>) {
    let children = |key| node.get(key).filter(|child| child.value.is_object());
    let (items, values) = (children("items"), children("additionalProperties"));
    let (properties, parts) = (node.entries_of("properties"), node.items_of("allOf"));
    schemas.push(Schema {
        node,
        name,
        may_be_untyped: false,
    });
    for (name, property) in properties {
        collect(property, Some(name), schemas);
    }
    if let Some(child) = items {
        collect(child, None, schemas);
    }
    for child in values.into_iter().chain(parts) {
        let start = schemas.len();
        collect(child, None, schemas);
        if let Some(schema) = schemas.get_mut(start) {
            schema.may_be_untyped = true;
        }
    }
}
