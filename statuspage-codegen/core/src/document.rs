//! The description as written: every node with its address, references not yet followed, texts where the tree has them.
//!
//! Reading tolerates what it need not know. A node of the wrong kind is reported and ignored.

mod find;
mod node;
pub(crate) mod reference;
mod restated;
mod swagger2;

use crate::constraint::Constrained;
use crate::diagnostic::{Diagnostics, Rule};
use crate::method::Method;
use crate::pointer::Pointer;
use crate::selection::Selection;
use crate::value::Value;

use node::Node;

/// The parts of a description that code generation needs, independent of its format.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) version: Option<&'a str>,
    /// Scheme, host and base path in one, when the document has a host.
    pub(crate) server: Option<String>,
    /// Each name with its description.
    pub(crate) tags: Vec<(&'a str, Option<&'a str>)>,
    pub(crate) operations: Vec<Operation<'a>>,
    pub(crate) definitions: Vec<Definition<'a>>,
    /// Shared parameters, by the pointer that a reference to them gives.
    pub(crate) parameters: Vec<(Pointer, OrReference<'a, Parameter<'a>>)>,
    /// Shared responses, likewise.
    pub(crate) responses: Vec<(Pointer, OrReference<'a, Option<Schema<'a>>>)>,
}

/// One method of one path.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) path: &'a str,
    pub(crate) path_pointer: Pointer,
    pub(crate) method: Method,
    pub(crate) id: Option<&'a str>,
    /// A second, short name for what is generated.
    pub(crate) alias: Option<&'a str>,
    pub(crate) summary: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) deprecated: bool,
    /// The path's own parameters first, then the operation's.
    pub(crate) parameters: Vec<OrReference<'a, Parameter<'a>>>,
    pub(crate) responses: Vec<Response<'a>>,
    /// The media types that its body can have.
    pub(crate) consumes: MediaTypes<'a>,
    /// The media types that its responses can have.
    pub(crate) produces: MediaTypes<'a>,
    /// It says of itself that it produces no media type: successful responses have no body.
    pub(crate) produces_nothing: bool,
}

/// What a list of media types has, as far as code depends on it. Of several of one kind, the first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MediaTypes<'a> {
    /// `None` when nothing is listed.
    pub(crate) first: Option<&'a str>,
    /// One with JSON in it; `application/json` before others.
    pub(crate) json: Option<&'a str>,
    /// One that is neither JSON nor that of a form; one that is complete before one such as `image/*`.
    pub(crate) raw: Option<&'a str>,
    /// One that is text.
    pub(crate) text: Option<&'a str>,
    pub(crate) has_multipart: bool,
    pub(crate) has_urlencoded: bool,
    /// The operation lists them itself: they are not those of all operations.
    pub(crate) own: bool,
}

/// A node, or a reference to one.
#[derive(Debug)]
pub(crate) enum OrReference<'a, T> {
    Here(T),
    Reference(Reference<'a>),
}

/// A `$ref`, not yet followed.
#[derive(Clone, Debug)]
pub(crate) struct Reference<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) target: &'a str,
}

/// A parameter, with the word that its `in` has.
#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) name: &'a str,
    pub(crate) place: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) required: bool,
    pub(crate) schema: Schema<'a>,
    pub(crate) collection_format: Option<&'a str>,
}

/// A response of an operation: its status key and its body's schema.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) status: &'a str,
    pub(crate) body: OrReference<'a, Option<Schema<'a>>>,
}

/// A named schema.
#[derive(Clone, Debug)]
pub(crate) struct Definition<'a> {
    pub(crate) pointer: Pointer,
    /// The name of one that is shared by its place; others have none.
    pub(crate) name: Option<&'a str>,
    pub(crate) schema: Schema<'a>,
}

