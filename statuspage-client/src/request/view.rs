//! Reads the parts of a request before it is sent, for tests and tools.

use std::{borrow::Cow, fmt};

use super::{Request, path};
use crate::{Error, ErrorKind, Method, Result};

impl Request {
    /// Returns the HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Returns the path that was passed to [`new`](Self::new).
    #[must_use]
    pub const fn path_template(&self) -> &'static str {
        self.template
    }

    /// Returns the path below the base URL as it is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] if the request is not valid.
    pub fn encoded_path(&self) -> Result<&str> {
        if let Some(failure) = &self.failure {
            return Err(Error::new(ErrorKind::InvalidRequest, failure));
        }
        if !self.path.starts_with('/') {
            // It would become a part of the last segment of the base URL.
            return Err(Error::new(
                ErrorKind::InvalidRequest,
                format!("the path `{}` must begin with a slash", self.template),
            ));
        }
        match path::missing(&self.path) {
            None => Ok(&self.path),
            Some(name) => Err(Error::new(
                ErrorKind::InvalidRequest,
                format!(
                    "`{name}`: the path `{}` needs a value for this parameter",
                    self.template
                ),
            )),
        }
    }

    /// Returns the query as it is sent, without the question mark; empty if there is none.
    #[must_use]
    pub fn encoded_query(&self) -> &str {
        &self.query
    }

    /// Returns the headers that were set, with names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// Returns the body as it is sent; `None` if there is none.
    #[must_use]
    pub fn body(&self) -> Option<Vec<u8>> {
        let encoded = self.body.encode(self.media_type);
        encoded.map(|encoded| encoded.bytes.into())
    }

    /// Returns the content type of the body; `None` if there is no body.
    #[must_use]
    pub fn content_type(&self) -> Option<Cow<'static, str>> {
        let encoded = self.body.encode(self.media_type);
        encoded.map(|encoded| encoded.content_type)
    }
}

/// Omits the values of parameters, which may be secrets; the functions above return them.
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
