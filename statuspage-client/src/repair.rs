//! Repairs JSON that a strict parser refuses as a whole, because of one string or number in it.
//!
//! Some services cut a text in the middle of an emoji, or write a number that no 64-bit float can hold. Only what was
//! refused comes here, so that other responses cost nothing.

use std::{borrow::Cow, fmt::Write as _};

use serde::de::DeserializeOwned;

use crate::lenient::exact_integer;

/// How deep arrays and objects may be nested: the limit of `serde_json`.
const MAX_DEPTH: usize = 127;

/// A value, or why there is none, with the path to the place.
pub(crate) type Decoded<T> = Result<T, (serde_json::Error, Option<String>)>;

/// Decodes JSON; what is refused is repaired and decoded again.
///
/// # Errors
///
/// That of the repaired text, with the path to the value. Where it failed at the same value before, the first error, which
/// is about the text as received.
pub(crate) fn decode<T: DeserializeOwned>(json: &[u8]) -> Decoded<T> {
    let first = match serde_json::from_slice(json) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let mut last = None;
    let mut text = Cow::Borrowed(json);
    // Numbers are rewritten only where nothing else helps: untyped JSON keeps its `1.0`.
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

/// Where in the JSON the decoding fails. Only for what failed already: keeping track of the path makes decoding slower.
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
    /// Those that a 64-bit float cannot hold become `null`.
    OutOfRange,
    /// Whole ones lose their fraction and exponent too.
    Whole,
}

/// The text with its faults replaced; all other bytes stay.
///
/// - A byte order mark becomes white space.
/// - Half of a surrogate pair becomes U+FFFD, and a control character in a string is escaped.
/// - A number out of range, and what is nested too deep, becomes `null`.
fn repair(text: &str, numbers: Numbers) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(after) = rest.strip_prefix('\u{feff}') {
        // Three bytes, as before: the columns in messages stay right.
        out.push_str("   ");
        rest = after;
    }
    let mut depth = 0_usize;
    // Where the output is cut when a value that is nested too deep has ended.
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

/// Whether it is part of a number or literal.
fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')
}

/// The length of the string at the beginning, with its quotes.
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

/// The escape at the beginning as it should be, and what follows it.
fn repair_escape(text: &str) -> (&str, &str) {
    let split = |length| text.split_at_checked(length).unwrap_or((text, ""));
    match (code_unit(text), split(6).1) {
        (Some(0xd800..=0xdbff), after) if matches!(code_unit(after), Some(0xdc00..=0xdfff)) => {
            split(12)
        }
        (Some(0xd800..=0xdfff), after) => ("\\ufffd", after),
        // A backslash, and whatever one character it escapes.
        _ => split(1 + text.chars().nth(1).map_or(0, char::len_utf8)),
    }
}

/// The number in an escape such as `\u00e9`.
fn code_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    // A sign would be taken for part of the number.
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u32::from_str_radix(digits, 16).ok())?
}

fn repair_number(word: &str, numbers: Numbers) -> Cow<'_, str> {
    let written = match word.parse::<f64>() {
        // Also `NaN` and `Infinity`, which some writers put into JSON.
        Ok(number) if !number.is_finite() => "null".to_owned(),
        Ok(number) if numbers == Numbers::Whole && word.contains(['.', 'e', 'E']) => {
            match exact_integer(number) {
                Some(number) => number.to_string(),
                None => return Cow::Borrowed(word),
            }
        }
        _ => return Cow::Borrowed(word),
    };
    // As long as before, where possible: the columns in messages stay right.
    Cow::Owned(format!("{written:width$}", width = word.len()))
}

#[cfg(test)]
mod tests;
