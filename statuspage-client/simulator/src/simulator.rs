//! The handle of a running simulator.

use std::fmt;
use std::io;
use std::sync::{Arc, MutexGuard};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::arrivals::Arrivals;
use crate::builder::SimulatorBuilder;
use crate::faults::fault::Fault;
use crate::faults::fault_plan::FaultPlan;
use crate::http::server::{Shared, lock};
use crate::http::shutdown::Shutdown;
use crate::rate_limit::RateLimit;
use crate::request::RecordedRequest;
use crate::routes::subscribers::{STATES, set_state};

/// A Statuspage in memory, served over HTTP on this machine until it is dropped.
///
/// It has one page in one organization, and one of each object that no operation can create: a linked
/// metrics provider, a metric of that provider, and a subscriber. Everything else is empty at first.
pub struct Simulator {
    pub(crate) shared: Arc<Shared>,
    pub(crate) serving: JoinHandle<()>,
    /// Dropping it makes the open connections close.
    pub(crate) _shutdown: watch::Sender<()>,
}

impl Simulator {
    /// Starts a simulator on a port that the system picks. It must be called within a Tokio runtime
    /// that has I/O and time enabled.
    ///
    /// # Errors
    ///
    /// If no port of 127.0.0.1 is available.
    pub async fn start() -> io::Result<Self> {
        Self::builder().start().await
    }

    /// Returns a builder for a simulator with other settings.
    #[must_use]
    pub fn builder() -> SimulatorBuilder {
        SimulatorBuilder::default()
    }

    /// Starts a simulator on a thread of its own, for tests without async. It works within a Tokio
    /// runtime too.
    ///
    /// # Errors
    ///
    /// If no port of 127.0.0.1 is available, or the thread cannot be started.
    pub fn start_blocking() -> io::Result<Self> {
        Self::builder().start_blocking()
    }

