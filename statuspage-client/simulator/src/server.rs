//! Listening, recording, answering and stopping.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::ids::new_key;
use crate::reply::{Answer, Reply};
use crate::request::RecordedRequest;
use crate::state::State;
use crate::{parameters, route};

/// A Statuspage in memory that answers over HTTP on this machine until it is dropped.
///
/// It has one page in one organization, and one of each thing that no operation can create: a
/// linked metrics provider, a metric of that provider, and a subscriber. Everything else starts empty.
pub struct Simulator {
    url: String,
    ready: Ready,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
    /// Its end tells the open connections to close.
    _open: oneshot::Sender<()>,
}

/// The ids of what is there from the start.
struct Ready {
    page: String,
    organization: String,
    metrics_provider: String,
    metric: String,
    subscriber: String,
}

/// What the server and its owner both reach.
struct Shared {
    key: String,
    state: Mutex<State>,
    requests: Mutex<Vec<RecordedRequest>>,
}

impl Simulator {
    /// Starts a simulator on a port that the system picks. It must be called within a Tokio runtime
    /// that has I/O enabled.
    ///
    /// # Errors
    ///
    /// If the system gives no port on 127.0.0.1.
    pub async fn start() -> io::Result<Self> {
        Self::start_on(0).await
    }

    /// Starts a simulator on this port of 127.0.0.1; 0 lets the system pick one.
    ///
    /// # Errors
    ///
    /// If the port cannot be had: usually because another program listens on it.
    pub async fn start_on(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let url = format!("http://{}{}", listener.local_addr()?, route::BASE_PATH);
        let state = State::new();
        let ready = Ready::of(&state);
        let shared = Arc::new(Shared {
            key: new_key(),
            state: Mutex::new(state),
            requests: Mutex::default(),
        });
        let answering = Arc::clone(&shared);
        let handler = move |request| receive(Arc::clone(&answering), request);
        let (open, closed) = oneshot::channel::<()>();
        let server = axum::serve(listener, Router::new().fallback(handler)).with_graceful_shutdown(
            async move {
                // An error says that the sender is gone, which is what is waited for.
                let _ = closed.await;
            },
        );
        let serving = tokio::spawn(async move {
            // Serving never ends with an error: the library tries again where accepting failed.
            let _ = server.await;
        });
        Ok(Self {
            url,
            ready,
            shared,
            serving,
            _open: open,
        })
    }

    /// The base URL of the service, without a slash at its end: `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
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

    /// Every request since the start, the oldest first, those that were refused included.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.shared.requests).clone()
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

async fn receive(shared: Arc<Shared>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    // Without a limit: what arrives is to be recorded, however long it is.
    match to_bytes(body, usize::MAX).await {
        Ok(body) => shared.answer(&parts, &body).unwrap_or_else(|reply| reply),
        Err(error) => Reply::bad_request(&format!("The body did not arrive: {error}")),
    }
}

impl Shared {
    fn answer(&self, parts: &Parts, body: &[u8]) -> Answer {
        lock(&self.requests).push(RecordedRequest::new(parts, body));
        let header = |name| parts.headers.get(name)?.to_str().ok();
        let method = parts.method.as_str();
        let segments = route::segments(parts.uri.path());
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();

        let route = route::find(method, &path);
        let needs_key = route.as_ref().is_none_or(route::Route::needs_key);
        if needs_key && header(AUTHORIZATION) != Some(&format!("OAuth {}", self.key)) {
            return Err(Reply::unauthorized());
        }
        let Some(route) = route else {
            return Err(match route::methods(&path).as_slice() {
                [] => Reply::not_found("path", parts.uri.path()),
                allowed => Reply::method_not_allowed(method, allowed),
            });
        };
        let tree = parameters::read(parts.uri.query(), header(CONTENT_TYPE), body)?;
        route.answer(&mut lock(&self.state), &tree)
    }
}

/// A handler that panicked left nothing half done that the next request could not bear.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
