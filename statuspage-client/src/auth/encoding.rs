//! The notation of a password in JSON that contains only ASCII, in which a server may echo it.

use std::fmt::Write as _;

/// Returns a text as in JSON that contains only ASCII.
pub(super) fn ascii_escaped(text: &str) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => escaped.push(byte.into()),
            // Writing to a String cannot fail.
            _ => _ = write!(escaped, "\\u{unit:04x}"),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::ascii_escaped;

    #[test]
    fn other_characters_than_ascii_are_escaped() {
        assert_eq!(ascii_escaped("a é\u{1f600}"), r"a \u00e9\ud83d\ude00");
    }
}
