//! Turns a problem with the syntax into a diagnostic, with a place and a remedy.

#[cfg(feature = "yaml")]
mod remedies;

use super::Place;
use super::body::Body;
use super::lines::Lines;
use super::tree::Problem;
use crate::diagnostic::Diagnostic;
use crate::hidden::is_hidden;

#[cfg(feature = "yaml")]
pub(super) use remedies::{check_characters, yaml_problem};

/// Returns the diagnostic for a problem.
pub(super) fn diagnostic(body: &Body<'_>, problem: &Problem) -> Diagnostic {
    let format = if body.is_json { "JSON" } else { "YAML" };
    if let Some(line) = unfinished_merge(&body.lines) {
        let message = "the text contains the markers of an unfinished merge";
        let help = "finish the merge: keep one of the two sides, and remove the markers";
        let place = Place { line, column: 1 };
        return Diagnostic::syntax(Some(place), format, message, help);
    }
    // A problem after the last line is about its end.
    let at = problem.at.min(body.text.trim_end().len());
    let place = Some(body.place(at));
    let found = body.text.get(at..).and_then(|rest| rest.chars().next());
    if let Some(character) = found.filter(|found| looks_empty(*found)) {
        let code = u32::from(character);
        let message = format!("the character U+{code:04X} is invisible or looks like a space");
        let help = "replace it with a space, or remove it";
        return Diagnostic::syntax(place, format, &message, help);
    }
    let inside = problem.inside.map(|(kind, at)| {
        let line = body.place(at).line;
        format!(", in the {kind} that begins on line {line}")
    });
    let message = format!("{}{}", problem.message, inside.unwrap_or_default());
    Diagnostic::syntax(place, format, &message, problem.help)
}

/// Returns whether a character outside ASCII cannot be seen. Text copied from web pages often has such characters.
fn looks_empty(character: char) -> bool {
    !(character.is_ascii() || character.is_control())
        && (character.is_whitespace() || is_hidden(character))
}

/// Returns the diagnostic for a text that is HTML or XML; `None` for other texts.
pub(super) fn markup(text: &str) -> Option<Diagnostic> {
    let rest = text.trim_start_matches('\u{feff}').trim_start();
    let tag = rest.strip_prefix('<')?;
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '!' | '?')) {
        return None;
    }
    let before = text.strip_suffix(rest)?;
    let line = Lines::new(before).end().line;
    let message = "it is HTML or XML";
    let help = "look at the file: a sign-in page or an error page may have been saved instead of the description";
    let place = Place { line, column: 1 };
    Some(Diagnostic::syntax(
        Some(place),
        "YAML or JSON",
        message,
        help,
    ))
}

/// Finds the first conflict marker of git.
fn unfinished_merge(lines: &Lines<'_>) -> Option<usize> {
    let mark = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    lines
        .iter()
        .find_map(|(line, text)| mark(text).then_some(line))
}

#[cfg(test)]
mod tests;
