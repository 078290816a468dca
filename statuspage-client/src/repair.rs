//! Repairs JSON that a strict parser rejects because of a single invalid string or number.
//!
//! Some services truncate a string in the middle of an emoji, or write a number that is out of range of a 64-bit float. Only JSON
//! that was rejected is repaired, so valid responses have no extra cost.

use std::{borrow::Cow, fmt::Write as _};

use serde::de::DeserializeOwned;

use crate::lenient::exact_integer;

/// The maximum nesting depth of arrays and objects: the limit of `serde_json`.
const MAX_DEPTH: usize = 127;

/// A decoded value, or the error and the path of the value that caused it.
pub(crate) type Decoded<T> = Result<T, (serde_json::Error, Option<String>)>;

/// Decodes JSON. If that fails, repairs the JSON and decodes it again.
///
/// # Errors
///
/// The error for the repaired text, with the path of the value. If decoding the received text failed at the same value, the
/// error for the received text.
pub(crate) fn decode<T: DeserializeOwned>(json: &[u8]) -> Decoded<T> {
    let first = match serde_json::from_slice(json) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let mut last = None;
    let mut text = Cow::Borrowed(json);
    // Numbers are rewritten only if nothing else helps: untyped JSON keeps its `1.0`.
    for numbers in [Numbers::OutOfRange, Numbers::Whole] {
        let repaired = repair(&String::from_utf8_lossy(&text), numbers).into_bytes();
        if repaired == *text {
            continue;
        }
        match serde_json::from_slice(&repaired) {
            Ok(value) => return Ok(value),
            Err(error) => last = Some(error),
        }
        text = Cow::Owned(repaired);
    }
    let path = json_path::<T>(&text);
    Err(match last {
        Some(error) if path != json_path::<T>(json) => (error, path),
        _ => (first, path),
    })
}

/// Returns the path of the value at which decoding fails. Only called after a failure, because tracking the path makes decoding
/// slower.
fn json_path<T: DeserializeOwned>(json: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(_) => None,
        Err(error) => Some(error.path().to_string()),
    }
}

/// Which numbers are rewritten.
#[derive(Clone, Copy, PartialEq)]
enum Numbers {
    /// Numbers out of range of a 64-bit float become `null`.
    OutOfRange,
    /// In addition, whole numbers lose their fraction and exponent.
    Whole,
}

/// Returns the text with its faults replaced. All other bytes are unchanged.
///
/// - A byte order mark becomes white space.
/// - An unpaired surrogate becomes U+FFFD, and a control character in a string is escaped.
/// - A number out of range, and a value that is nested too deeply, becomes `null`.
fn repair(text: &str, numbers: Numbers) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(after) = rest.strip_prefix('\u{feff}') {
        // Three bytes like the mark, so that the columns in error messages remain correct.
        out.push_str("   ");
        rest = after;
    }
    let mut depth = 0_usize;
    // Where the output is truncated at the end of a value that is nested too deeply.
    let mut cut = 0;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => string_length(rest),
            _ if is_token_char(first) => rest.find(|c| !is_token_char(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        match first {
            '[' | '{' => {
                depth += 1;
                if depth == MAX_DEPTH + 1 {
                    cut = out.len();
                }
                out.push(first);
            }
            ']' | '}' => {
                out.push(first);
                if depth == MAX_DEPTH + 1 {
                    out.truncate(cut);
                    out.push_str("null");
                }
                depth = depth.saturating_sub(1);
            }
            '"' => repair_string(token, &mut out),
            _ if is_token_char(first) => out.push_str(&repair_number(token, numbers)),
            _ => out.push(first),
        }
    }
    out
}

/// Returns whether a character is part of a number or literal.
fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')
}

/// Returns the length of the string at the beginning, including its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = true;
    for (position, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return position + 1,
            _ => {}
        }
    }
    text.len()
}

fn repair_string(token: &str, out: &mut String) {
    let mut rest = token;
    while let Some(position) = rest.find(|c: char| c == '\\' || c < ' ') {
        let (before, fault) = rest.split_at(position);
        out.push_str(before);
        let mut characters = fault.chars();
        match characters.next() {
            Some(control) if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
                rest = characters.as_str();
            }
            _ => {
                let (written, after) = repair_escape(fault);
                out.push_str(written);
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// Returns the repaired escape sequence at the beginning, and the text after it.
fn repair_escape(text: &str) -> (&str, &str) {
    let split = |length| text.split_at_checked(length).unwrap_or((text, ""));
    match (code_unit(text), split(6).1) {
        (Some(0xd800..=0xdbff), after) if matches!(code_unit(after), Some(0xdc00..=0xdfff)) => {
            split(12)
        }
        (Some(0xd800..=0xdfff), after) => ("\\ufffd", after),
        // A backslash, and the character that it escapes.
        _ => split(1 + text.chars().nth(1).map_or(0, char::len_utf8)),
    }
}

/// Returns the code unit of an escape sequence such as `\u00e9`.
fn code_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    // `from_str_radix` accepts a sign, which is not valid here.
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok())?
}

fn repair_number(word: &str, numbers: Numbers) -> Cow<'_, str> {
    let written = match word.parse::<f64>() {
        // Includes `NaN` and `Infinity`, which some JSON writers produce.
        Ok(number) if !number.is_finite() => "null".to_owned(),
        Ok(number) if numbers == Numbers::Whole && word.contains(['.', 'e', 'E']) => {
            match exact_integer(number) {
                Some(number) => number.to_string(),
                None => return Cow::Borrowed(word),
            }
        }
        _ => return Cow::Borrowed(word),
    };
    // Padded to the old length, so that the columns in error messages remain correct.
    Cow::Owned(format!("{written:width$}", width = word.len()))
}

#[cfg(test)]
mod tests;