/// A schema, or the like fields of a parameter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) reference: Option<&'a str>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    /// The strings of an `enum` whose values are all strings, each with its index; else empty.
    pub(crate) values: Vec<(usize, &'a str)>,
    pub(crate) items: Option<Box<Schema<'a>>>,
    /// How the items of a list are written where it is an item itself.
    pub(crate) collection_format: Option<&'a str>,
    pub(crate) properties: Vec<(&'a str, Schema<'a>)>,
    /// The values of a map.
    pub(crate) additional: Option<Box<Schema<'a>>>,
    /// The keys of a map: JSON Schema's `propertyNames`, as an extension.
    pub(crate) property_names: Option<Box<Schema<'a>>>,
    /// The name of a type for this string alone.
    pub(crate) rust_type: Option<&'a str>,
    pub(crate) nullable: Option<bool>,
    /// Answers have it; requests must not.
    pub(crate) read_only: Option<bool>,
    /// It stands for other types, which have fields of their own.
    pub(crate) has_subtypes: bool,
    pub(crate) constraints: Constrained,
    pub(crate) required: Vec<&'a str>,
    /// Of the parts, those that [say something of a type](Self::says_type).
    pub(crate) all_of: Vec<Schema<'a>>,
    pub(crate) nature: Nature,
}

/// What a schema can be by its own type and those of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Nature {
    #[default]
    Object,
    /// A text, a number, a flag or a list, or at least one part that is.
    Other,
}

impl Schema<'_> {
    /// Whether its values are bytes of any kind.
    pub(crate) fn is_binary(&self) -> bool {
        match self.kind {
            Some("file") => true,
            Some("string") => self.constraints.format.as_deref() == Some("binary"),
            _ => false,
        }
    }

    /// Whether it says more of a type than words and limits.
    pub(crate) fn says_type(&self) -> bool {
        self.states_type() || !self.required.is_empty()
    }

    /// Whether it says more of a type than which properties an object must have.
    pub(crate) fn states_type(&self) -> bool {
        self.kind.is_some() || self.has_parts() || !self.all_of.is_empty()
    }

    /// Whether it says nothing of a type by itself but its name.
    pub(crate) fn is_bare(&self) -> bool {
        self.required.is_empty() && !self.has_parts()
    }

    fn has_parts(&self) -> bool {
        self.reference.is_some()
            || !self.properties.is_empty()
            || !self.values.is_empty()
            || self.items.is_some()
            || self.additional.is_some()
    }
}

/// Reads a tree as a description of the format that it says it has.
pub(crate) fn read<'a>(
    value: &'a Value,
    selection: &mut Selection<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    let root = Node::root(value);
    if !matches!(value, Value::Mapping(_)) {
        let message = match value {
            Value::Null => "the document is empty".to_owned(),
            other => format!("the document is {}, not a mapping", other.kind()),
        };
        let help = "check that it is the right file, and that it is complete: a description is a mapping with `swagger: \"2.0\"` at the top";
        diagnostics.error(Rule::WrongKind, &root.pointer, message, help);
        return None;
    }
    let swagger = root.peek("swagger").and_then(Value::scalar);
    match swagger {
        Some("2.0" | "2") => {
            let mut document = swagger2::read(&root, selection, diagnostics)?;
            restated::combine(&mut document, diagnostics);
            Some(document)
        }
        Some(other) => {
            unknown_version(&root, "swagger", other, diagnostics);
            None
        }
        None => {
            if let Some(version) = root.peek("openapi").and_then(Value::scalar) {
                unknown_version(&root, "openapi", version, diagnostics);
            } else {
                let message = "the document does not state its format and version";
                let help = "a Swagger 2.0 document has `swagger: \"2.0\"` at the top";
                diagnostics.error(Rule::UnknownVersion, &root.pointer, message, help);
            }
            None
        }
    }
}

fn unknown_version(root: &Node<'_>, key: &str, version: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{key}: {version}` is not supported");
    let help = "convert the document to Swagger 2.0, the only supported format";
    diagnostics.error(
        Rule::UnknownVersion,
        &root.pointer.child(key),
        message,
        help,
    );
}
