//! A request as plain data. Parameters are encoded when they are added.

mod body;
mod encoding;
mod file_part;
mod finite;
mod joined;
mod json_object;
mod multipart;
mod parameter;
mod path;
mod styles;
mod text;
mod view;

use std::{borrow::Cow, mem};

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use serde::Serialize;

use self::{
    body::{Body, Part},
    parameter::Place,
    text::Text,
};
use crate::{Method, Priority, Result, auth::Security, base_url::BaseUrl, retry};

pub(crate) use self::encoding::push_pair;
pub use self::{
    file_part::FilePart,
    finite::{Finite, Numbers, ObjectOnly},
    joined::{Joined, JoinedItems},
    json_object::JsonObject,
    styles::{Flat, JsonText},
};

/// A request to the API, without base URL and API key, which the client adds.
///
/// A parameter can be any value that implements [`Serialize`]. A string is sent as it is, a number or a boolean as in JSON, and an
/// object as compact JSON. Null is not sent. In paths, queries and forms, text is percent-encoded as UTF-8, a space as `%20`.
///
/// The methods that build a request do not fail. The first value that cannot be sent is recorded. Sending the request, and
/// [`encoded_path`](Self::encoded_path), then return an error of the kind [`InvalidRequest`](crate::ErrorKind::InvalidRequest).
#[must_use]
pub struct Request {
    method: Method,
    template: &'static str,
    /// The template with the values that were set. Encoded values contain no braces, so braces are always placeholders.
    path: Cow<'static, str>,
    query: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Body,
    /// The media type of the body, if it was set.
    media_type: Option<&'static str>,
    /// Whether it may be carried out twice without harm.
    idempotent: bool,
    priority: Priority,
    /// The credentials that it needs, if they are not those of the client's other requests.
    security: Option<Security>,
    /// A buffer for the JSON of one parameter, reused so that a request allocates it once.
    scratch: Vec<u8>,
    failure: Option<String>,
}

impl Request {
    /// Creates a request with a method and a path below the base URL, which contains `{name}` for each path parameter.
    pub fn new(method: Method, path_template: &'static str) -> Self {
        Self {
            method,
            template: path_template,
            path: Cow::Borrowed(path_template),
            query: String::new(),
            headers: Vec::new(),
            body: Body::Empty,
            media_type: None,
            idempotent: retry::is_idempotent(method),
            priority: Priority::Normal,
            security: None,
            scratch: Vec::new(),
            failure: None,
        }
    }

