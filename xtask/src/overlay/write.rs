//! The effective description as text: JSON in the tree's order, the same bytes for the same tree.

use anyhow::{Result, anyhow};
use serde_json::{Number, Value};
use statuspage_codegen_core::{Source, Value as Tree};

use crate::document::{json_with, number};

/// Keeps numbers as they are written, such as `1.10`: in the tree they are strings with this prefix, unless JSON writes them
/// the same way.
pub(super) struct Mark(String);

impl Mark {
    /// Returns a prefix that none of the texts contains.
    pub(super) fn new(texts: &[&Source]) -> Self {
        let lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
        let is_free = |mark: &String| !lines.iter().any(|line| line.contains(mark.as_str()));
        let mut marks = (0_u64..).map(|number| format!("as-written-{number}-"));
        Self(marks.find(is_free).unwrap_or_default())
    }

    /// Returns the tree as JSON, in which numbers are marked.
    pub(super) fn tree(&self, tree: Tree) -> Value {
        json_with(tree, &|text| {
            let number = number(text).map(|number| (number.to_string(), number));
            let unchanged = number.filter(|(normal, _)| normal == text);
            let marked = || Value::String(format!("{}{text}", self.0));
            unchanged.map_or_else(marked, |(_, number)| number)
        })
    }

    /// Returns JSON text without the prefixes. A number that JSON cannot write that way, such as `0x1F`, gets its value.
    fn remove(&self, json: &str) -> String {
        let mark = format!("\"{}", self.0);
        let mut parts = json.split(&mark);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (written, rest) = part.split_once('"').unwrap_or((part, ""));
            if serde_json::from_str::<Number>(written).is_ok() {
                text.push_str(written);
            } else {
                let value = number(written).unwrap_or_else(|| written.into());
                text.push_str(&value.to_string());
            }
            text.push_str(rest);
        }
        text
    }
}

/// Writes a tree, one line for each scalar, so that a difference shows only what differs.
///
/// # Errors
///
/// The text cannot be read, for example because it is nested too deeply.
pub(super) fn json(value: &Value, mark: &Mark) -> Result<String> {
    let text = mark.remove(&format!("{value:#}\n"));
    match Source::new("the result", text.clone()).parse() {
        Ok(_) => Ok(text),
        Err(error) => Err(anyhow!("it does not read back: {}", error.message)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_that_cannot_be_read_is_an_error() {
        let deep = (0..200).fold(json!(1), |value, _| json!([value]));
        let error = super::json(&deep, &Mark::new(&[])).unwrap_err().to_string();
        assert!(error.contains("it does not read back"), "{error}");
    }
}