    /// The base URL of the service, without a slash at its end: `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> &str {
        self.about("url")
    }

    /// The base URL of the [control over HTTP](crate#control-over-http), for programs in other
    /// languages, without a slash at its end: `http://127.0.0.1:PORT/_simulator`.
    #[must_use]
    pub fn control_url(&self) -> &str {
        self.about("control_url")
    }

    /// The key that requests must send as `Authorization: OAuth KEY`. Each simulator has its own.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.shared.key
    }

    /// The id of the only page.
    #[must_use]
    pub fn page_id(&self) -> &str {
        self.about("page_id")
    }

    /// The id of the organization that owns the page.
    #[must_use]
    pub fn organization_id(&self) -> &str {
        self.about("organization_id")
    }

    /// The id of the metrics provider that is linked to the page.
    #[must_use]
    pub fn metrics_provider_id(&self) -> &str {
        self.about("metrics_provider_id")
    }

    /// The id of the metric that exists from the start. It accepts submitted data.
    #[must_use]
    pub fn metric_id(&self) -> &str {
        self.about("metric_id")
    }

    /// The id of the subscriber that exists from the start.
    #[must_use]
    pub fn subscriber_id(&self) -> &str {
        self.about("subscriber_id")
    }

    /// Returns all requests since the start or since they were last taken or cleared, the oldest
    /// first, including refused ones. A request whose body is refused with 413 is not recorded.
    ///
    /// The last 50,000 are kept, or fewer where they have more than 64 MiB together;
    /// [`dropped_requests`](Self::dropped_requests) says whether older ones are missing. This copies
    /// them all: where there are thousands, [`take_requests`](Self::take_requests) does not.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.arrivals().requests.iter().cloned().collect()
    }

    /// How many requests are missing from [`requests`](Self::requests) because there were too many to
    /// keep. Taking or clearing the requests resets it to 0.
    #[must_use]
    pub fn dropped_requests(&self) -> usize {
        self.arrivals().dropped
    }

    /// Removes and returns the recorded requests. The record of a request that a fault still delays is
    /// not updated any more.
    #[must_use = "use clear_requests() to discard them"]
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        self.arrivals().take_requests()
    }

    /// Removes the recorded requests.
    pub fn clear_requests(&self) {
        drop(self.take_requests());
    }

    /// Waits until the recorded requests meet a condition: for example until a request has arrived, or was carried out while a fault
    /// such as [`Fault::delay_response`] holds its response.
    ///
    /// The condition is checked after each change of the records, under a lock that requests wait for.
    pub async fn wait_until(&self, mut condition: impl FnMut(&[RecordedRequest]) -> bool) {
        let changed = Arc::clone(&self.arrivals().changed);
        loop {
            // Created before the check, so that no change in between is missed.
            let change = changed.notified();
            if condition(self.arrivals().requests.make_contiguous()) {
                return;
            }
            change.await;
        }
    }

    /// Sets a rate limit, whose window is empty at first, or removes it.
    pub fn set_rate_limit(&self, limit: Option<RateLimit>) {
        self.arrivals().set_rate_limit(limit);
    }

    /// Adds faults to the queue. Each of the next requests gets one, in this order.
    ///
    /// A fault for certain methods or paths stays in the queue until such a request arrives; other
    /// requests get the faults after it. A request over the rate limit gets none.
    pub fn fail_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.arrivals().plan.fail_next(faults);
    }

    /// Gives each request one of these faults or none, by their probabilities from 0 to 1. It replaces
    /// the faults of an earlier call of this function.
    ///
    /// The same seed and faults give the same sequence for the same order of requests. If the
    /// probabilities add up to more than 1, the excess is taken from the last ones. A fault that is for
    /// other methods or paths than the request's has no effect. Requests that are over the rate limit,
    /// or get a fault from [`fail_next`](Self::fail_next), do not advance the sequence.
    pub fn fail_randomly(&self, seed: u64, faults: impl IntoIterator<Item = (Fault, f64)>) {
        self.arrivals().plan.fail_randomly(seed, faults);
    }

    /// Removes all faults, queued and random ones.
    pub fn clear_faults(&self) {
        self.arrivals().plan = FaultPlan::default();
    }

    /// Puts everything back to the start: data with the same ids, no recorded requests, no faults, and
    /// the rate limit of the start.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Confirms a subscriber of the page or of an incident, or sets another state that no request reaches: `active`, `unconfirmed` or
    /// `quarantined`. Returns whether there is such a subscriber and state.
    #[must_use = "it may have changed nothing"]
    pub fn set_subscriber_state(&self, subscriber_id: &str, state: &str) -> bool {
        let data = &mut *lock(&self.shared.state);
        let now = data.now();
        let subscriber = data.subscriber_mut(subscriber_id);
        let subscriber = subscriber.filter(|_| STATES.contains(&state));
        subscriber
            .map(|subscriber| set_state(subscriber, state, &now))
            .is_some()
    }

    /// Adds an active Slack subscriber, which no request can, and returns its id.
    #[must_use = "the id names the subscriber"]
    pub fn add_slack_subscriber(&self, workspace: &str, channel: &str) -> String {
        lock(&self.shared.state).add_slack_subscriber(workspace, channel)
    }

    /// Returns the points of a metric, by their Unix seconds: one per 30 seconds, the last one given.
    #[must_use]
    pub fn metric_points(&self, metric_id: &str) -> Vec<(i64, f64)> {
        let state = lock(&self.shared.state);
        let points = state.points.get(metric_id).into_iter().flatten();
        points
            .filter_map(|(at, value)| Some((*at, value.as_f64()?)))
            .collect()
    }

    /// How to reach it, as one JSON object: URL, key and ids, as `GET /_simulator` returns it.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.shared.about.to_string()
    }

    fn about(&self, name: &str) -> &str {
        self.shared.about[name].as_str().unwrap_or_default()
    }

    pub(crate) fn shutdown(&self) -> Shutdown {
        self.shared.shutdown.clone()
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
        shown.field("url", &self.url()).finish_non_exhaustive()
    }
}
