//! The most common syntax errors of YAML, in plain words, and a remedy for each.

use super::super::lines::BREAKS;
use super::super::tree::{Problem, Tree};

/// A part of the parser's message, our message, and the remedy.
type Remedy = (&'static str, &'static str, &'static str);

const INDENTED: &str = "the line is indented in another way than those before it";
const INDENT: &str = "indent the keys of one mapping, and the items of one list, alike; if they are, see whether a quote \
                      or bracket before them is closed";
const COLON: &str = "put a text with a colon and a space in quotes; if it is not a text, check whether the line before lacks its \
                     colon, or this one is indented too far";
const CLOSE: &str = "add the closing bracket, or a comma between the values";
const ENDS: &str = "the text ends too early: close open brackets and quotes, or download it again if it was cut off";
const TAB: &str = "a tab in the indentation";
const SPACES: &str = "indent with spaces: YAML does not allow tabs there";
const BACKSLASH: &str =
    "double the backslash, or put the text in single quotes, which do not interpret it";

/// Errors about the brackets of a list or mapping, or about the indentation in it, whose first line helps to find the mistake.
#[rustfmt::skip]
const NESTED: &[Remedy] = &[
    ("did not find expected key", INDENTED, INDENT),
    ("did not find expected '-'", INDENTED, INDENT),
    ("expected ',' or ']'", "expected `,` or `]`", CLOSE),
    ("expected ',' or '}'", "expected `,` or `}`", CLOSE),
    ("illegal placement of ':'", "a colon between brackets", CLOSE),
    ("expected node content", "expected a value", "write a value there, or add the closing bracket"),
    ("indentation in flow construct", "a line between brackets is not indented", CLOSE),
];

#[rustfmt::skip]
const OTHERS: &[Remedy] = &[
    ("unexpected character", "a text without quotes cannot begin with this character", "put the text in quotes"),
    ("tabs disallowed", TAB, SPACES),
    ("tab cannot be used", TAB, SPACES),
    ("found a tab", TAB, SPACES),
    ("mapping values are not allowed", "a colon is not allowed there", COLON),
    ("simple key expect", "a key without a colon", "write `key: value`, with a colon and a space between them"),
    ("unknown anchor", "an alias without an anchor of its name",
        "put the text in quotes if it begins with `*`; if it is an alias, its anchor must come before it"),
    ("anchor or alias", "expected the name of an alias or anchor",
        "put the text in quotes if it begins with `*` or `&`, which mark an alias or an anchor"),
    ("indentation in quoted scalar", "a string in quotes continues on a line that is not indented",
        "add the missing quote, or indent the line"),
    ("trailing content after", "text after a closing quote",
        "put the whole text in quotes; in single quotes, write a quote twice: `'it''s'`"),
    ("unknown escape", "an unknown escape in double quotes", BACKSLASH),
    ("hexadecimal number", "an escape in double quotes without its hexadecimal digits", BACKSLASH),
    ("escape code", "an escape in double quotes that is no character", BACKSLASH),
    ("misplaced bracket", "a closing bracket without an opening one", "remove the bracket, or put the text in quotes"),
    ("end of stream", "a string in quotes is not closed", ENDS),
    ("sequence entries are not allowed", "a list is not allowed there",
        "begin a list on a new line; put a text that begins with `-` and a space in quotes"),
    ("mapping keys are not allowed", "a key is not allowed there",
        "put a text that begins with `?` and a space in quotes"),
    ("recursion limit", "too many lists and mappings inside each other", "reduce the nesting"),
];

/// The remedy for all other errors.
const OTHERWISE: &str = "correct the text there: a description is one YAML or JSON document, optionally between two `---` lines";

/// Returns the problem that the YAML parser reports at an offset.
pub(in super::super) fn yaml_problem(said: &str, at: usize, tree: &Tree, text: &str) -> Problem {
    let find = |remedies: &[Remedy]| {
        let mut all = remedies.iter();
        all.find(|(part, ..)| said.contains(part)).copied()
    };
    let ends = text.get(at..).is_some_and(|rest| rest.trim().is_empty());
    if let Some((_, message, help)) = find(NESTED) {
        let help = if ends { ENDS } else { help };
        return Problem::new(at, message, help).inside(tree);
    }
    match find(OTHERS) {
        Some((_, TAB, help)) => {
            // The parser may report the character after the tab.
            let before = text.get(..at).unwrap_or_default();
            Problem::new(before.trim_end_matches('\t').len(), TAB, help)
        }
        Some((_, message, help)) => Problem::new(at, message, help),
        None => Problem::new(at, said, OTHERWISE),
    }
}

/// Finds the first character that YAML does not allow.
pub(in super::super) fn check_characters(text: &str) -> Result<(), Problem> {
    let is_allowed = |character: char| match character {
        '\t' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => BREAKS.contains(&other) || !other.is_control(),
    };
    let mut characters = text.char_indices();
    let Some((at, found)) = characters.find(|(_, character)| !is_allowed(*character)) else {
        return Ok(());
    };
    let message = format!("the character U+{:04X} is not allowed", u32::from(found));
    let help = "remove the character, or write it as an escape in double quotes";
    Err(Problem::new(at, message, help))
}
