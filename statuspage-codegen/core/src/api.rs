//! What a description says, decided: plain data with the wire name and the Rust name of everything.
//!
//! Everything is in the document's order, so that the same text always gives the same data.

pub use crate::constraint::Constraints;

use crate::method::Method;
use crate::path::PathTemplate;
use crate::pointer::Pointer;

/// An API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Api {
    /// The document's title.
    pub title: Option<String>,
    /// The version that the document gives itself.
    pub version: Option<String>,
    /// The base URL (scheme, host and base path, no slash at its end), when the document has a host.
    pub server: Option<String>,
    /// The ways to authenticate, in the document's order.
    pub security_schemes: Vec<SecurityScheme>,
    /// The credentials that an operation needs which does not say so itself; see [`Operation::security`]. `None` if the document
    /// does not say, neither here nor at its operations.
    pub security: Option<Vec<Vec<String>>>,
    /// The groups that the document describes; operations may name others.
    pub tags: Vec<Tag>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The named types: definitions first, then those that are written inline.
    pub models: Vec<Model>,
}

/// A way to authenticate, for which the client's builder has a function.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecurityScheme {
    /// The name in the document.
    pub name: String,
    /// The name of the function.
    pub setter: String,
    /// What is sent.
    pub credential: Credential,
    /// What it means.
    pub description: Option<String>,
    /// Where it is declared.
    pub pointer: Pointer,
}

/// What a request has to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A header with this name.
    Header(String),
    /// A parameter of the query with this name.
    Query(String),
    /// A cookie with this name.
    Cookie(String),
    /// A user name and a password, as in HTTP basic authentication.
    Basic,
    /// A token after the word `Bearer`.
    Bearer,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// The name that operations have among their tags.
    pub name: String,
    /// What belongs to the group.
    pub description: Option<String>,
}

/// One operation: a function, and a struct of its parameters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Operation {
    /// The operationId, as written; made from method and path where the document has none.
    pub id: String,
    /// The function's name.
    pub function: String,
    /// The name of the parameters' struct.
    pub params: String,
    /// A second, short name of both.
    pub alias: Option<Alias>,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL.
    pub path: PathTemplate,
    /// The document's tags.
    pub tags: Vec<String>,
    /// One line on what it does.
    pub summary: Option<String>,
    /// More on what it does.
    pub description: Option<String>,
    /// The document advises against its use.
    pub deprecated: bool,
    /// It must not be carried out twice, although its method says that it may.
    pub not_idempotent: bool,
    /// It removes something.
    pub removes: bool,
    /// It notifies people, unless one of these parameters, by their wire names, has this value; `None` if it never does.
    pub notifies_unless: Option<Vec<(String, bool)>>,
    /// The credentials that it needs, where they are not those of [`Api::security`]: alternatives, each with the names of the
    /// functions that set what is needed together. An empty alternative is a request without credentials; without alternatives,
    /// it must not have any.
    pub security: Option<Vec<Vec<String>>>,
    /// The parameters: those of the path first, in the path's order; the body's fields last.
    pub parameters: Vec<Parameter>,
    /// The type of a successful response's body.
    pub output: Type,
    /// How that body is read.
    pub body_format: BodyFormat,
    /// The name of the one property of an object that may be around that body.
    pub optional_envelope: Option<String>,
    /// The schema of that body; the response, or the operation, where there is none.
    pub output_pointer: Pointer,
    /// The node that does not say what that body contains, where the output's type is a guess.
    pub output_guessed: Option<Pointer>,
    /// The status of that response, where the document names one.
    pub status: Option<u16>,
    /// The statuses of all responses that the document lists: codes, classes such as `4XX`, and `default`.
    pub statuses: Vec<String>,
    /// The statuses of other successful responses, whose body the document does not describe.
    pub undescribed: Vec<u16>,
    /// The responses for failures.
    pub errors: Vec<ErrorResponse>,
    /// The media type of the body, where it is not `application/json`, and for a form that is `multipart/form-data` even
    /// without a file.
    pub media_type: Option<String>,
    /// What is sent of a JSON object body without a value for any of its fields.
    pub empty_body: EmptyBody,
    /// The media type to ask for, where it is not `application/json`.
    pub accept: Option<String>,
    /// How the whole list is read, where a response is one page of it.
    pub paging: Option<Paging>,
    /// Where it is in the document.
    pub pointer: Pointer,
}

