//! A request as plain data: what an operation makes of its parameters, encoded piece by piece as they come.

mod body;
mod encoding;
mod file_part;
mod finite;
mod joined;
mod json_object;
mod multipart;
mod parameter;
mod path;
mod text;
mod view;

use std::{borrow::Cow, mem};

use reqwest::{
    Url,
    header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde::Serialize;

use self::{
    body::{Body, Part},
    parameter::Place,
    text::Text,
};
use crate::{Error, ErrorKind, Method, Result};

pub use self::{
    file_part::FilePart,
    finite::Finite,
    joined::{Joined, JoinedItems},
    json_object::JsonObject,
};

/// A request to the API, without address and key, which are the client's.
///
/// A parameter may be any value that serialises. Its text is: a string as it is; a number or a boolean as JSON writes it; an
/// object as compact JSON. Null is not sent. Text is encoded as UTF-8 and percent-encoded, a space as `%20`.
///
/// No method fails. The first thing that cannot be sent is kept, and is an [`Error`] of the kind
/// [`InvalidRequest`](ErrorKind::InvalidRequest) when the request is sent or [`encoded_path`](Self::encoded_path) is called.
#[must_use]
pub struct Request {
    method: Method,
    template: &'static str,
    /// The template with the values given so far in place. An encoded value has no brace, so braces are always placeholders.
    path: Cow<'static, str>,
    query: String,
    headers: HeaderMap,
    body: Body,
    /// That of the body, where it was named.
    media_type: Option<&'static str>,
    /// Holds one parameter's JSON at a time; kept so that a request allocates it once.
    scratch: Vec<u8>,
    failure: Option<String>,
}

impl Request {
    /// A request with nothing but a method and a path below the base URL, where `{name}` stands for a path parameter.
    pub fn new(method: Method, path_template: &'static str) -> Self {
        Self {
            method,
            template: path_template,
            path: Cow::Borrowed(path_template),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Body::Empty,
            media_type: None,
            scratch: Vec::new(),
            failure: None,
        }
    }

    /// Puts a value in the place of `{name}`, as one segment of the path whatever it holds. An array is joined by commas.
    ///
    /// Not valid: no value, an empty one, `.` and `..`, which would reach another path; and a name that the path does not have.
    pub fn path<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Path, value)
    }

    /// Adds `name=value` to the query; one pair for each item of an array. [`Joined`] makes one pair of an array.
    pub fn query<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Query, value)
    }

    /// Sets a header; an array is joined by commas. `User-Agent` is the client's: it replaces what is set here. `Accept` is
    /// `application/json` unless it is set.
    ///
    /// Not valid: a name or a value with a character that no header may hold, such as a line break; and a header that the
    /// client sets from the API key, the body or the connection, such as `Authorization`, `Content-Type`, `Content-Length`,
    /// `Transfer-Encoding` and `Host`. [`media_type`](Self::media_type) sets that of the body.
    pub fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Header, value)
    }

    /// Adds a field to a form, by the rules of [`query`](Self::query). The body is `application/x-www-form-urlencoded`,
    /// unless a [file](Self::file) or the [media type](Self::media_type) makes it another.
    pub fn form<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.add(name, Place::Form, value)
    }

    /// Adds a file to a form, unless it is `None`. The body becomes `multipart/form-data`.
    pub fn file<'a>(self, name: &str, file: impl Into<Option<&'a FilePart>>) -> Self {
        self.files(name, file.into())
    }

    /// Adds any number of files to a form, each under the same name. With at least one, the body becomes
    /// `multipart/form-data`.
    pub fn files<'a>(mut self, name: &str, files: impl IntoIterator<Item = &'a FilePart>) -> Self {
        for file in files {
            match Part::file(name, file) {
                Ok(part) => self.put_part(part),
                Err(reason) => self.fail(name, reason),
            }
        }
        self
    }

    /// Makes a text the body, by the rules of [parameters](Self): null, such as `None`, is not sent. The body is
    /// `text/plain; charset=utf-8`, unless the [media type](Self::media_type) makes it another.
    pub fn text<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.add("body", Place::Body, body)
    }

    /// Makes bytes the body, as they are; without any there is no body at all. The body is `application/octet-stream`,
    /// unless the [media type](Self::media_type) makes it another.
    pub fn bytes<T: AsRef<[u8]> + ?Sized>(mut self, body: Option<&T>) -> Self {
        if let Some(body) = body {
            self.set_body(Body::Raw(body.as_ref().to_vec(), body::BYTES));
        }
        self
    }

    /// Makes a JSON object the body.
    pub fn json_object(mut self, object: JsonObject) -> Self {
        match object.into_bytes() {
            Ok(bytes) => self.set_body(Body::Json(bytes)),
            Err(failure) => self.fail("body", &failure),
        }
        self
    }

    /// Makes a JSON object the body if it has any field; without one there is no body at all.
    pub fn json_object_optional(self, object: JsonObject) -> Self {
        if object.is_empty() {
            self
        } else {
            self.json_object(object)
        }
    }

    /// Makes a value the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.set_body(Body::Json(bytes)),
            Err(error) => self.fail("body", &error.to_string()),
        }
        self
    }

    /// Makes a value the body, as JSON; without one there is no body at all.
    pub fn json_optional<T: Serialize + ?Sized>(self, body: Option<&T>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// Names the media type of the body where it is another than `application/json`, or than that of a form: one with JSON in
    /// it, such as `application/merge-patch+json`, or `multipart/form-data` for a form without files. Without a body of that
    /// kind it does nothing. A [text](Self::text) and [bytes](Self::bytes) can have any.
    pub fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// The request for the HTTP library; address and body are complete, the client's headers are not in it.
    pub(crate) fn into_http(self, base_url: &str) -> Result<reqwest::Request> {
        let path = self.encoded_path()?;
        let mut url = String::with_capacity(base_url.len() + path.len() + 1 + self.query.len());
        url.push_str(base_url);
        url.push_str(path);
        if !self.query.is_empty() {
            // A description may write a fixed query into a path.
            url.push(if path.contains('?') { '&' } else { '?' });
            url.push_str(&self.query);
        }
        let url = Url::parse(&url).map_err(|error| {
            let detail = format!("`{}` makes no URL ({error})", self.template);
            Error::new(ErrorKind::InvalidRequest, detail)
        })?;

        let mut request = reqwest::Request::new(self.method.to_http(), url);
        *request.headers_mut() = self.headers;
        if let Some((content_type, bytes)) = self.body.into_wire(self.media_type)? {
            request.headers_mut().insert(CONTENT_TYPE, content_type);
            *request.body_mut() = Some(bytes.into());
        } else if matches!(self.method, Method::Post | Method::Put | Method::Patch) {
            // The HTTP library leaves it out, and some proxies then answer 411 Length Required.
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        Ok(request)
    }

    /// Only this much is compiled for each type of parameter.
    fn add<T: Serialize + ?Sized>(mut self, name: &str, place: Place, value: &T) -> Self {
        let mut json = mem::take(&mut self.scratch);
        json.clear();
        match serde_json::to_writer(&mut json, value) {
            Ok(()) => self.put(name, place, Text::of_json(&String::from_utf8_lossy(&json))),
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
