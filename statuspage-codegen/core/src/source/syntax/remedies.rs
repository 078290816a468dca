//! The commonest mistakes of text: what the parsers say of each, and what to do about it.

use super::super::lines::BREAKS;

/// A mistake, and what to do about it.
pub(super) struct Remedy {
    /// Part of what the parser says.
    said: &'static str,
    /// The characters at the place that it is for; none for any.
    at: &'static [char],
    /// What is said instead; nothing where the parser's words will do.
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
    "put the text in quotes if it begins with `*` or `&`: those make it an alias or an anchor";
const ALIASES: &str =
    "an alias repeats all that its anchor has: write out what is needed, with fewer aliases";
const CLOSE: &str = "close what is open there, or put a comma between the values";
const ENDS: &str =
    "the text ends too early: close what is open, or fetch it again, if it was cut off";
const BACKSLASH: &str =
    "double the backslash, or put the text in single quotes, where it stands for itself";
const HALF: &str = "half of a surrogate pair stands alone";
const PAIR: &str = "write the character itself, or both halves of its pair, as in `\\ud83d\\ude00`";
pub(super) const ANOTHER: &str = "more than one document";
pub(super) const CONTROL: &str = "control character";
pub(super) const REMOVE: &str = "remove the character, or write it as an escape in double quotes";

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
    saying(
        "mapping values are not allowed",
        "put a text with a colon and a blank in quotes; if it is no text, see whether the line before lacks its colon, or \
         this one is indented too far",
    ),
    saying("did not find expected key", INDENT),
    saying("did not find expected '-' indicator", INDENT),
    saying(
        "could not find expected ':'",
        "write `key: value`, with a colon and a blank between them",
    ),
    saying("did not find expected alphabetic or numeric", QUOTE),
    saying(
        "unknown anchor",
        "put the text in quotes if it begins with `*`; if it is an alias, its anchor must stand before it",
    ),
    saying("unexpected end of stream", ENDS),
    saying("did not find expected ','", CLOSE),
    saying(
        "expected node content",
        "write a value there, or close what is open",
    ),
    Remedy {
        said: "repetition limit exceeded",
        at: &[],
        message: "the document's aliases stand for too much",
        help: ALIASES,
    },
    saying("far larger than its text", ALIASES),
    saying(
        "recursion limit exceeded",
        "nest less, and put no alias inside its own anchor",
    ),
    Remedy {
        said: ANOTHER,
        at: &[],
        message: "there is more than one document",
        help: "keep one: a line `---` in the middle of a text begins another one",
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
        message: "a string ends with its line",
        help: "write a line break inside of a string as `\\n`, or put the missing quote",
    },
    saying(CONTROL, REMOVE),
    saying("unknown escape character", BACKSLASH),
    saying("expected hexadecimal number", BACKSLASH),
    saying(
        "invalid Unicode character escape",
        "write the character itself, or `\\U` and its code in eight digits",
    ),
    saying("invalid escape", "double the backslash"),
    Remedy {
        said: "unexpected end of hex escape",
        at: &[],
        message: HALF,
        help: PAIR,
    },
    Remedy {
        said: "lone leading surrogate",
        at: &[],
        message: HALF,
        help: PAIR,
    },
    saying(
        "number out of range",
        "write a number that a computer can hold, or put it in double quotes, if it is a text",
    ),
    saying(
        "invalid number",
        "write digits, without a zero before them, and put what is no number in double quotes",
    ),
    saying("trailing comma", "remove the comma before it"),
    saying(
        "trailing characters",
        "remove what stands behind the end of the document",
    ),
    Remedy {
        said: "key must be a string",
        at: &['/'],
        message: "",
        help: "remove the comment: JSON has none",
    },
    saying(
        "key must be a string",
        "put keys in double quotes: a text that begins with `{` is read as JSON",
    ),
    saying(
        "expected value",
        "write a value there; a text stands in double quotes",
    ),
    saying(
        "expected `,`",
        "put a comma before it, or close what is open",
    ),
    saying("expected `:`", "put a colon between key and value"),
    saying("EOF while parsing", ENDS),
];

/// For what the list does not have.
pub(super) const ELSE: &str = "mend the text there: a description is one YAML or JSON document, which may stand between two `---` lines";

/// The remedy for what a parser said, and the character that it said it of.
pub(super) fn remedy(said: &str, found: Option<char>) -> Option<&'static Remedy> {
    let is_there = |one: &Remedy| found.is_some_and(|character| one.at.contains(&character));
    REMEDIES
        .iter()
        .find(|one| said.contains(one.said) && (one.at.is_empty() || is_there(one)))
}
