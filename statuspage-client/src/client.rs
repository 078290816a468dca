//! The client: its constructors, and how it sends operations. The attempts of a call are in `engine`.

use std::{fmt, pin::pin, sync::Arc};

use serde::de::DeserializeOwned;

use crate::{
    ApiKey, BodyFormat, CallInfo, CallOptions, ClientBuilder, Error, Operation, Response, Result,
    auth::Auth,
    engine::{Call, Engine, Progress},
    request::Request,
    response::RawResponse,
    trace::CallSpan,
};

/// A client for the API, with an API key, a base URL, a connection pool and a rate limit.
///
/// Clones share all of these, and cloning is as cheap as cloning an [`Arc`]: create one client, and clone it where you need it.
/// Clients that were created separately share nothing, even with the same key: together they may exceed the service's limit.
///
/// Calls need a tokio runtime with time and IO enabled (`enable_all`). Outside a runtime they return an error; in a runtime
/// without time or IO, tokio panics. For a program without a runtime, use the blocking client (feature `blocking`).
#[derive(Clone)]
pub struct Client {
    engine: Arc<Engine>,
    options: Arc<CallOptions>,
}

impl Client {
    /// Creates a client with default settings for the service at `https://api.statuspage.io/v1`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the key is not valid, or TLS cannot be set up.
    pub fn new(api_key: impl TryInto<ApiKey, Error: Into<Error>>) -> Result<Self> {
        Self::builder().api_key(api_key).build()
    }

    /// Creates a client from environment variables: `STATUSPAGE_API_KEY` (required), and `STATUSPAGE_BASE_URL`, which replaces
    /// the default base URL. An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if a variable is missing or not valid (the
    /// error names it), or if TLS cannot be set up.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_lookup(|name| std::env::var(name))?.build()
    }

    /// Returns a builder with default settings. The API key must be set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    pub(crate) fn from_engine(engine: Engine) -> Self {
        Self {
            engine: Arc::new(engine),
            options: Arc::default(),
        }
    }

    /// Returns a client that makes its calls with these options. It shares connections and rate limit with this client.
    ///
    /// The options replace those of this client; they are not merged.
    ///
    /// ```no_run
    /// # async fn run(client: statuspage_client::Client) -> statuspage_client::Result<()> {
    /// use std::time::Duration;
    /// use statuspage_client::{CallOptions, params::GetPageParams};
    ///
    /// let hasty = client.with_options(CallOptions::new().deadline(Duration::from_secs(3)));
    /// let page = hasty.get_page(&GetPageParams::new("your-page-id")).await?;
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

    /// Sends an operation and decodes the response.
    ///
    /// The generated functions return only the value. This function also returns the status, the headers and the body of the
    /// response.
    ///
    /// # Errors
    ///
    /// Any [`ErrorKind`](crate::ErrorKind): the request is not valid, there is no tokio runtime, the service cannot be reached
    /// or takes too long, its status is not a success (2xx), or the body is too large or cannot be decoded.
    pub async fn send<O: Operation>(&self, operation: &O) -> Result<Response<O::Output>> {
        let request = operation.request();
        let received = self.receive(operation.info().id, &request).await?;
        self.respond(received, O::body_format)
    }

    /// Sends a request for which there is no operation, with the same authentication, limits and retries, and decodes the JSON
    /// of the response. Errors show its path template.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let simulator = statuspage_simulator::Simulator::start().await?;
    /// # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
    /// use statuspage_client::{Method, serde_json::Value, raw::Request};
    ///
    /// let request = Request::new(Method::Get, "/pages/{page_id}")
    ///     .path("page_id", simulator.page_id());
    /// let page = client.send_request::<Value>(request).await?;
    /// assert_eq!(page.value()["id"], simulator.page_id());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The same as those of [`send`](Self::send).
    pub async fn send_request<T: DeserializeOwned + 'static>(
        &self,
        request: Request,
    ) -> Result<Response<T>> {
        let received = self.receive(request.path_template(), &request).await?;
        self.respond(received, |_| BodyFormat::Json)
    }

    /// Sends a request and receives the response, but does not decode the body. This function is not compiled again for each
    /// type of value, and the values, which are large, are not moved through its future.
    pub(crate) async fn receive(
        &self,
        operation: &'static str,
        request: &Request,
    ) -> Result<Received> {
        let priority = self.options.priority;
        let info = CallInfo {
            operation,
            method: request.method(),
            path_template: request.path_template(),
            attempt: 1,
            priority: priority.unwrap_or_else(|| request.default_priority()),
        };
        let span = CallSpan::new(info);
        let options = &*self.options;
        let call = Call {
            info,
            request,
            options,
        };
        let mut progress = Progress::default();
        let outcome = {
            let call = pin!(self.engine.call(&call, &mut progress));
            span.run(call).await
        };
        span.waited(progress.waited);
        match outcome {
            Ok(response) => Ok(Received {
                operation,
                span,
                response,
            }),
            Err(error) => {
                let error = error.with_progress(&progress, info.method);
                Err(self.failure(operation, &span, error))
            }
        }
    }

    /// Decodes the body of a response, and returns the value with the rest of the response.
    pub(crate) fn respond<T: DeserializeOwned + 'static>(
        &self,
        received: Received,
        format: fn(u16) -> BodyFormat,
    ) -> Result<Response<T>> {
        let value = self.decode(&received, format)?;
        Ok(received.response.with_value(value))
    }

    /// Decodes the body of a response, and ends its call.
    pub(crate) fn decode<T: DeserializeOwned + 'static>(
        &self,
        received: &Received,
        format: fn(u16) -> BodyFormat,
    ) -> Result<T> {
        let response = &received.response;
        match response.decode(format, &self.engine.auth) {
            Ok(value) => {
                received.span.end(Ok(response));
                Ok(value)
            }
            Err(error) => Err(self.failure(received.operation, &received.span, error)),
        }
    }

    fn failure(&self, operation: &'static str, span: &CallSpan, error: Error) -> Error {
        let error = error.in_operation(operation, &self.engine.auth);
        span.end(Err(&error));
        error
    }
}

/// A successful response whose body is not decoded yet. Its call ends when it is decoded.
pub(crate) struct Received {
    operation: &'static str,
    span: CallSpan,
    response: RawResponse,
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Client");
        shown
            .field("base_url", &self.engine.base_url.to_string())
            .field("user_agent", &self.engine.user_agent)
            .field("timeout", &self.engine.timeout);
        match &self.engine.auth {
            Auth::ApiKey(key) => shown.field("api_key", key),
            Auth::Schemes(schemes) => shown.field("credentials", schemes),
        };
        shown
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Client;
    use crate::{ApiKey, params::ListIncidentsParams};

    /// Each task that makes calls keeps one, so a larger one costs memory and time.
    #[test]
    fn the_future_of_a_call_has_less_than_2_kilobytes() {
        let client = Client::new(ApiKey::new("0123-4567").unwrap()).unwrap();
        let params = ListIncidentsParams::new("page");
        let call = client.list_incidents(&params);
        assert!(size_of_val(&call) < 2048, "{}", size_of_val(&call));
    }

    fn shareable<T: Clone + Send + Sync + 'static>() {}

    #[test]
    fn a_client_can_be_cloned_and_shared_between_threads() {
        shareable::<Client>();
    }
}
