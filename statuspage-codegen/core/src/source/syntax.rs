//! Turns a parser's message about a syntax error into a diagnostic, with a place and a remedy.

mod remedies;

use super::Place;
use super::body::{Body, MARK};
use super::lines::{BREAKS, Lines};

use crate::diagnostic::Diagnostic;
use crate::hidden::is_hidden;
use remedies::{ANOTHER, CONTROL, ELSE, REMOVE, SPACE, remedy};

/// Returns the diagnostic for a parser's message about an offset in the document.
pub(super) fn diagnostic(body: &Body<'_>, offset: Option<usize>, said: &str) -> Diagnostic {
    let format = if body.is_json { "JSON" } else { "YAML" };
    if let Some(line) = unfinished_merge(&body.lines) {
        let message = "the text contains the markers of an unfinished merge";
        let help = "finish the merge: keep one of the two sides, and remove the markers";
        let place = Place { line, column: 1 };
        return Diagnostic::syntax(Some(place), format, message, help);
    }
    if !body.is_json && said.contains(CONTROL) {
        return control(body).unwrap_or_else(|| Diagnostic::syntax(None, format, said, REMOVE));
    }
    // An error after the last line is about its end.
    let offset = offset.map(|offset| offset.min(body.text.trim_end().len()));
    let found = offset.and_then(|offset| body.text.get(offset..)?.chars().next());
    let another = || said.contains(ANOTHER).then(|| another(body)).flatten();
    let place = offset.map(|offset| body.place(offset)).or_else(another);
    // An error without a place is about the whole document.
    let place = place.or_else(|| Some(body.place(0)));
    if let Some(character) = found.filter(|found| looks_empty(*found)) {
        let code = u32::from(character);
        let message = format!("the character U+{code:04X} is invisible or looks like a space");
        return Diagnostic::syntax(place, format, &message, SPACE);
    }
    let fitting = remedy(said, found);
    let message = match fitting {
        Some(one) if !one.message.is_empty() => one.message.to_owned(),
        _ => in_whole_text(said, body),
    };
    let help = fitting.map_or(ELSE, |one| one.help);
    Diagnostic::syntax(place, format, &message, help)
}

/// Returns whether a character outside ASCII cannot be seen. Text copied from web pages often has such characters.
fn looks_empty(character: char) -> bool {
    !character.is_ascii() && (character.is_whitespace() || is_hidden(character))
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

/// Finds the first character that YAML does not allow; the parser does not report its place.
fn control(body: &Body<'_>) -> Option<Diagnostic> {
    let is_allowed = |character: char| match character {
        '\t' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => BREAKS.contains(&other) || !other.is_control(),
    };
    let mut characters = body.text.char_indices();
    let (at, found) = characters.find(|(_, character)| !is_allowed(*character))?;
    let message = format!("the character U+{:04X} is not allowed", u32::from(found));
    let place = Some(body.place(at));
    Some(Diagnostic::syntax(place, "YAML", &message, REMOVE))
}

/// Finds the line that begins another document; the parser does not report it.
fn another(body: &Body<'_>) -> Option<Place> {
    let first = body.place(0).line;
    let mut has_begun = false;
    for (line, text) in body.lines.iter().skip_while(|(line, _)| *line < first) {
        let rest = text.strip_prefix(MARK);
        let is_mark = rest.is_some_and(|rest| rest.trim().is_empty());
        if is_mark && has_begun {
            return Some(Place { line, column: 1 });
        }
        has_begun |= !(is_mark || text.trim().is_empty() || text.starts_with(['#', '%']));
    }
    None
}

/// Finds the first conflict marker of git.
fn unfinished_merge(lines: &Lines<'_>) -> Option<usize> {
    let mark = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    lines
        .iter()
        .find_map(|(line, text)| mark(text).then_some(line))
}

/// Returns the parser's message without its place, which is reported separately, and with the line where the construct began.
fn in_whole_text(said: &str, body: &Body<'_>) -> String {
    let (problem, rest) = said
        .split_once(" at line ")
        .or_else(|| said.split_once(" at position "))
        .unwrap_or((said, ""));
    let Some((_, context)) = rest.split_once(", while ") else {
        return problem.to_owned();
    };
    let line = context.split_once(" at line ").and_then(|(thing, at)| {
        let (line, column) = at.split_once(" column ")?;
        let offset = body.offset(line.parse().ok()?, column.parse().ok()?);
        let line = body.place(offset).line;
        Some(format!("{thing} that begins on line {line}"))
    });
    format!("{problem}, while {}", line.as_deref().unwrap_or(context))
}

#[cfg(test)]
mod tests;
