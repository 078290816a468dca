//! A fault: what goes wrong with one request because a test wants it to.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Bytes;

use crate::reply::whole_seconds;

/// What goes wrong with one request, so that a client's retries and time limits can be tested.
///
/// A fault is made by one of the first functions below; the other ones, which take and return it,
/// say more about it. Hand it to [`Simulator::fail_next`](crate::Simulator::fail_next) or
/// [`Simulator::fail_randomly`](crate::Simulator::fail_randomly).
///
/// There are two sorts. Some put something else in the place of the answer: a
/// [status](Self::status), any other [answer](Self::answer), a [redirect](Self::redirect), a
/// [huge body](Self::huge_body), or [nothing at all](Self::disconnect). They do not carry the request
/// out, unless [`carried_out`](Self::carried_out) is added: then the client cannot know that it was
/// done. The other ones carry the request out, and its own answer comes [late](Self::delay),
/// [slowly](Self::slow_body) or [in part](Self::truncated_body).
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
/// // The second fault waits for a POST.
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
    pub(crate) delay: Duration,
    pub(crate) answer_delay: Duration,
    /// Headers of the answer by their names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
}

/// What the sender of the request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The answer of the request, which is carried out.
    Own(Delivery),
    /// Something else.
    Other { answer: Other, carried_out: bool },
}

/// How an answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    Whole,
    Truncated,
    Slow(Duration),
}

/// What comes in the place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    /// A status with the JSON body of an error.
    Status(u16),
    Answer {
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
    /// The end of the connection.
    Nothing,
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self {
            effect,
            delay: Duration::ZERO,
            answer_delay: Duration::ZERO,
            headers: BTreeMap::new(),
            method: None,
            path: None,
        }
    }

    fn own(delivery: Delivery) -> Self {
        Self::new(Effect::Own(delivery))
    }

    fn other(answer: Other) -> Self {
        Self::new(Effect::Other {
            answer,
            carried_out: false,
        })
    }

    /// Answers with this status and the JSON body of an error.
    ///
    /// A 204 or 304 has no body, as HTTP demands. A status that HTTP cannot send as an answer, below
    /// 200 or above 999, becomes a 500 that says so.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::other(Other::Status(status))
    }

    /// Answers with this status and this body: the HTML of a proxy, say, or a text, or nothing.
    ///
    /// What HTTP cannot send becomes a 500 that says so.
    #[must_use]
    pub fn answer(status: u16, content_type: impl Into<String>, body: impl Into<String>) -> Self {
        Self::other(Other::Answer {
            status,
            content_type: content_type.into(),
            body: body.into().into(),
        })
    }

    /// Answers 200 with a body that is declared as JSON, and is none.
    #[must_use]
    pub fn not_json() -> Self {
        let page = "<html><body>Down for maintenance</body></html>";
        Self::answer(200, "application/json; charset=utf-8", page)
    }

    /// Sends the client elsewhere: to another host, say, that is not to be given the key.
    ///
    /// The status is 301, 302, 303, 307 or 308. What HTTP cannot send becomes a 500 that says so.
    #[must_use]
    pub fn redirect(status: u16, location: impl Into<String>) -> Self {
        Self::other(Other::Redirect {
            status,
            location: location.into(),
        })
    }

    /// Answers 200 with a body of so many bytes, at least 2: one long string of JSON.
    ///
    /// The simulator never has more than a small part of it in memory. The length is not declared:
    /// a client that limits what it reads must count.
    #[must_use]
    pub fn huge_body(bytes: u64) -> Self {
        Self::other(Other::HugeBody(bytes))
    }

    /// Closes the connection without an answer.
    #[must_use]
    pub fn disconnect() -> Self {
        Self::other(Other::Nothing)
    }

    /// Waits before it carries the request out and answers it.
    ///
    /// The request is carried out even if the client waits no longer by then.
    #[must_use]
    pub fn delay(delay: Duration) -> Self {
        Self::own(Delivery::Whole).with_delay(delay)
    }

    /// Carries the request out, and waits before it answers.
    #[must_use]
    pub fn delay_answer(delay: Duration) -> Self {
        Self::own(Delivery::Whole).with_answer_delay(delay)
    }

    /// Sends the headers of the answer and the first half of its body, and closes the connection.
    /// The `Content-Length` is that of the whole body. An answer without a body comes whole.
    #[must_use]
    pub fn truncated_body() -> Self {
        Self::own(Delivery::Truncated)
    }

    /// Sends the headers of the answer at once and its body over this time: up to 20 pieces of the
    /// same size, with the same pause before each.
    #[must_use]
    pub fn slow_body(total: Duration) -> Self {
        Self::own(Delivery::Slow(total))
    }

    /// Carries the request out although its answer is another.
    #[must_use]
    pub fn carried_out(mut self) -> Self {
        if let Effect::Other { carried_out, .. } = &mut self.effect {
            *carried_out = true;
        }
        self
    }

    /// Waits before anything else, and before the request is carried out if it is.
    #[must_use]
    pub fn with_delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Waits before the answer, and after the request was carried out if it is.
    #[must_use]
    pub fn with_answer_delay(self, answer_delay: Duration) -> Self {
        Self {
            answer_delay,
            ..self
        }
    }

    /// Adds a `Retry-After` to the answer: whole seconds, rounded up.
    #[must_use]
    pub fn with_retry_after(self, wait: Duration) -> Self {
        self.with_header("retry-after", whole_seconds(wait).to_string())
    }

    /// Adds this header to the answer, in the place of any of the same name: a `Retry-After` of any
    /// text, a `Date` of another clock.
    ///
    /// What HTTP cannot send becomes a 500 that says so. So do `Content-Length` and
    /// `Transfer-Encoding`, which must fit the body.
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

    /// Keeps the fault for requests of this method.
    #[must_use]
    pub fn for_method(self, method: impl Into<String>) -> Self {
        Self {
            method: Some(method.into()),
            ..self
        }
    }

    /// Keeps the fault for requests with this text in their path, which is compared as it was sent:
    /// `/v1/pages/kctbh9vrtdwd/incidents.json`.
    #[must_use]
    pub fn for_path(self, part: impl Into<String>) -> Self {
        Self {
            path: Some(part.into()),
            ..self
        }
    }

    /// Whether this request may get the fault.
    pub(crate) fn is_for(&self, method: &str, path: &str) -> bool {
        let is_method = |wanted: &String| wanted.eq_ignore_ascii_case(method);
        self.method.as_ref().is_none_or(is_method)
            && self.path.as_ref().is_none_or(|part| path.contains(part))
    }
}
