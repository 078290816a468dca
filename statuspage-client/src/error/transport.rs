//! The errors of the HTTP library: failed connections, timeouts and incomplete responses.

use std::{io, time::Duration};

use reqwest::StatusCode;

use super::{Error, ErrorKind, report::cause};
use crate::{auth::Auth, base_url::BaseUrl};

impl Error {
    /// Creates the error for an HTTP client that could not be set up.
    pub(crate) fn from_setup(error: reqwest::Error, auth: &Auth) -> Self {
        let detail = format!(
            "the HTTP client cannot be set up ({}): check the TLS settings of the system",
            cause(&error, auth)
        );
        Self::caused_by(ErrorKind::Configuration, detail, error)
    }

    /// Creates the error for an attempt without a complete response. It shows the base URL, which contains no secret, instead of
    /// the URL of the request.
    pub(crate) fn from_transport(
        error: reqwest::Error,
        base_url: &BaseUrl,
        limit: Duration,
        auth: &Auth,
    ) -> Self {
        let cause = cause(&error, auth);
        let (kind, detail) = if error.is_connect() {
            let check = if is_temporary(&error) {
                "check the base URL, the network and the proxy"
            } else {
                "check the base URL, the certificate of the server and the proxy"
            };
            let detail = format!("cannot connect to {base_url} ({cause}): {check}");
            (ErrorKind::Connect, detail)
        } else if error.is_timeout() {
            let detail = format!(
                "no complete response from {base_url} within {limit:?}: the request may have been carried out; \
                 ClientBuilder::timeout sets the limit"
            );
            (ErrorKind::Timeout, detail)
        } else if error.is_builder() {
            let detail = format!(
                "the HTTP client refuses to send the request to {base_url} ({cause}): check the request and the settings \
                 of ClientBuilder::http_client"
            );
            (ErrorKind::InvalidRequest, detail)
        } else {
            let detail = format!(
                "the connection to {base_url} broke ({cause}): the request may have been carried out; read the resource \
                 before you send it again"
            );
            (ErrorKind::Transport, detail)
        };
        Self::caused_by(kind, detail, error)
    }

    /// Adds the status of a successful response whose body is incomplete or takes too long.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status.as_u16());
        self.0.detail = format!("received {status}, but {}", self.0.detail);
        self
    }

    /// Creates the error for a deadline that passed before or after the request was sent.
    pub(crate) fn from_deadline(limit: Duration, sent: bool) -> Self {
        let detail = if sent {
            format!(
                "no complete response within {limit:?}: the request may have been carried out; CallOptions::deadline sets \
                 the limit"
            )
        } else {
            format!(
                "not sent within {limit:?}, usually because the call waited for the rate limit: set a later CallOptions::deadline"
            )
        };
        let mut error = Self::new(ErrorKind::Timeout, detail);
        error.0.timed_out = true;
        error.0.may_have_been_carried_out = sent;
        error
    }

    /// Creates the error for a response body that is too large.
    pub(crate) fn too_large(limit: usize, status: u16) -> Self {
        let detail = format!(
            "the body of the response ({status}) has more than {limit} bytes: request fewer items, or raise \
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

/// Returns whether another attempt to connect may succeed.
///
/// Errors of the network are I/O errors. An invalid certificate is an I/O error of the kind `InvalidData`. A proxy that refuses
/// the connection is not an I/O error.
fn is_temporary(error: &reqwest::Error) -> bool {
    let mut cause: &(dyn std::error::Error + 'static) = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    let mut io = cause.downcast_ref::<io::Error>();
    // The error of the TLS library is wrapped in another I/O error.
    while let Some(inner) = io.and_then(|io| io.get_ref()?.downcast_ref()) {
        io = Some(inner);
    }
    error.is_timeout() || io.is_some_and(|io| io.kind() != io::ErrorKind::InvalidData)
}
