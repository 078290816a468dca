//! The parameters of a request as one tree, which keeps the notation of each value.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

/// Parameters by name.
pub(crate) type Tree = BTreeMap<String, Parameter>;

/// The value of one name.
#[derive(Debug, PartialEq)]
pub(crate) enum Parameter {
    /// The text of a query or a form, which have no other type.
    Text(String),
    /// All texts of one name that ends in `[]`, in a query or a form.
    Texts(Vec<String>),
    /// A JSON value that is not an object.
    Json(Value),
    /// A JSON object, names with further brackets, or both.
    Group(Tree),
}

impl Parameter {
    /// Whether it is null or blank.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Json(Value::String(text)) => text.trim().is_empty(),
            Self::Json(value) => value.is_null(),
            Self::Texts(_) | Self::Group(_) => false,
        }
    }

    /// The parameters in it, if it is a group.
    pub(crate) fn into_group(self) -> Option<Tree> {
        match self {
            Self::Group(members) => Some(members),
            _ => None,
        }
    }
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        match value {
            Value::Object(entries) => {
                let entries = entries.into_iter();
                Self::Group(entries.map(|(name, value)| (name, value.into())).collect())
            }
            other => Self::Json(other),
        }
    }
}

impl From<&Parameter> for Value {
    fn from(parameter: &Parameter) -> Self {
        match parameter {
            Parameter::Text(text) => text.as_str().into(),
            Parameter::Texts(texts) => texts.as_slice().into(),
            Parameter::Json(value) => value.clone(),
            Parameter::Group(entries) => {
                let entries = entries.iter();
                Self::Object(
                    entries
                        .map(|(name, value)| (name.clone(), value.into()))
                        .collect(),
                )
            }
        }
    }
}

/// Adds the other tree, which wins. Groups that both have are merged.
pub(crate) fn merge(tree: &mut Tree, other: Tree) {
    for (name, value) in other {
        match (tree.entry(name), value) {
            (Entry::Vacant(place), value) => {
                place.insert(value);
            }
            (Entry::Occupied(place), value) => match (place.into_mut(), value) {
                (Parameter::Group(group), Parameter::Group(more)) => merge(group, more),
                (place, value) => *place = value,
            },
        }
    }
}
