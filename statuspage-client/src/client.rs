//! The client: it puts a request together, sends it, and reads the answer.

use std::{fmt, mem, sync::Arc, time::Duration};

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, USER_AGENT};

use crate::{ApiKey, ClientBuilder, Error, Operation, Request, Response, Result, response::Answer};

/// A client for the API: an API key, an address and a pool of connections.
///
/// A clone shares all three, and costs as much as cloning an [`Arc`]: make one client, and clone it wherever it is needed.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

/// What a client was built with, after all checks.
pub(crate) struct Settings {
    pub(crate) http: reqwest::Client,
    pub(crate) api_key: ApiKey,
    /// Without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
}

impl Client {
    /// A client with default settings for the service at `https://api.statuspage.io/v1`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when the key is not valid, or TLS cannot be set up.
    pub fn new(api_key: impl TryInto<ApiKey, Error: Into<Error>>) -> Result<Self> {
        Self::builder().api_key(api_key).build()
    }

    /// A client as environment variables say: `STATUSPAGE_API_KEY` is required, `STATUSPAGE_BASE_URL` replaces the
    /// service's address. An empty variable counts as one that is not set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), naming the variable, when one is missing or not
    /// valid; or when TLS cannot be set up.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_lookup(|name| std::env::var(name))?.build()
    }

    /// Starts with the default settings; only the API key is missing.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    pub(crate) fn new_with(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
        }
    }

    /// Sends an operation and decodes the answer.
    ///
    /// The generated functions return the value alone; this gives the status and the headers of the answer too.
    ///
    /// # Errors
    ///
    /// Every [`ErrorKind`](crate::ErrorKind) but `Configuration`: the request cannot be sent as it is, the service cannot be
    /// reached or takes too long, its status is not a success (2xx), or the body is not what the operation returns.
    pub async fn send<O: Operation>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.exchange(operation.request())
            .await
            .and_then(Answer::decode)
            .map_err(|error| error.of(O::ID, &self.settings.api_key))
    }

    /// The part of sending that is the same for every operation, so that it is compiled once.
    async fn exchange(&self, request: Request) -> Result<Answer> {
        let request = self.settings.prepare(request)?;
        let response = self.settings.http.execute(request).await;
        let mut response = response.map_err(|error| self.settings.lost(error))?;
        let status = response.status();
        let headers = mem::take(response.headers_mut());
        let body = response.bytes().await.map(Vec::from);
        if !status.is_success() {
            return Err(Error::from_status(status, &headers, body));
        }
        let body = body.map_err(|error| self.settings.lost(error))?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}

impl Settings {
    fn prepare(&self, request: Request) -> Result<reqwest::Request> {
        let mut request = request.into_http(&self.base_url)?;
        *request.timeout_mut() = Some(self.timeout);
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.api_key.header().clone());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, self.user_agent.clone());
        Ok(request)
    }

    fn lost(&self, error: reqwest::Error) -> Error {
        Error::from_transport(error, &self.base_url, self.timeout)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.settings.base_url)
            .field("user_agent", &self.settings.user_agent)
            .field("timeout", &self.settings.timeout)
            .field("api_key", &self.settings.api_key)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Client;

    fn shareable<T: Clone + Send + Sync + 'static>() {}

    #[test]
    fn a_client_is_shared_freely() {
        shareable::<Client>();
    }
}
