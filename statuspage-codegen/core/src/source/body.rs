//! The document's own text within a whole one, and what its parser says of places -> places in the whole.

use std::cell::{Cell, OnceCell};

use super::Place;
use super::lines::{self, Lines};

/// What ends a line to the YAML parser.
const YAML_BREAKS: &[char] = &['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// The line that begins a document.
pub(super) const MARK: &str = "---";

/// The document without its byte order mark, and inside its front matter lines: the last one begins a document without
/// anything in it, and does so without a first one, too.
pub(super) struct Body<'a> {
    /// The lines of the whole text.
    pub(super) lines: Lines<'a>,
    pub(super) text: &'a str,
    pub(super) is_json: bool,
    /// Where the text begins in the whole.
    start: usize,
    /// Where lines of the text begin, as the parser counts them; found when a place is asked for.
    counted: OnceCell<Vec<usize>>,
    /// The line, the characters before the place, and the byte that were asked for last.
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

    /// The place in the whole of the character that begins at this byte of the document.
    pub(super) fn place(&self, offset: usize) -> Place {
        self.lines.place(self.start + offset)
    }

    /// The place in the whole that the parser calls by this line and column.
    pub(super) fn told(&self, line: usize, column: usize) -> Place {
        self.place(self.offset(line, column))
    }

    /// The byte of the document that the parser calls by this line and column.
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
            // It tells how many bytes of the line are read. Of a line that ended there are none.
            let read = (start + column).min(self.text.trim_end().len() + 1);
            (0..read)
                .rev()
                .find(|at| self.text.is_char_boundary(*at))
                .unwrap_or(0)
        } else {
            // All of the text may be one line, and be asked for one place after the other.
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

    /// The document's text before a place.
    pub(super) fn before(&self, place: Place) -> Option<&'a str> {
        let end = self.lines.offset(place)?;
        self.lines.text().get(self.start..end)
    }
}

/// Where the line begins that closes the document behind so many lines; the end of the text if there is none.
fn closing(lines: &Lines<'_>, opening: usize) -> usize {
    let rest = || lines.iter().filter(|(line, _)| *line > opening);
    let is_mark = |line: &str| line.trim_end() == MARK;
    let is_empty = |line: &str| {
        let text = line.trim();
        text.is_empty() || text.starts_with('#') || text == "..." || is_mark(line)
    };
    let behind = rest().rev().take_while(|(_, line)| is_empty(line));
    let mark = behind.filter(|(_, line)| is_mark(line)).last();
    // Behind nothing but comments and directives, the mark is what opens.
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

    fn told(text: &str, line: usize, column: usize) -> (usize, usize) {
        let place = Body::new(text).told(line, column);
        (place.line, place.column)
    }

    #[test]
    fn a_mark_without_anything_behind_it_closes_the_document() {
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
    fn yaml_lines_are_counted_otherwise() {
        let text = "---\na: \"b\u{2028}c\u{85}d\" # e\u{2029}\nf: g\n";
        assert_eq!(told(text, 1, 4), (2, 4));
        assert_eq!(told(text, 2, 1), (2, 7));
        assert_eq!(told(text, 3, 2), (2, 10));
        assert_eq!(told(text, 5, 4), (3, 4));
        assert_eq!(told("a: b\rc: d\r", 2, 4), (2, 4));
        assert_eq!(told("a: b\r\nc: d\r\n", 2, 4), (2, 4));
    }

    #[test]
    fn json_columns_are_bytes_that_were_read() {
        let text = "---\n{\"é\": 1,\n \"b\": 2}\n";
        assert_eq!(told(text, 1, 6), (2, 5));
        assert_eq!(told(text, 2, 0), (2, 9));
        assert_eq!(told(text, 2, 2), (3, 2));
        assert_eq!(told("{\r\"a\": x}", 1, 8), (2, 6));
        assert_eq!(told("{\n\n", 3, 0), (1, 2));
    }
}
