//! What arrived: the record of one request.

use std::mem::size_of;
use std::time::Duration;

use axum::http::request::Parts;

use crate::fault::Fault;

/// A request as it came over the wire, whether it was answered with success or with an error, and
/// what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, in capital letters: `POST`.
    pub method: String,
    /// The raw path, percent-encoded as it was sent: `/v1/pages/kctbh9vrtdwd/incidents.json`.
    pub path: String,
    /// The raw query, percent-encoded as it was sent, without the question mark. `None` if there was no question mark.
    pub query: Option<String>,
    /// Names and values of the headers, in the order in which they came, as far as the HTTP library
    /// keeps it: equal names stand together, and all names are in lower case. The authorization
    /// header is among them. Bytes of a value that are no UTF-8 are replaced.
    pub headers: Vec<(String, String)>,
    /// The body, empty if there was none.
    pub body: Vec<u8>,
    /// When it had arrived as a whole: the time since the start of the simulator. It is the moment
    /// that the rate limit counts.
    pub at: Duration,
    /// What went wrong with it on purpose. A request over the rate limit gets no fault.
    pub fault: Option<Fault>,
    /// Whether it was done: a read was read, and a change took place. What is refused is not carried
    /// out, be it for its key, its path or its parameters, by the rate limit or by a fault. One that
    /// a fault delays is not carried out yet.
    pub carried_out: bool,
    /// The status of its answer. `None` if there is none: because the connection was cut, because a
    /// fault delays it still, or because its sender went away before.
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

    /// How many bytes of memory the record takes, roughly.
    pub(crate) fn size(&self) -> usize {
        let headers = self.headers.iter();
        let headers =
            headers.map(|(name, value)| size_of::<(String, String)>() + name.len() + value.len());
        let query = self.query.as_ref().map_or(0, String::len);
        size_of::<Self>() + self.path.len() + query + self.body.len() + headers.sum::<usize>()
    }

    /// The value of a header, whose name is compared without regard to case; the first one if there are several.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}
