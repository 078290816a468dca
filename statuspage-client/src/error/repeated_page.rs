//! The error for a page that has only items of earlier pages.

use super::{Error, ErrorKind};

impl Error {
    pub(crate) fn repeated_page(operation: &'static str, status: u16, page: i64) -> Self {
        let detail = format!(
            "page {page} has only items of earlier pages: the service appears to ignore the page number; send the \
             operation without the stream to read a single page, or start again if many items were added in the meantime"
        );
        let mut error = Self::new(ErrorKind::Decode, detail);
        error.0.operation = Some(operation);
        error.0.status = Some(status);
        error
    }
}
