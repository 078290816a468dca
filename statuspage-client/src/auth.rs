//! The API key: validated when it is created, and never shown afterwards.

use std::{borrow::Cow, fmt};

use reqwest::header::HeaderValue;

use crate::{Error, ErrorKind, Result};

const SCHEME: &str = "OAuth ";
const PLACEHOLDER: &str = "[API key]";

/// Shorter keys are not redacted: they are ordinary words used as keys in tests, and redacting them would garble messages.
const MIN_SECRET_LENGTH: usize = 8;

/// An API key.
///
/// The key cannot be read back: `Debug` does not show it, and `Display` and `Serialize` are not implemented.
///
/// ```
/// let key = statuspage_client::ApiKey::new(" 0123-4567-89ab\n")?; // surrounding white space is removed
/// assert_eq!(format!("{key:?}"), "ApiKey(..)");
/// # Ok::<(), statuspage_client::Error>(())
/// ```
///
/// ```compile_fail
/// fn show(key: &statuspage_client::ApiKey) -> String {
///     format!("{key}")
/// }
/// ```
///
/// ```compile_fail
/// fn save(key: &statuspage_client::ApiKey) -> serde_json::Result<String> {
///     serde_json::to_string(key)
/// }
/// ```
#[derive(Clone)]
pub struct ApiKey(HeaderValue);

impl ApiKey {
    /// Creates a key from the text that the settings page of the service shows. Surrounding ASCII white space is removed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if the key is empty or contains a control character or a non-ASCII character. The error
    /// does not show the key.
    pub fn new(key: impl AsRef<str>) -> Result<Self> {
        let key = key.as_ref().trim_ascii();
        if key.is_empty() {
            return Err(Error::new(
                ErrorKind::Configuration,
                "the API key is empty: copy one from the API section of your Statuspage account",
            ));
        }
        let header = HeaderValue::try_from(format!("{SCHEME}{key}"));
        let Some(mut header) = header.ok().filter(|_| key.is_ascii()) else {
            return Err(Error::new(
                ErrorKind::Configuration,
                "the API key contains a control character or a character outside ASCII: copy it again",
            ));
        };
        header.set_sensitive(true);
        Ok(Self(header))
    }

    /// Returns the value of the `Authorization` header, marked sensitive.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.0
    }

    /// Replaces the key in a text that a server may have echoed it in.
    ///
    /// The key is found in upper and lower case, percent-encoded, and escaped as in JSON. A key that is cut off at the end of
    /// the text is replaced too.
    pub(crate) fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(secret) = self.secret() else {
            return Cow::Borrowed(text);
        };
        let mut shown = String::new();
        let mut copied = 0;
        let mut at = 0;
        while at < text.len() {
            match occurrence(secret, text.as_bytes().get(at..).unwrap_or_default()) {
                Some(length) => {
                    // The key is ASCII, so both ends are character boundaries.
                    shown.push_str(text.get(copied..at).unwrap_or_default());
                    shown.push_str(PLACEHOLDER);
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

    /// Returns whether a text contains the key.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        matches!(self.redact(text), Cow::Owned(_))
    }

    fn secret(&self) -> Option<&str> {
        let secret = self.0.to_str().ok()?.strip_prefix(SCHEME)?;
        (secret.len() >= MIN_SECRET_LENGTH).then_some(secret)
    }
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

impl fmt::Debug for ApiKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ApiKey(..)")
    }
}

impl TryFrom<&str> for ApiKey {
    type Error = Error;

    fn try_from(key: &str) -> Result<Self> {
        Self::new(key)
    }
}

impl TryFrom<String> for ApiKey {
    type Error = Error;

    fn try_from(key: String) -> Result<Self> {
        Self::new(key)
    }
}

impl TryFrom<&String> for ApiKey {
    type Error = Error;

    fn try_from(key: &String) -> Result<Self> {
        Self::new(key)
    }
}

#[cfg(test)]
mod tests {
    use super::ApiKey;
    use crate::ErrorKind;

    #[test]
    fn the_header_is_the_trimmed_key_and_sensitive() {
        let key = ApiKey::new("\t 89ab-cdef \r\n").unwrap();
        assert_eq!(key.header().as_bytes(), b"OAuth 89ab-cdef");
        assert!(key.header().is_sensitive());
        assert!(!format!("{key:?} {key:#?} {:?}", key.header()).contains("89ab"));
    }

    #[test]
    fn refused_keys_are_not_shown() {
        for (key, reason) in [
            ("", "empty"),
            (" \n", "empty"),
            ("89ab\ncdef", "control"),
            ("89ab-é", "outside ASCII"),
            ("89ab\u{7f}", "control"),
        ] {
            let error = ApiKey::new(key).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(reason), "{shown}");
            assert!(!shown.contains("89ab"), "{shown}");
        }
    }

    fn redacted(key: &str, text: &str) -> String {
        ApiKey::new(key).unwrap().redact(text).into_owned()
    }

    #[test]
    fn redaction_replaces_keys_but_not_short_words() {
        for (text, shown) in [
            ("no 89ab-cdef, 89ab-cdef!", "no [API key], [API key]!"),
            ("é89ab-cdefé", "é[API key]é"),
            ("nothing here: 89ab-cde", "nothing here: [API key]"), // cut off
            ("nothing here: 89ab-cd", "nothing here: 89ab-cd"),
            ("89ab-cde and more", "89ab-cde and more"),
            ("8989ab-cdef", "89[API key]"),
            ("%", "%"),
            ("%38", "%38"),
            ("", ""),
        ] {
            assert_eq!(redacted("89ab-cdef", text), shown);
        }
        assert_eq!(redacted("test", "test failed"), "test failed");
    }

    #[test]
    fn redaction_finds_every_notation() {
        for text in [
            "89AB-CDEF",
            "89aB-cDEf",
            "89ab%2dcdef",
            "89ab%2Dcdef",
            "%389%61B-cd%65%66",
            "%38%39%61%62%2D%63%64%65%66",
            "%38%39%41%42%2d%43%44%45%46",
            "89%61b%252dcdef",
            r"89ab\u002dcdef",
            r"\u00389\u0061b-cde\u0046",
        ] {
            assert_eq!(redacted("89ab-cdef", text), "[API key]", "{text}");
        }
        for text in [
            r#"ab"c\d/e%20"#,
            r#"ab\"c\\d\/e%2520"#,
            "ab%22c%5cd%2fe%2520",
        ] {
            assert_eq!(redacted(r#"ab"c\d/e%20"#, text), "[API key]", "{text}");
        }
    }

    proptest::proptest! {
        /// Redaction does not panic, leaves no key, and is idempotent.
        #[test]
        fn redaction_is_complete_and_idempotent(text in "([89ab-]|%38|%|\\\\|u|é|89ab-cdef){0,30}") {
            let key = ApiKey::new("89ab-cdef").unwrap();
            let once = key.redact(&text).into_owned();
            proptest::prop_assert!(!once.to_ascii_lowercase().contains("89ab-cdef"));
            proptest::prop_assert_eq!(key.redact(&once), once.as_str());
        }
    }
}
