//! The description as written: every node with its address, references not yet followed.
//!
//! Reading tolerates what it need not know. A node of the wrong kind is reported and passed over.

mod find;
mod node;
mod swagger2;

use crate::api::{Constrained, Tag};
use crate::diagnostic::{Diagnostics, Rule};
use crate::method::Method;
use crate::pointer::Pointer;
use crate::value::Value;

use node::Node;

/// A description, of whatever format, as far as code generation needs it.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) title: Option<String>,
    pub(crate) version: Option<String>,
    /// Scheme, host and base path in one, when the document has a host.
    pub(crate) server: Option<String>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) definitions: Vec<Definition>,
    /// Shared parameters, by the pointer that a reference to them gives.
    pub(crate) parameters: Vec<(Pointer, OrReference<Parameter>)>,
    /// Shared responses, likewise.
    pub(crate) responses: Vec<(Pointer, OrReference<Option<Schema>>)>,
}

/// One method of one path.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) pointer: Pointer,
    pub(crate) path: String,
    pub(crate) path_pointer: Pointer,
    pub(crate) method: Method,
    pub(crate) id: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    /// The path's own parameters first, then the operation's.
    pub(crate) parameters: Vec<OrReference<Parameter>>,
    pub(crate) responses: Vec<Response>,
    /// It says of itself that it produces no media type: successful responses have no body.
    pub(crate) produces_nothing: bool,
}

/// A node, or a reference to one.
#[derive(Debug)]
pub(crate) enum OrReference<T> {
    Here(T),
    Reference(Reference),
}

/// A `$ref`, not yet followed.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) pointer: Pointer,
    pub(crate) target: String,
}

/// A parameter, with the word that its `in` has.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) pointer: Pointer,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) schema: Schema,
    pub(crate) collection_format: Option<String>,
}

/// A response of an operation: its status key and its body's schema.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) pointer: Pointer,
    pub(crate) status: String,
    pub(crate) body: OrReference<Option<Schema>>,
}

/// A named schema.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) pointer: Pointer,
    pub(crate) name: String,
    pub(crate) schema: Schema,
}

/// A schema, or the like fields of a parameter.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    pub(crate) pointer: Pointer,
    pub(crate) reference: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) description: Option<String>,
    /// The strings of an `enum` whose values are all strings; else empty.
    pub(crate) values: Vec<String>,
    pub(crate) items: Option<Box<Schema>>,
    pub(crate) properties: Vec<(String, Schema)>,
    /// The values of a map.
    pub(crate) additional: Option<Box<Schema>>,
    /// The keys of a map: JSON Schema's `propertyNames`, as an extension.
    pub(crate) property_names: Option<Box<Schema>>,
    /// The name of a type for this string alone.
    pub(crate) rust_type: Option<String>,
    pub(crate) nullable: bool,
    pub(crate) constraints: Constrained,
    pub(crate) required: Vec<String>,
    pub(crate) all_of: Vec<Schema>,
}

/// Reads a tree as a description of the format that it says it has.
pub(crate) fn read(value: &Value, diagnostics: &mut Diagnostics) -> Option<Document> {
    let root = Node::root(value);
    if !matches!(value, Value::Mapping(_)) {
        let message = match value {
            Value::Null => "the document is empty".to_owned(),
            other => format!("the document is {}, not a mapping", other.kind()),
        };
        let help = "see whether it is the right file, and complete: a description is a mapping with `swagger: \"2.0\"` at its top";
        diagnostics.error(Rule::WrongKind, &root.pointer, message, help);
        return None;
    }
    let swagger = root.get("swagger").and_then(|node| node.value.scalar());
    match swagger.as_deref() {
        Some("2.0" | "2") => swagger2::read(&root, diagnostics),
        Some(other) => {
            unknown_version(&root, "swagger", other, diagnostics);
            None
        }
        None => {
            if let Some(version) = root.get("openapi").and_then(|node| node.value.scalar()) {
                unknown_version(&root, "openapi", &version, diagnostics);
            } else {
                let message = "the document does not say which version of which format it is";
                let help = "a Swagger 2.0 document has `swagger: \"2.0\"` at its top";
                diagnostics.error(Rule::UnknownVersion, &root.pointer, message, help);
            }
            None
        }
    }
}

fn unknown_version(root: &Node<'_>, key: &str, version: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{key}: {version}` is not read");
    let help = "convert the document to Swagger 2.0, the only format that is read";
    diagnostics.error(
        Rule::UnknownVersion,
        &root.pointer.child(key),
        message,
        help,
    );
}
