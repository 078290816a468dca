//! The one error type of the crate: what went wrong, where, and what to do next.

mod decode;
mod kind;
mod messages;
mod repeated_page;
mod report;
mod retry_after;
mod status;
mod transport;

use std::{convert::Infallible, fmt, iter, time::Duration};

use crate::{ApiKey, Method, engine::Progress};

pub use self::kind::ErrorKind;

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a client could not be made, or a request did not lead to a value.
///
/// `Display` is one line for people: the operation, what happened, and what to do next. Neither it nor `Debug` nor
/// [`messages`](Self::messages) ever shows the API key, not even when the service echoes it; only [`body`](Self::body) is what
/// was received, unchanged.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    detail: String,
    timed_out: bool,
    status: Option<u16>,
    messages: Vec<String>,
    retry_after: Option<Duration>,
    json_path: Option<String>,
    body: Option<Vec<u8>>,
    /// Attempts that began, also those without a connection.
    tries: u32,
    attempts: u32,
    may_have_been_carried_out: bool,
    /// Whether the reason for [`ErrorKind::Connect`] may be gone at the next attempt.
    temporary: bool,
    source: Option<Source>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            detail: detail.into(),
            timed_out: false,
            status: None,
            messages: Vec::new(),
            retry_after: None,
            json_path: None,
            body: None,
            tries: 0,
            attempts: 0,
            may_have_been_carried_out: matches!(
                kind,
                ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::TooLarge | ErrorKind::Decode
            ),
            temporary: false,
            source: None,
        }))
    }

    /// Names the operation, and takes the key out of whatever a server may have put it into.
    pub(crate) fn in_operation(mut self, operation: &'static str, key: &ApiKey) -> Self {
        let inner = &mut *self.0;
        inner.operation = Some(operation);
        for text in inner
            .messages
            .iter_mut()
            .chain([&mut inner.detail])
            .chain(&mut inner.json_path)
        {
            *text = key.redact(text).into_owned();
        }
        // The text of a foreign error cannot be changed, only dropped.
        inner.source = inner
            .source
            .take()
            .filter(|source| !contains_key(&**source, key));
        self
    }

    /// Adds how often the request was sent.
    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self.0.tries = attempts;
        self
    }

    /// Adds what the call did before it ended with this error.
    pub(crate) fn with_progress(mut self, progress: &Progress, method: Method) -> Self {
        let earlier = progress.earlier_attempt_may_have_been_carried_out;
        if earlier && method == Method::Delete && self.is_not_found() {
            self.0
                .detail
                .push_str("; an earlier attempt of this call may have deleted it");
        }
        let inner = &mut *self.0;
        inner.attempts = progress.attempts;
        inner.tries = progress.tries;
        inner.may_have_been_carried_out |= earlier;
        self
    }

    /// What went wrong, by class.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The ID of the operation; `None` when the error came before any, while a client was being made.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// The HTTP status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// What the service says is wrong, in its words: all texts of the body, if it is a text, a list or an object of errors.
    ///
    /// A message about a field begins with its name, such as `name: can't be blank`. A page of HTML has no messages.
    #[must_use]
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// How long to wait before the next attempt: the `Retry-After` header of the answer, as seconds or as a date. A date is
    /// counted from the moment the answer came; a past one gives zero.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How often the request was sent; 0 when nothing was sent. Attempts without a connection do not count.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the service may have done what the request asked for, in this attempt or in an earlier one.
    ///
    /// `false` is certain: nothing was sent, or the service refused every attempt. `true` also means that nobody knows: look at
    /// the resource before you send a request again that must not be carried out twice.
    #[must_use]
    pub fn may_have_been_carried_out(&self) -> bool {
        self.0.may_have_been_carried_out
    }

    /// For [`ErrorKind::Connect`]: whether the next attempt may have a connection.
    pub(crate) fn is_temporary(&self) -> bool {
        self.0.temporary
    }

    /// Where in the JSON of the answer decoding failed, such as `components[3].status`; `.` is the whole.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The body of the answer as received; `None` when no answer came, or its body broke off. Next to a status without
    /// success it is cut at [`ClientBuilder::max_body_size`](crate::ClientBuilder::max_body_size).
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// The service does not know the resource, or hides it: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// The API key is missing or wrong: 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(401)
    }

    /// The API key may not do this: 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(403)
    }

    /// Too many requests in too short a time, so that this one was not carried out: 420 or 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        matches!(self.status(), Some(420 | 429))
    }

    /// The service refuses what was sent: 400 or 422. [`messages`](Self::messages) tells why.
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self.status(), Some(400 | 422))
    }

    /// The state of the resource does not allow it: 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(409)
    }

    /// The service, or a proxy before it, failed: 500 to 599.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        matches!(self.status(), Some(500..=599))
    }

    /// A time limit passed: the one for connecting, for an attempt, or for the call in all.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// No connection was made, so the last attempt sent nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// The answer was a success, but its body is not what the operation returns, or is a page of a list again.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }
}

