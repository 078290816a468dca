//! The description as written: every node with its address, references not yet followed, texts where the tree has them.
//!
//! Reading tolerates what it need not know. A node of the wrong kind is reported and ignored.

mod alternatives;
mod composition;
mod extension;
mod find;
pub(crate) mod index;
mod keys;
mod media;
mod node;
mod openapi3;
mod parameter;
mod reader;
pub(crate) mod reference;
mod response;
mod schema;
mod security;
mod swagger2;
mod trees;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::constraint::Constraints;
use crate::diagnostic::{Diagnostics, Rule};
use crate::method::Method;
use crate::pointer::Pointer;
use crate::selection::Selector;
use crate::value::Value;

use node::Node;
use openapi3::OpenApi3;
use reference::{Broken, Reference, Wanted};
use swagger2::Swagger2;
pub(crate) use trees::Trees;

pub(crate) use security::{Security, SecurityScheme};

/// The parts of a description that code generation needs, independent of its format.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) version: Option<&'a str>,
    /// The base URL.
    pub(crate) server: Option<String>,
    pub(crate) security_schemes: Vec<SecurityScheme<'a>>,
    /// What operations need that do not say so themselves.
    pub(crate) security: Option<Security<'a>>,
    /// Each name with its description.
    pub(crate) tags: Vec<(&'a str, Option<&'a str>)>,
    pub(crate) operations: Vec<Operation<'a>>,
    pub(crate) definitions: Vec<Definition<'a>>,
    /// The schemas of parameters, bodies and responses. One that is shared by operations is read once.
    pub(crate) schemas: Vec<Schema<'a>>,
    /// The extensions that make a selection of a list.
    pub(crate) selections: Vec<Pointer>,
    pub(crate) terms: &'static Terms,
}

/// What the format calls things, for messages.
#[derive(Debug)]
pub(crate) struct Terms {
    /// The target of references to schemas.
    pub(crate) definition: Wanted,
    /// The targets of references to parameters and to responses.
    pub(crate) parameter: Wanted,
    pub(crate) response: Wanted,
    /// The lists of the media types of bodies and of responses.
    pub(crate) body_types: &'static str,
    pub(crate) response_types: &'static str,
    /// The mark of a field of a form.
    pub(crate) form_field: &'static str,
    /// The key that says how a list is written, and help about it: in general, and for lists in lists.
    pub(crate) list_format: &'static str,
    pub(crate) list_formats: &'static str,
    pub(crate) nested_lists: &'static str,
    /// Help about a path that is a whole URL.
    pub(crate) whole_url: &'static str,
    /// Help about an unknown type.
    pub(crate) types: &'static str,
}

/// One method of one path.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) path: Cow<'a, str>,
    /// Where the path is listed, and the node that describes it, which is another one behind a reference.
    pub(crate) path_pointer: Pointer,
    pub(crate) item_pointer: Pointer,
    pub(crate) method: Method,
    pub(crate) id: Option<&'a str>,
    /// A second, short name for what is generated.
    pub(crate) alias: Option<&'a str>,
    pub(crate) summary: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) deprecated: bool,
    /// It must not be carried out twice, although its method says that it may.
    pub(crate) not_idempotent: bool,
    /// It removes something.
    pub(crate) removes: bool,
    /// It notifies people, unless one of these parameters has this value.
    pub(crate) notifies_unless: Option<Vec<(&'a str, bool)>>,
    /// The credentials that it needs, if it says so.
    pub(crate) security: Option<Security<'a>>,
    /// The path's own parameters first, then the operation's, each name once.
    pub(crate) parameters: Vec<(Place, Parameter<'a>)>,
    pub(crate) body: Option<Body<'a>>,
    /// At least one that is successful or for all statuses, or one that stands for it.
    pub(crate) responses: Vec<Response<'a>>,
}

/// Where a parameter is in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
}

/// A parameter, a field of a form, or a whole body.
#[derive(Clone, Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) schema: SchemaId,
    pub(crate) list: ListFormat<'a>,
    pub(crate) object: ObjectFormat<'a>,
}

/// The number of a schema in [`Document::schemas`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct SchemaId(usize);

