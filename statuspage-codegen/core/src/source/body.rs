//! The document inside a text.

use super::Place;
use super::lines::Lines;

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
        }
    }

    /// Returns the place in the whole text of the character at this offset of the document.
    pub(super) fn place(&self, offset: usize) -> Place {
        self.lines.place(self.start + offset)
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
}
