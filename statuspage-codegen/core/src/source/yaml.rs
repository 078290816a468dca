//! Reads YAML with the events of `saphyr-parser`.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::syntax;
use super::tree::{Node, Problem, Tree};
use crate::value::Value;

/// Reads the tree of a YAML text.
pub(super) fn read(text: &str) -> Result<Node, Problem> {
    syntax::check_characters(text)?;
    let mut tree = Tree::new(text, true);
    let mut offsets = Offsets {
        text,
        index: 0,
        at: 0,
    };
    let mut parser = Parser::new_from_str(text);
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let at = offsets.at(*error.marker());
            syntax::yaml_problem(error.info(), at, &tree, text)
        })?;
        let at = offsets.at(span.start);
        match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    let help =
                        "keep one: a line `---` in the middle of a text begins another document";
                    return Err(Problem::new(at, "there is more than one document", help));
                }
            }
            Event::Alias(anchor) => tree.alias(anchor, at)?,
            Event::Scalar(text, style, anchor, tag) => {
                if tree.expects_key() {
                    tree.key(text.into_owned(), at, anchor)?;
                } else {
                    let is_text =
                        style != ScalarStyle::Plain || tag.is_some_and(|tag| is_string(&tag));
                    let value = if is_text {
                        Value::String(text.into_owned())
                    } else {
                        plain(&text)
                    };
                    tree.scalar(value, at, anchor)?;
                }
            }
            Event::SequenceStart(anchor, _) => {
                tree.open(Value::Sequence(Vec::new()), at, anchor)?;
            }
            Event::MappingStart(anchor, _) => tree.open(Value::Mapping(Vec::new()), at, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => tree.close()?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    Ok(tree.finish())
}

/// Returns whether a tag is `!!str`. All other tags are ignored.
fn is_string(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() && tag.suffix == "str"
}

/// Returns the value of a scalar without quotes.
fn plain(text: &str) -> Value {
    const BOOLS: [(bool, &str); 6] = [
        (true, "true"),
        (true, "True"),
        (true, "TRUE"),
        (false, "false"),
        (false, "False"),
        (false, "FALSE"),
    ];
    if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Value::Null;
    }
    if let Some((flag, written)) = BOOLS.into_iter().find(|(_, written)| *written == text) {
        return Value::Bool(flag, written);
    }
    if is_number(text) {
        return Value::Number(text.to_owned());
    }
    Value::String(text.to_owned())
}

/// Returns whether a scalar without quotes is a number. Digits that begin with a zero are a text, such as a postal code.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let has_radix = |prefix: &str, radix: u32| {
        let digits = unsigned.strip_prefix(prefix);
        digits.is_some_and(|digits| {
            !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
        })
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    if has_radix("0x", 16) || has_radix("0o", 8) || has_radix("0b", 2) {
        return true;
    }
    let has_zero = unsigned.len() > 1 && unsigned.starts_with('0');
    if has_zero && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // Rust also accepts a second sign, and words such as `infinity`.
    unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && unsigned.parse::<f64>().is_ok()
}

/// Converts the parser's indexes, which count characters, to offsets.
struct Offsets<'a> {
    text: &'a str,
    /// The last index that was converted, and its offset. The next one is never far.
    index: usize,
    at: usize,
}

