//! Numbers and flags as they are written: `1.10` and `True` stay so where no action changes them.
//!
//! The tree of JSON has their values alone, so one that JSON would write otherwise is a string here, with a mark before it.

use anyhow::Result;
use serde_json::Value;
use statuspage_codegen_core::Source;

use crate::document::{number, tree_with};

/// What stands before a number or flag that is kept as it is written.
pub(super) struct Mark(String);

impl Mark {
    /// A mark that none of the texts has.
    pub(super) fn new(texts: &[&Source]) -> Self {
        let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
        let is_free = |mark: &String| !lines.iter().any(|line| line.contains(mark.as_str()));
        let mut marks = (0_u64..).map(|number| format!("as-written-{number}-"));
        Self(marks.find(is_free).unwrap_or_default())
    }

    /// The tree of a text.
    pub(super) fn tree(&self, source: &Source) -> Result<Value> {
        tree_with(source, &|text, value| {
            let normal = value.to_string();
            if normal == text {
                value
            } else {
                Value::String(format!("{}{text}", self.0))
            }
        })
    }

    /// A tree without marks: the values of the numbers and flags.
    pub(super) fn without(&self, tree: &Value) -> Value {
        match tree {
            Value::String(text) => match text.strip_prefix(&self.0) {
                Some(flag) if flag.eq_ignore_ascii_case("true") => Value::Bool(true),
                Some(flag) if flag.eq_ignore_ascii_case("false") => Value::Bool(false),
                Some(text) => number(text),
                None => tree.clone(),
            },
            Value::Array(items) => items.iter().map(|item| self.without(item)).collect(),
            Value::Object(map) => {
                let entries = map.iter();
                Value::Object(
                    entries
                        .map(|(key, value)| (key.clone(), self.without(value)))
                        .collect(),
                )
            }
            other => other.clone(),
        }
    }

    /// The text that YAML is written as, from one with marks.
    pub(super) fn remove(&self, yaml: &str) -> String {
        yaml.replace(&self.0, "")
    }
}
