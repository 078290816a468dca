//! The document inside a text, and the conversion of the parser's positions to places in the whole text.

use std::cell::{Cell, OnceCell};

use super::Place;
use super::lines::{self, Lines};

/// The characters that end a line for the YAML parser.
const YAML_BREAKS: &[char] = &['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The line that begins a document.
pub(super) const MARK: &str = "---";

/// The document without its byte order mark and its front matter lines. A closing line `---` is also removed if there is no
/// opening one, because it would begin another, empty document.
pub(super) struct Body<'a> {
    /// The lines of the whole text.
    pub(super) lines: Lines<'a>,
    pub(super) text: &'a str,
    pub(super) is_json: bool,
    /// The offset of the text in the whole.
    start: usize,
    /// The offsets of the lines of the text as the parser counts them; computed when the first place is needed.
    counted: OnceCell<Vec<usize>>,
    /// The line, the number of characters before the place, and the offset of the last conversion.
    last: Cell<(usize, usize, usize)>,
}

impl<'a> Body<'a> {
    pub(super) fn new(whole: &'a str) -> Self {
        let lines = Lines::new(whole);
        let opens = lines.line(1).is_some_and(|first| first.trim_end() == MARK);
        let start = lines.start(2).filter(|_| opens).unwrap_or(0);
        let end = closing(&lines, usize::from(opens));
        let text = lines.text().get(start..end).unwrap_or_default();
        let is_json = text.trim_start().starts_with('{');
        Self {
            lines,
            text,
            is_json,
            start,
            counted: OnceCell::new(),
            last: Cell::new((0, 0, 0)),
        }
    }

    /// Returns the place in the whole text of the character at this offset of the document.
    pub(super) fn place(&self, offset: usize) -> Place {
        self.lines.place(self.start + offset)
    }

    /// Converts the parser's line and column to an offset in the document.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let counted = self.counted.get_or_init(|| {
            let breaks = if self.is_json { &['\n'] } else { YAML_BREAKS };
            lines::starts(self.text, breaks)
        });
        let start = line
            .checked_sub(1)
            .and_then(|line| counted.get(line))
            .copied()
            .unwrap_or(self.text.len());
        if self.is_json {
            // The JSON parser counts the bytes of the line that it has read; at the end of a line, none.
            let read = (start + column).min(self.text.trim_end().len() + 1);
            (0..read)
                .rev()
                .find(|at| self.text.is_char_boundary(*at))
                .unwrap_or(0)
        } else {
            // The whole text may be one line, with many places in it.
            let column = column.saturating_sub(1);
            let (near, passed) = match self.last.get() {
                (same, passed, offset) if same == line && passed <= column => (offset, passed),
                _ => (start, 0),
            };
            let rest = self.text.get(near..).unwrap_or_default();
            let offset = near + lines::behind(rest, column - passed);
            self.last.set((line, column, offset));
            offset
        }
    }
}

/// Returns the offset of the line that closes the document, after `opening` lines; the end of the text if there is none.
fn closing(lines: &Lines<'_>, opening: usize) -> usize {
    let rest = || lines.iter().filter(|(line, _)| *line > opening);
    let is_mark = |line: &str| line.trim_end() == MARK;
    let is_empty = |line: &str| {
        let text = line.trim();
        text.is_empty() || text.starts_with('#') || text == "..." || is_mark(line)
    };
    let behind = rest().rev().take_while(|(_, line)| is_empty(line));
    let mark = behind.filter(|(_, line)| is_mark(line)).last();
    // If only comments and directives come before it, the mark opens the document.
    let closing = mark.filter(|(number, _)| {
        let mut before = rest().take_while(|(line, _)| line < number);
        before.any(|(_, line)| !(is_empty(line) || line.starts_with('%')))
    });
    closing
        .and_then(|(number, _)| lines.start(number))
        .unwrap_or(lines.text().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, line: usize, column: usize) -> (usize, usize) {
        let body = Body::new(text);
        let place = body.place(body.offset(line, column));
        (place.line, place.column)
    }

    #[test]
    fn a_mark_with_nothing_after_it_closes_the_document() {
        for (whole, text) in [
            ("---\na: 1\n---\n", "a: 1\n"),
            ("---\ra: 1\r---", "a: 1\r"),
            ("a: 1\n---\n", "a: 1\n"),
            ("{}\n---\n\n", "{}\n"),
            ("# b\n---\na: 1\n---\n# c\n...\n---\n", "# b\n---\na: 1\n"),
            ("a: 1\n---\nb: 2\n---\n", "a: 1\n---\nb: 2\n"),
            ("a: |\n  b\n  ---\n", "a: |\n  b\n  ---\n"),
            ("a: 1\n--- b\n", "a: 1\n--- b\n"),
            ("# b\n---\n", "# b\n---\n"),
            ("%YAML 1.1\n---\n", "%YAML 1.1\n---\n"),
            ("---\n---\n", "---\n"),
            ("---", "---"),
            ("", ""),
        ] {
            assert_eq!(Body::new(whole).text, text, "{whole}");
        }
    }

    #[test]
    fn the_yaml_parser_counts_lines_differently() {
        let text = "---\na: \"b\u{2028}c\u{85}d\" # e\u{2029}\nf: g\n";
        assert_eq!(position(text, 1, 4), (2, 4));
        assert_eq!(position(text, 2, 1), (2, 7));
        assert_eq!(position(text, 3, 2), (2, 10));
        assert_eq!(position(text, 5, 4), (3, 4));
        assert_eq!(position("a: b\rc: d\r", 2, 4), (2, 4));
        assert_eq!(position("a: b\r\nc: d\r\n", 2, 4), (2, 4));
    }

    #[test]
    fn json_columns_are_bytes_that_were_read() {
        let text = "---\n{\"é\": 1,\n \"b\": 2}\n";
        assert_eq!(position(text, 1, 6), (2, 5));
        assert_eq!(position(text, 2, 0), (2, 9));
        assert_eq!(position(text, 2, 2), (3, 2));
        assert_eq!(position("{\r\"a\": x}", 1, 8), (2, 6));
        assert_eq!(position("{\n\n", 3, 0), (1, 2));
    }
}
