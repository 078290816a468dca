//! The error type of the crate. An error says what went wrong, where, and what to do next.

mod body;
mod decode;
mod kind;
mod messages;
mod repeated_page;
mod report;
mod retry_after;
mod status;
mod transport;

use std::{convert::Infallible, fmt, iter, time::Duration};

use bytes::Bytes;

use crate::{Method, auth::Auth, engine::Progress};

pub use self::kind::ErrorKind;

/// The result type of this crate.
pub type Result<T> = std::result::Result<T, Error>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// The reason why a client could not be created, or why a call failed.
///
/// `Display` writes one line: the operation, what happened, and what to do next. `Display`, `Debug` and
/// [`messages`](Self::messages) never show the API key, even if the service echoes it. Only [`body`](Self::body) returns the
/// received bytes unchanged.
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
    body: Option<Bytes>,
    body_state: BodyState,
    /// The number of attempts, including those that failed to connect.
    tries: u32,
    attempts: u32,
    may_have_been_carried_out: bool,
    /// For [`ErrorKind::Connect`]: whether another attempt may succeed.
    temporary: bool,
    source: Option<Source>,
}

/// Whether the body can be decoded, and quoted in an error.
#[derive(PartialEq, Eq)]
enum BodyState {
    Complete,
    /// Only the beginning was read.
    Cut,
    /// It shows a secret.
    Secret,
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
            body_state: BodyState::Complete,
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

    /// Sets the operation, and redacts secrets in all texts that a server may have echoed them in.
    pub(crate) fn in_operation(mut self, operation: &'static str, auth: &Auth) -> Self {
        self.check_body(auth);
        let inner = &mut *self.0;
        inner.operation = Some(operation);
        for text in inner
            .messages
            .iter_mut()
            .chain([&mut inner.detail])
            .chain(&mut inner.json_path)
        {
            *text = auth.redact(text).into_owned();
        }
        // The text of another library's error cannot be redacted, so an error that shows a secret is dropped.
        inner.source = inner
            .source
            .take()
            .filter(|source| !contains_secret(&**source, auth));
        self
    }

    /// Sets the number of attempts.
    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self.0.tries = attempts;
        self
    }

    /// Adds what the call did before it failed with this error.
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

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the ID of the operation; `None` if the error occurred while a client was created. For
    /// [`Client::send_request`](crate::Client::send_request) it is the path template.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// Returns the HTTP status of the response; `None` if there was no response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the messages in the body of the response: those of a plain text, a JSON string, a JSON array, or a JSON object
    /// that describes errors.
    ///
    /// A message about a field begins with the name of the field, for example `name: can't be blank`. An HTML page has no
    /// messages.
    #[must_use]
    pub fn messages(&self) -> &[String] {
        &self.0.messages
    }

    /// Returns how long the service asks to wait before the next attempt: the `Retry-After` header of the response, which may be
    /// a number of seconds or a date. A date is compared with the `Date` header of the response; a date in the past is zero.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns how often the request was sent; 0 if it was never sent. Attempts that failed to connect do not count.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns whether the service may have carried the request out, in this attempt or in an earlier one.
    ///
    /// `false` is certain: nothing was sent, or the service refused every attempt. `true` means that the request was carried out
    /// or that the client cannot know. Before you repeat a request that must not be carried out twice, read the resource.
    #[must_use]
    pub fn may_have_been_carried_out(&self) -> bool {
        self.0.may_have_been_carried_out
    }

    /// Returns whether another attempt to connect may succeed, for [`ErrorKind::Connect`].
    pub(crate) fn is_temporary(&self) -> bool {
        self.0.temporary
    }

    /// Returns the path of the JSON value that could not be decoded, for example `components[3].status`; `.` is the whole
    /// document.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// Returns the body of the response as received; `None` if there was no response, or its body was incomplete. If the status
    /// is not a success, the body is cut off at [`ClientBuilder::max_body_size`](crate::ClientBuilder::max_body_size).
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// Returns whether the status is 404: the resource does not exist, or the API key has no access to it.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Returns whether the status is 401: the API key is missing or not valid.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(401)
    }

    /// Returns whether the status is 403: the API key is not allowed to do this.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(403)
    }

    /// Returns whether the status is 420 or 429: there were too many requests, and this one was not carried out.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        matches!(self.status(), Some(420 | 429))
    }

    /// Returns whether the status is 400 or 422: the service rejected the values. [`messages`](Self::messages) has the reasons.
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self.status(), Some(400 | 422))
    }

    /// Returns whether the status is 409: the request conflicts with the state of the resource.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(409)
    }

    /// Returns whether the status is 500 to 599: the service, or a proxy in front of it, failed.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        matches!(self.status(), Some(500..=599))
    }

    /// Returns whether a time limit passed: that of connecting, of an attempt, or of the whole call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// Returns whether the last attempt failed to connect, and so sent nothing.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Returns whether the status was a success, but the body could not be decoded, or was a page with only items of earlier
    /// pages.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }
}

/// Returns whether an error or one of its causes shows a secret.
fn contains_secret(error: &(dyn std::error::Error + 'static), auth: &Auth) -> bool {
    let mut causes = iter::successors(Some(error), |error| error.source());
    causes.any(|error| auth.occurs_in(&error.to_string()) || auth.occurs_in(&format!("{error:?}")))
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
    /// Shows only the length of the body, because the body is not redacted.
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
            .field("body_length", &self.0.body.as_ref().map(Bytes::len))
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
    /// Never called. It lets [`ClientBuilder::api_key`](crate::ClientBuilder::api_key) accept an [`ApiKey`](crate::ApiKey), whose conversion
    /// cannot fail.
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind};
    use crate::{ApiKey, auth::Auth};

    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}

    #[test]
    fn an_error_has_the_size_of_a_pointer_and_is_send_and_sync() {
        is_error::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn the_operation_comes_first() {
        let key = Auth::from(ApiKey::new("89ab-cdef").unwrap());
        let error = Error::new(ErrorKind::InvalidRequest, "`a`: wrong");
        assert_eq!(error.to_string(), "`a`: wrong");
        assert_eq!(error.operation(), None);
        let error = error.in_operation("get-page", &key);
        assert_eq!(error.to_string(), "get-page: `a`: wrong");
        assert_eq!(error.operation(), Some("get-page"));
    }

    #[test]
    fn an_echoed_key_is_redacted_everywhere() {
        let key = Auth::from(ApiKey::new("89ab-cdef").unwrap());
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
