//! The error that a successful answer with an unexpected body is.

use reqwest::StatusCode;

use super::{
    Error, ErrorKind,
    report::{excerpt, one_line},
};
use crate::ApiKey;

impl Error {
    pub(crate) fn from_decoding(
        status: StatusCode,
        body: Vec<u8>,
        json_path: Option<String>,
        source: serde_json::Error,
        key: &ApiKey,
    ) -> Self {
        let place = match json_path.as_deref() {
            None | Some(".") => String::new(),
            Some(path) => format!(" at `{}`", one_line(path, key)),
        };
        let reason = one_line(&source.to_string(), key);
        let text = body.trim_ascii();
        let detail = if text.is_empty() {
            format!(
                "the service carried it out ({status}), but sent no body, where one is described: \
                 read the resource to see what it is now"
            )
        } else if source.is_data() {
            // JSON with an unexpected value is described well enough by its place; anything else shows what it is.
            format!(
                "the response ({status}) is not as described{place}: {reason}; Error::body has all of it"
            )
        } else {
            let beginning = excerpt(text, key);
            format!(
                "the response ({status}) is not as described{place}: {reason}; it begins with: {beginning}"
            )
        };
        let mut error = Self::new(ErrorKind::Decode, detail);
        error.0.status = Some(status.as_u16());
        error.0.json_path = json_path;
        error.0.body = Some(body);
        error.0.source = Some(source.into());
        error
    }
}
