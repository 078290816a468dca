//! A node of the tree with its address, and the tolerant ways of reading one.

use super::Trees;
use crate::diagnostic::{Diagnostics, Rule};
use crate::hashed::Map;
use crate::pointer::Pointer;
use crate::value::Value;

/// Keys whose values describe parts of requests and responses.
const WITH_PARTS: &[&str] = &[
    "allOf",
    "anyOf",
    "components",
    "content",
    "definitions",
    "items",
    "oneOf",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "requestBody",
    "responses",
    "schema",
    "schemas",
];

/// A value, the pointer to it, and the diagnostics to which problems with it are added.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: Pointer,
    pub(super) diagnostics: &'a Diagnostics,
    pub(super) trees: &'a Trees<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn root(trees: &'a Trees<'a>, diagnostics: &'a Diagnostics) -> Self {
        Self {
            value: trees.main,
            pointer: Pointer::default(),
            diagnostics,
            trees,
        }
    }

    /// Returns another node of the tree.
    pub(super) fn other(&self, value: &'a Value, pointer: Pointer) -> Self {
        Self {
            value,
            pointer,
            ..*self
        }
    }

    /// Emits a warning about this node.
    pub(super) fn warn(&self, rule: Rule, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.warning(rule, &self.pointer, message, help);
    }

    /// Reports an error of this node.
    pub(super) fn error(&self, rule: Rule, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.error(rule, &self.pointer, message, help);
    }

    /// Returns the value of a key, null if there is none: to report something about it.
    pub(super) fn at(&self, key: &str) -> Node<'a> {
        let value = self.peek(key).unwrap_or(&Value::Null);
        self.other(value, self.pointer.child(key))
    }

    /// Returns the value of a key; `None` if there is none, if it is null, or if this is not a mapping.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.peek(key).map(|_| self.at(key))
    }

    /// Returns the same without its pointer, which costs an allocation.
    pub(super) fn peek(&self, key: &str) -> Option<&'a Value> {
        let Value::Mapping(entries) = self.value else {
            return None;
        };
        let (_, value) = entries.iter().find(|(name, _)| name == key)?;
        (*value != Value::Null).then_some(value)
    }

    pub(super) fn is_mapping(&self) -> bool {
        matches!(self.value, Value::Mapping(_))
    }

    /// Returns the entries of a mapping, the first of each key; reports what [`check`](Self::check) does.
    pub(super) fn entries(&self) -> Option<Vec<(&'a str, Node<'a>)>> {
        let child = |(key, value): &'a (String, Value)| {
            (key.as_str(), self.other(value, self.pointer.child(key)))
        };
        let firsts = self.firsts(|key| !key.starts_with("x-"))?;
        Some(firsts.into_iter().map(child).collect())
    }

    /// Returns whether this is a mapping; reports repeated keys, merge keys, and other kinds of nodes.
    pub(super) fn check(&self) -> bool {
        self.firsts(|key| WITH_PARTS.contains(&key)).is_some()
    }

    /// Returns the first entry of each key. `is_part` selects the keys for which losing the second value is an error.
    fn firsts(&self, is_part: impl Fn(&str) -> bool) -> Option<Vec<&'a (String, Value)>> {
        let Value::Mapping(entries) = self.value else {
            self.wrong_kind("a mapping");
            return None;
        };
        let mut seen = Map::default();
        let mut firsts = Vec::with_capacity(entries.len());
        for entry in entries {
            let (key, value) = entry;
            if let Some(first) = seen.get(key) {
                let help = "remove one of them, or merge them";
                // `Source::add_places_of_repeated` adds the places.
                if *first != value && value.scalar().is_none() && is_part(key) {
                    let message = format!("`{key}` occurs twice; one of them would be lost");
                    self.at(key).error(Rule::RepeatedKey, message, help);
                } else {
                    let message = format!("`{key}` occurs twice; using the first");
                    self.at(key).warn(Rule::RepeatedKey, message, help);
                }
                continue;
            }
            seen.insert(key, value);
            if key == "<<" {
                let message = "merge keys are not supported";
                let help = "write the merged keys out here";
                self.at(key).error(Rule::MergeKey, message, help);
            }
            firsts.push(entry);
        }
        Some(firsts)
    }

    /// Returns the entries of the mapping under a key; empty if there is none.
    pub(super) fn mapping(&self, key: &str) -> Vec<(&'a str, Node<'a>)> {
        let entries = self.get(key).and_then(|node| node.entries());
        entries.unwrap_or_default()
    }

    /// Returns the items of the list under a key; empty if there is none.
    pub(super) fn list(&self, key: &str) -> Vec<Node<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::Sequence(items) = node.value else {
            node.wrong_kind("a list");
            return Vec::new();
        };
        let child = |(index, value): (usize, &'a Value)| {
            node.other(value, node.pointer.child(&index.to_string()))
        };
        items.iter().enumerate().map(child).collect()
    }

    /// Returns the items of a list that some documents write as a mapping of names to items, or as a single item, which has one of
    /// the given keys.
    pub(super) fn lenient_list(&self, key: &str, keys_of_item: &[&str]) -> Vec<Node<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::Mapping(_) = node.value else {
            return self.list(key);
        };
        let is_item = keys_of_item
            .iter()
            .any(|key| node.peek(key).is_some_and(|found| found.scalar().is_some()));
        let taken = if is_item {
            "using it as the only item"
        } else {
            "using its values as the items"
        };
        let message = format!("expected a list, found a mapping; {taken}");
        node.warn(Rule::WrongKind, message, "make it a list");
        if is_item {
            return vec![node];
        }
        let entries = node.entries().unwrap_or_default();
        entries.into_iter().map(|(_, node)| node).collect()
    }

    /// Returns whether there is an empty list under a key.
    pub(super) fn is_empty_list(&self, key: &str) -> bool {
        matches!(self.peek(key), Some(Value::Sequence(items)) if items.is_empty())
    }

    /// Returns the text of the scalar under a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.peek(key)?.scalar();
        if text.is_none() {
            self.at(key).wrong_kind("a string");
        }
        text
    }

    /// Returns the texts of the scalars in the list under a key.
    pub(super) fn texts(&self, key: &str) -> Vec<&'a str> {
        let mut texts = Vec::new();
        for item in self.list(key) {
            match item.value.scalar() {
                Some(text) => texts.push(text),
                None => item.wrong_kind("a string"),
            }
        }
        texts
    }

    /// Returns the boolean under a key; `false` if there is none.
    pub(super) fn flag(&self, key: &str) -> bool {
        match self.peek(key) {
            None => false,
            Some(Value::Bool(flag, _)) => *flag,
            Some(Value::String(text)) if text == "true" => true,
            Some(Value::String(text)) if text == "false" => false,
            Some(_) => {
                self.at(key).wrong_kind("`true` or `false`");
                false
            }
        }
    }

    /// Reports a node of the wrong kind, which is ignored.
    pub(super) fn wrong_kind(&self, wanted: &str) {
        let found = self.value.kind();
        let message = format!("expected {wanted}, found {found}: it is ignored");
        let help = format!("make it {wanted}, or remove it");
        self.warn(Rule::WrongKind, message, help);
    }
}
