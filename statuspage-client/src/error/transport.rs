//! The errors of the HTTP library: no connection, no answer in time, half an answer.

use std::{io, time::Duration};

use reqwest::StatusCode;

use super::{Error, ErrorKind, report::cause};
use crate::ApiKey;

impl Error {
    /// The HTTP library could not be set up.
    pub(crate) fn from_setup(error: reqwest::Error, key: &ApiKey) -> Self {
        let detail = format!(
            "the HTTP client cannot be set up ({}): check the TLS settings of the system",
            cause(&error, key)
        );
        Self::caused_by(ErrorKind::Configuration, detail, error)
    }

    /// The HTTP library did not bring an answer. The base URL holds no secret, unlike the error's own.
    pub(crate) fn from_transport(
        error: reqwest::Error,
        base_url: &str,
        limit: Duration,
        key: &ApiKey,
    ) -> Self {
        let cause = cause(&error, key);
        let (kind, detail) = if error.is_connect() {
            let check = if is_temporary(&error) {
                "check the base URL, the network and the proxy"
            } else {
                "check the base URL, the certificate of the server and the proxy"
            };
            let detail = format!("no connection to {base_url} ({cause}): {check}");
            (ErrorKind::Connect, detail)
        } else if error.is_timeout() {
            let detail = format!(
                "no complete answer from {base_url} within {limit:?}: it may have been carried out; \
                 ClientBuilder::timeout sets the limit"
            );
            (ErrorKind::Timeout, detail)
        } else if error.is_builder() {
            let detail = format!(
                "the HTTP client refuses to send to {base_url} ({cause}): check the request, and how that client was set up"
            );
            (ErrorKind::InvalidRequest, detail)
        } else {
            let detail = format!(
                "the exchange with {base_url} broke off ({cause}): it may have been carried out; check before trying again"
            );
            (ErrorKind::Transport, detail)
        };
        Self::caused_by(kind, detail, error)
    }

    /// Adds the status of a success whose body breaks off, or takes too long.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status.as_u16());
        self.0.detail = format!("{status} came, but {}", self.0.detail);
        self
    }

    /// The deadline of a call passed, before or after its request was sent.
    pub(crate) fn from_deadline(limit: Duration, sent: bool) -> Self {
        let detail = if sent {
            format!(
                "not done within {limit:?}: it may have been carried out; CallOptions::deadline sets the limit"
            )
        } else {
            format!(
                "not sent within {limit:?}, because it waited for the rate limit: set a later CallOptions::deadline"
            )
        };
        let mut error = Self::new(ErrorKind::Timeout, detail);
        error.0.timed_out = true;
        error.0.may_have_been_carried_out = sent;
        error
    }

    /// The body of an answer is too large.
    pub(crate) fn too_large(limit: usize, status: u16) -> Self {
        let detail = format!(
            "the body of the answer ({status}) has more than {limit} bytes: ask for less, or raise \
             ClientBuilder::max_body_size"
        );
        let mut error = Self::new(ErrorKind::TooLarge, detail);
        error.0.status = Some(status);
        error
    }

    fn caused_by(kind: ErrorKind, detail: String, source: reqwest::Error) -> Self {
        let mut error = Self::new(kind, detail);
        error.0.timed_out = source.is_timeout();
        error.0.temporary = is_temporary(&source);
        error.0.source = Some(source.without_url().into());
        error
    }
}

/// Whether a connection that could not be made may be made later.
///
/// The network's errors are I/O errors. A certificate that is not valid is an I/O error about its data, and a proxy that refuses
/// the connection is none.
fn is_temporary(error: &reqwest::Error) -> bool {
    let mut cause: &(dyn std::error::Error + 'static) = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    let mut io = cause.downcast_ref::<io::Error>();
    // The TLS library's error is inside of another one.
    while let Some(inner) = io.and_then(|io| io.get_ref()?.downcast_ref()) {
        io = Some(inner);
    }
    error.is_timeout() || io.is_some_and(|io| io.kind() != io::ErrorKind::InvalidData)
}