/// How the items of a list outside JSON are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum ListFormat<'a> {
    #[default]
    Unstated,
    Separated(char),
    /// A pair for each; with the format's word for it.
    Repeated(&'a str),
    /// With the word.
    Unknown(&'a str),
    /// As JSON, and so is any other value.
    Json,
    /// In a way that the client does not have, with the word for it.
    Unsupported(&'a str),
}

/// How an object outside JSON is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ObjectFormat<'a> {
    /// As JSON.
    #[default]
    Json,
    /// A pair for each property, under its own name.
    Properties,
    /// A pair for each property, under the name with the property's in brackets. Lists are written like this, too.
    Deep,
    /// In one text: the names and the values, with a character after each property, and one between its name and its value.
    Flat { separator: char, between: char },
    /// In a way that the client does not have, with the word for it.
    Unsupported(&'a str),
}

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body<'a> {
    pub(crate) content: Content<'a>,
    pub(crate) media: MediaTypes<'a>,
    /// The node that lists the media types, or the operation.
    pub(crate) media_pointer: Pointer,
}

#[derive(Clone, Debug)]
pub(crate) enum Content<'a> {
    Form(Vec<Parameter<'a>>),
    Value(Parameter<'a>),
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
}

/// A response of an operation.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) pointer: Pointer,
    /// A code, a class such as `2XX`, or `default`.
    pub(crate) status: &'a str,
    pub(crate) content: Result<ResponseContent<'a>, Broken>,
    pub(crate) media: MediaTypes<'a>,
}

impl Response<'_> {
    /// Whether its status is one of success: a code, or the class of all.
    pub(crate) fn is_success(&self) -> bool {
        self.status.len() == 3 && self.status.starts_with('2')
    }
}

/// What the body of a response is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResponseContent<'a> {
    /// It is stated that there is none.
    Nothing,
    /// The description does not say whether there is one.
    Undescribed,
    Schema {
        schema: SchemaId,
        /// The name of the property in whose object the value may be.
        envelope: Option<&'a str>,
    },
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
    pub(crate) reference: Option<Reference<'a>>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    /// The strings of an `enum` whose values are all strings; else empty.
    pub(crate) values: Vec<(Pointer, &'a str)>,
    pub(crate) items: Option<Box<Schema<'a>>>,
    /// How the items of a list are written where it is an item itself.
    pub(crate) list: ListFormat<'a>,
    /// All items can be meant instead of the list.
    pub(crate) selection: Option<Selectable<'a>>,
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
    pub(crate) deprecated: bool,
    /// Requests have it; responses do not.
    pub(crate) write_only: bool,
    /// It stands for other types, which have fields of their own.
    pub(crate) has_subtypes: bool,
    /// It is one of several types.
    pub(crate) alternatives: Option<Box<Alternatives<'a>>>,
    pub(crate) constraints: Constraints,
    pub(crate) required: Vec<&'a str>,
    /// Of the parts, those that [say something of a type](Self::says_type).
    pub(crate) all_of: Vec<Schema<'a>>,
    pub(crate) nature: Nature,
}

/// How all items are selected in place of a list.
#[derive(Clone, Debug)]
pub(crate) struct Selectable<'a> {
    /// The extension.
    pub(crate) pointer: Pointer,
    /// The word for all; without one, the list is left out.
    pub(crate) word: Option<&'a str>,
}

/// The types that a value can have.
#[derive(Clone, Debug)]
pub(crate) struct Alternatives<'a> {
    /// Empty where too much is repeated in each of them.
    pub(crate) found: Vec<Alternative<'a>>,
    pub(crate) discriminator: Option<Discriminator<'a>>,
}

/// One of several types.
#[derive(Clone, Debug)]
pub(crate) struct Alternative<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) schema: Schema<'a>,
}

/// The property of an object that says which of several types it has.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator<'a> {
    pub(crate) property: &'a str,
    /// Values with the definitions that they select; others are names of definitions.
    pub(crate) mapping: Vec<(&'a str, Pointer)>,
}

/// A schema without any statement.
static ANY: LazyLock<Schema<'static>> = LazyLock::new(Schema::default);

