//! The tree of a YAML or JSON text: mappings keep their order, keys and scalars are as they are written, tags do nothing.

/// A node of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`, and how that is written: YAML has `True` and `TRUE` as well.
    Bool(bool, &'static str),
    /// A number, as it is written.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Sequence(Vec<Value>),
    /// Entries in the document's order; a repeated key is kept, and the first one is found.
    Mapping(Vec<(String, Value)>),
}

impl Value {
    /// The kind of node, as a diagnostic calls it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(..) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }

    /// A scalar as it is written; `None` for null, lists and mappings.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Bool(_, text) => Some(text),
            Self::Number(text) | Self::String(text) => Some(text),
            Self::Null | Self::Sequence(_) | Self::Mapping(_) => None,
        }
    }
}
