//! The tree of a YAML or JSON text. Mappings keep their order, keys and scalars keep their text, and tags are ignored.

/// A node of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Null.
    Null,
    /// A boolean and its text: YAML allows `True` and `TRUE` as well.
    Bool(bool, &'static str),
    /// The text of a number.
    Number(String),
    /// A string.
    String(String),
    /// A list.
    Sequence(Vec<Value>),
    /// Entries in the document's order. Repeated keys are kept; a lookup finds the first one.
    Mapping(Vec<(String, Value)>),
}

impl Value {
    /// Returns the name of this kind of node in diagnostics.
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

    /// Returns the text of a scalar; `None` for null, lists and mappings.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Bool(_, text) => Some(text),
            Self::Number(text) | Self::String(text) => Some(text),
            Self::Null | Self::Sequence(_) | Self::Mapping(_) => None,
        }
    }

    /// Returns the number of nodes of the tree, itself among them.
    pub(crate) fn count(&self) -> usize {
        1 + match self {
            Self::Sequence(items) => items.iter().map(Self::count).sum::<usize>(),
            Self::Mapping(entries) => entries.iter().map(|(_, value)| value.count()).sum(),
            _ => 0,
        }
    }
}
