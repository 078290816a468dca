//! Redaction: replaces secrets in texts that a server may have echoed them in.

use std::borrow::Cow;

/// Shorter secrets are not redacted: they are ordinary words used in tests, and redacting them would garble messages.
const MIN_SECRET_LENGTH: usize = 8;

/// Replaces a secret in a text.
///
/// The secret is found in upper and lower case, percent-encoded, and escaped as in JSON. A secret that is cut off at the end of the
/// text is replaced too.
pub(super) fn redact<'a>(secret: &str, placeholder: &str, text: &'a str) -> Cow<'a, str> {
    if secret.len() < MIN_SECRET_LENGTH {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        match occurrence(secret, text.as_bytes().get(at..).unwrap_or_default()) {
            Some(length) => {
                // The secret begins and ends with whole characters, so both ends are character boundaries.
                shown.push_str(text.get(copied..at).unwrap_or_default());
                shown.push_str(placeholder);
                at += length;
                copied = at;
            }
            None => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(shown)
}

/// Returns the length of the secret at the beginning of the text, in any of the notations.
fn occurrence(secret: &str, text: &[u8]) -> Option<usize> {
    // Fast path: rules out nearly every position.
    let first = text.first()?;
    let may_begin = |known: &u8| known.eq_ignore_ascii_case(first) || matches!(first, b'%' | b'\\');
    secret.as_bytes().first().filter(|known| may_begin(known))?;
    [verbatim, decoded, decoded_twice]
        .into_iter()
        .find_map(|next| matched(secret, text, next))
}

/// Reads the first character of a text, and returns it with the number of bytes it takes.
type Next = fn(&[u8]) -> Option<(u8, usize)>;

fn matched(secret: &str, text: &[u8], next: Next) -> Option<usize> {
    let mut length = 0;
    for (index, known) in secret.bytes().enumerate() {
        match next(text.get(length..).unwrap_or_default()) {
            Some((byte, taken)) if byte.eq_ignore_ascii_case(&known) => length += taken,
            Some(_) => return None,
            None => return (index >= MIN_SECRET_LENGTH).then_some(length),
        }
    }
    Some(length)
}

fn verbatim(text: &[u8]) -> Option<(u8, usize)> {
    text.first().map(|byte| (*byte, 1))
}

/// Decodes `%2d`, `\u002d` and `\/`.
fn decoded(text: &[u8]) -> Option<(u8, usize)> {
    let hexadecimal = match text {
        [b'%', digits @ ..] => hexadecimal(digits).map(|byte| (byte, 3)),
        [b'\\', b'u', b'0', b'0', digits @ ..] => hexadecimal(digits).map(|byte| (byte, 6)),
        [b'\\', escaped @ (b'"' | b'\\' | b'/'), ..] => Some((*escaped, 2)),
        _ => None,
    };
    hexadecimal.or_else(|| verbatim(text))
}

/// Decodes `%252d` in addition.
fn decoded_twice(text: &[u8]) -> Option<(u8, usize)> {
    let (byte, taken) = decoded(text)?;
    let again = text
        .get(taken..)
        .filter(|_| byte == b'%')
        .and_then(hexadecimal);
    Some(again.map_or((byte, taken), |byte| (byte, taken + 2)))
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let [high, low, ..] = digits else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}
