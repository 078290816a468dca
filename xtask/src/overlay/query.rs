//! The JSONPath of an action, and which part of it matches nothing.

use serde_json::Value;
use serde_json_path::{JsonPath, NormalizedPath};

/// A JSONPath, and how the overlay writes it.
#[derive(Debug)]
pub(super) struct Query {
    path: JsonPath,
    pub(super) text: String,
}

impl Query {
    /// Parses a path, or returns what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if is_too_complex(text) {
            return Err("is too long, nested too deeply, or has too many `..`".to_owned());
        }
        match JsonPath::parse(text) {
            Ok(path) => Ok(Self {
                path,
                text: text.to_owned(),
            }),
            Err(error) => {
                let rest = match text.get(error.position()..) {
                    None | Some("") => "at its end".to_owned(),
                    Some(rest) => format!("at `{rest}`"),
                };
                let message = error.message();
                Err(format!("is not a valid JSONPath {rest}: {message}"))
            }
        }
    }

    /// Returns the JSON pointers of the nodes that the path selects, in the document's order, each once.
    pub(super) fn pointers(&self, document: &Value) -> Vec<String> {
        let nodes = self.path.query_located(document).dedup();
        let locations = nodes.locations();
        locations.map(NormalizedPath::to_json_pointer).collect()
    }

    /// Returns the shortest beginning of the path that matches nothing: all paths below the same missing node have it in common.
    pub(super) fn first_without_match(&self, document: &Value) -> &str {
        let is_boundary = |at: &usize| self.text[*at..].starts_with(['.', '[']);
        let beginnings = (2..self.text.len()).filter(|at| self.text.is_char_boundary(*at));
        // A beginning that ends inside brackets, in quotes or after the first of two dots is not a valid path.
        beginnings
            .filter(is_boundary)
            .map(|at| &self.text[..at])
            .find(|text| JsonPath::parse(text).is_ok_and(|path| path.query(document).is_empty()))
            .unwrap_or(&self.text)
    }
}

/// Returns whether a path is not even parsed: the parser is recursive, and each `..` can multiply the selected nodes.
fn is_too_complex(text: &str) -> bool {
    let mut depth = 0_usize;
    let depths = text.chars().map(|character| {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    });
    depths.max() > Some(10) || text.len() > 2_000 || text.matches("..").count() > 3
}
