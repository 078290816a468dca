//! The classes of errors.

/// What went wrong, by class. More classes may come.
///
/// After several attempts it is the class of the last one. An earlier one may have been carried out, if that does no harm: see
/// [`RetryPolicy`](crate::RetryPolicy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be made, since a setting is missing or wrong; or it was called outside of a tokio runtime.
    /// Nothing was sent.
    Configuration,
    /// The request cannot be sent as it is; nothing was sent.
    InvalidRequest,
    /// No connection was made; nothing was sent.
    Connect,
    /// The time limit passed before the whole answer was there. The service may have carried the request out.
    Timeout,
    /// The connection broke, or what came over it is not HTTP. The service may have carried the request out.
    Transport,
    /// The answer has a status that is not a success.
    Status,
    /// The body of the answer is larger than [`max_body_size`](crate::ClientBuilder::max_body_size) allows. The service may
    /// have carried the request out.
    TooLarge,
    /// The answer is a success, but its body is not what the operation returns, or is a page of a list that has only items of
    /// earlier pages.
    Decode,
}
