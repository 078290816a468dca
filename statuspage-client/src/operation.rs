//! What an operation of the API is: to the client that sends it, and to tools that list it.

use serde::de::DeserializeOwned;

use crate::{Method, Request};

/// One call of the API with all its parameters: what [`Client::send`](crate::Client::send) takes.
///
/// The generated parameter structs implement it. Implement it yourself to call what the generated code does not cover:
///
/// ```
/// use statuspage_client::{Method, Operation, Request};
///
/// struct GetPage { page_id: String }
///
/// impl Operation for GetPage {
///     type Output = serde_json::Value;
///     const ID: &'static str = "get-page";
///
///     fn request(&self) -> Request {
///         Request::new(Method::Get, "/pages/{page_id}.json").path("page_id", &self.page_id)
///     }
/// }
///
/// let request = GetPage { page_id: "é x".into() }.request();
/// assert_eq!(request.encoded_path()?, "/pages/%C3%A9%20x.json");
/// # Ok::<(), statuspage_client::Error>(())
/// ```
pub trait Operation: Send + Sync {
    /// What a successful response is decoded to.
    ///
    /// With `()` the body is ignored, whatever it is; for others see [`body_format`](Self::body_format).
    type Output: DeserializeOwned + Send + 'static;

    /// The operation's name, which errors show.
    const ID: &'static str;

    /// How the body of a successful response with this status is read: as JSON, unless this says otherwise.
    #[must_use]
    fn body_format(_status: u16) -> BodyFormat {
        BodyFormat::Json
    }

    /// The request to send.
    ///
    /// A value that cannot be sent does not fail here: the request keeps the reason, and sending it is an error of the kind
    /// [`InvalidRequest`](crate::ErrorKind::InvalidRequest).
    fn request(&self) -> Request;
}

/// How the body of a successful response becomes a value.
///
/// An [`Output`](Operation::Output) of `()` ignores the body in every format, and
/// [`Response::body`](crate::Response::body) is always the body as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// JSON. Anything else is an error, and an empty body counts as `null`.
    Json,
    /// Text, for an output that is a JSON string. A body whose `Content-Type` is JSON is read as JSON, if possible.
    ///
    /// The encoding is UTF-8; invalid bytes become U+FFFD.
    Text,
    /// Whatever arrives, for a response whose body the description does not describe: never an error.
    ///
    /// JSON is read as JSON. Anything else becomes a JSON string, and an empty body `null`. What does not fit the output
    /// counts as `null` too.
    Any,
}

/// An operation as the API description presents it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationInfo {
    /// The operation's name in the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with `{name}` where a parameter stands.
    pub path: &'static str,
    /// The groups that it belongs to.
    pub tags: &'static [&'static str],
    /// What it does, in a few words; may be empty.
    pub summary: &'static str,
}