impl Offsets<'_> {
    fn at(&mut self, marker: Marker) -> usize {
        let (before, after) = self.text.split_at_checked(self.at).unwrap_or_default();
        self.at = if let Some(forward) = marker.index().checked_sub(self.index) {
            let found = after.char_indices().nth(forward);
            found.map_or(self.text.len(), |(at, _)| self.at + at)
        } else {
            let back = self.index - marker.index();
            let found = before.char_indices().rev().nth(back - 1);
            found.map_or(0, |(at, _)| at)
        };
        self.index = marker.index();
        self.at
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::plain;
    use crate::pointer::Pointer;
    use crate::source::Source;
    use crate::value::Value;

    fn yaml(text: &str) -> Value {
        Source::new("a.yaml", text.to_owned()).parse().unwrap()
    }

    #[test]
    fn keys_of_any_scalar_kind_become_text_in_order() {
        let Value::Mapping(entries) = yaml("200: a\ntrue: b\n~: c\n1.50: d\nz: e\na: f") else {
            panic!("a mapping");
        };
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["200", "true", "~", "1.50", "z", "a"]);
    }

    #[test]
    fn tags_are_ignored() {
        assert_eq!(yaml("!custom {a: !x 1}"), yaml("a: 1"));
    }

    #[test]
    fn json_and_yaml_give_the_same_tree() {
        let text = r#"{"a": [1, -2, 2.5, true, null, "x"], "b": {}}"#;
        assert_eq!(yaml(text), yaml(&format!("# YAML\n{text}")));
    }

    #[test]
    fn numbers_and_booleans_keep_their_text() {
        let written = "[&a 1.50, 0x1F, +5, *a, !x 1e3, !!float 2, !y &b # why\n  -0.0, TRUE, .5, 0o17, -.inf, *b]";
        let texts = [
            "1.50", "0x1F", "+5", "1.50", "1e3", "2", "-0.0", "TRUE", ".5", "0o17", "-.inf", "-0.0",
        ];
        for text in [
            written.to_owned(),
            format!("é: ü\nb: {written}\n"),
            format!("---\na: \"1.5\" # 1.5\nb:\n  {written}\n---\n"),
            format!("\u{feff}a: |\n  1.5\r\nb: {{c: \"\\n\", d: {written}}}\r\n"),
        ] {
            let mut tree = &yaml(&text);
            while let Value::Mapping(entries) = tree {
                tree = &entries.last().unwrap().1;
            }
            let Value::Sequence(items) = tree else {
                panic!("{text}");
            };
            let found: Vec<_> = items.iter().filter_map(Value::scalar).collect();
            assert_eq!(found, texts, "{text}");
        }
    }

    #[test]
    fn scalars_without_quotes_have_the_types_of_yaml_1_2() {
        let numbers = [
            "0", "-0", "+1", "12", "1.5", ".5", "5.", "1e3", "1E-3", "0x1f", "-0xF", "0o17", "0b1",
            ".inf", "-.INF", ".nan", "0.5", "-.5", "00.5",
        ];
        let texts = [
            "0123",
            "-012",
            "0x",
            "0xg",
            "0o8",
            "1_000",
            "+-1",
            "--1",
            "inf",
            "nan",
            "-.nan",
            "infinity",
            "1.2.3",
            "1e",
            "e3",
            ".",
            "-",
            "+",
            "yes",
            "no",
            "on",
            "y",
            "tRUE",
            "nULL",
            "1 2",
            "2024-05-06",
            "12:30",
            "-x",
        ];
        for number in numbers {
            assert_eq!(plain(number), Value::Number(number.to_owned()));
        }
        for text in texts {
            assert_eq!(plain(text), Value::String(text.to_owned()));
        }
        for null in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(null), Value::Null);
        }
    }

    #[test]
    fn quotes_and_the_tag_str_make_a_string() {
        let Value::Mapping(entries) =
            yaml("a: '1'\nb: \"true\"\nc: !!str 1.50\nd: |\n  2\ne: !!str\n")
        else {
            panic!("a mapping");
        };
        let strings = ["1", "true", "1.50", "2\n", ""].map(|text| Value::String(text.to_owned()));
        let found: Vec<_> = entries.into_iter().map(|(_, value)| value).collect();
        assert_eq!(found, strings);
    }

    #[test]
    fn aliases_repeat_values_keys_and_places() {
        let text = "a: &a {b: [1, &c d]}\ne: *a\n*c : f\ng: [*c, *a]\n&h i: *h\n";
        assert_eq!(
            yaml(text),
            yaml("a: {b: [1, d]}\ne: {b: [1, d]}\nd: f\ng: [d, {b: [1, d]}]\ni: i")
        );
        let source = Source::new("a.yaml", text);
        let place = |steps: &[&str]| {
            let pointer = steps
                .iter()
                .fold(Pointer::default(), |at, step| at.child(step));
            source
                .locate(&pointer)
                .map(|place| (place.line, place.column))
        };
        assert_eq!(place(&["e"]), Some((2, 1)));
        assert_eq!(place(&["e", "b"]), Some((1, 8)));
        assert_eq!(place(&["g", "1"]), Some((4, 9)));
    }

    #[test]
    fn the_size_of_what_a_small_text_expands_to_is_limited() {
        let mut bomb = "a0: &a0 [x]\n".to_owned();
        for level in 1..40 {
            let before = level - 1;
            writeln!(bomb, "a{level}: &a{level} [*a{before}, *a{before}]").unwrap();
        }
        let error = Source::new("a.yaml", bomb).parse().unwrap_err();
        assert!(
            error.message.contains("far larger than its text"),
            "{}",
            error.message
        );
        let key = "k".repeat(1 << 20);
        let error =
            Source::new("a.json", format!("{{\"{key}\": [{}0]}}", "0,".repeat(100))).parse();
        assert!(
            error
                .unwrap_err()
                .message
                .contains("far larger than its text")
        );
    }
}
