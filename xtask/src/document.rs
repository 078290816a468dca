//! A file -> a tree in the document's order, read by the same parser as the macro's.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Map, Value};
use statuspage_codegen_core::api::Location;
use statuspage_codegen_core::{Diagnostic, Pointer, Reading, Source, Value as Tree, read};

use crate::file;

/// Returns the description to read: `spec/statuspage.json` if none is named, relative to the current folder if possible.
pub(crate) fn path(named: Option<&Path>) -> PathBuf {
    let default = || {
        let file = crate::file::root().join("spec/statuspage.json");
        let here = std::env::current_dir().ok();
        let short = here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned));
        short.unwrap_or(file)
    };
    named.map_or_else(default, Path::to_owned)
}

/// Reads a file, and those that it refers to. Text that is not UTF-8 is an error only when it is parsed.
pub(crate) fn source(path: &Path) -> Result<Source> {
    let bytes = file::read(path).context("give the path of a description")?;
    let source = Source::from_bytes(path.display().to_string(), bytes);
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(source.with_files(|name| read_below(folder, name).map_err(|error| error.to_string())))
}

/// Reads a file that a description refers to, unless a link leads out of the description's folder.
fn read_below(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let here = Path::new(".");
    let folder = if folder == Path::new("") {
        here
    } else {
        folder
    };
    let file = folder.join(name).canonicalize();
    let file = file.map_err(|_| anyhow!("there is no such file"))?;
    if !file.starts_with(folder.canonicalize()?) {
        bail!("it is a link out of the folder of the description");
    }
    file::read(&file)
}

/// Reads the file of a description.
pub(crate) fn read_file(path: &Path) -> Result<Reading> {
    let source = source(path)?;
    api(&source).with_context(|| {
        let name = source.name();
        format!("no code can be generated from {name}: see `cargo xtask lint {name}`")
    })
}

/// Reads a description.
pub(crate) fn api(source: &Source) -> Result<Reading> {
    read(source).map_err(|diagnostics| refused(diagnostics, source))
}

/// Returns an error with all diagnostics.
pub(crate) fn refused(mut diagnostics: Vec<Diagnostic>, source: &Source) -> anyhow::Error {
    Diagnostic::locate_all(&mut diagnostics, source);
    let lines = diagnostics.iter().map(|found| found.render(source));
    anyhow!(lines.collect::<Vec<_>>().join("\n"))
}

/// Returns the same tree as JSON.
pub(crate) fn json(value: Tree) -> Value {
    json_with(value, &|text| {
        number(text).unwrap_or_else(|| Value::String(text.to_owned()))
    })
}

/// Returns the same tree as JSON, with the numbers that a function makes of their text.
pub(crate) fn json_with(value: Tree, number: &impl Fn(&str) -> Value) -> Value {
    match value {
        Tree::Null => Value::Null,
        Tree::Bool(flag, _) => Value::Bool(flag),
        Tree::Number(text) => number(&text),
        Tree::String(text) => Value::String(text),
        Tree::Sequence(items) => items
            .into_iter()
            .map(|item| json_with(item, number))
            .collect(),
        Tree::Mapping(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                // The first of two equal keys counts, as everywhere.
                map.entry(key).or_insert_with(|| json_with(value, number));
            }
            Value::Object(map)
        }
    }
}

/// Returns the value of a number in JSON's notation or YAML's (`0x1F`); `None` if JSON has no such number.
pub(crate) fn number(text: &str) -> Option<Value> {
    let number = serde_json::from_str(text).ok();
    let number = number.or_else(|| serde_yaml::from_str(text).ok());
    number.map(Value::Number)
}

/// Returns the node at a pointer, null if there is none.
pub(crate) fn node<'a>(root: &'a Value, pointer: &Pointer) -> &'a Value {
    root.pointer(&pointer.to_string()).unwrap_or(&Value::Null)
}

/// Returns a path, or a method with a path, without the names of its parameters, which are not sent.
pub(crate) fn route(path: &str) -> String {
    let parts = path.split('{').map(|part| part.rsplit('}').next());
    parts.flatten().collect::<Vec<_>>().join("{}")
}

/// Returns where a parameter goes, in a word.
pub(crate) fn location(location: &Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Form => "form",
        Location::Body { .. } | Location::RestOfBody { .. } => "body",
        Location::WholeBody => "whole-body",
        Location::RawBody => "raw-body",
    }
}
