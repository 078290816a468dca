//! Looking at a request before it is sent: for tests and tools.

use std::{borrow::Cow, fmt};

use super::{Request, path};
use crate::{Error, ErrorKind, Method, Result};

impl Request {
    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path as it was given to [`new`](Self::new).
    #[must_use]
    pub const fn path_template(&self) -> &'static str {
        self.template
    }

    /// The path as it is sent, below the base URL.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] when the request cannot be sent as it is.
    pub fn encoded_path(&self) -> Result<&str> {
        if let Some(failure) = &self.failure {
            return Err(Error::new(ErrorKind::InvalidRequest, failure));
        }
        if !self.path.starts_with('/') {
            // Behind a base URL without a path, it would become a part of the host's name.
            return Err(Error::new(
                ErrorKind::InvalidRequest,
                format!("the path `{}` must begin with a slash", self.template),
            ));
        }
        match path::missing(&self.path) {
            None => Ok(&self.path),
            Some(name) => Err(Error::new(
                ErrorKind::InvalidRequest,
                format!("`{name}`: `{}` needs a value for it", self.template),
            )),
        }
    }

    /// The query as it is sent, without the question mark; empty when there is none.
    #[must_use]
    pub fn encoded_query(&self) -> &str {
        &self.query
    }

    /// The headers that were set: the name in lower case, and the value.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// The body as it is sent; `None` when there is none.
    #[must_use]
    pub fn body(&self) -> Option<Cow<'_, [u8]>> {
        let encoded = self.body.encode(self.media_type);
        encoded.map(|encoded| encoded.bytes)
    }

    /// The media type of the body; `None` when there is no body.
    #[must_use]
    pub fn content_type(&self) -> Option<Cow<'static, str>> {
        let encoded = self.body.encode(self.media_type);
        encoded.map(|encoded| encoded.content_type)
    }
}

/// Without the values of parameters, among which may be secrets: the functions above show them to whoever asks.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("path_template", &self.template)
            .field("content_type", &self.content_type())
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}
