//! The answer to an operation: its status and headers, and its body decoded.

use std::{any::TypeId, fmt};

use reqwest::{StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;

use crate::{ApiKey, Error, Result};

/// A successful answer: the decoded value with the status and the headers that came with it.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    attempts: u32,
    value: T,
}

impl<T> Response<T> {
    /// The HTTP status: 200 to 299.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header by its name, in any case; the first if there are several.
    ///
    /// `None` when there is none, or its value is no valid UTF-8.
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        str::from_utf8(value.as_bytes()).ok()
    }

    /// All headers: the name in lower case, and the value. Those whose value is no valid UTF-8 are left out.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| {
            let value = str::from_utf8(value.as_bytes()).ok()?;
            Some((name.as_str(), value))
        })
    }

    /// What the body says.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The body as received, with all that the value has no place for: JSON, or whatever an operation answers whose value
    /// is `()`.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// How often the request was sent until this answer came: 1, or more after retries.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What the body says; status, headers and body are dropped.
    pub fn into_value(self) -> T {
        self.value
    }
}

/// Without the values of headers and the body, among which may be secrets, and which may be long; [`Response::value`] has
/// its own `Debug`.
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

/// A successful answer before its body is decoded.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) attempts: u32,
}

impl Answer {
    pub(crate) fn decode<T: DeserializeOwned + 'static>(self, key: &ApiKey) -> Result<Response<T>> {
        // A body that is ignored or empty stands for `null`, which `()`, `Option` and free JSON all accept.
        let ignored = TypeId::of::<T>() == TypeId::of::<()>();
        let json = match self.body.trim_ascii() {
            [] => b"null",
            _ if ignored => b"null",
            _ => self.body.as_slice(),
        };
        match serde_json::from_slice(json) {
            Ok(value) => Ok(Response {
                status: self.status,
                headers: self.headers,
                body: self.body,
                attempts: self.attempts,
                value,
            }),
            Err(error) => {
                let path = json_path::<T>(json);
                let error = Error::from_decoding(self.status, self.body, path, error, key);
                Err(error.after(self.attempts))
            }
        }
    }
}

/// Reads a body up to a limit. The inner error is that of a body that breaks off.
pub(crate) async fn read_body(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<std::result::Result<Vec<u8>, reqwest::Error>> {
    let status = response.status().as_u16();
    let length = response.content_length().unwrap_or_default();
    if usize::try_from(length).map_or(true, |length| length > limit) {
        return Err(Error::too_large(limit, status));
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(Ok(body)),
            Ok(Some(chunk)) if chunk.len() > limit - body.len() => {
                return Err(Error::too_large(limit, status));
            }
            // The only chunk of most answers becomes the body without a copy.
            Ok(Some(chunk)) if body.is_empty() => body = chunk.into(),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// Where in the JSON the decoding fails. Only for what failed already: keeping track of the path makes decoding slower.
fn json_path<T: DeserializeOwned>(json: &[u8]) -> Option<String> {
    let mut json = serde_json::Deserializer::from_slice(json);
    match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(_) => None,
        Err(error) => Some(error.path().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use reqwest::{
        StatusCode,
        header::{HeaderMap, HeaderValue},
    };
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::{Answer, Response};
    use crate::{ApiKey, Result};

    fn decode<T: DeserializeOwned + 'static>(body: &[u8]) -> Result<Response<T>> {
        let mut headers = HeaderMap::new();
        headers.insert("x-page", HeaderValue::from_static("2"));
        headers.insert("x-name", HeaderValue::from_bytes("é".as_bytes()).unwrap());
        headers.insert("x-odd", HeaderValue::from_bytes(b"\xff").unwrap());
        Answer {
            status: StatusCode::CREATED,
            headers,
            body: body.to_vec(),
            attempts: 2,
        }
        .decode(&ApiKey::new("test").unwrap())
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
    fn status_and_headers_are_there() {
        let response = decode::<Value>(b"[1]").unwrap();
        assert_eq!((response.status(), response.attempts()), (201, 2));
        assert_eq!(response.value(), &json!([1]));
        assert_eq!(response.header("X-Page"), Some("2"));
        assert_eq!(response.header("x-name"), Some("é"));
        assert_eq!(response.header("x-odd"), None);
        assert_eq!(response.header("not a name"), None);
        let mut headers: Vec<_> = response.headers().collect();
        headers.sort_unstable();
        assert_eq!(headers, [("x-name", "é"), ("x-page", "2")]);
    }

    #[test]
    fn what_follows_the_json_is_an_error_without_a_path() {
        let error = decode::<Value>(b"{} {}").unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.attempts(), 2);
        assert_eq!(error.json_path(), None);
        assert!(error.to_string().contains("trailing characters"), "{error}");
    }
}
