//! The response to an operation: its status, its headers, and its decoded body.

use std::{any::TypeId, collections::BTreeMap, fmt};

use bytes::{Bytes, BytesMut};
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};

use crate::{ApiKey, BodyFormat, Error, Result, repair};

/// A successful response: the decoded value, the status, the headers and the body.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    value: T,
}

impl<T> Response<T> {
    /// Returns the HTTP status, 200 to 299.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Returns the value of a header; the first one if there are several. The case of the name is ignored.
    ///
    /// `None` if there is no such header, or its value is not valid UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        str::from_utf8(value.as_bytes()).ok()
    }

    /// Returns all headers, with names in lower case. Headers whose value is not valid UTF-8 are left out.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| {
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
        &self.body
    }

    /// Returns how often the request was sent: 1, or more after retries.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the decoded value, and drops status, headers and body.
    pub fn into_value(self) -> T {
        self.value
    }
}

/// Omits the values of headers, the body and the value, which may be long or secret. [`Response::value`] has its own `Debug`.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &headers)
            .field("body_length", &self.body.len())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// A successful response before its body is decoded.
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: u32,
}

impl RawResponse {
    pub(crate) fn decode<T: DeserializeOwned + 'static>(
        self,
        format: fn(u16) -> BodyFormat,
        key: &ApiKey,
    ) -> Result<Response<T>> {
        match self.value(format(self.status.as_u16())) {
            Ok(value) => Ok(Response {
                status: self.status,
                headers: self.headers,
                body: self.body,
                attempts: self.attempts,
                value,
            }),
            Err((error, path)) => {
                let error = Error::from_decoding(self.status, self.body, path, error, key);
                Err(error.with_attempts(self.attempts))
            }
        }
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

/// Reads a body up to a limit. The inner error is that of an incomplete body.
///
/// A body that is too large is an error if the status is a success. Otherwise the status is the error, and the body is cut off.
pub(crate) async fn read_body(
    response: &mut reqwest::Response,
    limit: usize,
) -> Result<std::result::Result<Bytes, reqwest::Error>> {
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
            Ok(None) if joined.is_empty() => return Ok(Ok(first)),
            Ok(None) => return Ok(Ok(joined.freeze())),
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
                // Cut at white space: a part of an echoed key could not be redacted.
                let end = body.iter().rposition(u8::is_ascii_whitespace);
                body.truncate(end.unwrap_or_default());
                return Ok(Ok(body.freeze()));
            }
            Ok(Some(chunk)) if length == 0 => first = chunk,
            Ok(Some(chunk)) => {
                if joined.is_empty() {
                    joined.extend_from_slice(&first);
                }
                joined.extend_from_slice(&chunk);
            }
            Err(error) => return Ok(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytes::Bytes;
    use reqwest::{
        StatusCode,
        header::{CONTENT_TYPE, HeaderMap, HeaderValue},
    };
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::{RawResponse, Response};
    use crate::{ApiKey, BodyFormat, Result};

    fn decode_as<T: DeserializeOwned + 'static>(
        content_type: &'static str,
        body: &[u8],
        format: fn(u16) -> BodyFormat,
    ) -> Result<Response<T>> {
        let mut headers = HeaderMap::new();
        if !content_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        headers.insert("x-page", HeaderValue::from_static("2"));
        headers.insert("x-name", HeaderValue::from_bytes("é".as_bytes()).unwrap());
        headers.insert("x-invalid", HeaderValue::from_bytes(b"\xff").unwrap());
        RawResponse {
            status: StatusCode::CREATED,
            headers,
            body: Bytes::copy_from_slice(body),
            attempts: 2,
        }
        .decode(format, &ApiKey::new("test").unwrap())
    }

    fn decode<T: DeserializeOwned + 'static>(body: &[u8]) -> Result<Response<T>> {
        decode_as("", body, |_| BodyFormat::Json)
    }

    fn any<T: DeserializeOwned + 'static>(body: &[u8]) -> T {
        let any = decode_as("", body, |_| BodyFormat::Any);
        any.unwrap().into_value()
    }

    fn text<T: DeserializeOwned + 'static>(content_type: &'static str, body: &[u8]) -> Result<T> {
        let text = decode_as(content_type, body, |_| BodyFormat::Text);
        text.map(Response::into_value)
    }

    fn value<T: DeserializeOwned + 'static>(body: &[u8]) -> T {
        decode(body).unwrap().into_value()
    }

    #[test]
    fn an_empty_body_is_null() {
        for body in [&b""[..], b" \r\n\t"] {
            assert_eq!(value::<Value>(body), Value::Null);
            assert_eq!(value::<Option<String>>(body), None);
            value::<()>(body);
        }
    }

    #[test]
    fn unit_ignores_the_body() {
        for body in [&b"{\"id\":1}"[..], b"<html>", b"\xff"] {
            value::<()>(body);
        }
        assert_eq!(value::<Value>(b"{\"id\":1}"), json!({"id": 1}));
    }

    #[test]
    fn any_format_accepts_every_body() {
        for (body, value) in [
            (&b""[..], Value::Null),
            (b" \r\n", Value::Null),
            (b"{\"id\":1.0}", json!({"id": 1.0})),
            (b"\"pong\"", json!("pong")),
            (b"pong\n", json!("pong\n")),
            (b"<html>", json!("<html>")),
            (b"{\"id\":", json!("{\"id\":")),
            (b"\x89PNG\xff", json!("\u{fffd}PNG\u{fffd}")),
            (b"[\"\\ud800\", \"\xff\"]", json!(["\u{fffd}", "\u{fffd}"])),
        ] {
            assert_eq!(any::<Value>(body), value);
            any::<()>(body);
        }
        for body in [&b""[..], b"<html>", b"{\"id\":1}", b"\xff"] {
            assert_eq!(any::<Option<Vec<i64>>>(body), None);
        }
        assert_eq!(any::<Option<Vec<i64>>>(b"[1]"), Some(vec![1]));
        assert_eq!(any::<Option<String>>(b"<html>"), Some("<html>".to_owned()));
        // A list accepts neither the text nor `null`.
        assert!(decode_as::<Vec<i64>>("", b"<html>", |_| BodyFormat::Any).is_err());
    }

    #[test]
    fn text_format_decodes_json_only_if_the_content_type_is_json() {
        for (content_type, body, value) in [
            ("text/plain", &b"pong\n"[..], "pong\n"),
            ("text/plain", b"\"pong\"", "\"pong\""),
            ("text/plain", b"null", "null"),
            ("text/html", b"caf\xe9", "caf\u{fffd}"),
            ("", b"12", "12"),
            ("", b"", ""),
            ("application/json", b"\"pong\"", "pong"),
            ("application/problem+json", b"\"\\u0041\"", "A"),
            ("application/json", b"pong", "pong"),
            ("application/json", b"", ""),
        ] {
            assert_eq!(text::<String>(content_type, body).unwrap(), value);
        }
        assert_eq!(
            text::<jiff::civil::Date>("text/plain", b"2026-01-02")
                .unwrap()
                .day(),
            2
        );
        let error = text::<jiff::civil::Date>("text/plain", b"soon").unwrap_err();
        assert_eq!(
            (error.status(), error.body()),
            (Some(201), Some(&b"soon"[..]))
        );
    }

    #[test]
    fn a_value_may_be_in_an_object_with_one_property() {
        let read = |body: &[u8]| {
            let decoded = decode_as::<Value>("", body, |_| BodyFormat::JsonMaybeIn("data"));
            decoded.map(Response::into_value)
        };
        for (body, value) in [
            (r#"{"data": {"id": 1}}"#, json!({"id": 1})),
            (r#"{"id": 1}"#, json!({"id": 1})),
            (r#"{"data": 1, "id": 2}"#, json!({"data": 1, "id": 2})),
            (r#"{"data": {"data": 3}}"#, json!({"data": 3})),
            (r#"{"data": "\ud800"}"#, json!("\u{fffd}")),
            (r#"{"data": null}"#, Value::Null),
            ("[1]", json!([1])),
            ("{}", json!({})),
            ("", Value::Null),
        ] {
            assert_eq!(read(body.as_bytes()).unwrap(), value, "{body}");
        }
        assert!(read(b"{\"data\": ").is_err());
        for (body, path) in [
            (r#"{"id": "x"}"#, "id"),
            (r#"{"data": {"id": "x"}}"#, "data.id"),
        ] {
            let format = |_| BodyFormat::JsonMaybeIn("data");
            let error =
                decode_as::<BTreeMap<String, i64>>("", body.as_bytes(), format).unwrap_err();
            assert_eq!(error.json_path(), Some(path));
        }
    }

    #[test]
    fn status_and_headers_are_returned() {
        let response = decode::<Value>(b"[1]").unwrap();
        assert_eq!((response.status(), response.attempts()), (201, 2));
        assert_eq!(response.value(), &json!([1]));
        assert_eq!(response.header("X-Page"), Some("2"));
        assert_eq!(response.header("x-name"), Some("é"));
        assert_eq!(response.header("x-invalid"), None);
        assert_eq!(response.header("not a name"), None);
        let mut headers: Vec<_> = response.headers().collect();
        headers.sort_unstable();
        assert_eq!(headers, [("x-name", "é"), ("x-page", "2")]);
    }

    #[test]
    fn trailing_characters_are_an_error_without_a_path() {
        let error = decode::<Value>(b"{} {}").unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.attempts(), 2);
        assert_eq!(error.json_path(), None);
        assert!(error.to_string().contains("trailing characters"), "{error}");
    }
}
