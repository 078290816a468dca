//! A running simulator, in the hands of whoever started it.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::arrivals::Arrivals;
use crate::builder::SimulatorBuilder;
use crate::fault::Fault;
use crate::fault_plan::FaultPlan;
use crate::hosts::Hosts;
use crate::ids::new_key;
use crate::open::Open;
use crate::rate_limit::RateLimit;
use crate::request::RecordedRequest;
use crate::server::{Shared, lock, serve};
use crate::state::State;
use crate::{control, route};

/// A Statuspage in memory that answers over HTTP on this machine until it is dropped.
///
/// It has one page in one organization, and one of each thing that no operation can create: a
/// linked metrics provider, a metric of that provider, and a subscriber. Everything else starts empty.
pub struct Simulator {
    url: String,
    control_url: String,
    ready: Ready,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
    /// Its end tells the open connections to close.
    _open: watch::Sender<()>,
}

/// The ids of what is there from the start.
struct Ready {
    page: String,
    organization: String,
    metrics_provider: String,
    metric: String,
    subscriber: String,
}

impl Simulator {
    /// Starts a simulator on a port that the system picks. It must be called within a Tokio runtime
    /// that has I/O and time enabled.
    ///
    /// # Errors
    ///
    /// If the system gives no port on 127.0.0.1.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Starts a simulator on this port of 127.0.0.1; 0 lets the system pick one.
    ///
    /// # Errors
    ///
    /// If the port cannot be had: usually because another program listens on it.
    pub async fn start_on(port: u16) -> io::Result<Self> {
        Self::builder().port(port).start().await
    }

    /// A simulator with settings of its own.
    #[must_use]
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }

    /// Starts as the builder says.
    pub(crate) async fn start_with(
        port: u16,
        rate_limit: Option<RateLimit>,
        allowed_hosts: Vec<String>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let origin = format!("http://{address}");
        let state = State::new();
        let ready = Ready::of(&state);
        let (sender, open) = Open::new();
        let shared = Arc::new(Shared {
            key: new_key(),
            state: Mutex::new(state),
            arrivals: Mutex::new(Arrivals::new(rate_limit)),
            open,
            hosts: Hosts::new(address.port(), allowed_hosts),
        });
        Ok(Self {
            url: format!("{origin}{}", route::BASE_PATH),
            control_url: format!("{origin}{}", control::BASE_PATH),
            ready,
            serving: serve(listener, &shared),
            shared,
            _open: sender,
        })
    }

    /// The base URL of the service, without a slash at its end: `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The base URL of the [control over HTTP](crate#control-over-http), for programs in other
    /// languages, without a slash at its end: `http://127.0.0.1:PORT/_simulator`.
    #[must_use]
    pub fn control_url(&self) -> &str {
        &self.control_url
    }

    /// The key that requests must give as `Authorization: OAuth KEY`. Each simulator has its own.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.shared.key
    }

    /// The id of the only page.
    #[must_use]
    pub fn page_id(&self) -> &str {
        &self.ready.page
    }

    /// The id of the organization that owns the page.
    #[must_use]
    pub fn organization_id(&self) -> &str {
        &self.ready.organization
    }

    /// The id of the metrics provider that is linked to the page.
    #[must_use]
    pub fn metrics_provider_id(&self) -> &str {
        &self.ready.metrics_provider
    }

    /// The id of the metric that is there from the start. It takes submitted data.
    #[must_use]
    pub fn metric_id(&self) -> &str {
        &self.ready.metric
    }

    /// The id of the subscriber who is there from the start.
    #[must_use]
    pub fn subscriber_id(&self) -> &str {
        &self.ready.subscriber
    }

    /// Every request since the start or since they were last taken or cleared, the oldest first,
    /// those that were refused included. A request whose body is refused with 413 is not recorded.
    ///
    /// The last 50,000 are kept, or fewer where they have more than 64 MiB together;
    /// [`dropped_requests`](Self::dropped_requests) says whether older ones are missing. This copies
    /// them all: where there are thousands, [`take_requests`](Self::take_requests) does not.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.arrivals().requests().cloned().collect()
    }

    /// How many requests are missing from [`requests`](Self::requests), because there were too many
    /// to keep. It is 0 again once they were taken or cleared.
    #[must_use]
    pub fn dropped_requests(&self) -> usize {
        self.arrivals().dropped()
    }

    /// The same as [`requests`](Self::requests), and the simulator forgets them. Of a request that a fault still delays, the record
    /// stays as it is now.
    #[must_use = "clear_requests() forgets them"]
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        self.arrivals().take_requests()
    }

    /// Forgets all requests so far.
    pub fn clear_requests(&self) {
        drop(self.take_requests());
    }

    /// Sets a rate limit, whose window is empty at first, or lets every request through.
    pub fn set_rate_limit(&self, limit: Option<RateLimit>) {
        self.arrivals().set_rate_limit(limit);
    }

    /// The next requests get these faults, in this order: one each, and behind those that wait
    /// already.
    ///
    /// A fault for certain methods or paths waits for such a request, and lets others pass to the
    /// faults behind it. A request over the rate limit takes none.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.arrivals().plan.fail_next(faults);
    }

    /// From now on each request gets one of these faults or none, by their probabilities from 0 to 1.
    /// It replaces what an earlier call of this function asked for.
    ///
    /// The seed decides: the same seed and faults give the same sequence to the same order of
    /// requests. Where probabilities add up to more than 1, the last ones lose. A fault that is for
    /// other methods or paths than the request's comes to nothing. Requests that are over the rate
    /// limit, or get a fault by [`fail_next`](Self::fail_next), have no part in the sequence.
    pub fn fail_randomly(&self, seed: u64, faults: impl IntoIterator<Item = (Fault, f64)>) {
        self.arrivals().plan.fail_randomly(seed, faults);
    }

    /// No further request gets a fault, neither one that waits nor one by probability.
    pub fn clear_faults(&self) {
        self.arrivals().plan = FaultPlan::default();
    }

    fn arrivals(&self) -> MutexGuard<'_, Arrivals> {
        lock(&self.shared.arrivals)
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl fmt::Debug for Simulator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Simulator");
        shown.field("url", &self.url).finish_non_exhaustive()
    }
}

impl Ready {
    fn of(state: &State) -> Self {
        let id = |object: &Value| object["id"].as_str().unwrap_or_default().to_owned();
        let first = |objects: &[Value]| objects.first().map(id).unwrap_or_default();
        Self {
            page: id(&state.page),
            organization: state.organization_id.clone(),
            metrics_provider: first(&state.metrics_providers),
            metric: first(&state.metrics),
            subscriber: first(&state.subscribers),
        }
    }
}
