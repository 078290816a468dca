//! The feature `tracing`: a span for each call, an event for its end, and one for each retry and each wait for the rate limit.
//!
//! It records neither the API key nor bodies. Of a failure it records the `Display` of the error.

#[cfg(feature = "tracing")]
pub(crate) use on::{CallSpan, retry, shared_limit, waiting};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{CallSpan, retry, shared_limit, waiting};

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use tracing::{Instrument, Span, debug, field::Empty, info, info_span, warn};

    use crate::{CallInfo, Error, Wait, WaitReason, response::RawResponse};

    const TARGET: &str = "statuspage_client";

    /// The span of a call. It is stored because `Span::current` is the span of the caller if this one is filtered out.
    pub(crate) struct CallSpan {
        operation: &'static str,
        span: Span,
    }

    impl CallSpan {
        pub(crate) fn new(call: CallInfo) -> Self {
            let operation = call.operation;
            let span = info_span!(
                target: TARGET,
                "statuspage",
                operation,
                method = call.method.as_str(),
                path_template = call.path_template,
                priority = call.priority.as_str(),
                status = Empty,
                attempts = Empty,
                waited_ms = Empty,
            );
            Self { operation, span }
        }

        /// Runs the call in its span.
        pub(crate) fn run<F: Future>(&self, call: F) -> impl Future<Output = F::Output> {
            call.instrument(self.span.clone())
        }

        /// Records how long the call waited for the rate limit and between attempts.
        pub(crate) fn waited(&self, waited: Duration) {
            self.span.record("waited_ms", milliseconds(waited));
        }

        /// Records how the call ended, and emits an event.
        pub(crate) fn end(&self, outcome: Result<&RawResponse, &Error>) {
            let (status, attempts) = match outcome {
                Ok(response) => (Some(response.status.as_u16()), response.attempts),
                Err(error) => (error.status(), error.attempts()),
            };
            self.span.record("status", status);
            self.span.record("attempts", attempts);
            let operation = self.operation;
            self.span.in_scope(|| match outcome {
                Ok(_) => debug!(target: TARGET, operation, status, attempts, "call succeeded"),
                Err(error) => {
                    warn!(target: TARGET, operation, status, attempts, %error, "call failed");
                }
            });
        }
    }

    /// Emits an event for an attempt that failed and is repeated.
    pub(crate) fn retry(call: CallInfo, error: &Error, pause: Duration) {
        info!(
            target: TARGET,
            operation = call.operation(),
            attempt = call.attempt(),
            status = error.status(),
            pause_ms = milliseconds(pause),
            %error,
            "attempt failed, trying again"
        );
    }

    /// Emits an event for a call that waits for the rate limit.
    pub(crate) fn waiting(wait: &Wait) {
        // The event of the attempt that failed has reported this one.
        if wait.reason() != WaitReason::Retry {
            let call = wait.call();
            debug!(
                target: TARGET,
                operation = call.operation(),
                attempt = call.attempt(),
                priority = call.priority().as_str(),
                wait_ms = milliseconds(wait.duration()),
                reason = %wait.reason(),
                "waiting"
            );
        }
    }

    /// Emits an event when the limit that processes share is not available any more, with the error, or is available again.
    pub(crate) fn shared_limit(error: Option<&str>) {
        if let Some(error) = error {
            warn!(target: TARGET, error, "the shared rate limit is not available, using this client's own");
        } else {
            info!(target: TARGET, "the shared rate limit is available again");
        }
    }

    fn milliseconds(time: Duration) -> u64 {
        u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
    }
}

/// No-op without the `tracing` feature.
#[cfg(not(feature = "tracing"))]
mod off {
    use std::time::Duration;

    use crate::{CallInfo, Error, Wait, response::RawResponse};

    pub(crate) struct CallSpan;

    #[expect(clippy::unused_self, reason = "the same functions as with the feature")]
    impl CallSpan {
        pub(crate) fn new(_: CallInfo) -> Self {
            Self
        }

        pub(crate) fn run<F>(&self, call: F) -> F {
            call
        }

        pub(crate) fn waited(&self, _: Duration) {}

        pub(crate) fn end(&self, _: Result<&RawResponse, &Error>) {}
    }

    pub(crate) fn retry(_: CallInfo, _: &Error, _: Duration) {}

    pub(crate) fn waiting(_: &Wait) {}

    pub(crate) fn shared_limit(_: Option<&str>) {}
}
