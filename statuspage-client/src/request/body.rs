//! The body of a request: none, JSON, or a form.

use std::borrow::Cow;

use reqwest::header::HeaderValue;

use super::{encoding::push_pair, multipart};
use crate::{Error, ErrorKind, Result};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// A body as it was given.
pub(super) enum Body {
    Empty,
    Json(Vec<u8>),
    /// At least one part; a file among them makes it multipart.
    Form(Vec<Part>),
}

/// A body as it is sent.
pub(super) struct Encoded<'a> {
    pub(super) content_type: Cow<'static, str>,
    pub(super) bytes: Cow<'a, [u8]>,
}

/// A field or a file of a form.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
    pub(super) is_file: bool,
}

impl Part {
    pub(super) fn field(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            content: text.as_bytes().to_vec(),
            is_file: false,
        }
    }

    pub(super) fn file(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            content: content.to_vec(),
            is_file: true,
        }
    }
}

impl Body {
    pub(super) fn push(&mut self, part: Part) -> std::result::Result<(), &'static str> {
        match self {
            Self::Empty => *self = Self::Form(vec![part]),
            Self::Form(parts) => parts.push(part),
            Self::Json(_) => return Err("a form field is given after a JSON body"),
        }
        Ok(())
    }

    pub(super) fn set_json(&mut self, bytes: Vec<u8>) -> std::result::Result<(), &'static str> {
        match self {
            Self::Empty => *self = Self::Json(bytes),
            Self::Json(_) | Self::Form(_) => return Err("a JSON body is given after another body"),
        }
        Ok(())
    }

    pub(super) fn encode(&self) -> Option<Encoded<'_>> {
        let (content_type, bytes) = match self {
            Self::Empty => return None,
            Self::Json(bytes) => (JSON.into(), bytes.into()),
            Self::Form(parts) => encode_form(parts),
        };
        Some(Encoded {
            content_type,
            bytes,
        })
    }

    /// The value of `Content-Type`, and the bytes without a copy.
    pub(super) fn into_wire(self) -> Result<Option<(HeaderValue, Vec<u8>)>> {
        let (content_type, bytes) = match self {
            Self::Empty => return Ok(None),
            Self::Json(bytes) => (JSON.into(), bytes),
            Self::Form(parts) => {
                let (content_type, bytes) = encode_form(&parts);
                (content_type, bytes.into_owned())
            }
        };
        let content_type = match content_type {
            Cow::Borrowed(text) => HeaderValue::from_static(text),
            Cow::Owned(text) => HeaderValue::try_from(text).map_err(|error| {
                Error::new(ErrorKind::InvalidRequest, format!("`body`: {error}"))
            })?,
        };
        Ok(Some((content_type, bytes)))
    }
}

fn encode_form<'a>(parts: &[Part]) -> (Cow<'static, str>, Cow<'a, [u8]>) {
    if parts.iter().any(|part| part.is_file) {
        let (content_type, bytes) = multipart::encode(parts);
        return (content_type.into(), bytes.into());
    }
    let mut text = String::new();
    for part in parts {
        push_pair(&mut text, &part.name, &part.content);
    }
    (FORM.into(), text.into_bytes().into())
}
