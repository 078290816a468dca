//! The blocking client (feature `blocking`), for scripts and for programs without an async runtime.

mod items;

use std::{
    fmt,
    sync::{Arc, mpsc},
};

use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

use crate::{
    ApiKey, BodyFormat, CallOptions, ClientBuilder, Error, ErrorKind, Operation, Response, Result,
    client::Received, request::Request,
};

pub use items::Items;

/// A client whose functions block until the response has arrived.
///
/// It has the same functions as [`crate::Client`]. Clones share its connections, its rate limit and its thread, which sends the
/// requests. The functions may be called from any thread. When they are called inside an async runtime, they block the
/// calling thread, and so the tasks that run on it.
///
/// ```
/// # let runtime = tokio::runtime::Runtime::new()?;
/// # let simulator = runtime.block_on(statuspage_simulator::Simulator::start())?;
/// use statuspage_client::{Client, params::GetPageParams};
///
/// let builder = Client::builder().api_key(simulator.api_key()).base_url(simulator.url());
/// let client = builder.build_blocking()?;
/// let page = client.get_page(&GetPageParams::new(simulator.page_id()))?;
/// assert_eq!(page.id, simulator.page_id());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    worker: Arc<Worker>,
}

impl Client {
    /// Creates a client with default settings; see [`crate::Client::new`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if the key is not valid, or TLS or the thread cannot be set up.
    pub fn new(api_key: impl TryInto<ApiKey, Error: Into<Error>>) -> Result<Self> {
        crate::Client::builder().api_key(api_key).build_blocking()
    }

    /// Creates a client from environment variables; see [`crate::Client::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if a variable is missing or not valid (the error names it), or if TLS or the thread cannot
    /// be set up.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_lookup(|name| std::env::var(name))?.build_blocking()
    }

    /// Returns a client that makes its calls with these options; see [`crate::Client::with_options`].
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            client: self.client.with_options(options),
            worker: Arc::clone(&self.worker),
        }
    }

    /// Sends an operation and decodes the response; see [`crate::Client::send`].
    ///
    /// # Errors
    ///
    /// The same as those of [`crate::Client::send`].
    pub fn send<O: Operation>(&self, operation: &O) -> Result<Response<O::Output>> {
        let received = self.receive(operation.info().id, operation.request())?;
        self.client.respond(received, O::body_format)
    }

    /// Sends a request that no operation covers; see [`crate::Client::send_request`].
    ///
    /// # Errors
    ///
    /// The same as those of [`crate::Client::send`].
    pub fn send_request<T: DeserializeOwned + Send + 'static>(
        &self,
        request: Request,
    ) -> Result<Response<T>> {
        let received = self.receive(request.path_template(), request)?;
        self.client.respond(received, |_| BodyFormat::Json)
    }

    fn receive(&self, operation: &'static str, request: Request) -> Result<Received> {
        let client = self.client.clone();
        self.worker
            .run(async move { client.receive(operation, &request).await })?
    }
}

/// Sends an operation, and returns the value of the response. The client's functions call it.
///
/// # Errors
///
/// Those of [`Client::send`].
#[doc(hidden)]
pub fn value<O: Operation>(client: &Client, operation: &O) -> Result<O::Output> {
    let received = client.receive(operation.info().id, operation.request())?;
    client.client.decode(&received, O::body_format)
}

impl ClientBuilder {
    /// Checks the settings and creates a blocking client.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build), and [`ErrorKind::Configuration`] if the thread of the client cannot be started.
    pub fn build_blocking(self) -> Result<Client> {
        let worker = Arc::new(Worker::start()?);
        let client = self.build()?;
        Ok(Client { client, worker })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(formatter)
    }
}

/// The thread that sends the requests.
struct Worker(Option<Runtime>);

impl Worker {
    fn start() -> Result<Self> {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("statuspage-client");
        match builder.enable_all().build() {
            Ok(runtime) => Ok(Self(Some(runtime))),
            Err(error) => Err(Error::new(
                ErrorKind::Configuration,
                format!(
                    "the client's thread cannot be started ({error}): check the process and thread limits of the system"
                ),
            )),
        }
    }

    /// Runs a future to its end. `Runtime::block_on` cannot be used: it panics when it is called inside another runtime.
    fn run<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = mpsc::sync_channel(1);
        if let Some(runtime) = &self.0 {
            runtime.spawn(async move {
                // The receiver waits below until the value arrives.
                let _ = sender.send(future.await);
            });
        }
        receiver.recv().map_err(|_| {
            let detail = "the client's thread ended before the call: a hook may have panicked";
            Error::new(ErrorKind::Transport, detail)
        })
    }
}

impl Drop for Worker {
    /// Stops the thread without waiting for running requests: waiting panics inside another runtime.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
