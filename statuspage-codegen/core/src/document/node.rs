//! A node of the tree with its address, and the tolerant ways of reading one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Reference;
use super::find::Finder;
use super::reference::{self, Broken};
use crate::diagnostic::{Diagnostics, Rule};
use crate::pointer::Pointer;
use crate::value::Value;

/// Keys of the format whose values have parts that requests and responses are made of.
const WITH_PARTS: &[&str] = &[
    "allOf",
    "definitions",
    "items",
    "parameters",
    "paths",
    "properties",
    "responses",
    "schema",
];

/// A value and the pointer to it.
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

    /// Returns the value of a key; `None` if there is none, if it is null, or if this is not a mapping.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.peek(key)?;
        Some(Node {
            value,
            pointer: self.pointer.child(key),
        })
    }

    /// The same without its address, which few values are asked for.
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

    /// The entries of a mapping, the first of each key; reports what [`check`](Self::check) does.
    pub(super) fn entries(
        &self,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<(&'a str, Node<'a>)>> {
        let child = |(key, value): &'a (String, Value)| {
            let pointer = self.pointer.child(key);
            (key.as_str(), Node { value, pointer })
        };
        let firsts = self.firsts(|key| !key.starts_with("x-"), diagnostics)?;
        Some(firsts.into_iter().map(child).collect())
    }

    /// Whether this is a mapping; reports keys that would mislead, and any other kind of node.
    pub(super) fn check(&self, diagnostics: &mut Diagnostics) -> bool {
        self.firsts(|key| WITH_PARTS.contains(&key), diagnostics)
            .is_some()
    }

    /// The first entry of each key. `is_part` says of which keys the second may not be lost.
    fn firsts(
        &self,
        is_part: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<&'a (String, Value)>> {
        let Value::Mapping(entries) = self.value else {
            self.wrong_kind("a mapping", diagnostics);
            return None;
        };
        let mut seen = BTreeMap::new();
        let mut firsts = Vec::with_capacity(entries.len());
        for entry in entries {
            let (key, value) = entry;
            if let Some(first) = seen.get(key) {
                let pointer = self.pointer.child(key);
                let help = "remove one of them, or merge them";
                // `Source::add_places_of_repeated` adds the places.
                if *first != value && value.scalar().is_none() && is_part(key) {
                    let message = format!("`{key}` occurs twice; one of them would be lost");
                    diagnostics.error(Rule::RepeatedKey, &pointer, message, help);
                } else {
                    let message = format!("`{key}` occurs twice; using the first");
                    diagnostics.warning(Rule::RepeatedKey, &pointer, message, help);
                }
                continue;
            }
            seen.insert(key, value);
            if key == "<<" {
                let message = "merge keys are not supported";
                let help = "write the merged keys out here";
                let pointer = self.pointer.child(key);
                diagnostics.error(Rule::MergeKey, &pointer, message, help);
            }
            firsts.push(entry);
        }
        Some(firsts)
    }

    /// The entries of the mapping under a key; empty when there is none.
    pub(super) fn mapping(
        &self,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(&'a str, Node<'a>)> {
        self.get(key)
            .and_then(|node| node.entries(diagnostics))
            .unwrap_or_default()
    }

    /// The items of the list under a key; empty when there is none.
    pub(super) fn list(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Node<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::Sequence(items) = node.value else {
            node.wrong_kind("a list", diagnostics);
            return Vec::new();
        };
        let child = |(index, value): (usize, &'a Value)| {
            let pointer = node.pointer.child(&index.to_string());
            Node { value, pointer }
        };
        items.iter().enumerate().map(child).collect()
    }

    /// The items under a key that are a list by the format, but that some documents write as a mapping of names to items,
    /// or as the one item alone, which has one of the given keys.
    pub(super) fn lenient_list(
        &self,
        key: &str,
        keys_of_item: &[&str],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Node<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::Mapping(_) = node.value else {
            return self.list(key, diagnostics);
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
        diagnostics.warning(Rule::WrongKind, &node.pointer, message, "make it a list");
        if is_item {
            return vec![node];
        }
        let entries = node.entries(diagnostics).unwrap_or_default();
        entries.into_iter().map(|(_, node)| node).collect()
    }

    /// Returns the node to which this one's `$ref` resolves, or itself if it has none. A broken reference is an error, because
    /// requests are made of these nodes.
    pub(super) fn followed(
        self,
        finder: &mut Finder<'a>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let diagnostics = RefCell::new(diagnostics);
        let reference = |node: &Self| {
            let diagnostics = &mut **diagnostics.borrow_mut();
            let target = node.text("$ref", diagnostics)?;
            node.report_siblings(diagnostics);
            let pointer = node.pointer.clone();
            Some(Reference { pointer, target })
        };
        let resolved = reference::follow(self, reference, |target| finder.find(target), "node");
        let report = |broken: Broken| {
            let message = format!("{}; its operations are unknown", broken.message);
            let help = "replace the reference with its content";
            let mut diagnostics = diagnostics.borrow_mut();
            diagnostics.error(broken.rule, &broken.at, message, help);
        };
        resolved.map_err(report).ok()
    }

    /// Warns of keys next to a `$ref`, which stands for the whole node.
    fn report_siblings(&self, diagnostics: &mut Diagnostics) {
        for (key, node) in self.entries(diagnostics).unwrap_or_default() {
            if key != "$ref" && !key.starts_with("x-") {
                let message = format!("`{key}` is next to `$ref`: it is ignored");
                let help = "remove it, or write out what the reference resolves to";
                diagnostics.warning(Rule::WrongKind, &node.pointer, message, help);
            }
        }
    }

    /// Whether the list under a key is there and has no item.
    pub(super) fn is_empty_list(&self, key: &str) -> bool {
        matches!(self.peek(key), Some(Value::Sequence(items)) if items.is_empty())
    }

    /// The text under a key: any scalar.
    pub(super) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<&'a str> {
        let text = self.peek(key)?.scalar();
        if text.is_none() {
            self.get(key)?.wrong_kind("a string", diagnostics);
        }
        text
    }

    /// The scalars of the list under a key, as text.
    pub(super) fn texts(&self, key: &str, diagnostics: &mut Diagnostics) -> Vec<&'a str> {
        let mut texts = Vec::new();
        for item in self.list(key, diagnostics) {
            match item.value.scalar() {
                Some(text) => texts.push(text),
                None => item.wrong_kind("a string", diagnostics),
            }
        }
        texts
    }

    /// The boolean under a key; `false` when there is none.
    pub(super) fn flag(&self, key: &str, diagnostics: &mut Diagnostics) -> bool {
        match self.peek(key) {
            None => false,
            Some(Value::Bool(flag, _)) => *flag,
            Some(Value::String(text)) if text == "true" => true,
            Some(Value::String(text)) if text == "false" => false,
            Some(_) => {
                if let Some(node) = self.get(key) {
                    node.wrong_kind("`true` or `false`", diagnostics);
                }
                false
            }
        }
    }

    /// Reports a node that is ignored, because it is not what belongs there.
    pub(super) fn wrong_kind(&self, wanted: &str, diagnostics: &mut Diagnostics) {
        let found = self.value.kind();
        let message = format!("{wanted} belongs here, not {found}: it is ignored");
        let help = format!("make it {wanted}, or remove it");
        diagnostics.warning(Rule::WrongKind, &self.pointer, message, help);
    }
}
