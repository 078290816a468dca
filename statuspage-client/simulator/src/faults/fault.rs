//! Faults: deliberate failures of single requests.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Bytes;

use crate::http::reply::whole_seconds;

/// A deliberate failure of one request, to test a client's retries and timeouts.
///
/// The constructors come first below; the methods after them add details. Pass a fault to
/// [`Simulator::fail_next`](crate::Simulator::fail_next) or
/// [`Simulator::fail_randomly`](crate::Simulator::fail_randomly).
///
/// There are two groups. The first replaces the response: with a [status](Self::status), with [any
/// other response](Self::response), a [redirect](Self::redirect) or a [huge body](Self::huge_body), or
/// with [a closed connection](Self::disconnect). The request is not carried out, unless
/// [`carried_out`](Self::carried_out) is added: then it is, and the client cannot know it. The second
/// group carries the request out, and its own response is [late](Self::delay),
/// [slow](Self::slow_body) or [incomplete](Self::truncated_body).
///
/// ```
/// use std::time::Duration;
/// use statuspage_simulator::{Fault, Simulator};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let simulator = Simulator::start().await?;
/// simulator.fail_next([
///     Fault::status(503).with_retry_after(Duration::from_secs(1)),
///     Fault::disconnect().carried_out().for_method("POST"),
/// ]);
///
/// let url = format!("{}/metrics_providers", simulator.url());
/// assert_eq!(reqwest::get(&url).await?.status(), 503);
/// // The second fault is for a POST.
/// assert_eq!(reqwest::get(&url).await?.status(), 200);
///
/// let requests = simulator.requests();
/// assert!(requests[0].fault.is_some() && !requests[0].carried_out);
/// assert!(requests[1].fault.is_none() && requests[1].carried_out);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) effect: Effect,
    /// Whether the request is carried out. It always is where its own response is sent.
    pub(crate) carried_out: bool,
    pub(crate) delay: Duration,
    pub(crate) response_delay: Duration,
    /// Headers of the response by their names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
}

/// What the client receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The response of the request.
    Own,
    /// The first half of the body of that response.
    Truncated,
    /// That response, with its body over this time.
    Slow(Duration),
    /// A status with the JSON body of an error.
    Status(u16),
    Response {
        status: u16,
        content_type: String,
        /// Shared by all copies of the fault, of which each record of a request has one.
        body: Bytes,
    },
    Redirect {
        status: u16,
        location: String,
    },
    HugeBody(u64),
    /// Nothing: the connection is closed.
    Disconnect,
}

impl Effect {
    /// Whether it is a form of the request's own response.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self, Self::Own | Self::Truncated | Self::Slow(_))
    }
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self {
            carried_out: effect.is_own(),
            effect,
            delay: Duration::ZERO,
            response_delay: Duration::ZERO,
            headers: BTreeMap::new(),
            method: None,
            path: None,
        }
    }

    /// Responds with this status and the JSON body of an error.
    ///
    /// A 204 or 304 has no body, as HTTP requires. An invalid status, below 200 or above 999, becomes a
    /// 500 that says so.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::new(Effect::Status(status))
    }

    /// Responds with this status and body: for example the HTML of a proxy, or an empty body.
    ///
    /// An invalid status or content type becomes a 500 that says so.
    #[must_use]
    pub fn response(status: u16, content_type: impl Into<String>, body: impl Into<String>) -> Self {
        Self::new(Effect::Response {
            status,
            content_type: content_type.into(),
            body: body.into().into(),
        })
    }

    /// Responds with 200 and a body that is declared as JSON but is not JSON.
    #[must_use]
    pub fn not_json() -> Self {
        let page = "<html><body>Down for maintenance</body></html>";
        Self::response(200, "application/json; charset=utf-8", page)
    }

    /// Redirects the client, for example to another host, which must not receive the key.
    ///
    /// The status is 301, 302, 303, 307 or 308. An invalid status or location becomes a 500 that says so.
    #[must_use]
    pub fn redirect(status: u16, location: impl Into<String>) -> Self {
        Self::new(Effect::Redirect {
            status,
            location: location.into(),
        })
    }

    /// Responds with 200 and a body of this many bytes, at least 2: one long JSON string.
    ///
    /// The simulator never holds more than a small part of it in memory. The length is not declared: a
    /// client that limits the length of bodies must count.
    #[must_use]
    pub fn huge_body(bytes: u64) -> Self {
        Self::new(Effect::HugeBody(bytes))
    }

    /// Closes the connection without a response.
    #[must_use]
    pub fn disconnect() -> Self {
        Self::new(Effect::Disconnect)
    }

    /// Waits, then carries the request out and responds.
    ///
    /// The request is carried out even if the client has disconnected by then.
    #[must_use]
    pub fn delay(delay: Duration) -> Self {
        Self::new(Effect::Own).with_delay(delay)
    }

    /// Carries the request out, and waits before it responds.
    #[must_use]
    pub fn delay_response(delay: Duration) -> Self {
        Self::new(Effect::Own).with_response_delay(delay)
    }

    /// Sends the headers of the response and the first half of its body, and closes the connection.
    /// The `Content-Length` is that of the whole body. A response without a body is sent completely.
    #[must_use]
    pub fn truncated_body() -> Self {
        Self::new(Effect::Truncated)
    }

    /// Sends the headers of the response at once and its body over this time: up to 20 pieces of the
    /// same size, with the same pause before each.
    #[must_use]
    pub fn slow_body(total: Duration) -> Self {
        Self::new(Effect::Slow(total))
    }

    /// Carries the request out although its response is replaced.
    #[must_use]
    pub fn carried_out(mut self) -> Self {
        self.carried_out = true;
        self
    }

    /// Waits first, before the request is carried out, if it is.
    #[must_use]
    pub fn with_delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Waits before the response, after the request was carried out, if it is.
    #[must_use]
    pub fn with_response_delay(mut self, response_delay: Duration) -> Self {
        self.response_delay = response_delay;
        self
    }

    /// Adds a `Retry-After` to the response, in whole seconds, rounded up.
    #[must_use]
    pub fn with_retry_after(self, wait: Duration) -> Self {
        self.with_header("retry-after", whole_seconds(wait).to_string())
    }

    /// Sets a header of the response, for example an unusual `Retry-After` or the `Date` of a wrong
    /// clock. It replaces a header of the same name.
    ///
    /// An invalid header becomes a 500 that says so. So do `Content-Length` and `Transfer-Encoding`,
    /// which must match the body.
    ///
    /// ```
    /// use statuspage_simulator::Fault;
    ///
    /// let fault = Fault::status(429)
    ///     .with_header("Date", "Fri, 02 Jan 2026 10:00:00 GMT")
    ///     .with_header("Retry-After", "Fri, 02 Jan 2026 10:00:07 GMT");
    /// # drop(fault);
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into().to_ascii_lowercase();
        self.headers.insert(name, value.into());
        self
    }

    /// Applies the fault to requests of this method only.
    #[must_use]
    pub fn for_method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Applies the fault only to requests whose path contains this text. The path is compared as it was
    /// sent: `/v1/pages/kctbh9vrtdwd/incidents.json`.
    #[must_use]
    pub fn for_path(mut self, part: impl Into<String>) -> Self {
        self.path = Some(part.into());
        self
    }

    /// Whether the fault applies to this request.
    pub(crate) fn is_for(&self, method: &str, path: &str) -> bool {
        let is_method = |wanted: &String| wanted.eq_ignore_ascii_case(method);
        self.method.as_ref().is_none_or(is_method)
            && self.path.as_ref().is_none_or(|part| path.contains(part))
    }
}
