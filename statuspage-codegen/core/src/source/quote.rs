//! Quotes a line of a text, with a mark below a place in it.

use super::Place;
use crate::hidden::is_hidden;

/// The maximum number of characters shown; a whole document may be one line.
const WIDEST: usize = 80;

/// Returns the part of the line around the place, with the mark below. Invisible characters, and those that change the
/// direction of the text, are shown as U+FFFD.
pub(super) fn quote(line: &str, place: Place) -> String {
    let column = place.column.saturating_sub(1);
    let skipped = column.saturating_sub(WIDEST / 2);
    let mut rest = line.chars().skip(skipped);
    let shown: String = rest.by_ref().take(WIDEST).map(visible).collect();
    let before = if skipped > 0 { "…" } else { "" };
    let after = if rest.next().is_some() { "…" } else { "" };
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let indent = " ".repeat(column - skipped + before.chars().count());
    format!(
        "{margin} |\n{number} | {before}{}{after}\n{margin} | {indent}^",
        shown.trim_end()
    )
}

fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        other if is_hidden(other) => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn quoted(text: &str, line: usize, column: usize) -> Option<String> {
        Source::new("a", text.to_owned()).quote(Place { line, column })
    }

    #[test]
    fn the_mark_is_below_the_place() {
        let text = "a: 1\nbé:\t[2\r\n";
        assert_eq!(quoted(text, 2, 5).unwrap(), "  |\n2 | bé: [2\n  |     ^");
        assert_eq!(quoted(text, 1, 1).unwrap(), "  |\n1 | a: 1\n  | ^");
        assert_eq!(
            quoted("a: 1\rb: [2\r", 2, 4).unwrap(),
            "  |\n2 | b: [2\n  |    ^"
        );
        assert_eq!(quoted(text, 3, 1), None);
        assert_eq!(quoted(text, 0, 0), None);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = "x".repeat(1000);
        let quote = quoted(&text, 1, 500).unwrap();
        let [_, line, mark] = quote.lines().collect::<Vec<_>>()[..] else {
            panic!("{quote}");
        };
        assert_eq!(line, format!("1 | …{}…", "x".repeat(WIDEST)));
        assert_eq!(mark.chars().count(), "1 | ".len() + 1 + WIDEST / 2 + 1);
        let far = quoted("abc", 1, 1000).unwrap();
        assert!(far.ends_with('^'), "{far}");
    }

    #[test]
    fn invisible_characters_are_shown() {
        let quote = quoted("a\u{202e}b\u{200b}\u{7}", 1, 1).unwrap();
        assert!(quote.contains("a\u{fffd}b\u{fffd}\u{fffd}"), "{quote}");
    }
}
