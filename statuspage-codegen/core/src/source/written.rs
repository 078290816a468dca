//! Finds the texts of numbers and booleans: `1.50` may be a name or a version, and a parser returns only the value 1.5.

use std::cell::Cell;

use super::body::Body;
use crate::value::Value;

/// The texts of the numbers and booleans of a document.
pub(super) enum Written<'a> {
    /// The rest of a JSON text, in which the numbers are in the order of reading.
    Json(Cell<&'a str>),
    /// A YAML text. Aliases repeat numbers, so the place of each one is needed.
    Yaml(&'a Body<'a>),
}

impl<'a> Written<'a> {
    pub(super) fn new(body: &'a Body<'a>) -> Self {
        if body.is_json {
            Self::Json(Cell::new(body.text))
        } else {
            Self::Yaml(body)
        }
    }

    /// Returns the text of the next value; `None` if its place is needed.
    pub(super) fn next(&self, value: &Value) -> Option<&'a str> {
        match (self, value) {
            (Self::Yaml(_), _) => None,
            (Self::Json(rest), Value::Number(_)) => {
                let (number, behind) = split_number(rest.get()).unwrap_or_default();
                rest.set(behind);
                Some(number)
            }
            (Self::Json(_), flag) => Some(if *flag == TRUE { "true" } else { "false" }),
        }
    }

    /// Returns the text of the plain scalar at the place in the parser's message; `None` for a quoted one after a tag.
    pub(super) fn at(&self, message: &str) -> Option<&'a str> {
        let Self::Yaml(body) = self else {
            return None;
        };
        // The parser reports no place for the beginning of the text.
        let (line, column) = line_and_column(message).unwrap_or((1, 1));
        plain_scalar(body.text.get(body.offset(line, column)..)?)
    }
}

const TRUE: Value = Value::Bool(true, "true");

/// Returns the line and column at the end of a parser's message.
fn line_and_column(message: &str) -> Option<(usize, usize)> {
    let (_, at) = message.rsplit_once(" at line ")?;
    let (line, column) = at.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Splits a JSON text at its first number that is not in a string; returns the number and the rest.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => at = string_end(bytes, at + 1)?,
            b'-' | b'0'..=b'9' => break,
            _ => at += 1,
        }
    }
    let rest = text.get(at..)?;
    let is_part = |character: char| character.is_ascii_digit() || "+-.eE".contains(character);
    let end = rest.find(|character| !is_part(character));
    rest.split_at_checked(end.unwrap_or(rest.len()))
}

/// Returns the offset after the closing quote of a JSON string.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Returns the number or boolean at the beginning of a YAML text, after anchors, tags and comments.
fn plain_scalar(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while rest.starts_with(['&', '!', '#']) {
        let ends: &[char] = if rest.starts_with('#') {
            &['\n', '\r']
        } else {
            &[' ', '\t', '\n', '\r']
        };
        rest = rest.get(rest.find(ends)?..)?.trim_start();
    }
    let is_part = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    let end = rest
        .find(|character| !is_part(character))
        .unwrap_or(rest.len());
    rest.get(..end).filter(|scalar| !scalar.is_empty())
}
