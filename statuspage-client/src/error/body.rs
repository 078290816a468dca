//! Decodes the body of an error response, as the description describes it.

use serde::de::DeserializeOwned;

use super::{BodyState, Error, ErrorKind, Result, report::shortened};
use crate::{auth::Auth, repair};

impl Error {
    /// Decodes the JSON in the [body](Self::body) of the response, as leniently as that of a successful one. The documentation of
    /// a function lists the types of its errors, as far as the description has them.
    ///
    /// Like [`body`](Self::body), the value may show the API key, if the service echoes it.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let simulator = statuspage_simulator::Simulator::start().await?;
    /// # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
    /// use statuspage_client::{params::GetPageParams, serde_json::Value};
    ///
    /// let error = client.get_page(&GetPageParams::new("unknown")).await.unwrap_err();
    /// let body: Value = error.body_as()?;
    /// assert!(body["error"].is_string());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if there is no complete body, or if it is not JSON of this type.
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T> {
        let Some(body) = self.body() else {
            return Err(self.undecoded("there is no complete body"));
        };
        if self.0.body_state == BodyState::Cut {
            return Err(
                self.undecoded("the body was cut off: ClientBuilder::max_body_size sets the limit")
            );
        }
        repair::decode(body).map_err(|(error, path)| {
            let place = path.filter(|path| path != ".");
            let place = place
                .map(|path| format!(" at `{path}`"))
                .unwrap_or_default();
            let wrong = "the body does not have the requested type";
            // The reason may quote the body, which cannot be redacted here.
            if self.0.body_state == BodyState::Secret {
                self.undecoded(wrong)
            } else {
                self.undecoded(&shortened(&format!("{wrong}{place}: {error}")))
            }
        })
    }

    fn undecoded(&self, reason: &str) -> Self {
        let what = match self.status() {
            Some(status) => format!("the error response ({status}) cannot be decoded"),
            None => "there is no error response".to_owned(),
        };
        let mut error = Self::new(ErrorKind::Decode, format!("{what}: {reason}"));
        error.0.operation = self.0.operation;
        error.0.status = self.0.status;
        error.0.attempts = self.0.attempts;
        error.0.may_have_been_carried_out = self.0.may_have_been_carried_out;
        error
    }

    /// Sets whether only the beginning of the body was read.
    pub(crate) fn with_cut_body(mut self, is_cut: bool) -> Self {
        if is_cut {
            self.0.body_state = BodyState::Cut;
        }
        self
    }

    /// Remembers whether the body of an error response shows a secret. One that was cut off is not decoded.
    pub(super) fn check_body(&mut self, auth: &Auth) {
        if self.kind() == ErrorKind::Status && self.0.body_state == BodyState::Complete {
            let body = String::from_utf8_lossy(self.body().unwrap_or_default());
            if auth.occurs_in(&body) {
                self.0.body_state = BodyState::Secret;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::{StatusCode, header::HeaderMap};
    use serde_json::{Value, json};

    use super::{Error, ErrorKind, Result};
    use crate::{ApiKey, auth::Auth};

    fn error(body: &str) -> Error {
        let auth = Auth::from(ApiKey::new("89ab-cdef").unwrap());
        let body = Ok(body.to_owned().into());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let error = Error::from_status(status, &HeaderMap::new(), body, &auth);
        error.in_operation("get-page", &auth)
    }

    fn refusal<T: std::fmt::Debug>(decoded: Result<T>) -> String {
        let error = decoded.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!error.may_have_been_carried_out(), "nor was the call");
        format!("{error}")
    }

    #[test]
    fn a_body_is_decoded_leniently() {
        let found: Value = error("\u{feff}{\"a\": \"\\ud800\"}").body_as().unwrap();
        assert_eq!(found, json!({"a": "\u{fffd}"}));
    }

    #[test]
    fn what_cannot_be_decoded_is_said() {
        let start = "get-page: the error response (422) cannot be decoded: ";
        for (text, reason) in [
            ("<html>", ": expected value"),
            ("", ": EOF"),
            ("{\"a\": 1}", ": invalid type: map"),
        ] {
            let text = refusal(error(text).body_as::<Vec<i64>>());
            let expected = format!("{start}the body does not have the requested type{reason}");
            assert!(text.starts_with(&expected), "{text}");
        }
        let text = refusal(error("[0, \"x\"]").body_as::<Vec<i64>>());
        assert!(text.contains("type at `[1]`: invalid type"), "{text}");
        let cut = error("[1]").with_cut_body(true);
        let text = refusal(cut.body_as::<Vec<i64>>());
        assert!(text.contains("the body was cut off"), "{text}");
        let none = Error::new(ErrorKind::InvalidRequest, "");
        let text = none.body_as::<Value>().unwrap_err().to_string();
        assert_eq!(
            text,
            "there is no error response: there is no complete body"
        );
    }

    #[test]
    fn an_echoed_key_is_not_shown() {
        for text in ["[\"no 89ab-cdef\"]", "{\"89AB-cdef\": {\"a\": 1}}"] {
            let text = refusal(error(text).body_as::<std::collections::BTreeMap<String, i64>>());
            assert!(text.ends_with("requested type"), "{text}");
        }
    }
}
