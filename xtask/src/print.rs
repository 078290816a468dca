//! What the tasks print: streams, formats, line width and exit codes.

use std::io::{ErrorKind, Write as _};

use anyhow::{Context, Result};
use clap::ValueEnum;

/// The result of a task that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine,
    Findings,
}

impl Outcome {
    pub(crate) fn of(has_findings: bool) -> Self {
        if has_findings {
            Self::Findings
        } else {
            Self::Fine
        }
    }
}

/// The format of what a task prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The maximum width of a line, in characters: the usual width of a terminal.
pub(crate) const WIDTH: usize = 80;

/// Prints to the standard output, with colours only on a terminal. It is not an error if the
/// reader stops reading, such as `head`.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    let written = output.write_all(text.as_bytes());
    match written.and_then(|()| output.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("cannot write to the standard output; check where it goes"),
    }
}

/// Prints a line to the standard error, if that is open.
pub(crate) fn report(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Returns a number with its noun: `1 action`, `2 actions`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Breaks a text into lines that fit the width, between words: the first begins after `start` characters, the others after
/// `indent` spaces. A word that does not fit has a line of its own.
pub(crate) fn wrap(text: &str, start: usize, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = start;
    for word in text.split(' ') {
        let length = word.chars().count();
        if wrapped.is_empty() {
            column += length;
        } else if column + 1 + length > WIDTH {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            column = indent + length;
        } else {
            wrapped.push(' ');
            column += 1 + length;
        }
        wrapped.push_str(word);
    }
    wrapped
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
        let long = "x".repeat(2 * WIDTH);
        assert_eq!(
            wrap(&format!("a {long} b"), 0, 2),
            format!("a\n  {long}\n  b")
        );
    }
}
