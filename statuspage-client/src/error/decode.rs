//! The error for a successful response whose body cannot be decoded.

use bytes::Bytes;
use reqwest::StatusCode;

use super::{
    Error, ErrorKind,
    report::{excerpt, one_line},
};
use crate::auth::Auth;

impl Error {
    pub(crate) fn from_decoding(
        status: StatusCode,
        body: Bytes,
        json_path: Option<String>,
        source: serde_json::Error,
        auth: &Auth,
    ) -> Self {
        let place = match json_path.as_deref() {
            None | Some(".") => String::new(),
            Some(path) => format!(" at `{}`", one_line(path, auth)),
        };
        let reason = one_line(&source.to_string(), auth);
        let text = body.trim_ascii();
        let detail = if text.is_empty() {
            format!(
                "the service carried the request out ({status}), but the response has no body, although one is \
                 described: read the resource to see its state"
            )
        } else if source.is_data() {
            // For JSON with an unexpected value the path is enough; otherwise an excerpt shows what was received.
            format!(
                "the response ({status}) is not as described{place}: {reason}; Error::body returns the whole body"
            )
        } else {
            let beginning = excerpt(text, auth);
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
