//! The engine of a client: sends a call with its attempts, its waits and its deadlines.

use std::{
    mem,
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, USER_AGENT};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep, timeout_at},
};

use crate::{
    CallInfo, CallOptions, Error, ErrorKind, Hook, Result, RetryPolicy, Wait, WaitReason,
    auth::{Auth, Security},
    base_url::BaseUrl,
    hook::HookGuard,
    rate_limit::{Limiter, Permit, Place},
    request::Request,
    response::{RawResponse, read_body},
    trace,
};

const NO_RUNTIME: &str = "the call was awaited outside a tokio runtime: use one with time and IO enabled, or use the \
                          `blocking` client (feature `blocking`)";

/// What a client sends its calls with: the HTTP client, the rate limit and the validated settings.
pub(crate) struct Engine {
    pub(crate) http: reqwest::Client,
    pub(crate) auth: Auth,
    pub(crate) base_url: BaseUrl,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) retry: RetryPolicy,
    /// How long to wait after a refusal that does not say how long; `None` for as long as after another failure.
    pub(crate) refusal_wait: Option<Duration>,
    pub(crate) max_body_size: usize,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
}

/// A call to make.
pub(crate) struct Call<'a> {
    pub(crate) info: CallInfo,
    pub(crate) request: &'a Request,
    pub(crate) options: &'a CallOptions,
}

/// What a call has done so far; its error and its tracing span report it.
#[derive(Default)]
pub(crate) struct Progress {
    /// The number of attempts, including those that failed to connect.
    pub(crate) tries: u32,
    /// The number of times the request was sent.
    pub(crate) attempts: u32,
    pub(crate) status: Option<u16>,
    /// The time spent waiting for the rate limit and between attempts.
    pub(crate) waited: Duration,
    /// Whether an attempt before the last one may have been carried out.
    pub(crate) earlier_attempt_may_have_been_carried_out: bool,
}

impl Engine {
    /// Sends a request, and repeats it as the retry policy and the deadline allow.
    pub(crate) async fn call(
        &self,
        call: &Call<'_>,
        progress: &mut Progress,
    ) -> Result<RawResponse> {
        if Handle::try_current().is_err() {
            return Err(Error::new(ErrorKind::Configuration, NO_RUNTIME));
        }
        let Call {
            info: mut call,
            request,
            options,
        } = *call;
        let limit = options.deadline;
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        let late = |sent| Error::from_deadline(limit.unwrap_or_default(), sent);
        let policy = options.retry.as_ref().unwrap_or(&self.retry);
        let idempotent = options
            .idempotent
            .unwrap_or_else(|| request.is_idempotent());
        let timeout = options.timeout.unwrap_or(self.timeout);
        let mut place = Place::default();
        // The latest time for the next attempt, and the error of the previous one.
        let mut latest = deadline;
        let mut failure = None;
        loop {
            // Before the wait, so that a request that is not valid does not wait.
            let prepared = self.prepare(request, options, timeout)?;
            let waiting = Instant::now();
            let permit = {
                let on_wait = |wait: &Wait| self.waiting(wait);
                let permit = pin!(self.limiter.permit(&mut place, &call, timeout, on_wait));
                within(latest, permit).await
            };
            let started = Instant::now();
            progress.waited += started - waiting;
            // Timers are not exact, and a request that is too late must not be sent.
            let is_late = deadline.is_some_and(|deadline| started >= deadline)
                || latest.is_some_and(|latest| started > latest);
            let Some(permit) = permit.filter(|_| !is_late) else {
                return Err(failure.unwrap_or_else(|| late(false)));
            };
            if call.attempt == 1 {
                let last = started.checked_add(policy.total_time);
                latest = latest.into_iter().chain(last).min();
            }
            progress.status = None;
            let mut hooks = HookGuard::new(call, started);
            let outcome = match self.start(prepared, request.security(), &mut hooks) {
                Err(error) => {
                    drop(permit);
                    Err(error)
                }
                Ok(response) => {
                    progress.tries = call.attempt;
                    let response = pin!(response);
                    let exchange = pin!(self.exchange(response, timeout, permit, progress));
                    let received = within(deadline, exchange).await;
                    received.unwrap_or_else(|| Err(late(true)))
                }
            };
            // Redacts secrets before hooks see the error: a server may have echoed them.
            let error = match outcome {
                Ok(response) => {
                    hooks.after(progress.status, None);
                    return Ok(response);
                }
                Err(error) => error.in_operation(call.operation, &self.auth),
            };
            hooks.after(progress.status, Some(&error));
            let decision = policy.decide(&error, call.attempt, idempotent, self.refusal_wait);
            if let Some(cooldown) = decision.cooldown {
                self.limiter.refused(call.operation, cooldown);
            }
            let Some(pause) = decision.retry_in else {
                return Err(error);
            };
            let resume = Instant::now().checked_add(pause);
            if resume.is_none_or(|resume| latest.is_some_and(|latest| resume > latest)) {
                return Err(error);
            }
            trace::retry(call, &error, pause);
            call.attempt += 1;
            // A rate-limited call waits in the limiter, where it keeps its place in the queue.
            if decision.cooldown.is_none() {
                self.waiting(&Wait {
                    call,
                    reason: WaitReason::Retry,
                    duration: pause,
                });
                sleep(pause).await;
                progress.waited += pause;
            }
            progress.earlier_attempt_may_have_been_carried_out |= error.may_have_been_carried_out();
            failure = Some(error);
        }
    }

