//! How a client authenticates. The API key is validated when it is created, and never shown afterwards.

mod encoding;
mod redact;
mod schemes;

use std::{borrow::Cow, fmt};

use reqwest::header::HeaderValue;

use crate::{Error, ErrorKind, Result};

pub(crate) use self::schemes::{Given, Schemes, Value};
pub use self::schemes::{Scheme, Security, Service};

const SCHEME: &str = "OAuth ";
const PLACEHOLDER: &str = "[API key]";

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
    fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        redact::redact(self.secret().unwrap_or_default(), PLACEHOLDER, text)
    }

    fn secret(&self) -> Option<&str> {
        self.0.to_str().ok()?.strip_prefix(SCHEME)
    }
}

/// How a client authenticates.
pub(crate) enum Auth {
    /// With the API key of Statuspage, for every operation.
    ApiKey(ApiKey),
    /// With those credentials of another API that an operation asks for.
    Schemes(Schemes),
}

impl Auth {
    /// Replaces all secrets in a text that a server may have echoed them in.
    pub(crate) fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::ApiKey(key) => key.redact(text),
            Self::Schemes(schemes) => schemes.redact(text),
        }
    }

    /// Returns whether a text contains a secret.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        matches!(self.redact(text), Cow::Owned(_))
    }
}

impl From<ApiKey> for Auth {
    fn from(key: ApiKey) -> Self {
        Self::ApiKey(key)
    }
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
