//! A named text in YAML or JSON. It is parsed into a tree, and the places of nodes in it can be found.

mod body;
mod decode;
mod json;
mod lines;
mod locate;
mod quote;
mod syntax;
mod tree;
#[cfg(feature = "yaml")]
mod yaml;

use std::borrow::Cow;
use std::fmt;

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Files;
use crate::hashed::Map;
use crate::pointer::Pointer;
use crate::value::Value;

use body::Body;
use lines::Lines;
use tree::{Node, Problem};

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

/// A named text, with the files that it refers to. It is JSON if its first character is `{`, otherwise YAML. Both may be enclosed
/// in two lines `---` (front matter), and may begin with a byte order mark.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Cow<'static, str>,
    /// The error about the bytes that it was created from, if they are not valid UTF-8.
    undecoded: Option<Box<Diagnostic>>,
    /// The files that it refers to, if they were read.
    files: Option<Box<Files>>,
}

impl Source {
    /// Creates a source from a text and a name for diagnostics, usually its path.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            undecoded: None,
            files: None,
        }
    }

    /// Reads the files that the text refers to. `load` gets paths relative to the folder of the text, with `/` between the steps
    /// and without `..`, and returns the content of the file or why it cannot be read. References that leave the folder, or lead
    /// to the network, are not loaded.
    #[must_use]
    pub fn with_files(mut self, load: impl FnMut(&str) -> Result<Vec<u8>, String>) -> Self {
        if let Ok(tree) = self.parse() {
            self.files = Some(Box::new(Files::read(&self.name, &tree, load)));
        }
        self
    }

    pub(crate) fn loaded(&self) -> Option<&Files> {
        self.files.as_deref()
    }

    /// Returns the text that has a node: this one, or that of a file.
    #[must_use]
    pub fn of(&self, pointer: &Pointer) -> &Self {
        let file = pointer.file();
        let file = file.and_then(|path| self.loaded()?.source(path));
        file.unwrap_or(self)
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
        // Of a repeated key, the first one is used.
        let places = self.all_places(pointers.into_iter()).into_iter();
        places.map(|all| all.first().copied()).collect()
    }

    /// Finds the places of nodes in this text and in the files, in the order of the pointers: several if a key is repeated.
    fn all_places<'a>(&self, pointers: impl Iterator<Item = &'a Pointer>) -> Vec<Vec<Place>> {
        let mut by_file = Map::default();
        let mut count = 0;
        for pointer in pointers {
            let of_file = by_file.get_or_insert_with(pointer.file(), Vec::new);
            of_file.push((count, pointer.local()));
            count += 1;
        }
        let mut found = vec![Vec::new(); count];
        for (path, pointers) in by_file.into_entries() {
            let source = match path {
                None => Some(self),
                Some(path) => self.loaded().and_then(|files| files.source(path)),
            };
            let Some(source) = source else {
                continue;
            };
            let places = source.places(pointers.iter().map(|(_, local)| local));
            for ((index, _), places) in pointers.iter().zip(places) {
                if let Some(slot) = found.get_mut(*index) {
                    *slot = places;
                }
            }
        }
        found
    }

    /// Adds the places of all occurrences to diagnostics about repeated keys.
    pub(crate) fn add_places_of_repeated(&self, diagnostics: &mut [Diagnostic]) {
        let is_repeated = |found: &&mut Diagnostic| found.rule == Rule::RepeatedKey;
        let repeated: Vec<_> = diagnostics.iter_mut().filter(is_repeated).collect();
        let pointers = repeated.iter().map(|found| &found.pointer);
        let places = self.all_places(pointers);
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
        let body = Body::new(&self.text);
        let read = read(&body).map(|node| node.value);
        let parsed = read.map_err(|problem| syntax::diagnostic(&body, &problem));
        match &parsed {
            Ok(Value::Mapping(_)) => parsed,
            // HTML may be a syntax error, or one long string.
            _ => syntax::markup(&self.text).map_or(parsed, Err),
        }
    }

    /// Finds the places of nodes of this text, in the order of the pointers: several if a key is repeated, and none in a text with
    /// a syntax error.
    fn places<'a>(&self, pointers: impl Iterator<Item = &'a Pointer>) -> Vec<Vec<Place>> {
        let mut pointers = pointers.peekable();
        if pointers.peek().is_none() {
            return Vec::new();
        }
        let body = Body::new(&self.text);
        let Ok(node) = read(&body) else {
            return pointers.map(|_| Vec::new()).collect();
        };
        let offsets = locate::offsets(&node, pointers).into_iter();
        let places = offsets.map(|all| all.into_iter().map(|at| body.place(at)).collect());
        places.collect()
    }
}

/// Reads the tree of a document.
fn read(body: &Body<'_>) -> Result<Node, Problem> {
    if body.is_json {
        return json::read(body.text);
    }
    #[cfg(feature = "yaml")]
    let read = yaml::read(body.text);
    #[cfg(not(feature = "yaml"))]
    let read = Err(Problem::new(
        0,
        "it does not begin with `{`, and this build of the generator does not read YAML",
        "enable the feature `yaml` of `statuspage-codegen`",
    ));
    read
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
    fn empty_items_have_places() {
        let source = Source::new("a.yaml", "a: {b: [{c: d}, {}]}");
        assert_eq!(place(&source, &["a", "b", "0"]), Some((1, 9)));
        assert_eq!(place(&source, &["a", "b", "1"]), Some((1, 17)));
    }

    #[test]
    fn places_behind_tags_and_empty_nodes() {
        let source = Source::new("a.yaml", "a: !x\n  b: !y [1, ~, !z c]\n~: !x {d: }\ne: f\n");
        assert_eq!(place(&source, &["a", "b", "2"]), Some((2, 16)));
        assert_eq!(place(&source, &["~", "d"]), Some((3, 9)));
        assert_eq!(place(&source, &["e"]), Some((4, 4)));
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
    fn characters_that_are_line_breaks_only_in_other_versions_of_yaml() {
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
