//! The texts of scalars and their offsets: `1.50` may be a name or a version, but a parser returns only the value 1.5.

use std::ops::Range;

/// Returns the line and column at the end of a parser's message.
pub(super) fn line_and_column(message: &str) -> Option<(usize, usize)> {
    let (_, at) = message.rsplit_once(" at line ")?;
    let (line, column) = at.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Finds the next scalar, key or opening bracket of a JSON text, from an offset after the one before.
pub(super) fn json_token(text: &str, from: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let find = |from: usize, is_found: fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        let found = rest.iter().position(|byte| is_found(*byte));
        found.map_or(bytes.len(), |at| from + at)
    };
    let start = find(from, |byte| !is_between(byte));
    let end = match bytes.get(start) {
        Some(b'"') => string_end(bytes, start + 1),
        Some(b'{' | b'[') => start + 1,
        _ => find(start, is_between),
    };
    start..end
}

/// Returns whether a byte of a JSON text is between tokens.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b",:]}".contains(&byte)
}

/// Returns the offset after the closing quote of a JSON string.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Returns the number or boolean at the beginning of a text, after the anchors, tags and comments of YAML.
pub(super) fn plain_scalar(text: &str) -> Option<&str> {
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