    /// Reports a wait that begins.
    fn waiting(&self, wait: &Wait) {
        trace::waiting(wait);
        for hook in &self.hooks {
            hook.waiting(wait);
        }
    }

    /// Calls the hooks before an attempt, and gives its request to the HTTP library, which sends it when the future is polled.
    fn start<'a>(
        &'a self,
        mut request: reqwest::Request,
        security: Option<Security>,
        hooks: &mut HookGuard<'a>,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>> {
        hooks.before(&self.hooks, &mut request)?;
        // Hooks see the URL, but no credentials.
        if let Auth::Schemes(schemes) = &self.auth {
            schemes.authorize(&mut request, security);
        }
        Ok(self.http.execute(request))
    }

    /// Sends the request by polling its response, and receives the response.
    async fn exchange(
        &self,
        response: Pin<&mut impl Future<Output = reqwest::Result<reqwest::Response>>>,
        timeout: Duration,
        mut permit: Permit,
        progress: &mut Progress,
    ) -> Result<RawResponse> {
        let lost = |error| Error::from_transport(error, &self.base_url, timeout, &self.auth);
        permit.mark_sent();
        progress.attempts += 1;
        let mut response = match response.await {
            Ok(response) => response,
            Err(error) => {
                let error = lost(error);
                if !error.may_have_been_carried_out() {
                    permit.mark_not_sent();
                    progress.attempts -= 1;
                }
                return Err(error);
            }
        };
        // The service has counted the request by now; receiving the body may take much longer.
        drop(permit);
        let status = response.status();
        progress.status = Some(status.as_u16());
        let (body, is_cut) = read_body(&mut response, self.max_body_size).await?;
        let headers = mem::take(response.headers_mut());
        if !status.is_success() {
            let error = Error::from_status(status, &headers, body, &self.auth);
            return Err(error.with_cut_body(is_cut));
        }
        let body = body.map_err(|error| lost(error).with_status(status))?;
        Ok(RawResponse {
            status,
            headers,
            body,
            attempts: progress.attempts,
        })
    }

    fn prepare(
        &self,
        request: &Request,
        options: &CallOptions,
        timeout: Duration,
    ) -> Result<reqwest::Request> {
        let security = request.security();
        let mut request = request.to_http(&self.base_url)?;
        *request.timeout_mut() = Some(timeout);
        let headers = request.headers_mut();
        // Options cannot change the media type that the operation accepts.
        let accept = headers.remove(ACCEPT);
        let accept = accept.unwrap_or(HeaderValue::from_static("application/json"));
        options.apply(headers)?;
        match &self.auth {
            Auth::ApiKey(key) => {
                headers.insert(AUTHORIZATION, key.header().clone());
            }
            Auth::Schemes(schemes) => schemes.check(security)?,
        }
        headers.insert(ACCEPT, accept);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Ok(request)
    }
}

/// Waits for a future until a point in time; returns `None` if that comes first.
///
/// The future is passed by reference, because a future that takes another one by value has room for several copies of it.
async fn within<F: Future>(time: Option<Instant>, future: Pin<&mut F>) -> Option<F::Output> {
    match time {
        None => Some(future.await),
        Some(time) => Box::pin(timeout_at(time, future)).await.ok(),
    }
}
