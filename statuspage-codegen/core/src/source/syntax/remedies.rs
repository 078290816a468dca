//! The most common syntax errors: the parsers' messages, and a remedy for each.

use super::super::lines::BREAKS;

/// A syntax error and its remedy.
pub(super) struct Remedy {
    /// A part of the parser's message.
    said: &'static str,
    /// The characters at the place that it applies to; empty for any.
    at: &'static [char],
    /// Replaces the parser's message; empty to keep it.
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

const fn saying(said: &'static str, help: &'static str) -> Remedy {
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
    "put the text in quotes if it begins with `*` or `&`, which mark an alias or an anchor";
const ALIASES: &str = "use fewer aliases: each one repeats the whole value of its anchor";
const CLOSE: &str = "add the closing bracket, or a comma between the values";
const ENDS: &str = "the text ends too early: close open brackets and quotes, or download it again if it was cut off";
const BACKSLASH: &str =
    "double the backslash, or put the text in single quotes, which do not interpret it";
pub(super) const ANOTHER: &str = "more than one document";
pub(super) const CONTROL: &str = "control character";
pub(super) const REMOVE: &str = "remove the character, or write it as an escape in double quotes";

pub(super) const SPACE: &str = "replace it with a space, or remove it";

/// The first match is used.
const REMEDIES: &[Remedy] = &[
    Remedy {
        said: "cannot start any token",
        at: &['\t'],
        message: "a tab in the indentation",
        help: "indent with spaces: YAML does not allow tabs there",
    },
    Remedy {
        said: "cannot start any token",
        at: &[],
        message: "a text without quotes cannot begin with this character",
        help: "put the text in quotes",
    },
    saying(
        "mapping values are not allowed",
        "put a text with a colon and a space in quotes; if it is not a text, check whether the line before lacks its colon, or \
         this one is indented too far",
    ),
    saying("did not find expected key", INDENT),
    saying("did not find expected '-' indicator", INDENT),
    saying(
        "could not find expected ':'",
        "write `key: value`, with a colon and a space between them",
    ),
    saying("did not find expected alphabetic or numeric", QUOTE),
    saying(
        "unknown anchor",
        "put the text in quotes if it begins with `*`; if it is an alias, its anchor must come before it",
    ),
    saying("unexpected end of stream", ENDS),
    saying("did not find expected ','", CLOSE),
    saying(
        "expected node content",
        "write a value there, or add the closing bracket",
    ),
    Remedy {
        said: "repetition limit exceeded",
        at: &[],
        message: "the document's aliases expand to too much",
        help: ALIASES,
    },
    saying("far larger than its text", ALIASES),
    saying(
        "recursion limit exceeded",
        "reduce the nesting, and do not use an alias inside its own anchor",
    ),
    Remedy {
        said: ANOTHER,
        at: &[],
        message: "there is more than one document",
        help: "keep one: a line `---` in the middle of a text begins another document",
    },
    Remedy {
        said: "expected a scalar as a key",
        at: &[],
        message: "a key must be a scalar",
        help: "put a key that begins with `{` or `[` in quotes",
    },
    Remedy {
        said: CONTROL,
        at: BREAKS,
        message: "a string is not closed on its line",
        help: "write a line break in a string as `\\n`, or add the missing quote",
    },
    saying(CONTROL, REMOVE),
    saying("unknown escape character", BACKSLASH),
    saying("expected hexadecimal number", BACKSLASH),
    saying("invalid escape", "double the backslash"),
    saying(
        "invalid number",
        "write digits without leading zeros, and put anything that is not a number in double quotes",
    ),
    saying("trailing comma", "remove the comma before it"),
    saying(
        "trailing characters",
        "remove the text after the end of the document",
    ),
    Remedy {
        said: "key must be a string",
        at: &['/'],
        message: "",
        help: "remove the comment: JSON does not allow comments",
    },
    saying(
        "key must be a string",
        "put keys in double quotes: a text that begins with `{` is read as JSON",
    ),
    saying(
        "expected value",
        "write a value there; texts need double quotes",
    ),
    saying(
        "expected `,`",
        "put a comma before it, or add the closing bracket",
    ),
    saying("expected `:`", "put a colon between key and value"),
    saying("EOF while parsing", ENDS),
];

/// The remedy for all other errors.
pub(super) const ELSE: &str = "correct the text there: a description is one YAML or JSON document, optionally between two `---` lines";

/// Returns the remedy for a parser's message and the character at its place.
pub(super) fn remedy(said: &str, found: Option<char>) -> Option<&'static Remedy> {
    let is_there = |one: &Remedy| found.is_some_and(|character| one.at.contains(&character));
    REMEDIES
        .iter()
        .find(|one| said.contains(one.said) && (one.at.is_empty() || is_there(one)))
}