    /// Replaces `{name}` in the path. The value is encoded, so it cannot add path segments. The items of an array are joined with
    /// commas.
    ///
    /// Not valid: null, an empty value, `.` and `..`, because they would change the path; and a name that is not in the path.
    pub fn path<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Path, value)
    }

    /// Adds `name=value` to the query, for an array once for each item. With [`Joined`], an array is sent as one pair.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Query, value)
    }

    /// Sets a header. The items of an array are joined with commas. `User-Agent` is ignored, because the client sets it. `Accept`
    /// is `application/json` by default.
    ///
    /// Not valid: a name or a value with a character that is not allowed in headers, such as a line break; and headers that the
    /// client sets from the API key, the body or the connection, such as `Authorization`, `Content-Type`, `Content-Length`,
    /// `Transfer-Encoding` and `Host`. For the content type of the body, use [`media_type`](Self::media_type).
    pub fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Header, value)
    }

    /// Adds a field to the form, by the same rules as [`query`](Self::query). The body is sent as
    /// `application/x-www-form-urlencoded`, or as `multipart/form-data` if the form contains a [file](Self::file) or
    /// [`media_type`](Self::media_type) asks for it.
    pub fn form<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Form, value)
    }

    /// Adds a file to the form, unless it is `None`. The body is then sent as `multipart/form-data`.
    pub fn file<'a>(self, name: &str, file: impl Into<Option<&'a FilePart>>) -> Self {
        self.files(name, file.into())
    }

    /// Adds files to the form, all with the same name. If there is at least one, the body is sent as `multipart/form-data`.
    pub fn files<'a>(mut self, name: &str, files: impl IntoIterator<Item = &'a FilePart>) -> Self {
        for file in files {
            match Part::file(name, file) {
                Ok(part) => self.put_part(part),
                Err(reason) => self.fail(name, reason),
            }
        }
        self
    }

    /// Sets a text as the body, by the rules for [parameters](Self): null, such as `None`, is not sent. The content type is
    /// `text/plain; charset=utf-8`, unless [`media_type`](Self::media_type) sets another one.
    pub fn text<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.add("body", Place::Body, body)
    }

    /// Sets bytes as the body; with `None` there is no body. The content type is `application/octet-stream`, unless
    /// [`media_type`](Self::media_type) sets another one.
    pub fn bytes<T: AsRef<[u8]> + ?Sized>(mut self, body: Option<&T>) -> Self {
        if let Some(body) = body {
            self.set_body(Body::Raw(body.as_ref().to_vec().into(), body::BYTES));
        }
        self
    }

    /// Sets a JSON object as the body.
    pub fn json_object(mut self, object: JsonObject) -> Self {
        match object.into_bytes() {
            Ok(bytes) => self.set_body(Body::Json(bytes.into())),
            Err(failure) => self.fail("body", &failure),
        }
        self
    }

    /// Sets a JSON object as the body; if it has no fields, there is no body.
    pub fn json_object_optional(self, object: JsonObject) -> Self {
        if object.is_empty() {
            self
        } else {
            self.json_object(object)
        }
    }

    /// Sets a value as the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.set_body(Body::Json(bytes.into())),
            Err(error) => self.fail("body", &error.to_string()),
        }
        self
    }

    /// Sets a value as the body, as JSON; with `None` there is no body.
    pub fn json_optional<T: Serialize + ?Sized>(self, body: Option<&T>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// Sets whether the request may be carried out twice without harm.
    pub(crate) fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    pub(crate) fn default_priority(&self) -> Priority {
        self.priority
    }

    pub(crate) fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Sets the credentials that it needs.
    pub(crate) fn needs(mut self, security: Option<Security>) -> Self {
        self.security = security;
        self
    }

    pub(crate) fn security(&self) -> Option<Security> {
        self.security
    }

    /// Sets the media type of the body, if the body can have it; otherwise it has no effect.
    ///
    /// A JSON body can have any media type that contains `json`, such as `application/merge-patch+json`. A form can be sent as
    /// `multipart/form-data`. A [text](Self::text) and [bytes](Self::bytes) can have any media type.
    pub fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Converts the request to one of the HTTP library, without the headers that the client sets.
    /// The bytes of a JSON or raw body are shared, not copied.
    pub(crate) fn to_http(&self, base_url: &BaseUrl) -> Result<reqwest::Request> {
        let url = base_url.join(self.encoded_path()?, &self.query);
        let mut request = reqwest::Request::new(self.method.to_http(), url);
        request.headers_mut().extend(self.headers.iter().cloned());
        if let Some(body) = self.body.encode(self.media_type) {
            request.headers_mut().insert(CONTENT_TYPE, body.header()?);
            *request.body_mut() = Some(body.bytes.into());
        } else if matches!(self.method, Method::Post | Method::Put | Method::Patch) {
            // The HTTP library omits it, and some proxies then respond with 411 Length Required.
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        Ok(request)
    }

    /// Adds a parameter. This function is compiled for each type of value, so the rest is in `put`.
    fn add<T: Serialize + ?Sized>(mut self, name: &str, place: Place, value: &T) -> Self {
        let mut json = mem::take(&mut self.scratch);
        json.clear();
        match serde_json::to_writer(&mut json, value) {
            // JSON is always valid UTF-8.
            Ok(()) => self.put(
                name,
                place,
                Text::of_json(str::from_utf8(&json).unwrap_or_default()),
            ),
            Err(error) => self.fail(name, &error.to_string()),
        }
        self.scratch = json;
        self
    }

    fn set_body(&mut self, body: Body) {
        if let Err(reason) = self.body.set(body) {
            self.fail("body", reason);
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
