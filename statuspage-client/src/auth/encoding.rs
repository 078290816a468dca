//! Encodings of credentials.

use std::fmt::Write as _;

/// Encodes bytes as RFC 4648 says.
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let digit = (bits >> (18 - 6 * position)) & 63;
            let digit = ALPHABET.get(digit as usize);
            let digit = digit.filter(|_| position <= chunk.len());
            encoded.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    encoded
}

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
    use super::{ascii_escaped, base64};

    #[test]
    fn bytes_are_encoded_as_the_rfc_says() {
        for (bytes, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), encoded);
        }
        assert_eq!(base64(b"\xfb\xff\xbf"), "+/+/");
    }

    #[test]
    fn other_characters_than_ascii_are_escaped() {
        assert_eq!(ascii_escaped("a é\u{1f600}"), r"a \u00e9\ud83d\ude00");
    }
}
