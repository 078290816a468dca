//! The response to an operation: its status, its headers, and its decoded body.

use std::{any::TypeId, collections::BTreeMap, fmt};

use bytes::{Bytes, BytesMut};
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};

use crate::{BodyFormat, Error, Result, auth::Auth, repair};

/// A successful response: the decoded value, the status, the headers and the body.
#[derive(Clone)]
pub struct Response<T> {
    raw: RawResponse,
    value: T,
}

impl<T> Response<T> {
    /// Returns the HTTP status, 200 to 299.
    pub fn status(&self) -> u16 {
        self.raw.status.as_u16()
    }

    /// Returns the value of a header; the first one if there are several. The case of the name is ignored.
    ///
    /// `None` if there is no such header, or its value is not valid UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.raw.headers.get(name)?;
        str::from_utf8(value.as_bytes()).ok()
    }

    /// Returns all headers, with names in lower case. Headers whose value is not valid UTF-8 are left out.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.raw.headers.iter().filter_map(|(name, value)| {
            let value = str::from_utf8(value.as_bytes()).ok()?;
            Some((name.as_str(), value))
        })
    }

    /// Returns the decoded value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the body as received, including everything that is not part of the value: unknown fields, or the whole body if the
    /// value is `()`.
    pub fn body(&self) -> &[u8] {
        &self.raw.body
    }

    /// Returns how often the request was sent: 1, or more after retries.
    pub fn attempts(&self) -> u32 {
        self.raw.attempts
    }

    /// Returns the decoded value, and drops status, headers and body.
    pub fn into_value(self) -> T {
        self.value
    }
}

/// Omits the values of headers, the body and the value, which may be long or secret. [`Response::value`] has its own `Debug`.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.raw.headers.keys().collect();
        formatter
            .debug_struct("Response")
            .field("status", &self.raw.status)
            .field("headers", &headers)
            .field("body_length", &self.raw.body.len())
            .field("attempts", &self.raw.attempts)
            .finish_non_exhaustive()
    }
}

/// A successful response without the decoded value.
#[derive(Clone)]
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: u32,
}

impl RawResponse {
    pub(crate) fn with_value<T>(self, value: T) -> Response<T> {
        Response { raw: self, value }
    }

    /// Decodes the body.
    pub(crate) fn decode<T: DeserializeOwned + 'static>(
        &self,
        format: fn(u16) -> BodyFormat,
        auth: &Auth,
    ) -> Result<T> {
        let value = self.value(format(self.status.as_u16()));
        value.map_err(|(error, path)| {
            let error = Error::from_decoding(self.status, self.body.clone(), path, error, auth);
            error.with_attempts(self.attempts)
        })
    }

    fn value<T: DeserializeOwned + 'static>(&self, format: BodyFormat) -> repair::Decoded<T> {
        // An ignored or empty body is decoded as `null`, which `()`, `Option` and untyped JSON accept.
        let ignored = TypeId::of::<T>() == TypeId::of::<()>();
        let json: &[u8] = match self.body.trim_ascii() {
            _ if ignored => b"null",
            [] => b"null",
            _ => &self.body,
        };
        match format {
            BodyFormat::Text if !self.is_json() => self.text().or_else(|_| repair::decode(json)),
            BodyFormat::Json => repair::decode(json),
            BodyFormat::JsonMaybeIn(name) => match only_property(json, name) {
                Some(inner) => repair::decode(inner.get().as_bytes()).map_err(|(error, path)| {
                    let path = path.map(|path| format!("{name}.{path}"));
                    (error, path)
                }),
                None => repair::decode(json),
            },
            BodyFormat::Text => repair::decode(json).or_else(|error| self.text().or(Err(error))),
            BodyFormat::Any => repair::decode(json)
                .or_else(|error| self.text().or(Err(error)))
                .or_else(|error| repair::decode(b"null").or(Err(error))),
        }
    }

    fn is_json(&self) -> bool {
        let content_type = self.headers.get(CONTENT_TYPE);
        content_type.is_some_and(|value| value.to_str().is_ok_and(|text| text.contains("json")))
    }

    /// Decodes the body as if it were a JSON string with this text.
    fn text<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        serde_json::from_value(Value::String(text))
    }
}

/// Returns the value of the only property of an object, if it has this name.
fn only_property(json: &[u8], name: &str) -> Option<Box<RawValue>> {
    let mut object: BTreeMap<String, Box<RawValue>> = repair::decode(json).ok()?;
    object.remove(name).filter(|_| object.is_empty())
}

/// Reads a body up to a limit, and returns whether it was cut off. The inner error is that of an incomplete body.
///
/// A body that is too large is an error if the status is a success. Otherwise the status is the error, and the body is cut off.
pub(crate) async fn read_body(
    response: &mut reqwest::Response,
    limit: usize,
) -> Result<(std::result::Result<Bytes, reqwest::Error>, bool)> {
    let status = response.status();
    let too_large = || Error::too_large(limit, status.as_u16());
    let length = response.content_length().unwrap_or_default();
    let is_too_long = usize::try_from(length).map_or(true, |length| length > limit);
    if is_too_long && status.is_success() {
        return Err(too_large());
    }
    // Most bodies have a single chunk, which is not copied.
    let mut first = Bytes::new();
    let mut joined = BytesMut::new();
    loop {
        let length = first.len().max(joined.len());
        match response.chunk().await {
            Ok(None) if joined.is_empty() => return Ok((Ok(first), false)),
            Ok(None) => return Ok((Ok(joined.freeze()), false)),
            Ok(Some(chunk)) if chunk.len() > limit - length => {
                if status.is_success() {
                    return Err(too_large());
                }
                let mut body = if joined.is_empty() {
                    first.into()
                } else {
                    joined
                };
                body.extend(chunk.into_iter().take(limit - length));
                // Cut at white space: a part of an echoed secret could not be redacted.
                let end = body.iter().rposition(u8::is_ascii_whitespace);
                body.truncate(end.unwrap_or_default());
                return Ok((Ok(body.freeze()), true));
            }
            Ok(Some(chunk)) if length == 0 => first = chunk,
            Ok(Some(chunk)) => {
                if joined.is_empty() {
                    joined.extend_from_slice(&first);
                }
                joined.extend_from_slice(&chunk);
            }
            Err(error) => return Ok((Err(error), false)),
        }
    }
}

#[cfg(test)]
mod tests;
