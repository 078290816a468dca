//! The client without async, with the feature `blocking`: for scripts, and for programs that have no runtime.

mod items;

use std::{
    fmt,
    sync::{Arc, mpsc},
};

use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

use crate::{
    ApiKey, BodyFormat, CallOptions, ClientBuilder, Error, ErrorKind, Operation, Request, Response,
    Result,
};

pub use items::Items;

/// A client whose functions return when the answer is there.
///
/// It has the same functions as [`crate::Client`], and shares what it has among its clones. The work is done in a thread of
/// its own; the calling thread waits, wherever it is: in a program without a runtime, and in one with a runtime, too, where
/// waiting holds up other tasks but does no other harm.
///
/// ```
/// # let runtime = tokio::runtime::Runtime::new()?;
/// # let simulator = runtime.block_on(statuspage_simulator::Simulator::start())?;
/// use statuspage_client::{Client, params::GetYourPageProfileParams};
///
/// let builder = Client::builder().api_key(simulator.api_key()).base_url(simulator.url());
/// let client = builder.build_blocking()?;
/// let page = client.get_your_page_profile(&GetYourPageProfileParams::new(simulator.page_id()))?;
/// assert_eq!(page.id, simulator.page_id());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    worker: Arc<Worker>,
}

impl Client {
    /// A client with default settings; see [`crate::Client::new`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] when the key is not valid, or TLS or the thread cannot be set up.
    pub fn new(api_key: impl TryInto<ApiKey, Error: Into<Error>>) -> Result<Self> {
        crate::Client::builder().api_key(api_key).build_blocking()
    }

    /// A client as environment variables say; see [`crate::Client::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`], naming the variable, when one is missing or not valid; or when TLS or the thread cannot
    /// be set up.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_lookup(|name| std::env::var(name))?.build_blocking()
    }

    /// The same client with other settings for the calls that are made through it; see [`crate::Client::with_options`].
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        Self {
            client: self.client.with_options(options),
            worker: Arc::clone(&self.worker),
        }
    }

    /// Sends an operation and decodes the answer; see [`crate::Client::send`].
    ///
    /// # Errors
    ///
    /// As those of [`crate::Client::send`].
    pub fn send<O: Operation>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.execute(O::ID, operation.request(), O::body_format)
    }

    /// Sends a request that no operation covers; see [`crate::Client::send_request`].
    ///
    /// # Errors
    ///
    /// As those of [`crate::Client::send`].
    pub fn send_request<T: DeserializeOwned + Send + 'static>(
        &self,
        request: Request,
    ) -> Result<Response<T>> {
        let json = |_| BodyFormat::Json;
        self.execute(request.path_template(), request, json)
    }

    fn execute<T: DeserializeOwned + Send + 'static>(
        &self,
        operation: &'static str,
        request: Request,
        format: fn(u16) -> BodyFormat,
    ) -> Result<Response<T>> {
        let client = self.client.clone();
        self.worker
            .run(async move { client.execute(operation, request, format).await })?
    }
}

impl ClientBuilder {
    /// Checks the settings and makes a client without async.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build), and [`ErrorKind::Configuration`] when the thread of the client cannot be started.
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

/// The thread that does the work.
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
                    "the client's thread cannot be started ({error}): look at the limits of the system"
                ),
            )),
        }
    }

    /// Runs a future to its end. A runtime's own way of waiting would panic inside of another runtime.
    fn run<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = mpsc::sync_channel(1);
        if let Some(runtime) = &self.0 {
            runtime.spawn(async move {
                // Whoever waits for it is there until it comes.
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
    /// Without waiting for what is under way, which another runtime would not allow.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
