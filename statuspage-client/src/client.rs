//! The client: how a call begins and ends. What is between is in `call`.

use std::{fmt, sync::Arc};

use serde::de::DeserializeOwned;

use crate::{
    ApiKey, BodyFormat, CallOptions, ClientBuilder, Error, Operation, Request, Response, Result,
    engine::Engine, trace::CallSpan,
};

/// A client for the API: an API key, an address, a pool of connections and a rate limit.
///
/// A clone shares all of them, and costs as much as cloning an [`Arc`]: make one client, and clone it wherever it is needed.
/// Two clients share nothing, even if they have the same key: together they may exceed the service's limit.
///
/// Calls need a tokio runtime with time and IO enabled (`enable_all`). Without a runtime they are an error; in one without
/// time or IO tokio panics. A program without a runtime uses the `blocking` client (feature `blocking`).
#[derive(Clone)]
pub struct Client {
    engine: Arc<Engine>,
    options: Arc<CallOptions>,
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

    pub(crate) fn from_engine(engine: Engine) -> Self {
        Self {
            engine: Arc::new(engine),
            options: Arc::default(),
        }
    }

    /// The same client with other settings for the calls that are made through it. Connections and rate limit are shared.
    ///
    /// ```no_run
    /// # async fn run(client: statuspage_client::Client) -> statuspage_client::Result<()> {
    /// use std::time::Duration;
    /// use statuspage_client::{CallOptions, params::GetYourPageProfileParams};
    ///
    /// let hasty = client.with_options(CallOptions::new().deadline(Duration::from_secs(3)));
    /// let page = hasty.get_your_page_profile(&GetYourPageProfileParams::new("your-page-id")).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            engine: Arc::clone(&self.engine),
            options: Arc::new(options),
        }
    }

    /// Sends an operation and decodes the answer.
    ///
    /// The generated functions return the value alone; this gives the status, the headers and the JSON of the answer too.
    ///
    /// # Errors
    ///
    /// Every [`ErrorKind`](crate::ErrorKind): the request cannot be sent as it is, there is no tokio runtime, the service
    /// cannot be reached or takes too long, its status is not a success (2xx), or the body is too large or not what the
    /// operation returns.
    pub async fn send<O: Operation>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.execute(O::ID, operation.request(), O::body_format)
            .await
    }

    /// Sends a request that no operation covers, with the same authentication, limits and retries. Errors name its path
    /// template.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let simulator = statuspage_simulator::Simulator::start().await?;
    /// # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
    /// use statuspage_client::{Method, Request, serde_json::Value};
    ///
    /// let request = Request::new(Method::Get, "/pages/{page_id}").path("page_id", simulator.page_id());
    /// let page = client.send_request::<Value>(request).await?;
    /// assert_eq!(page.value()["id"], simulator.page_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As those of [`send`](Self::send).
    pub async fn send_request<T: DeserializeOwned + 'static>(
        &self,
        request: Request,
    ) -> Result<Response<T>> {
        let json = |_| BodyFormat::Json;
        self.execute(request.path_template(), request, json).await
    }

    pub(crate) async fn execute<T: DeserializeOwned + 'static>(
        &self,
        operation: &'static str,
        request: Request,
        format: fn(u16) -> BodyFormat,
    ) -> Result<Response<T>> {
        let span = CallSpan::new(operation, request.method(), request.path_template());
        let call = self.engine.call(operation, request, &self.options, &span);
        let outcome = span
            .run(call)
            .await
            .and_then(|response| response.decode(format, &self.engine.api_key))
            .map_err(|error| error.in_operation(operation, &self.engine.api_key));
        span.end(&outcome);
        outcome
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.engine.base_url)
            .field("user_agent", &self.engine.user_agent)
            .field("timeout", &self.engine.timeout)
            .field("api_key", &self.engine.api_key)
            .field("options", &self.options)
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
