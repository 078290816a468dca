//! The body of a request: empty, JSON, a form, or raw bytes.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::HeaderValue;

use super::{encoding::push_pair, file_part::FilePart, multipart};
use crate::{Error, ErrorKind, Result};

const JSON: &str = "application/json";
pub(super) const TEXT: &str = "text/plain; charset=utf-8";
pub(super) const BYTES: &str = "application/octet-stream";
const FORM: &str = "application/x-www-form-urlencoded";

/// A body before it is encoded.
pub(super) enum Body {
    Empty,
    Json(Bytes),
    /// At least one part. If one is a file, the form is sent as multipart.
    Form(Vec<Part>),
    /// Bytes that are sent unchanged, with their default media type.
    Raw(Bytes, &'static str),
}

/// A body as it is sent.
pub(super) struct Encoded {
    pub(super) content_type: Cow<'static, str>,
    pub(super) bytes: Bytes,
}

/// A field or a file of a form.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
    pub(super) file_name: Option<String>,
    /// The media type, which only multipart has; `None` for text.
    pub(super) media_type: Option<String>,
}

impl Part {
    pub(super) fn field(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            content: text.as_bytes().to_vec(),
            file_name: None,
            media_type: None,
        }
    }

    pub(super) fn json(name: &str, json: &str) -> Self {
        Self {
            media_type: Some(JSON.to_owned()),
            ..Self::field(name, json)
        }
    }

    /// Creates a part from a file; fails if its media type is not valid.
    pub(super) fn file(name: &str, file: &FilePart) -> std::result::Result<Self, &'static str> {
        let media_type = file.content_type.as_deref().unwrap_or(BYTES);
        if !media_type.contains('/') || !media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        {
            return Err("the content type of the file is not valid: set one such as `image/png`");
        }
        let file_name = file.file_name.as_deref().unwrap_or(name);
        Ok(Self {
            name: name.to_owned(),
            content: file.bytes.clone(),
            file_name: Some(file_name.to_owned()),
            media_type: Some(media_type.to_owned()),
        })
    }
}

impl Body {
    pub(super) fn push(&mut self, part: Part) -> std::result::Result<(), &'static str> {
        match self {
            Self::Empty => *self = Self::Form(vec![part]),
            Self::Form(parts) => parts.push(part),
            Self::Json(_) | Self::Raw(..) => {
                return Err("a form field was added, but another body was set before");
            }
        }
        Ok(())
    }

    /// Sets a body that is not a form; fails if there is one already.
    pub(super) fn set(&mut self, body: Self) -> std::result::Result<(), &'static str> {
        if !matches!(self, Self::Empty) {
            return Err("a body was set, but another one was set before");
        }
        *self = body;
        Ok(())
    }

    /// Encodes the body. `named` is the media type that was set; it is ignored if the body cannot have it.
    pub(super) fn encode(&self, named: Option<&'static str>) -> Option<Encoded> {
        let (content_type, bytes) = match self {
            Self::Empty => return None,
            Self::Json(bytes) => (json_type(named).into(), bytes.clone()),
            Self::Form(parts) => encode_form(parts, named),
            Self::Raw(bytes, own) => (named.unwrap_or(own).into(), bytes.clone()),
        };
        Some(Encoded {
            content_type,
            bytes,
        })
    }
}

impl Encoded {
    /// Returns the value of `Content-Type`.
    pub(super) fn header(&self) -> Result<HeaderValue> {
        match &self.content_type {
            Cow::Borrowed(JSON) => Ok(const { HeaderValue::from_static(JSON) }),
            other => HeaderValue::from_str(other)
                .map_err(|error| Error::new(ErrorKind::InvalidRequest, format!("`body`: {error}"))),
        }
    }
}

/// Returns the media type of a JSON body: the one that was set, if it contains `json`.
fn json_type(named: Option<&'static str>) -> &'static str {
    let is_json = |media_type: &&str| media_type.contains("json");
    named.filter(is_json).unwrap_or(JSON)
}

fn encode_form(parts: &[Part], named: Option<&'static str>) -> (Cow<'static, str>, Bytes) {
    let is_requested = named.is_some_and(|media_type| media_type.starts_with("multipart/"));
    if is_requested || parts.iter().any(|part| part.file_name.is_some()) {
        let (content_type, bytes) = multipart::encode(parts);
        return (content_type.into(), bytes.into());
    }
    let mut text = String::new();
    for part in parts {
        push_pair(&mut text, &part.name, &part.content);
    }
    (FORM.into(), text.into_bytes().into())
}

#[cfg(test)]
mod tests {
    use crate::{
        ErrorKind, Method,
        request::{Request, tests::base},
    };

    fn post() -> Request {
        Request::new(Method::Post, "/x")
    }

    /// Returns the content type that the request reports, and checks that it is the one that is sent.
    fn content_type(request: &Request) -> String {
        let reported = request.content_type().unwrap_or_default().into_owned();
        let http = request.to_http(&base()).unwrap();
        let sent = http.headers().get("content-type");
        assert_eq!(sent.map_or("", |value| value.to_str().unwrap()), reported);
        reported
    }

    #[test]
    fn a_media_type_applies_only_to_bodies_that_can_have_it() {
        const PATCH: &str = "application/json-patch+json";
        const FORM_DATA: &str = "multipart/form-data";
        assert_eq!(content_type(&post().json(&1).media_type(PATCH)), PATCH);
        assert_eq!(content_type(&post().media_type(PATCH).json(&1)), PATCH);
        assert_eq!(
            content_type(&post().json(&1).media_type(FORM_DATA)),
            super::JSON
        );
        assert_eq!(
            content_type(&post().form("a", "b").media_type(PATCH)),
            super::FORM
        );
        let multipart = content_type(&post().form("a", "b").media_type(FORM_DATA));
        assert!(
            multipart.starts_with("multipart/form-data; boundary="),
            "{multipart}"
        );
        assert_eq!(content_type(&post().media_type(PATCH)), "");
    }

    #[test]
    fn a_media_type_that_is_not_a_valid_header_value_is_an_error() {
        let request = post().json(&1).media_type("application/json\n");
        let error = request.to_http(&base()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }
}
