//! What the tasks print, in one place: to which stream, how wide, and how a problem of a file looks.

use std::io::{ErrorKind, Write as _};

use anyhow::{Context, Result};
use statuspage_codegen_core::{Place, Severity};

/// How wide a line may be, in characters: that of a terminal which nobody resized.
pub(crate) const WIDTH: usize = 80;

/// Prints to the standard output, with colours only on a terminal. A reader that stops reading, such as `head`, has
/// read enough.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    let written = output.write_all(text.as_bytes());
    match written.and_then(|()| output.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("cannot write to the standard output; check where it goes"),
    }
}

/// Prints a line to the standard error; when that is closed, nobody misses it.
pub(crate) fn report(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// A number and what it counts: `1 action`, `2 actions`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// What is wrong in a file, in the form of the reader's diagnostics.
pub(crate) fn problem(
    file: &str,
    place: Option<Place>,
    (severity, rule): (Severity, &str),
    message: &str,
    help: &str,
) -> String {
    let place = place.map_or_else(String::new, |place| {
        format!(":{}:{}", place.line, place.column)
    });
    format!("{file}{place}: {severity}[{rule}]: {message}\n  help: {help}")
}

/// A text in lines that fit the width, at word boundaries: the first begins after so many characters, the others with
/// so many blanks. A word that does not fit has a line of its own.
pub(crate) fn wrap(text: &str, start: usize, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = start;
    for word in words(text, WIDTH.saturating_sub(indent)) {
        let length = word.chars().count();
        if !wrapped.is_empty() {
            if column + 1 + length > WIDTH {
                wrapped.push('\n');
                wrapped.push_str(&" ".repeat(indent));
                column = indent;
            } else {
                wrapped.push(' ');
                column += 1;
            }
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

/// The words of a text. What stands between backticks is one word, if it is not too long for that.
fn words(text: &str, longest: usize) -> Vec<&str> {
    let mut is_code = false;
    let whole = text.split(|character| {
        is_code ^= character == '`';
        character == ' ' && !is_code
    });
    whole
        .flat_map(|word| {
            let is_too_long = word.chars().count() > longest;
            word.split(move |character| character == ' ' && is_too_long)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_right_ending() {
        let counts = [0, 1, 2].map(|number| count(number, "action"));
        assert_eq!(counts, ["0 actions", "1 action", "2 actions"]);
    }

    #[test]
    fn lines_are_broken_between_words() {
        let text = wrap(&"word ".repeat(40), 10, 4);
        let lines: Vec<&str> = text.lines().collect();
        assert!(10 + lines[0].len() <= WIDTH, "{text}");
        assert!(
            lines[1..]
                .iter()
                .all(|line| line.starts_with("    word") && line.len() <= WIDTH),
            "{text}"
        );
        let code = format!("{} `b c d e` f", "a".repeat(WIDTH - 5));
        assert_eq!(wrap(&code, 0, 1).lines().nth(1), Some(" `b c d e` f"));
        let code = format!("`{}`", "word ".repeat(40));
        assert!(wrap(&code, 0, 0).lines().all(|line| line.len() <= WIDTH));
        let long = "x".repeat(2 * WIDTH);
        assert_eq!(
            wrap(&format!("a {long} b"), 0, 2),
            format!("a\n  {long}\n  b")
        );
    }
}
