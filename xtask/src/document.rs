//! A file -> a tree in the document's order, read by the same parser as the macro's.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use serde_json::{Map, Value};
use statuspage_codegen_core::{Diagnostic, Pointer, Reading, Source, Value as Tree, read};

use crate::file::{self, Limits};

/// Reads a file. That it is not UTF-8 is an error of parsing it.
pub(crate) fn source(path: &Path) -> Result<Source> {
    let bytes = file::read(path, Limits::default())?;
    Ok(Source::from_bytes(path.display().to_string(), bytes))
}

/// The tree of a text.
pub(crate) fn tree(source: &Source) -> Result<Value> {
    tree_with(source, &|_, value| value)
}

/// The tree of a text, with what is made of each number and flag: of its text, and its value.
pub(crate) fn tree_with(source: &Source, plain: &impl Fn(&str, Value) -> Value) -> Result<Value> {
    match source.parse() {
        Ok(value) => Ok(json_with(value, plain)),
        Err(diagnostic) => bail!("{}", diagnostic.render(source)),
    }
}

/// Returns the API that a text describes.
pub(crate) fn api(source: &Source) -> Result<Reading> {
    read(source).map_err(|diagnostics| refused(diagnostics, source))
}

/// Returns an error with all diagnostics.
pub(crate) fn refused(mut diagnostics: Vec<Diagnostic>, source: &Source) -> anyhow::Error {
    Diagnostic::locate_all(&mut diagnostics, source);
    let lines = diagnostics.iter().map(|found| found.render(source));
    anyhow!(lines.collect::<Vec<_>>().join("\n"))
}

/// The same tree, for what works on JSON.
pub(crate) fn json(value: Tree) -> Value {
    json_with(value, &|_, value| value)
}

fn json_with(value: Tree, plain: &impl Fn(&str, Value) -> Value) -> Value {
    match value {
        Tree::Null => Value::Null,
        Tree::Bool(flag, text) => plain(text, Value::Bool(flag)),
        Tree::Number(text) => plain(&text, number(&text)),
        Tree::String(text) => Value::String(text),
        Tree::Sequence(items) => items
            .into_iter()
            .map(|item| json_with(item, plain))
            .collect(),
        Tree::Mapping(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                // The first of two equal keys counts, as everywhere.
                map.entry(key).or_insert_with(|| json_with(value, plain));
            }
            Value::Object(map)
        }
    }
}

/// A number as JSON has it, or else as YAML does: `0x1F`. One that JSON does not have, such as infinity, stays a text.
pub(crate) fn number(text: &str) -> Value {
    let number = serde_json::from_str(text).ok();
    let number = number.or_else(|| serde_yaml::from_str(text).ok());
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The keys that occur more than once in their mapping, at every depth, each once: what stands below the others is
/// hidden from whoever reads the first, and the other way round.
pub(crate) fn repeated_keys(tree: &Tree) -> Vec<Pointer> {
    let mut repeated = Vec::new();
    collect_repeated(tree, &Pointer::default(), &mut repeated);
    repeated
}

fn collect_repeated(tree: &Tree, at: &Pointer, repeated: &mut Vec<Pointer>) {
    match tree {
        Tree::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_repeated(item, &at.child(&index.to_string()), repeated);
            }
        }
        Tree::Mapping(entries) => {
            let (mut seen, mut reported) = (BTreeSet::new(), BTreeSet::new());
            for (key, value) in entries {
                if seen.insert(key) {
                    collect_repeated(value, &at.child(key), repeated);
                } else if reported.insert(key) {
                    repeated.push(at.child(key));
                }
            }
        }
        Tree::Null | Tree::Bool(..) | Tree::Number(_) | Tree::String(_) => {}
    }
}
