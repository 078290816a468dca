//! A named text in YAML or JSON. It is parsed into a tree, and the places of nodes in it can be found.

mod body;
mod decode;
mod lines;
mod locate;
mod quote;
mod reader;
mod syntax;
mod tree;
mod written;

use std::borrow::Cow;
use std::fmt;

use crate::diagnostic::{Diagnostic, Rule};
use crate::pointer::Pointer;
use crate::value::Value;

use body::Body;
use lines::Lines;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// A named text. It is JSON if its first character is `{`, otherwise YAML. Both may be enclosed in two lines `---` (front
/// matter), and may begin with a byte order mark.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Cow<'static, str>,
    /// The error about the bytes that it was created from, if they are not valid UTF-8.
    undecoded: Option<Box<Diagnostic>>,
}

impl Source {
    /// Creates a source from a text and a name for diagnostics, usually its path.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            undecoded: None,
        }
    }

    /// Returns the name of the text in diagnostics.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Finds the place of a node; see [`locate_all`](Self::locate_all).
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Option<Place> {
        self.locate_all([pointer]).pop().flatten()
    }

    /// Finds the places of nodes, in the order of the pointers; `None` for a node that is not in the text.
    ///
    /// The place of a scalar, or of an item of a list, is where it begins. In YAML, the place of a mapping or list that is the
    /// value of a key is the place of that key. The text is parsed again, once for all pointers, so call this only for output.
    #[must_use]
    pub fn locate_all<'a>(
        &self,
        pointers: impl IntoIterator<Item = &'a Pointer>,
    ) -> Vec<Option<Place>> {
        let places = locate::places(&self.text, pointers.into_iter());
        // Of a repeated key, the first one is used.
        places.into_iter().map(|all| all.first().copied()).collect()
    }

    /// Adds the places of all occurrences to diagnostics about repeated keys.
    pub(crate) fn add_places_of_repeated(&self, diagnostics: &mut [Diagnostic]) {
        let is_repeated = |found: &&mut Diagnostic| found.rule == Rule::RepeatedKey;
        let repeated: Vec<_> = diagnostics.iter_mut().filter(is_repeated).collect();
        let pointers = repeated.iter().map(|found| &found.pointer);
        let places = locate::places(&self.text, pointers);
        for (diagnostic, places) in repeated.into_iter().zip(places) {
            let places: Vec<_> = places.iter().map(Place::to_string).collect();
            diagnostic.message = format!("{} ({})", diagnostic.message, places.join(" and "));
        }
    }

    /// Returns the lines of the text as places count them. A line ends with a line feed, a carriage return, or both.
    #[must_use]
    pub fn lines(&self) -> Vec<&str> {
        let lines = Lines::new(&self.text);
        lines.iter().map(|(_, line)| line).collect()
    }

    /// Quotes the line of a place, with a mark below the place; `None` if the text has no such line.
    #[must_use]
    pub fn quote(&self, place: Place) -> Option<String> {
        let lines = Lines::new(&self.text);
        Some(quote::quote(lines.line(place.line)?, place))
    }

    /// Parses the text into a tree.
    ///
    /// # Errors
    ///
    /// The syntax error, with its place.
    pub fn parse(&self) -> Result<Value, Diagnostic> {
        if let Some(diagnostic) = &self.undecoded {
            return Err(Diagnostic::clone(diagnostic));
        }
        let parsed = tree::read(&Body::new(&self.text), &locate::NO_STEPS, &mut []);
        match &parsed {
            Ok(Value::Mapping(_)) => parsed,
            // HTML may be a syntax error, or one long string.
            _ => syntax::markup(&self.text).map_or(parsed, Err),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "---\nswagger: \"2.0\"\npaths:\n  /a/[b].json:\n    get:\n      parameters:\n      - in: query\n        name: foo bar\n      responses:\n        200:\n          description: |\n            hey\n---";

    fn place(source: &Source, steps: &[&str]) -> Option<(usize, usize)> {
        let pointer = steps
            .iter()
            .fold(Pointer::default(), |at, step| at.child(step));
        source
            .locate(&pointer)
            .map(|place| (place.line, place.column))
    }

    #[test]
    fn places_of_yaml_nodes() {
        let source = Source::new("a.yaml", YAML);
        let get = ["paths", "/a/[b].json", "get"];
        assert_eq!(place(&source, &["swagger"]), Some((2, 10)));
        assert_eq!(place(&source, &["paths"]), Some((3, 1)));
        assert_eq!(place(&source, &get[..2]), Some((4, 3)));
        let parameter = [get.as_slice(), &["parameters", "0"]].concat();
        assert_eq!(place(&source, &parameter), Some((7, 9)));
        assert_eq!(
            place(&source, &[parameter.as_slice(), &["name"]].concat()),
            Some((8, 15))
        );
        assert_eq!(
            place(&source, &[get.as_slice(), &["responses", "200"]].concat()),
            Some((10, 9))
        );
        assert_eq!(place(&source, &["paths", "/nowhere"]), None);
        assert_eq!(place(&source, &[]), Some((2, 1)));
    }

    #[test]
    fn an_empty_item_has_the_place_of_the_item_before_it() {
        let source = Source::new("a.yaml", "a: {b: [{c: d}, {}]}");
        let places = ["0", "1"].map(|item| Pointer::default().child("a").child("b").child(item));
        let places = source.locate_all(&places);
        assert_eq!(places[0], places[1]);
        assert!(places[0].is_some());
    }

    #[test]
    fn places_behind_tags_and_empty_nodes() {
        let source = Source::new("a.yaml", "a: !x\n  b: !y [1, ~, !z c]\n~: !x {d: }\ne: f\n");
        assert_eq!(place(&source, &["a", "b", "2"]), Some((2, 16)));
        assert_eq!(place(&source, &["~", "d"]), Some((3, 11)));
        assert_eq!(place(&source, &["e"]), Some((4, 4)));
    }

    /// The parser quotes a scalar before it reports the place.
    #[test]
    fn a_scalar_that_looks_like_a_place_is_not_one() {
        let source = Source::new("a.yaml", "it ends at line 7 column x");
        assert_eq!(place(&source, &[]), Some((1, 1)));
        let source = Source::new("a.yaml", "- a\n- it ends at line 7 column 8");
        assert_eq!(place(&source, &["1"]), Some((2, 3)));
    }

    #[test]
    fn places_of_json_nodes() {
        let source = Source::new(
            "a.json",
            "---\n{\"a\": [1,\n  {\"b/\\u0063\": \"x\"}],\n \"d\": {}}\n---\n",
        );
        assert_eq!(place(&source, &["a"]), Some((2, 7)));
        assert_eq!(place(&source, &["a", "1"]), Some((3, 3)));
        assert_eq!(place(&source, &["a", "1", "b/c"]), Some((3, 16)));
        assert_eq!(place(&source, &["d"]), Some((4, 7)));
        assert_eq!(place(&source, &["a", "2"]), None);
    }

    #[test]
    fn characters_that_only_the_parser_counts_as_line_breaks() {
        let text =
            "---\na: \"b\u{2028}c\u{85}\" # \u{2029}\nd: {\u{e9}: \"f\u{2029}g\", h: [i]}\n---\n";
        let source = Source::new("a.yaml", text);
        assert_eq!(place(&source, &["d"]), Some((3, 1)));
        assert_eq!(place(&source, &["d", "é"]), Some((3, 8)));
        assert_eq!(place(&source, &["d", "h"]), Some((3, 15)));
        assert_eq!(place(&source, &["d", "h", "0"]), Some((3, 19)));
        let source = Source::new("a.yaml", "\u{feff}a: 1\rb: {c: 2}\r");
        assert_eq!(place(&source, &["a"]), Some((1, 4)));
        assert_eq!(place(&source, &["b", "c"]), Some((2, 8)));
    }

    #[test]
    fn places_of_syntax_errors_are_those_in_the_whole_text() {
        for (text, line) in [
            ("---\na: 1\nb: [\n---\n", 3),
            ("---\n{\"a\": 1,\n}\n---\n", 3),
            ("a: 1\n b: 2\n", 2),
        ] {
            let source = Source::new("bad", text);
            let rendered = source.parse().unwrap_err().render(&source);
            assert!(rendered.starts_with(&format!("bad:{line}:")), "{rendered}");
            assert!(!rendered.contains("at line"), "{rendered}");
        }
    }

    #[test]
    fn byte_order_mark_and_carriage_returns_are_read() {
        let text = format!("\u{feff}{}", YAML.replace('\n', "\r\n"));
        let plain = Source::new("a", YAML).parse().unwrap();
        assert_eq!(Source::new("b", text).parse().unwrap(), plain);
    }
}
