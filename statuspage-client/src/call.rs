//! One call: its attempts, the waits between them, and the limits of both.

use std::{mem, sync::Arc, time::Duration};

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, USER_AGENT};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep, timeout},
};

use crate::{
    ApiKey, Call, CallOptions, Error, ErrorKind, Hook, Request, Result, RetryPolicy,
    hook::HookGuard,
    rate_limit::{Limiter, Slot},
    response::{Answer, read_body},
    retry,
    trace::{self, CallSpan},
};

const NO_RUNTIME: &str = "there is no tokio runtime here: await the call in one that has time and IO enabled, or use the \
                          `blocking` client (feature `blocking`)";

/// What a client was built with, after all checks.
pub(crate) struct Settings {
    pub(crate) http: reqwest::Client,
    pub(crate) api_key: ApiKey,
    /// Without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) retry: RetryPolicy,
    pub(crate) max_body_size: usize,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
}

/// What a call has come to so far: for its error, and for its span.
#[derive(Default)]
struct Progress {
    attempts: u32,
    status: Option<u16>,
    /// For the rate limit, and between attempts.
    waited: Duration,
}

impl Settings {
    /// Sends a request as often as its policy says, and within its deadline.
    pub(crate) async fn call(
        &self,
        operation: &'static str,
        request: Request,
        options: &CallOptions,
        span: &CallSpan,
    ) -> Result<Answer> {
        if Handle::try_current().is_err() {
            return Err(Error::new(ErrorKind::Configuration, NO_RUNTIME));
        }
        let mut progress = Progress::default();
        let attempts = self.attempts(operation, request, options, &mut progress);
        let outcome = match options.deadline {
            None => attempts.await,
            Some(limit) => match timeout(limit, attempts).await {
                Ok(outcome) => outcome,
                Err(_) => Err(Error::from_deadline(limit, progress.attempts)),
            },
        };
        span.waited(progress.waited);
        outcome.map_err(|error| error.after(progress.attempts))
    }

    async fn attempts(
        &self,
        operation: &'static str,
        request: Request,
        options: &CallOptions,
        progress: &mut Progress,
    ) -> Result<Answer> {
        let method = request.method();
        let mut call = Call {
            operation,
            method,
            path_template: request.path_template(),
            attempt: 1,
        };
        let policy = options.retry.as_ref().unwrap_or(&self.retry);
        let safe = options
            .idempotent
            .unwrap_or_else(|| retry::is_idempotent(method));
        let mut request = self.prepare(request, options)?;
        let mut first_sent = None;
        loop {
            // Cloned only if it may be needed again; the bytes of the body are shared.
            let next = policy.allows(call.attempt.saturating_add(1));
            let next = next.then(|| request.try_clone()).flatten();
            let waiting = Instant::now();
            let slot = self.limiter.slot().await;
            progress.waited += waiting.elapsed();
            let start = *first_sent.get_or_insert_with(Instant::now);
            let error = match self.attempt(call, request, slot, progress).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if let Some(pause) = policy.closes(&error) {
                self.limiter.close(pause);
            }
            let pause = policy.pause(&error, call.attempt, start.elapsed(), safe);
            let (Some(pause), Some(next)) = (pause, next) else {
                return Err(error);
            };
            trace::retry(call, &error, pause);
            sleep(pause).await;
            progress.waited += pause;
            request = next;
            call.attempt += 1;
        }
    }

    /// One attempt, with the hooks around it.
    async fn attempt(
        &self,
        call: Call,
        mut request: reqwest::Request,
        mut slot: Slot,
        progress: &mut Progress,
    ) -> Result<Answer> {
        progress.status = None;
        let mut hooks = HookGuard::new(call);
        let outcome = if let Err(error) = hooks.before(&self.hooks, &mut request) {
            Err(error)
        } else {
            progress.attempts = call.attempt;
            slot.sent();
            self.exchange(request, slot, progress).await
        };
        // A server may have echoed the key, which hooks must not see.
        let outcome = outcome.map_err(|error| error.of(call.operation, &self.api_key));
        hooks.after(progress.status, outcome.as_ref().err());
        outcome
    }

    /// Request and answer over the wire.
    async fn exchange(
        &self,
        request: reqwest::Request,
        slot: Slot,
        progress: &mut Progress,
    ) -> Result<Answer> {
        let limit = request.timeout().copied().unwrap_or_default();
        let lost = |error| Error::from_transport(error, &self.base_url, limit, &self.api_key);
        let response = self.http.execute(request).await;
        // The service has counted the request by now, however long the body will take.
        drop(slot);
        let mut response = response.map_err(lost)?;
        let status = response.status();
        progress.status = Some(status.as_u16());
        let headers = mem::take(response.headers_mut());
        let body = read_body(response, self.max_body_size).await?;
        if !status.is_success() {
            return Err(Error::from_status(status, &headers, body, &self.api_key));
        }
        let body = body.map_err(|error| lost(error).after_status(status))?;
        Ok(Answer {
            status,
            headers,
            body,
            attempts: progress.attempts,
        })
    }

    fn prepare(&self, request: Request, options: &CallOptions) -> Result<reqwest::Request> {
        let mut request = request.into_http(&self.base_url)?;
        *request.timeout_mut() = Some(options.timeout.unwrap_or(self.timeout));
        let headers = request.headers_mut();
        // What the operation's answer is no option can change.
        let accept = headers.remove(ACCEPT);
        let accept = accept.unwrap_or(HeaderValue::from_static("application/json"));
        options.apply(headers)?;
        headers.insert(AUTHORIZATION, self.api_key.header().clone());
        headers.insert(ACCEPT, accept);
        headers.insert(USER_AGENT, self.user_agent.clone());
        Ok(request)
    }
}
