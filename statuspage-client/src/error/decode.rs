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
        let received = match body.trim_ascii() {
            [] => "the body is empty".to_owned(),
            // JSON with an unexpected value is described well enough by its place; anything else shows what it is.
            _ if source.is_data() => "Error::body holds it all".to_owned(),
            text => format!("it begins with: {}", excerpt(text, key)),
        };
        let mut error = Self::new(
            ErrorKind::Decode,
            format!("the answer ({status}) is not what was expected{place}: {reason}; {received}"),
        );
        error.0.status = Some(status.as_u16());
        error.0.json_path = json_path;
        error.0.body = Some(body);
        error.0.source = Some(source.into());
        error
    }
}
