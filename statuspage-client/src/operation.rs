//! Operations of the API: the trait that the client sends, and the information that tools list.

use serde::de::DeserializeOwned;

use crate::{Method, Priority, request::Request, retry};

/// A call of the API with all its parameters; sent by [`Client::send`](crate::Client::send).
///
/// The generated parameter structs implement it. Implement it yourself for endpoints that the generated code does not cover:
///
/// ```
/// use statuspage_client::{Method, Operation, OperationInfo, raw::Request};
///
/// struct GetPage { page_id: String }
///
/// impl Operation for GetPage {
///     type Output = serde_json::Value;
///     const INFO: OperationInfo = OperationInfo::new("get-page", Method::Get, "/pages/{page_id}.json");
///
///     fn request(&self) -> Request {
///         Self::INFO.request().path("page_id", &self.page_id)
///     }
/// }
///
/// let request = GetPage { page_id: "é x".into() }.request();
/// assert_eq!(request.encoded_path()?, "/pages/%C3%A9%20x.json");
/// # Ok::<(), statuspage_client::Error>(())
/// ```
pub trait Operation: Send + Sync {
    /// The type that the body of a successful response is decoded to.
    ///
    /// With `()` the body is ignored. For other types see [`body_format`](Self::body_format).
    type Output: DeserializeOwned + Send + 'static;

    /// The ID of the operation, which errors show, its method and its path.
    const INFO: OperationInfo;

    /// Returns the information about this operation: [`INFO`](Self::INFO), unless values of the type stand for different
    /// operations, for example in a program that reads a description when it runs.
    #[must_use]
    fn info(&self) -> OperationInfo {
        Self::INFO
    }

    /// Returns how the body of a successful response with this status is decoded; [`BodyFormat::Json`] by default.
    #[must_use]
    fn body_format(_status: u16) -> BodyFormat {
        BodyFormat::Json
    }

    /// Returns the request to send.
    ///
    /// It does not fail. If a value cannot be sent, the request keeps the reason, and sending it returns an error of the kind
    /// [`InvalidRequest`](crate::ErrorKind::InvalidRequest).
    fn request(&self) -> Request;
}

/// The format in which the body of a successful response is decoded.
///
/// An [`Output`](Operation::Output) of `()` ignores the body in every format.
/// [`Response::body`](crate::Response::body) always returns the received bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// JSON. An empty body counts as `null`; a body that is not JSON is an error.
    Json,
    /// JSON that may be in an object with this one property: `{"id": 1}` or `{"data": {"id": 1}}`.
    JsonMaybeIn(&'static str),
    /// Text, for outputs that are decoded from a JSON string. A body whose `Content-Type` is JSON is decoded as JSON, if
    /// possible.
    ///
    /// The encoding is UTF-8; invalid bytes become U+FFFD.
    Text,
    /// Any body, for responses whose body is not described. With an output that accepts `null`, it never fails.
    ///
    /// JSON is decoded as JSON, an empty body as `null`, and any other body as a JSON string. A value that cannot be decoded to
    /// the output counts as `null`.
    Any,
}

/// Information about an operation, from the API description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The ID of the operation in the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with `{name}` for each parameter.
    pub path: &'static str,
    /// The tags that group the operation with others.
    pub tags: &'static [&'static str],
    /// A short summary of what the operation does; may be empty.
    pub summary: &'static str,
    /// Whether the request may be carried out twice without harm. If it may not, it is not repeated when it may have been carried
    /// out. By default that depends on the method; see [`RetryPolicy`](crate::RetryPolicy).
    pub idempotent: bool,
    /// The credentials that the operation needs, if the description says so for it alone: one of several alternatives, each with
    /// the names of the credentials that are sent together. No alternative stands for no credentials, and one without names
    /// allows a request without them. A client with an API key of Statuspage always sends that.
    pub security: Option<&'static [&'static [&'static str]]>,
}

impl OperationInfo {
    /// Creates the information about an operation without tags and summary.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            tags: &[],
            summary: "",
            idempotent: retry::is_idempotent(method),
            security: None,
        }
    }

    /// Sets the tags.
    #[must_use]
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// Sets the summary.
    #[must_use]
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// States that the request must not be carried out twice, for example because it notifies people.
    #[must_use]
    pub const fn not_idempotent(mut self) -> Self {
        self.idempotent = false;
        self
    }

    /// Sets the credentials that the operation needs; see [`security`](Self::security).
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = Some(security);
        self
    }

    /// Returns the priority of the operation's calls: urgent if it has the tag `Incidents` and its method is not GET, so if it
    /// creates, changes or deletes an incident or one of its updates; else normal.
    #[must_use]
    pub fn priority(&self) -> Priority {
        if self.method != Method::Get && self.tags.contains(&"Incidents") {
            Priority::Urgent
        } else {
            Priority::Normal
        }
    }

    /// Creates a request with this method and path, to which parameters can be added.
    pub fn request(&self) -> Request {
        Request::new(self.method, self.path)
            .idempotent(self.idempotent)
            .needs(self.security)
            .priority(self.priority())
    }
}
