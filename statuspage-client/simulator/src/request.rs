//! The record of one request.

use std::mem::size_of;
use std::time::Duration;

use axum::http::request::Parts;

use crate::faults::fault::Fault;

/// A request as it came over the wire, successful or not, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method in upper case: `POST`.
    pub method: String,
    /// The raw path, percent-encoded as it was sent: `/v1/pages/kctbh9vrtdwd/incidents.json`.
    pub path: String,
    /// The raw query, percent-encoded as it was sent, without the question mark. `None` if there was no question mark.
    pub query: Option<String>,
    /// Names and values of the headers, including `authorization`. Names are in lower case. They are in
    /// the order in which they came, except that equal names are grouped. Invalid UTF-8 in a value is
    /// replaced.
    pub headers: Vec<(String, String)>,
    /// The body, empty if there was none.
    pub body: Vec<u8>,
    /// When it had arrived completely, as the time since the start of the simulator. The rate limit
    /// uses this time.
    pub at: Duration,
    /// The fault that it got. A request over the rate limit gets none.
    pub fault: Option<Fault>,
    /// Whether the operation was executed. A request that is refused is not carried out, whether
    /// because of its key, its path, its parameters, the rate limit or a fault. One that a fault delays
    /// is not carried out yet.
    pub carried_out: bool,
    /// The status of its response. `None` if there is none: because the connection was closed, because
    /// a fault still delays it, or because the client disconnected first.
    pub status: Option<u16>,
}

impl RecordedRequest {
    pub(crate) fn new(parts: &Parts, body: &[u8], at: Duration) -> Self {
        let headers = parts.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.to_string(), value.into_owned())
        });
        Self {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            headers: headers.collect(),
            body: body.to_vec(),
            at,
            fault: None,
            carried_out: false,
            status: None,
        }
    }

    /// Returns roughly how many bytes of memory the record takes.
    pub(crate) fn size(&self) -> usize {
        let headers = self.headers.iter();
        let headers =
            headers.map(|(name, value)| size_of::<(String, String)>() + name.len() + value.len());
        let query = self.query.as_ref().map_or(0, String::len);
        size_of::<Self>() + self.path.len() + query + self.body.len() + headers.sum::<usize>()
    }

    /// Returns the first value of a header. The name is not case-sensitive.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}
