//! What a parser says about a text that it cannot read -> where that is, and what to do about it.

use super::Place;
use super::body::Body;
use super::lines::{BREAKS, Lines};
use crate::diagnostic::Diagnostic;

/// A mistake, and what to do about it.
struct Remedy {
    /// Part of what the parser says.
    said: &'static str,
    /// The characters at the place that it is for; none for any.
    at: &'static [char],
    /// What is said instead; nothing where the parser's words will do.
    message: &'static str,
    help: &'static str,
}

const fn remedy(said: &'static str, help: &'static str) -> Remedy {
    Remedy {
        said,
        at: &[],
        message: "",
        help,
    }
}

const INDENT: &str = "indent the keys of one mapping, and the items of one list, alike; if they are, see whether a quote \
                      or bracket before them is closed";
const QUOTE: &str =
    "put the text in quotes if it begins with `*` or `&`: those make it an alias or an anchor";
const ALIASES: &str =
    "an alias repeats all that its anchor has: write out what is needed, with fewer aliases";
const CLOSE: &str = "close what is open there, or put a comma between the values";
const ENDS: &str =
    "the text ends too early: close what is open, or fetch it again, if it was cut off";
const ANOTHER: &str = "more than one document";
const CONTROL: &str = "remove the character, or write it as an escape in double quotes";

/// The first one that fits is taken.
const REMEDIES: &[Remedy] = &[
    Remedy {
        said: "cannot start any token",
        at: &['\t'],
        message: "a tab stands where a line is indented",
        help: "indent with blanks: YAML takes no tabs there",
    },
    Remedy {
        said: "cannot start any token",
        at: &[],
        message: "a text cannot begin with this character as it is",
        help: "put the text in quotes",
    },
    remedy(
        "mapping values are not allowed",
        "put a text with a colon and a blank in quotes; if it is no text, see whether the line before lacks its colon, or \
         this one is indented too far",
    ),
    remedy("did not find expected key", INDENT),
    remedy("did not find expected '-' indicator", INDENT),
    remedy(
        "could not find expected ':'",
        "write `key: value`, with a colon and a blank between them",
    ),
    remedy("did not find expected alphabetic or numeric", QUOTE),
    remedy(
        "unknown anchor",
        "put the text in quotes if it begins with `*`; if it is an alias, its anchor must stand before it",
    ),
    remedy("unexpected end of stream", ENDS),
    remedy("did not find expected ','", CLOSE),
    remedy(
        "expected node content",
        "write a value there, or close what is open",
    ),
    Remedy {
        said: "repetition limit exceeded",
        at: &[],
        message: "the document's aliases stand for too much",
        help: ALIASES,
    },
    remedy("far larger than its text", ALIASES),
    remedy(
        "recursion limit exceeded",
        "nest less, and put no alias inside its own anchor",
    ),
    Remedy {
        said: ANOTHER,
        at: &[],
        message: "there is more than one document",
        help: "keep one: a line `---` in the middle of a text begins another one",
    },
    remedy(
        "a key must be a scalar",
        "put a key that begins with `{` or `[` in quotes",
    ),
    Remedy {
        said: "control character",
        at: BREAKS,
        message: "a string ends with its line",
        help: "write a line break inside of a string as `\\n`, or put the missing quote",
    },
    remedy("control character", CONTROL),
    remedy("trailing comma", "remove the comma before it"),
    remedy(
        "trailing characters",
        "remove what stands behind the end of the document",
    ),
    Remedy {
        said: "key must be a string",
        at: &['/'],
        message: "",
        help: "remove the comment: JSON has none",
    },
    remedy(
        "key must be a string",
        "put keys in double quotes: a text that begins with `{` is read as JSON",
    ),
    remedy(
        "expected value",
        "write a value there; a text stands in double quotes",
    ),
    remedy(
        "expected `,`",
        "put a comma before it, or close what is open",
    ),
    remedy("expected `:`", "put a colon between key and value"),
    remedy("EOF while parsing", ENDS),
];

/// For what the list does not have.
const ELSE: &str = "mend the text there: a description is one YAML or JSON document, which may stand between two `---` lines";

/// The diagnostic for what the parser said of a document.
pub(super) fn diagnostic(body: &Body<'_>, place: Option<Place>, said: &str) -> Diagnostic {
    let format = if body.is_json { "JSON" } else { "YAML" };
    if let Some(line) = unfinished_merge(&body.lines) {
        let message = "the marks of an unfinished merge stand in the text";
        let help = "finish the merge: keep one of the two sides, and remove the marks";
        let place = Place { line, column: 1 };
        return Diagnostic::syntax(Some(place), format, message, help);
    }
    let another = said.contains(ANOTHER).then(|| another(body));
    let place = place
        .map(|place| within(&body.lines, place))
        .or(another.flatten());
    let found = place.and_then(|place| {
        let offset = body.lines.offset(place)?;
        body.lines.text().get(offset..)?.chars().next()
    });
    let fitting = REMEDIES.iter().find(|one| {
        said.contains(one.said)
            && (one.at.is_empty() || found.is_some_and(|at| one.at.contains(&at)))
    });
    let message = match fitting {
        Some(one) if !one.message.is_empty() => one.message.to_owned(),
        _ => in_whole_text(said, body),
    };
    let help = fitting.map_or(ELSE, |one| one.help);
    Diagnostic::syntax(place, format, &message, help)
}

/// The diagnostic for a web page, and the like, where a description should be; `None` for other texts.
pub(super) fn markup(text: &str) -> Option<Diagnostic> {
    let rest = text.trim_start_matches('\u{feff}').trim_start();
    let tag = rest.strip_prefix('<')?;
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '!' | '?')) {
        return None;
    }
    let before = text.strip_suffix(rest)?;
    let line = Lines::new(before).end().line;
    let message = "it is HTML or XML";
    let help = "see what the file holds: a page that asks to sign in, or tells an error, may have been saved in place of \
                the description";
    let place = Place { line, column: 1 };
    Some(Diagnostic::syntax(
        Some(place),
        "YAML or JSON",
        message,
        help,
    ))
}

/// The line that begins another document: the parser does not tell it.
fn another(body: &Body<'_>) -> Option<Place> {
    let first = body.place(0).line;
    let mut has_begun = false;
    for (line, text) in body.lines.iter().skip_while(|(line, _)| *line < first) {
        let rest = text.strip_prefix("---");
        let is_mark = rest.is_some_and(|rest| rest.trim().is_empty());
        if is_mark && has_begun {
            return Some(Place { line, column: 1 });
        }
        has_begun |= !(is_mark || text.trim().is_empty() || text.starts_with(['#', '%']));
    }
    None
}

/// The line with the first mark that git puts around what it could not merge.
fn unfinished_merge(lines: &Lines<'_>) -> Option<usize> {
    let mark = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    lines
        .iter()
        .find_map(|(line, text)| mark(text).then_some(line))
}

/// The place, or the end of the text's last line if it is behind that.
fn within(lines: &Lines<'_>, place: Place) -> Place {
    if lines.line(place.line).is_some() {
        return place;
    }
    let last = lines.iter().rfind(|(_, text)| !text.trim().is_empty());
    last.map_or(place, |(line, text)| Place {
        line,
        column: text.trim_end().chars().count() + 1,
    })
}

/// What a parser says, without its place, which is told apart; with the line where the thing began that it was reading.
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
        let place = body.told(line.parse().ok()?, column.parse().ok()?);
        Some(format!("{thing} that begins in line {}", place.line))
    });
    format!("{problem}, while {}", line.as_deref().unwrap_or(context))
}

#[cfg(test)]
mod tests;
