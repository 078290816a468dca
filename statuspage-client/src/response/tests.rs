//! Tests of the decoding of responses.

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
    let response = RawResponse {
        status: StatusCode::CREATED,
        headers,
        body: Bytes::copy_from_slice(body),
        attempts: 2,
    };
    let value = response.decode(format, &ApiKey::new("test").unwrap().into())?;
    Ok(response.with_value(value))
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
        let error = decode_as::<BTreeMap<String, i64>>("", body.as_bytes(), format).unwrap_err();
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
