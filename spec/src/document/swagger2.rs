//! Swagger 2.0, tree -> Document; what a schema says is in `schema`.

mod schema;

use super::{Definition, Document, Operation, OrReference, Parameter, Reference, Response, Schema};
use crate::api::Tag;
use crate::diagnostic::{Diagnostics, Rule};
use crate::method::Method;

use super::node::Node;
use schema::schema;

/// Reads the root of a Swagger 2.0 document.
pub(super) fn read(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Document> {
    let operations = operations(root, diagnostics);
    if operations.is_empty() {
        let message = "the document has no operation: there is nothing to generate";
        let help = "list the API's paths under `paths`, each with its methods";
        diagnostics.error(Rule::NoPaths, &root.pointer, message, help);
        return None;
    }
    let info = root.get("info");
    let mut info_text = |key| info.as_ref().and_then(|info| info.text(key, diagnostics));
    let (title, version) = (info_text("title"), info_text("version"));
    let definitions = root.mapping("definitions", diagnostics);
    let parameters = root.mapping("parameters", diagnostics);
    let responses = root.mapping("responses", diagnostics);
    Some(Document {
        title,
        version,
        server: server(root, diagnostics),
        tags: tags(root, diagnostics),
        operations,
        definitions: definitions
            .into_iter()
            .map(|(name, node)| Definition {
                pointer: node.pointer.clone(),
                name: name.to_owned(),
                schema: schema(&node, diagnostics),
            })
            .collect(),
        parameters: parameters
            .into_iter()
            .filter_map(|(_, node)| Some((node.pointer.clone(), parameter(&node, diagnostics)?)))
            .collect(),
        responses: responses
            .into_iter()
            .map(|(_, node)| (node.pointer.clone(), response_schema(&node, diagnostics)))
            .collect(),
    })
}

/// Scheme, host and base path; `https` is preferred where the document lists it.
fn server(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let host = root.text("host", diagnostics)?;
    let base_path = root.text("basePath", diagnostics).unwrap_or_default();
    let schemes = root.texts("schemes", diagnostics);
    let secure = schemes.is_empty() || schemes.iter().any(|scheme| scheme == "https");
    let scheme = if secure { "https" } else { schemes.first()? };
    let path = base_path.trim_matches('/');
    let separator = if path.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{host}{separator}{path}"))
}

fn tags(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Tag> {
    let mut tags = Vec::new();
    for node in root.list("tags", diagnostics) {
        if let Some(name) = node.text("name", diagnostics) {
            let description = node.text("description", diagnostics);
            tags.push(Tag { name, description });
        }
    }
    tags
}

fn operations(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in root.mapping("paths", diagnostics) {
        if path.starts_with("x-") {
            continue;
        }
        for (key, node) in item.entries(diagnostics).unwrap_or_default() {
            let Some(method) = Method::from_key(key) else {
                continue;
            };
            if node.entries(diagnostics).is_some() {
                operations.push(operation(path, &item, method, &node, diagnostics));
            }
        }
    }
    operations
}

fn operation(
    path: &str,
    item: &Node<'_>,
    method: Method,
    node: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let mut parameters = Vec::new();
    for parameter_node in [item, node]
        .map(|owner| owner.list("parameters", diagnostics))
        .into_iter()
        .flatten()
    {
        if let Some(reference) = reference(&parameter_node, diagnostics) {
            parameters.push(OrReference::Reference(reference));
        } else if let Some(parameter) = parameter(&parameter_node, diagnostics) {
            parameters.push(OrReference::Here(parameter));
        }
    }
    Operation {
        pointer: node.pointer.clone(),
        path: path.to_owned(),
        path_pointer: item.pointer.clone(),
        method,
        id: node.text("operationId", diagnostics),
        summary: node.text("summary", diagnostics),
        description: node.text("description", diagnostics),
        tags: node.texts("tags", diagnostics),
        deprecated: node.flag("deprecated", diagnostics),
        parameters,
        responses: responses(node, diagnostics),
        produces_nothing: node.is_empty_list("produces"),
    }
}

fn responses(operation: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Response> {
    let mut responses = Vec::new();
    for (status, node) in operation.mapping("responses", diagnostics) {
        if status.starts_with("x-") {
            continue;
        }
        responses.push(Response {
            pointer: node.pointer.clone(),
            status: status.to_owned(),
            body: match reference(&node, diagnostics) {
                Some(reference) => OrReference::Reference(reference),
                None => OrReference::Here(response_schema(&node, diagnostics)),
            },
        });
    }
    responses
}

fn response_schema(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Schema> {
    node.get("schema").map(|node| schema(&node, diagnostics))
}

fn reference(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Reference> {
    Some(Reference {
        target: node.text("$ref", diagnostics)?,
        pointer: node.pointer.clone(),
    })
}

fn parameter(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    node.entries(diagnostics)?;
    let (Some(name), Some(place)) = (node.text("name", diagnostics), node.text("in", diagnostics))
    else {
        let message = "a parameter without `name` or `in` cannot be sent";
        let help = "give it both, or remove it";
        diagnostics.error(Rule::BadParameter, &node.pointer, message, help);
        return None;
    };
    let own = node.get("schema").filter(|_| place == "body");
    Some(Parameter {
        pointer: node.pointer.clone(),
        name,
        place,
        description: node.text("description", diagnostics),
        required: node.flag("required", diagnostics),
        schema: schema(own.as_ref().unwrap_or(node), diagnostics),
        collection_format: node.text("collectionFormat", diagnostics),
    })
}