/// What a schema can be by its own type and those of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Nature {
    #[default]
    Object,
    /// A text, a number, a flag or a list, or at least one part that is.
    Other,
}

impl<'a> Schema<'a> {
    /// Returns the part that is the whole type: `allOf` is how a reference gets a description, and texts and numbers get more limits.
    /// Of several parts that are not objects, it is the first.
    pub(crate) fn only_part(&self) -> Option<&Schema<'a>> {
        match self.all_of.as_slice() {
            [first, rest @ ..] if self.is_bare() => {
                (rest.is_empty() || self.nature == Nature::Other).then_some(first)
            }
            _ => None,
        }
    }

    /// Returns whether its values are files, which are never text.
    pub(crate) fn is_file(&self) -> bool {
        self.kind == Some("file")
    }

    /// Returns whether its values are bytes.
    pub(crate) fn is_binary(&self) -> bool {
        let is_string = self.kind == Some("string");
        self.is_file() || is_string && self.constraints.get("format") == Some("binary")
    }

    /// Returns whether it says anything about its type, besides descriptions and constraints.
    pub(crate) fn says_type(&self) -> bool {
        self.states_type() || !self.required.is_empty()
    }

    /// Returns whether it says anything about its type, besides which properties are required.
    pub(crate) fn states_type(&self) -> bool {
        self.kind.is_some() || self.has_parts() || !self.all_of.is_empty()
    }

    /// Returns whether it says nothing about its type by itself, except the name of the type.
    pub(crate) fn is_bare(&self) -> bool {
        self.required.is_empty() && !self.has_parts()
    }

    /// Returns whether it has properties, or is composed of parts that may have some.
    pub(crate) fn is_object(&self) -> bool {
        let is_composed = !self.all_of.is_empty() && self.nature == Nature::Object;
        let is_one_type = self.reference.is_none() && self.alternatives.is_none();
        is_one_type && (!self.properties.is_empty() || is_composed)
    }

    fn has_parts(&self) -> bool {
        self.reference.is_some()
            || !self.properties.is_empty()
            || !self.values.is_empty()
            || self.items.is_some()
            || self.additional.is_some()
            || self.alternatives.is_some()
    }
}

/// Reads a tree as a description of the format that it says it has.
pub(crate) fn read<'a>(
    trees: &'a Trees<'a>,
    selector: &mut Selector<'_>,
    diagnostics: &'a Diagnostics,
) -> Option<Document<'a>> {
    let root = Node::root(trees, diagnostics);
    let value = root.value;
    if !matches!(value, Value::Mapping(_)) {
        let message = match value {
            Value::Null => "the document is empty".to_owned(),
            other => format!("the document is {}, not a mapping", other.kind()),
        };
        let help = "check that it is the right file, and that it is complete: a description is a mapping with `openapi: 3.1.0` or `swagger: \"2.0\"` at the top";
        root.error(Rule::WrongKind, message, help);
        return None;
    }
    let version = |key| root.peek(key).and_then(Value::scalar);
    let mut document = match (version("swagger"), version("openapi")) {
        (Some("2.0" | "2"), _) => reader::read(&root, &Swagger2::new(&root), selector),
        (_, Some(version)) if version.starts_with("3.") => {
            reader::read(&root, &OpenApi3::new(&root, version), selector)
        }
        (Some(other), _) => unknown_version(&root, "swagger", other),
        (_, Some(other)) => unknown_version(&root, "openapi", other),
        (None, None) => {
            let message = "the document does not state its format and version";
            let help = "a description has `openapi: 3.1.0` or `swagger: \"2.0\"` at the top";
            root.error(Rule::UnknownVersion, message, help);
            None
        }
    }?;
    composition::merge(&mut document, diagnostics);
    Some(document)
}

fn unknown_version<'a>(root: &Node<'_>, key: &str, version: &str) -> Option<Document<'a>> {
    let message = format!("`{key}: {version}` is not supported");
    let help = "convert the document to OpenAPI 3.0 or 3.1, or to Swagger 2.0";
    root.at(key).error(Rule::UnknownVersion, message, help);
    None
}
