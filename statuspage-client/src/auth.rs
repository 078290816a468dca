//! The API key: checked when it is made, and never shown again.

use std::{borrow::Cow, fmt};

use reqwest::header::HeaderValue;

use crate::{Error, ErrorKind, Result};

const SCHEME: &str = "OAuth ";
const HIDDEN: &str = "[API key]";

/// A text shorter than this is an ordinary word that somebody uses as a key in a test, not a secret to hide in messages.
const SHORTEST_SECRET: usize = 8;

/// An API key.
///
/// Nothing gives the key back: `Debug` shows no character of it, and there is neither `Display` nor `Serialize`.
///
/// ```
/// let key = statuspage_client::ApiKey::new(" 0123-4567-89ab\n")?; // white space around it is dropped
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
    /// Takes a key as the service's settings page shows it; ASCII white space around it is dropped.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the key is empty, or has a control character or one outside ASCII, which no
    /// HTTP header may hold. The error does not show the key.
    pub fn new(key: impl AsRef<str>) -> Result<Self> {
        let key = key.as_ref().trim_ascii();
        if key.is_empty() {
            return Err(Error::new(
                ErrorKind::Configuration,
                "the API key is empty: take one from the API section of your Statuspage account",
            ));
        }
        let header = HeaderValue::try_from(format!("{SCHEME}{key}"));
        let Some(mut header) = header.ok().filter(|_| key.is_ascii()) else {
            return Err(Error::new(
                ErrorKind::Configuration,
                "the API key has a control character or one outside ASCII: copy it again",
            ));
        };
        header.set_sensitive(true);
        Ok(Self(header))
    }

    /// The value of the `Authorization` header, marked sensitive.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.0
    }

    /// The text without the key, for what a server may have echoed.
    pub(crate) fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.secret() {
            Some(secret) if text.contains(secret) => Cow::Owned(text.replace(secret, HIDDEN)),
            _ => Cow::Borrowed(text),
        }
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.secret().is_some_and(|secret| text.contains(secret))
    }

    fn secret(&self) -> Option<&str> {
        let secret = self.0.to_str().ok()?.strip_prefix(SCHEME)?;
        (secret.len() >= SHORTEST_SECRET).then_some(secret)
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

    #[test]
    fn redaction_hides_secrets_and_spares_words() {
        let key = ApiKey::new("89ab-cdef").unwrap();
        assert_eq!(
            key.redact("no 89ab-cdef, 89ab-cdef!"),
            "no [API key], [API key]!"
        );
        assert_eq!(key.redact("nothing here"), "nothing here");
        assert_eq!(
            ApiKey::new("test").unwrap().redact("test failed"),
            "test failed"
        );
    }
}
