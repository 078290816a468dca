//! The hooks around one attempt: each whose `before` returned gets its `after`, however the attempt ends.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    thread,
};

use tokio::time::Instant;

use super::{Attempt, CallInfo, Hook, Outcome};
use crate::{Error, Result};

/// Calls `after` when it is dropped, if nobody did before.
pub(crate) struct HookGuard<'a> {
    call: CallInfo,
    /// The hooks whose `before` returned and whose `after` was not called yet.
    pending: &'a [Arc<dyn Hook>],
    start: Instant,
}

impl<'a> HookGuard<'a> {
    pub(crate) fn new(call: CallInfo) -> Self {
        Self {
            call,
            pending: &[],
            start: Instant::now(),
        }
    }

    /// Calls `before` of the hooks, up to the first one that stops the attempt.
    pub(crate) fn before(
        &mut self,
        hooks: &'a [Arc<dyn Hook>],
        request: &mut reqwest::Request,
    ) -> Result<()> {
        for (index, hook) in hooks.iter().enumerate() {
            let mut attempt = Attempt {
                call: self.call,
                request,
                failure: None,
            };
            hook.before(&mut attempt);
            self.pending = hooks.get(..=index).unwrap_or_default();
            attempt.failure.map_or(Ok(()), Err)?;
        }
        self.start = Instant::now();
        Ok(())
    }

    /// Calls `after` of the hooks. If one panics, the others are called all the same, and then the panic goes on.
    pub(crate) fn after(mut self, status: Option<u16>, error: Option<&Error>) {
        if let Err(panic) = self.finish(status, error, false) {
            resume_unwind(panic);
        }
    }

    fn finish(
        &mut self,
        status: Option<u16>,
        error: Option<&Error>,
        dropped: bool,
    ) -> thread::Result<()> {
        let outcome = Outcome {
            call: self.call,
            status,
            error,
            dropped,
            elapsed: self.start.elapsed(),
        };
        let mut result = Ok(());
        for hook in mem::take(&mut self.pending) {
            // All are called, so that no state is left half changed but the hook's own.
            let called = catch_unwind(AssertUnwindSafe(|| hook.after(&outcome)));
            result = result.and(called);
        }
        result
    }
}

impl Drop for HookGuard<'_> {
    /// A panic ends here, for it would abort the process if this drop is part of another panic.
    fn drop(&mut self) {
        let _ = self.finish(None, None, true);
    }
}
