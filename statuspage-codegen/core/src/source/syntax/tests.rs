//! The most common syntax errors, and the message for each.

use crate::source::Source;

/// A text, the place of the error, a part of the message, and a part of the help.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

fn assert_reported(mistakes: &[Mistake]) {
    for (text, place, said, help) in mistakes {
        let source = Source::new("x", *text);
        let rendered = source.parse().unwrap_err().render_quoted(&source);
        let headline = format!("x:{place}: error[syntax]: not valid ");
        assert!(rendered.starts_with(&headline), "{text}: {rendered}");
        assert!(rendered.contains(said), "{text}: {rendered}");
        let (_, remedy) = rendered.split_once("\n  help: ").unwrap();
        assert!(remedy.contains(help), "{text}: {rendered}");
        assert!(rendered.contains(" | "), "{text}: {rendered}");
    }
}

#[test]
fn each_mistake_of_yaml_has_its_place_and_remedy() {
    assert_reported(&[
        (
            "a:\n\tb: 1\n",
            "2:1",
            "a tab in the indentation",
            "indent with spaces",
        ),
        (
            "a: @b\n",
            "1:4",
            "cannot begin with this character",
            "in quotes",
        ),
        (
            "a: b: c\n",
            "1:5",
            "colon is not allowed",
            "a text with a colon",
        ),
        ("a: 1\n  b: 2\n", "2:4", "not allowed", "indented too far"),
        (
            "a:\n  b:\n    c: 1\n   d: 2\n",
            "4:4",
            "mapping that begins on line 2",
            "alike",
        ),
        (
            "---\na:\n  b:\n    c: 1\n   d: 2\n---\n",
            "5:4",
            "mapping that begins on line 3",
            "alike",
        ),
        (
            "a: 'b\nc: d\n\n",
            "1:4",
            "a line that is not indented",
            "missing quote",
        ),
        ("a: & b\n", "1:4", "the name of an alias", "in quotes"),
        ("a: *b\n", "1:4", "without an anchor", "in quotes"),
        (
            "a: &a [*a]\n",
            "1:8",
            "inside its own anchor",
            "remove the alias",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "2:2",
            "in the list that begins on line 1",
            "closing bracket",
        ),
        (
            "{a}: 1\n...\n",
            "1:2",
            "key must be a string",
            "double quotes",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "2:1",
            "more than one document",
            "keep one",
        ),
        (
            "a: \"\u{2028}\" # \u{85}\nb: \"\u{2029}\"\nc:\n  d:\n    e: 1\n   f: 2\n",
            "6:4",
            "mapping that begins on line 4",
            "alike",
        ),
        (
            "a: 1\rb: c: d\r",
            "2:5",
            "not allowed",
            "a text with a colon",
        ),
        (
            "a: \"\u{2029}\", b: c\n",
            "1:7",
            "after a closing quote",
            "in quotes",
        ),
    ]);
}

#[test]
fn a_character_that_yaml_does_not_allow_is_reported_at_its_place() {
    let allowed = "\t\u{85}\u{a0}\u{2028}\u{d7ff}\u{e000}\u{feff}\u{fffd}\u{10000}\u{1fffe}";
    let mut refused = 0;
    for character in (0..0x100)
        .chain([0xfffe, 0xffff])
        .filter_map(char::from_u32)
    {
        let text = format!("---\na: \"{allowed}\"\nb: \"d{character}\"\n");
        let source = Source::new("x", text);
        let Err(error) = source.parse() else {
            continue;
        };
        let rendered = error.render_quoted(&source);
        if matches!(character, '"' | '\\' | '\n' | '\r') {
            assert!(!rendered.contains("U+"), "{rendered}");
            continue;
        }
        let code = u32::from(character);
        let headline = format!(
            "x:3:6: error[syntax]: not valid YAML: the character U+{code:04X} is not allowed\n"
        );
        assert!(rendered.starts_with(&headline), "{rendered}");
        assert!(
            rendered.ends_with("as an escape in double quotes"),
            "{rendered}"
        );
        refused += 1;
    }
    assert_eq!(refused, 63);
    let first = Source::new("x", "\u{b}a: b\n").parse().unwrap_err();
    assert_eq!(
        first.message,
        "not valid YAML: the character U+000B is not allowed"
    );
}

#[test]
fn each_mistake_of_an_escape_or_a_number_has_its_remedy() {
    assert_reported(&[
        (
            "a: \"C:\\path\"\n",
            "1:4",
            "unknown escape",
            "single quotes",
        ),
        (
            "a: \"C:\\users\"\n",
            "1:4",
            "hexadecimal",
            "double the backslash",
        ),
        (
            "{\"a\": \"C:\\path\"}",
            "1:10",
            "invalid escape",
            "double the backslash",
        ),
        (
            "{\"a\": \"C:\\users\"}",
            "1:10",
            "invalid escape",
            "double the backslash",
        ),
        (
            "{\"a\": 01}",
            "1:7",
            "invalid number",
            "without leading zeros",
        ),
    ]);
}

#[test]
fn each_mistake_of_json_has_its_place_and_remedy() {
    assert_reported(&[
        (
            "{\"a\": 1,\n}\n",
            "2:1",
            "trailing comma",
            "remove the comma",
        ),
        (
            "{\n// a\n}\n",
            "2:1",
            "key must be a string",
            "JSON does not allow",
        ),
        (
            "{\"a\": 1\n\"b\": 2}\n",
            "2:1",
            "expected `,`",
            "put a comma",
        ),
        (
            "{\n\"a\": \"b\nc\"\n}\n",
            "2:8",
            "not closed on its line",
            "write a line break",
        ),
        (
            "---\r\n{\"a\": \"b\r\nc\"}\r\n---\r\n",
            "2:9",
            "not closed on its line",
            "write a line break",
        ),
        (
            "{\"\u{e9}\": \"\u{7}\"}\n",
            "1:8",
            "control character",
            "remove the character",
        ),
        (
            "{\"a\": {\n\n",
            "1:8",
            "mapping that begins on line 1",
            "ends too early",
        ),
        ("{\u{a0}\"a\": 1}", "1:2", "U+00A0", "a space"),
        ("{} {}\n", "1:4", "trailing characters", "after the end"),
    ]);
}

#[test]
fn files_that_are_not_descriptions_are_recognized() {
    assert_reported(&[
        (
            "\n<!DOCTYPE html>\n<p>a: b: c\n",
            "2:1",
            "HTML",
            "sign-in page",
        ),
        ("<html>\n", "1:1", "HTML", "sign-in page"),
        (
            "a: 1\n<<<<<<< ours\nb: 2\n",
            "2:1",
            "unfinished merge",
            "finish the merge",
        ),
    ]);
}

#[test]
fn a_key_that_looks_like_markup_is_not_markup() {
    for text in ["<<: a\n", "<a>: b\n", "< a\n", "<1>"] {
        let rendered = Source::new("x", text).parse();
        let is_markup = rendered.is_err_and(|error| error.message.contains("HTML"));
        assert!(!is_markup, "{text}");
    }
}