/// Whether an error or one of its causes shows the key.
fn contains_key(error: &(dyn std::error::Error + 'static), key: &ApiKey) -> bool {
    let mut causes = iter::successors(Some(error), |error| error.source());
    causes.any(|error| key.occurs_in(&error.to_string()) || key.occurs_in(&format!("{error:?}")))
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(formatter, "{operation}: ")?;
        }
        formatter.write_str(&self.0.detail)?;
        match self.0.tries {
            0 | 1 => Ok(()),
            tries => write!(formatter, " (the last of {tries} attempts)"),
        }
    }
}

impl fmt::Debug for Error {
    /// Shows only how long the body is: nothing was taken out of it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation)
            .field("detail", &self.0.detail)
            .field("status", &self.0.status)
            .field("messages", &self.0.messages)
            .field("retry_after", &self.0.retry_after)
            .field("json_path", &self.0.json_path)
            .field("attempts", &self.0.attempts)
            .field(
                "may_have_been_carried_out",
                &self.0.may_have_been_carried_out,
            )
            .field("body_length", &self.0.body.as_ref().map(Vec::len))
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}

impl From<Infallible> for Error {
    /// Lets [`ClientBuilder::api_key`](crate::ClientBuilder::api_key) take a ready-made [`ApiKey`], which cannot fail.
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind};
    use crate::ApiKey;

    fn portable<T: std::error::Error + Send + Sync + 'static>() {}

    #[test]
    fn an_error_is_small_and_travels() {
        portable::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn the_operation_comes_first() {
        let key = ApiKey::new("89ab-cdef").unwrap();
        let error = Error::new(ErrorKind::InvalidRequest, "`a`: wrong");
        assert_eq!(error.to_string(), "`a`: wrong");
        assert_eq!(error.operation(), None);
        let error = error.in_operation("get-page", &key);
        assert_eq!(error.to_string(), "get-page: `a`: wrong");
        assert_eq!(error.operation(), Some("get-page"));
    }

    #[test]
    fn an_echoed_key_is_taken_out_everywhere() {
        let key = ApiKey::new("89ab-cdef").unwrap();
        let mut error = Error::new(ErrorKind::Status, "no 89ab-cdef");
        error.0.messages = vec!["bad 89ab-cdef".to_owned()];
        error.0.json_path = Some("a.89ab-cdef".to_owned());
        error.0.source = Some("89ab-cdef".into());
        let error = error.in_operation("get-page", &key);
        assert_eq!(error.to_string(), "get-page: no [API key]");
        assert_eq!(error.messages(), ["bad [API key]"]);
        assert_eq!(error.json_path(), Some("a.[API key]"));
        assert!(!format!("{error:?}").contains("89ab"));
        assert!(std::error::Error::source(&error).is_none());
    }
}
