//! The paths of actions: limited in what they may cost, and explained when they match nothing.

use serde_json::Value;
use serde_json_path::JsonPath;

/// A JSONPath, and how the overlay writes it.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) path: JsonPath,
    pub(super) text: String,
}

impl Query {
    /// Parses a path, or says why that is not possible, and what to do.
    pub(super) fn parse(text: &str) -> Result<Self, (String, &'static str)> {
        if let Some(reason) = too_complex(text) {
            let message = format!("is too complex: {reason}");
            return Err((message, "write a shorter path, or several actions"));
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
                let message = format!("is not a valid JSONPath {rest}: {}", error.message());
                let help = "RFC 9535 has the grammar: `$`, then `.name`, `['any name']`, `[0]`, `[*]` or `[?@.name == 'x']`";
                Err((message, help))
            }
        }
    }

    /// The shortest beginning of the path that matches nothing already: what all targets below the same missing node
    /// have in common.
    pub(super) fn first_without_match(&self, document: &Value) -> &str {
        let mut scan = Scan::default();
        let mut previous = ' ';
        for (at, character) in self.text.char_indices() {
            let begins_segment =
                scan.is_outside() && previous != '.' && matches!(character, '.' | '[');
            scan.step(character);
            previous = character;
            let beginning = self.text.get(..at).unwrap_or_default();
            if begins_segment
                && at > 1
                && JsonPath::parse(beginning).is_ok_and(|path| path.query(document).is_empty())
            {
                return beginning;
            }
        }
        &self.text
    }
}

/// The brackets and quotes around a character of a JSONPath.
#[derive(Default)]
struct Scan {
    depth: usize,
    quote: Option<char>,
    is_escaped: bool,
}

impl Scan {
    fn step(&mut self, character: char) {
        let is_escaped = std::mem::take(&mut self.is_escaped);
        match (self.quote, character) {
            (Some(_), '\\') => self.is_escaped = !is_escaped,
            (Some(open), close) if open == close && !is_escaped => self.quote = None,
            (None, '\'' | '"') => self.quote = Some(character),
            (None, '(' | '[') => self.depth += 1,
            (None, ')' | ']') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn is_outside(&self) -> bool {
        self.depth == 0 && self.quote.is_none()
    }
}

/// Why a JSONPath is not even parsed: the parser calls itself for each level of nesting, and each `..` can multiply the
/// nodes that are selected.
fn too_complex(text: &str) -> Option<String> {
    const LENGTH: usize = 2_000;
    const DEPTH: usize = 10;
    const DESCENTS: usize = 3;
    let (mut scan, mut deepest) = (Scan::default(), 0);
    for character in text.chars() {
        scan.step(character);
        deepest = deepest.max(scan.depth);
    }
    if text.len() > LENGTH {
        Some(format!("it is longer than {LENGTH} bytes"))
    } else if deepest > DEPTH {
        Some(format!(
            "its brackets are nested more than {DEPTH} levels deep"
        ))
    } else if text.matches("..").count() > DESCENTS {
        Some(format!("it has `..` more than {DESCENTS} times"))
    } else {
        None
    }
}
