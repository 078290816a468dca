//! The lines of a text, as editors number them.

use super::Place;

/// The characters that end a line, alone or together.
pub(super) const BREAKS: &[char] = &['\n', '\r'];

/// A text without its byte order mark, and the offsets of its lines.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let starts = starts(text);
        Self { text, starts }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the place of the character at this offset.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = self.start(line).and_then(|at| self.text.get(at..offset));
        // The carriage return of `\r\n` is not a character of the line.
        let before = before.unwrap_or_default().trim_end_matches('\r');
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// Returns the place after the last character.
    pub(super) fn end(&self) -> Place {
        self.place(self.text.len())
    }

    /// Returns the offset of a line.
    pub(super) fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// Returns a line without its line break; `None` after the last line.
    pub(super) fn line(&self, line: usize) -> Option<&'a str> {
        let end = self.start(line + 1).unwrap_or(self.text.len());
        let line = self.text.get(self.start(line)?..end)?;
        let inner = line.strip_suffix('\n').unwrap_or(line);
        (!line.is_empty()).then(|| inner.strip_suffix('\r').unwrap_or(inner))
    }

    /// Returns all lines with their numbers.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &'a str)> {
        let numbered = (1..=self.starts.len()).map(|line| Some((line, self.line(line)?)));
        numbered.flatten()
    }
}

/// Returns the offsets of lines; `\r\n` ends one line.
///
/// Each character is searched separately, which is many times faster than searching for any of several.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    for &character in BREAKS {
        let ends = text.match_indices(character);
        let ends = ends.map(|(at, found)| at + found.len());
        starts.extend(ends.filter(|end| {
            let is_inside = character == '\r' && text.as_bytes().get(*end) == Some(&b'\n');
            !is_inside
        }));
    }
    starts.sort_unstable();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_in_editors() {
        let text = "\u{feff}a\rb\r\nc\u{2028}\u{85}d\n\ne";
        let lines = Lines::new(text);
        let all: Vec<_> = lines.iter().collect();
        let expected = [
            (1, "a"),
            (2, "b"),
            (3, "c\u{2028}\u{85}d"),
            (4, ""),
            (5, "e"),
        ];
        assert_eq!(all, expected);
        assert_eq!(lines.line(6), None);
        assert_eq!(Lines::new("a\n").iter().count(), 1);
        assert_eq!(Lines::new("").iter().count(), 0);
    }

    #[test]
    fn places_of_offsets() {
        let lines = Lines::new("\u{feff}é\r\nb\u{2029}c\rd");
        for (offset, line, column) in [(0, 1, 1), (2, 1, 2), (4, 2, 1), (8, 2, 3), (10, 3, 1)] {
            let place = Place { line, column };
            assert_eq!(lines.place(offset), place);
        }
        // Between `\r` and `\n`, and after the end.
        assert_eq!(lines.place(3), Place { line: 1, column: 2 });
        assert_eq!(lines.end(), Place { line: 3, column: 2 });
    }
}
