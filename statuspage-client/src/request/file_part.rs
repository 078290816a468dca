//! A file in a form of the type `multipart/form-data`.

use std::fmt;

/// A file in a form: its bytes, file name and content type.
///
/// The default file name is the name of the field; the default content type is `application/octet-stream`.
///
/// ```
/// use statuspage_client::{FilePart, Method, raw::Request};
///
/// let photo = FilePart::new(*b"\x89PNG").file_name("cat.png").content_type("image/png");
/// let request = Request::new(Method::Post, "/photos").file("photo", &photo);
/// assert!(request.content_type().unwrap().starts_with("multipart/form-data"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct FilePart {
    pub(super) bytes: Vec<u8>,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl FilePart {
    /// Creates a file with these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            file_name: None,
            content_type: None,
        }
    }

    /// Sets the file name. Quotes and line breaks are escaped as browsers do.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the content type, such as `image/png`. If it is not a valid media type, sending the request returns an error.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for FilePart {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for FilePart {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(*bytes)
    }
}

impl From<String> for FilePart {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for FilePart {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Omits the bytes, which may be long or a secret.
impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("length", &self.bytes.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
