//! The error that a page is which has the items of the one before it.

use super::{Error, ErrorKind};

impl Error {
    pub(crate) fn from_repetition(operation: &'static str, status: u16, page: i64) -> Self {
        let detail = format!(
            "page {page} has the very same items as the page before it, as if the service paid no heed to the number: \
             call the operation itself for what it gives in one answer, or begin again if items were added meanwhile"
        );
        let mut error = Self::new(ErrorKind::Decode, detail);
        error.0.operation = Some(operation);
        error.0.status = Some(status);
        error
    }
}
