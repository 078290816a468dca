//! Calls the hooks of one attempt: for each `before` that returned, `after` is called once, however the attempt ends.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    thread,
};

use tokio::time::Instant;

use super::{Attempt, CallInfo, Hook, Outcome};
use crate::{Error, Result};

/// The hooks of one attempt. When it is dropped, it calls `after` of the hooks for which it was not called yet.
pub(crate) struct HookGuard<'a> {
    call: CallInfo,
    /// The hooks whose `before` returned and whose `after` was not called yet.
    pending: &'a [Arc<dyn Hook>],
    start: Instant,
}

impl<'a> HookGuard<'a> {
    pub(crate) fn new(call: CallInfo, start: Instant) -> Self {
        Self {
            call,
            pending: &[],
            start,
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
        if !hooks.is_empty() {
            self.start = Instant::now();
        }
        Ok(())
    }

    /// Calls `after` of the hooks. If one panics, the others are still called, and then the panic is resumed.
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
        if self.pending.is_empty() {
            return Ok(());
        }
        let outcome = Outcome {
            call: self.call,
            status,
            error,
            dropped,
            elapsed: self.start.elapsed(),
        };
        let mut result = Ok(());
        for hook in mem::take(&mut self.pending) {
            // Only the hook's own state can be left inconsistent by a panic.
            let called = catch_unwind(AssertUnwindSafe(|| hook.after(&outcome)));
            result = result.and(called);
        }
        result
    }
}

impl Drop for HookGuard<'_> {
    /// Catches panics of hooks: if this drop is part of another panic, they would abort the process.
    fn drop(&mut self) {
        let _ = self.finish(None, None, true);
    }
}
