//! The error of this crate.

use std::fmt;

/// Why the store cannot be used. It shows neither the API key nor the URL of the store, which may contain a password.
#[derive(Debug)]
pub struct Error(pub(crate) String);

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
