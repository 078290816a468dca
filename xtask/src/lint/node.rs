//! A node of the document's tree with its address.

use serde_json::Value;
use statuspage_codegen_core::Pointer;

/// A value and the pointer to it.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: Pointer,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self {
            value,
            pointer: Pointer::default(),
        }
    }

    /// The value of a key; null counts as nothing, as it does for the reader.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.as_object()?.get(key)?;
        (!value.is_null()).then(|| self.child(key, value))
    }

    /// The string under a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.as_object()?.get(key)?.as_str()
    }

    /// Whether a key has a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The entries of an object; none for any other kind.
    pub(super) fn entries(&self) -> Vec<(&'a str, Self)> {
        let entries = self.value.as_object().into_iter().flatten();
        entries
            .map(|(key, value)| (key.as_str(), self.child(key, value)))
            .collect()
    }

    /// The items of an array; none for any other kind.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items
            .map(|(index, value)| self.child(&index.to_string(), value))
            .collect()
    }

    /// The node at a pointer.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Self> {
        let node = self.nearest(pointer);
        (node.pointer == *pointer).then_some(node)
    }

    /// The node at a pointer, or the last one on the way to it. `self` must be the root.
    pub(super) fn nearest(&self, pointer: &Pointer) -> Self {
        let mut node = self.clone();
        for token in pointer.tokens() {
            match node.step(&token) {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The node under a key or at an index.
    pub(super) fn step(&self, token: &str) -> Option<Self> {
        let value = match self.value {
            Value::Object(entries) => entries.get(token)?,
            Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
        Some(self.child(token, value))
    }

    fn child(&self, token: &str, value: &'a Value) -> Self {
        Self {
            value,
            pointer: self.pointer.child(token),
        }
    }
}
