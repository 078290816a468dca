//! Receives requests over HTTP and sends the responses.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::arrivals::{Arrivals, Number};
use crate::faults::fault::Fault;
use crate::faults::fault_plan::FaultPlan;
use crate::faults::injection;
use crate::http::connection::{CuttableListener, Cutter};
use crate::http::hosts::Hosts;
use crate::http::reply::{Reply, ReplyResult};
use crate::http::shutdown::Shutdown;
use crate::rate_limit::RateLimit;
use crate::state::State;
use crate::{control, parameters, routes};

/// The longest body of a request, in bytes.
pub(crate) const MAX_BODY: usize = 2 * 1024 * 1024;

/// What the server and the `Simulator` share.
pub(crate) struct Shared {
    pub(crate) key: String,
    /// How to reach the simulator.
    pub(crate) about: Value,
    /// The page id and the rate limit of the start.
    pub(crate) page_id: Option<String>,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) state: Mutex<State>,
    pub(crate) arrivals: Mutex<Arrivals>,
    pub(crate) shutdown: Shutdown,
    pub(crate) hosts: Hosts,
}

/// A request that was admitted.
struct Arrived {
    number: Number,
    parts: Parts,
    body: Bytes,
}

/// Serves until the simulator is dropped. Then open connections are closed after their responses.
pub(crate) fn serve(listener: TcpListener, shared: &Arc<Shared>) -> JoinHandle<()> {
    let handling = Arc::clone(shared);
    let handler = move |ConnectInfo(cutter): ConnectInfo<Cutter>, request: Request| {
        receive(Arc::clone(&handling), cutter, request)
    };
    let service = Router::new().fallback(handler);
    let server = axum::serve(
        CuttableListener(listener),
        service.into_make_service_with_connect_info::<Cutter>(),
    );
    let server = server.with_graceful_shutdown(shared.shutdown.clone().closed());
    tokio::spawn(async move {
        // Serving never returns an error: the library retries failed accepts.
        let _ = server.await;
    })
}

async fn receive(shared: Arc<Shared>, cutter: Cutter, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if let Some(name) = control::name(parts.uri.path()) {
        let result = control(&shared, &parts, name, body).await;
        return result.unwrap_or_else(|refusal| refusal).into_response();
    }
    let body = match read(body).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let (number, admitted) = lock(&shared.arrivals).admit(&parts, &body);
    let arrived = Arrived {
        number,
        parts,
        body,
    };
    let response = match admitted {
        Err(refusal) => Some(refusal.into_response()),
        Ok(None) => Some(shared.carry_out(&arrived).into_response()),
        Ok(Some(fault)) => fail(Arc::clone(&shared), arrived, fault, cutter.clone()).await,
    };
    let Some(response) = response else {
        cutter.cut();
        // The library requires a response, which it then fails to send.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    lock(&shared.arrivals).note_status(number, response.status());
    response
}

async fn control(shared: &Shared, parts: &Parts, name: &str, body: Body) -> ReplyResult {
    shared.hosts.check(&parts.headers)?;
    let body = read(body).await?;
    control::respond(shared, parts.method.as_str(), name, &body)
}

/// Reads a body. Returns 413 as soon as it is known to be too long, without reading the rest.
async fn read(mut body: Body) -> Result<Bytes, Reply> {
    let mut whole = Vec::new();
    // A declared length is known before anything is read.
    let mut length = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    while length <= MAX_BODY {
        let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await else {
            return Ok(whole.into());
        };
        let frame = frame
            .map_err(|error| Reply::bad_request(&format!("The body did not arrive: {error}")))?;
        if let Ok(data) = frame.into_data() {
            length = whole.len().saturating_add(data.len());
            whole.extend_from_slice(&data);
        }
    }
    let message = format!("The body is longer than {MAX_BODY} bytes, the limit of the simulator");
    Err(Reply::error(StatusCode::PAYLOAD_TOO_LARGE, &message))
}

/// Returns the response of a request with a fault. It runs in its own task, so that the request is
/// carried out even if the client disconnects, as in the service.
async fn fail(
    shared: Arc<Shared>,
    arrived: Arrived,
    fault: Fault,
    cutter: Cutter,
) -> Option<Response> {
    let task = tokio::spawn(async move {
        let carry_out = || shared.carry_out(&arrived);
        injection::respond(&fault, &cutter, &shared.shutdown, carry_out).await
    });
    task.await.ok().flatten()
}

impl Shared {
    /// Puts everything back to the start.
    pub(crate) fn reset(&self) {
        *lock(&self.state) = State::new(self.page_id.as_deref());
        let mut arrivals = lock(&self.arrivals);
        drop(arrivals.take_requests());
        arrivals.plan = FaultPlan::default();
        arrivals.set_rate_limit(self.rate_limit.clone());
    }

    /// Runs the operation of a request, and notes whether it was carried out. A refusal changes nothing.
    fn carry_out(&self, arrived: &Arrived) -> Reply {
        match self.respond(&arrived.parts, &arrived.body) {
            Ok(reply) => {
                lock(&self.arrivals).note_carried_out(arrived.number);
                reply
            }
            Err(refusal) => refusal,
        }
    }

    fn respond(&self, parts: &Parts, body: &[u8]) -> ReplyResult {
        let header = |name| parts.headers.get(name)?.to_str().ok();
        let method = parts.method.as_str();
        let segments = routes::segments(parts.uri.path());
        let path: Vec<&str> = segments.iter().map(String::as_str).collect();

        let route = routes::find(method, &path);
        let needs_key = route.as_ref().is_none_or(routes::Route::needs_key);
        if needs_key && header(AUTHORIZATION) != Some(&format!("OAuth {}", self.key)) {
            return Err(Reply::unauthorized());
        }
        let Some(route) = route else {
            return Err(match routes::methods(&path).as_slice() {
                [] => Reply::unknown_path(parts.uri.path()),
                allowed => Reply::method_not_allowed(method, allowed),
            });
        };
        let tree = parameters::read(parts.uri.query(), header(CONTENT_TYPE), body)?;
        route.respond(&mut lock(&self.state), &tree)
    }
}

/// Locks even after a panic: no handler leaves a state that the next request could not use.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
