//! The span of a call, with the feature `tracing`: which operation, and what came of it. Never the key, never a body.

#[cfg(feature = "tracing")]
pub(crate) use on::{in_span, record};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{in_span, record};

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use tracing::{Instrument, Span, field::Empty};

    use crate::Method;

    /// Runs a call in a span of its own.
    pub(crate) fn in_span<F: Future>(
        operation: &'static str,
        method: Method,
        path_template: &'static str,
        call: F,
    ) -> impl Future<Output = F::Output> {
        let span = tracing::info_span!(
            "statuspage",
            operation,
            method = method.as_str(),
            path_template,
            status = Empty,
            attempts = Empty,
            waited_ms = Empty,
        );
        call.instrument(span)
    }

    /// Adds to the present span what came of its call.
    pub(crate) fn record(status: Option<u16>, attempts: u32, waited: Duration) {
        let span = Span::current();
        if let Some(status) = status {
            span.record("status", status);
        }
        span.record("attempts", attempts);
        let waited = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
        span.record("waited_ms", waited);
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::time::Duration;

    use crate::Method;

    /// Runs a call as it is.
    pub(crate) fn in_span<F>(_: &'static str, _: Method, _: &'static str, call: F) -> F {
        call
    }

    /// Nobody wants to know.
    pub(crate) fn record(_: Option<u16>, _: u32, _: Duration) {}
}