/// A response for a failure.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// A status code, a class of codes such as `4XX`, or `default`.
    pub status: String,
    /// The type of the body, where the document describes it, and it is JSON.
    pub ty: Option<Type>,
    /// Where it is in the document.
    pub pointer: Pointer,
}

/// A second, short name of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alias {
    /// That of the function.
    pub function: String,
    /// That of the parameters' struct.
    pub params: String,
    /// That of the function that goes through all pages, if there is one.
    pub items: Option<String>,
}

/// How the body of a successful response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As text, unless the response says that it is JSON.
    Text,
    /// Any body: the document does not describe it.
    Any,
}

/// How a list in pages is read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The name of the function that goes through all pages.
    pub function: String,
    /// The wire name of the query's parameter for the number of a page.
    pub page: String,
    /// The wire name of the query's parameter for the number of its items.
    pub size: String,
    /// The number of the first page.
    pub first_page: i64,
    /// The greatest number of items that may be asked for, where the document states it.
    pub max_page_size: Option<i64>,
    /// Whether new parameters ask for the first page with the greatest number of items: where the document states both.
    pub is_preset: bool,
    /// Whether every page but the last has as many items as were asked for; see [`Constraints`].
    pub page_size_honored: bool,
    /// What identifies an item, where the items are objects that have an id.
    pub item_id: Option<ItemId>,
}

/// The field that identifies an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemId {
    /// The name of the struct's field.
    pub field: String,
    /// Whether it is always there.
    pub required: bool,
}

/// A parameter of an operation, or a field of its body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The name of the struct's field.
    pub field: String,
    /// Where it goes in a request.
    pub location: Location,
    /// Its type.
    pub ty: Type,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// Whether a field of a JSON body may be null, which is not the same as leaving it out.
    pub nullable: bool,
    /// The document advises against its use.
    pub deprecated: bool,
    /// The name of the function that sets it to null, where it is nullable and not required.
    pub clear: Option<String>,
    /// How the items of a list are written.
    pub list: ListStyle,
    /// What it means.
    pub description: Option<String>,
    /// What the document says about its values beyond their type.
    pub constraints: Constraints,
    /// Where it is declared, or the path of one that is not declared.
    pub pointer: Pointer,
    /// The node that does not state a type, where the type, or that of a list's items, is a guess.
    pub guessed: Option<Pointer>,
}

/// Where a parameter goes in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// A field of a form body.
    Form,
    /// A field of a JSON object body.
    Body {
        /// The name of the one object property around all fields of the body, if there is one.
        envelope: Option<String>,
    },
    /// The fields of a JSON object body that have no parameter of their own: what `additionalProperties` describes.
    RestOfBody {
        /// As in [`Body`](Self::Body).
        envelope: Option<String>,
    },
    /// The whole JSON body.
    WholeBody,
    /// The whole body, as it is given: text or bytes.
    RawBody,
}

/// What is sent of a JSON object body without a value for any of its fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyBody {
    /// No body.
    #[default]
    Nothing,
    /// `{}`.
    Object,
    /// The envelope, with `{}` in it.
    Envelope,
}

/// How the items of a list, or the properties of an object, are written in a query, form, path or header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// In one value, with this character between them.
    Joined(char),
    /// As a pair each, under the same name.
    Repeated,
    /// Lists inside a list.
    Nested {
        /// The character between the inner lists; `None` for a pair each, under the same name.
        outer: Option<char>,
        /// The character between the items of an inner list.
        inner: char,
    },
    /// As JSON, and so is any other value.
    Json,
    /// An object as a pair for each property, under the property's name.
    Properties,
    /// Objects and lists as pairs under the name with that of the property in brackets, such as `name[key]` and `name[]`.
    Deep,
    /// An object in one value.
    Flat {
        /// The character after each property but the last.
        separator: char,
        /// The character between the name and the value of a property.
        between: char,
    },
}

/// A named type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Model {
    /// The definition's name as written, or where an inline type is.
    pub name: String,
    /// The name of the Rust type.
    pub type_name: String,
    /// What it means.
    pub description: Option<String>,
    /// Its form.
    pub shape: Shape,
    /// Its schema; of a newtype, the first one that names it.
    pub pointer: Pointer,
}

