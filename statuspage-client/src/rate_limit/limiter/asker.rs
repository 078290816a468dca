//! The task that asks the store for permits while calls wait. It is no part of a call, so a call whose future is not polled any
//! more does not keep others waiting.

use std::{error::Error, sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    time::{Instant, timeout_at},
};

use super::{
    Limiter,
    store::{Shared, Step},
};
use crate::shared_limit::{PermitAnswer, PermitRequest};

/// Starts the task. The state already says that it runs.
pub(super) fn start(limiter: &Arc<Limiter>, shared: &Arc<Shared>) {
    let mut task = Asker {
        limiter: Arc::clone(limiter),
        shared: Arc::clone(shared),
        is_done: false,
    };
    let task = async move { task.run().await };
    // Outside a runtime, the task is dropped.
    if let Ok(runtime) = Handle::try_current() {
        #[cfg(not(all(test, statuspage_loom)))]
        runtime.spawn(task);
        #[cfg(all(test, statuspage_loom))]
        super::tests::interleavings::spawn(&runtime, task);
    }
}

struct Asker {
    limiter: Arc<Limiter>,
    shared: Arc<Shared>,
    is_done: bool,
}

impl Asker {
    async fn run(&mut self) {
        loop {
            let changed = self.shared.changed.notified();
            match self.limiter.update(|state| state.step(Instant::now())) {
                Step::End => {
                    self.is_done = true;
                    return;
                }
                Step::WaitUntil(time) => drop(timeout_at(time, changed).await),
                Step::Refused(pause) => {
                    if let Err(error) = self.shared.limit.refused(pause).await {
                        self.fail(&error.to_string(), &[], None);
                    }
                }
                Step::Acquire(request) => {
                    let answer = self.shared.limit.acquire(&request).await;
                    self.note(&request, answer);
                }
            }
        }
    }

    fn note(
        &self,
        request: &PermitRequest,
        answer: Result<PermitAnswer, Box<dyn Error + Send + Sync>>,
    ) {
        let (valid_for, pause) = match answer {
            Ok(PermitAnswer::Granted { valid_for, next }) => (Some(valid_for), next),
            Ok(PermitAnswer::Wait(pause)) => (None, pause),
            Ok(PermitAnswer::NotReady(pause)) => {
                const TOO_YOUNG: &str = "the store does not know yet what was sent before";
                return self.fail(TOO_YOUNG, &request.unreported, Some(pause));
            }
            Err(error) => return self.fail(&error.to_string(), &request.unreported, None),
        };
        let is_back = self.limiter.update(|state| {
            let now = Instant::now();
            let store = state.window.store.as_mut();
            let is_back = store.map(|store| store.answer(request.priority, valid_for, pause, now));
            state.window.expire(now);
            state.queue.wake(&state.window, now);
            is_back == Some(true)
        });
        if is_back {
            (self.shared.report)(None);
        }
    }

    /// Goes on without the store.
    fn fail(&self, error: &str, unreported: &[Duration], pause: Option<Duration>) {
        let was_available = self.limiter.update(|state| {
            let now = Instant::now();
            let store = state.window.store.as_mut();
            let was_available = store.map(|store| store.fail(unreported, pause, now));
            state.window.expire(now);
            state.queue.wake(&state.window, now);
            was_available == Some(true)
        });
        if was_available {
            (self.shared.report)(Some(error));
        }
    }
}

impl Drop for Asker {
    /// Lets another call start the task again, if its runtime has ended.
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        self.limiter.update(|state| {
            if let Some(store) = &mut state.window.store {
                store.is_asking = false;
            }
        });
    }
}
