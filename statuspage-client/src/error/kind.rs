//! The kinds of errors.

/// The kind of an [`Error`](crate::Error). New kinds may be added.
///
/// After several attempts, it is the kind of the last one. [`Error::may_have_been_carried_out`] takes all attempts into account.
///
/// [`Error::may_have_been_carried_out`]: crate::Error::may_have_been_carried_out
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting of the client is missing or not valid, or a call was made outside a tokio runtime. Nothing was sent.
    Configuration,
    /// The request is not valid. Nothing was sent.
    InvalidRequest,
    /// The connection failed. Nothing was sent.
    Connect,
    /// A time limit passed before the response was complete. If the request was sent, the service may have carried it out.
    Timeout,
    /// The connection broke, or the response is not valid HTTP. The service may have carried the request out.
    Transport,
    /// The status of the response is not a success (2xx).
    Status,
    /// The body of the response is longer than [`max_body_size`](crate::ClientBuilder::max_body_size) allows. The service may
    /// have carried the request out.
    TooLarge,
    /// The status of the response is a success, but its body cannot be decoded, or is a page of a list with only items of
    /// earlier pages.
    Decode,
}