/// The form of a [`Model`].
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Struct(Vec<Field>),
    /// A string with a type of its own, so that it cannot be confused with other strings.
    Newtype,
    /// A string out of a list, which the service may lengthen at any time.
    Enum(Vec<Variant>),
    /// A value of one of several types, to which the service may add others.
    Union(Union),
}

impl Shape {
    /// Returns the types that values of this one contain.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(fields) => fields.iter().map(|field| &field.ty).collect(),
            Self::Union(union) => union.alternatives.iter().map(|found| &found.ty).collect(),
            Self::Newtype | Self::Enum(_) => Vec::new(),
        }
    }
}

/// Several types, of which a value has one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Union {
    /// The property of an object that says which type it has. Without one, it is the type that loses the least of the value.
    pub discriminator: Option<String>,
    /// The types, each once, the preferred ones first.
    pub alternatives: Vec<Alternative>,
}

/// One type of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// The name of the Rust variant.
    pub name: String,
    /// The type of the value.
    pub ty: Type,
    /// Whether the value is boxed, because it is a struct or another union.
    pub boxed: bool,
    /// The values of the discriminator for this type.
    pub tags: Vec<String>,
    /// Its schema.
    pub pointer: Pointer,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else of the field"
)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The name of the struct's field.
    pub field: String,
    /// Its type.
    pub ty: Type,
    /// Whether an object without it, or with null, is wrong.
    pub required: bool,
    /// Whether it is a map of the properties that have no field: what `additionalProperties` describes.
    pub rest: bool,
    /// The document advises against its use.
    pub deprecated: bool,
    /// Whether the type contains itself through this field, so that the field must be boxed.
    pub boxed: bool,
    /// What it means.
    pub description: Option<String>,
    /// What the document says about its values beyond their type.
    pub constraints: Constraints,
    /// Its schema.
    pub pointer: Pointer,
    /// As in [`Parameter::guessed`].
    pub guessed: Option<Pointer>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Variant {
    /// The value on the wire.
    pub value: String,
    /// The name of the Rust variant.
    pub name: String,
    /// The value in the list of the enum.
    pub pointer: Pointer,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// No body.
    Unit,
    /// Any JSON.
    Any,
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// A whole number of 64 bits that is not negative.
    Unsigned,
    /// A floating-point number of 64 bits.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An instant, RFC 3339.
    DateTime,
    /// A day, RFC 3339.
    Date,
    /// A year, a month or a day.
    PartialDate,
    /// An instant, in whole seconds since 1970.
    UnixSeconds,
    /// Text that must not be shown, such as a password.
    Secret,
    /// A file in a form: its bytes, name and media type.
    File,
    /// Bytes that are a whole body.
    Bytes,
    /// A list.
    Array(Box<Type>),
    /// All items there are, or only those of a list: a field of a JSON body.
    Selection {
        /// The type of the items.
        item: Box<Type>,
        /// The word that is sent for all items; with `None`, the field is left out for them.
        word: Option<String>,
    },
    /// An object whose keys are data.
    Map {
        /// A string, or a [`Model`] that is one on the wire.
        key: Box<Type>,
        /// The type of the values.
        value: Box<Type>,
    },
    /// A [`Model`], by the name of its Rust type.
    Model(String),
    /// The body of a response that may have none, or a value that may be null: a required field, an item of a list.
    Optional(Box<Type>),
}

impl Type {
    /// Whether it is a file of a form, or a list of them.
    pub(crate) fn has_file(&self) -> bool {
        match self {
            Self::File => true,
            Self::Array(item) => item.has_file(),
            _ => false,
        }
    }

    /// Whether it is a number, or a list or map of numbers.
    pub(crate) fn has_number(&self) -> bool {
        match self {
            Self::Number => true,
            Self::Array(item) | Self::Optional(item) => item.has_number(),
            Self::Map { value, .. } => value.has_number(),
            _ => false,
        }
    }

    /// Whether it is an object of untyped JSON.
    pub(crate) fn is_json_object(&self) -> bool {
        matches!(self, Self::Map { key, value } if (&**key, &**value) == (&Self::String, &Self::Any))
    }

    /// Returns how many levels deep the type is nested.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::Array(item) | Self::Optional(item) | Self::Selection { item, .. } => {
                1 + item.depth()
            }
            Self::Map { value, .. } => 1 + value.depth(),
            _ => 1,
        }
    }
}
