//! Characters in the indentation that look like spaces or are invisible. YAML treats them as text.

use super::super::Place;
use super::super::body::Body;
use crate::diagnostic::Diagnostic;
use crate::hidden::is_hidden;
use crate::value::Value;

/// Returns a diagnostic if a key of the tree begins with such a character, so that a line only looks indented. Quoted keys are
/// accepted.
pub(in crate::source) fn in_key(body: &Body<'_>, tree: &Value) -> Option<Diagnostic> {
    let key = odd_key(tree)?;
    let mut lines = body.lines.iter();
    let found = lines.find_map(|(line, text)| {
        let (place, rest) = odd_start(line, text)?;
        rest.starts_with(key).then_some((place, rest))
    });
    found.and_then(|(place, rest)| diagnostic("YAML", place, rest))
}

/// Returns a diagnostic if such a character is at the place where the parser stopped, or at the beginning of its line or of
/// the line before, if that has a key.
pub(super) fn near(body: &Body<'_>, format: &str, place: Place) -> Option<Diagnostic> {
    let rest = body.lines.text().get(body.lines.offset(place)?..)?;
    diagnostic(format, place, rest).or_else(|| {
        let lines = (1..=place.line).rev();
        let texts = lines.filter_map(|line| Some((line, body.lines.line(line)?)));
        let mut texts = texts.filter(|(_, text)| !text.trim().is_empty()).take(2);
        let (place, rest) = texts.find_map(|(line, text)| odd_start(line, text))?;
        let has_key = rest.contains(": ") || rest.trim_end().ends_with(':');
        has_key.then(|| diagnostic(format, place, rest)).flatten()
    })
}

/// Returns the first key that begins with such a character.
fn odd_key(tree: &Value) -> Option<&str> {
    match tree {
        Value::Mapping(entries) => entries.iter().find_map(|(key, value)| {
            let key = key.starts_with(is_odd).then_some(key.as_str());
            key.or_else(|| odd_key(value))
        }),
        Value::Sequence(items) => items.iter().find_map(odd_key),
        Value::Null | Value::Bool(..) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Finds such a character in the indentation of a line; returns its offset and the text from there on.
fn odd_start(line: usize, text: &str) -> Option<(Place, &str)> {
    let rest = text.trim_start_matches(' ');
    let column = text.len() - rest.len() + 1;
    rest.starts_with(is_odd)
        .then_some((Place { line, column }, rest))
}

fn diagnostic(format: &str, place: Place, rest: &str) -> Option<Diagnostic> {
    let found = rest.chars().next().filter(|found| is_odd(*found))?;
    let code = u32::from(found);
    let looks = if found.is_whitespace() {
        "looks like a space but is not one"
    } else {
        "is invisible"
    };
    let message = format!("the indentation contains the character U+{code:04X}, which {looks}");
    let help = "replace it with a space, or remove it; text copied from web pages often contains many of them";
    Some(Diagnostic::syntax(Some(place), format, &message, help))
}

/// The parser treats some of them as line breaks, so they cannot begin a key.
fn is_odd(character: char) -> bool {
    let is_break = matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}');
    !(character.is_ascii() || is_break) && (character.is_whitespace() || is_hidden(character))
}

#[cfg(test)]
mod tests {
    use crate::{Source, read};

    #[test]
    fn characters_that_look_like_spaces_are_reported() {
        for (text, place, code) in [
            ("paths:\n\u{a0}\u{a0}b: 1\n", "2:1", "U+00A0"),
            ("---\npaths:\n  b:\n  \u{3000}c: 1\n---\n", "4:3", "U+3000"),
            ("a: 1\n\u{200b}swagger: '2.0'\n", "2:1", "U+200B"),
            ("a:\n  b: 1\n \u{a0}c: 1\n", "3:2", "U+00A0"),
            ("a:\n\u{a0}\u{a0}b: 1\n  c: 2\n", "2:1", "U+00A0"),
            ("{\u{a0}\"a\": 1}", "1:2", "U+00A0"),
        ] {
            let source = Source::new("x", text);
            let rendered = read(&source).unwrap_err();
            let rendered = rendered.last().unwrap().render(&source);
            let headline = format!("x:{place}: error[syntax]: not valid ");
            assert!(rendered.starts_with(&headline), "{text}: {rendered}");
            assert!(rendered.contains(code), "{text}: {rendered}");
        }
    }

    #[test]
    fn what_is_text_is_left_alone() {
        for text in [
            "a: |\n  b\n  \u{3000}c\n",
            "a: \u{a0}b\n",
            "\"\\u00a0a\": 1\n'\u{200b}b': 2\n",
            "{\"\u{a0}a\": 1}",
            "a: \"b\n  \u{a0}c: d\"\n",
        ] {
            assert!(Source::new("x", text).parse().is_ok(), "{text}");
        }
        let source = Source::new("x", "a: |\n  \u{3000}b\nc: d: e\n");
        let rendered = source.parse().unwrap_err().render(&source);
        assert!(rendered.contains("not allowed"), "{rendered}");
    }
}
