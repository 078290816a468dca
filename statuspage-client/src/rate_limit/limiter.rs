//! Enforces the rate limit: a maximum number of requests in any window of time, urgent calls first, and otherwise in the order in
//! which they were made.
//!
//! A request takes a permit before it is sent. The permit counts until one window after the response. The service counts the
//! request earlier, when it arrives, so it never refuses a request because of other requests of the same client. A request
//! without a response stops counting when its timeout and one window have passed, because its future may never be polled again.
//!
//! A waiting call holds no lock and no permit. Each one has a place in the [`Queue`] and its own timer. The [`Window`] computes
//! when a call can be sent. If processes share the limit, the [`Store`] has the permits, and a task of its own asks for them.

mod asker;
mod queue;
mod store;
mod window;

use std::{
    future::poll_fn,
    mem,
    sync::{
        Arc, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Poll, Waker},
    time::Duration,
};

#[cfg(all(test, statuspage_loom))]
use loom::sync::Mutex;
#[cfg(not(all(test, statuspage_loom)))]
use std::sync::Mutex;
use tokio::time::{Instant, sleep_until};

pub(crate) use self::store::Shared;
use self::{
    queue::Queue,
    store::{Step, Store},
    window::{Window, bounded},
};
use super::{Priority, RateLimit};
use crate::{CallInfo, Wait, WaitReason};

/// A rate limit, the requests that currently count, and the calls that wait.
pub(crate) struct Limiter {
    shared: Option<Arc<Shared>>,
    /// Whether every call may be sent at once: there is no limit, and nothing is blocked. Calls then do not lock the state. One that
    /// reads an old value is sent like one that came before the refusal.
    is_open: AtomicBool,
    state: Mutex<State>,
}

struct State {
    window: Window,
    queue: Queue,
    /// Until when calls of operations are blocked that have their own limit in the service.
    blocked_operations: Vec<(&'static str, Instant)>,
}

/// The place of a call in the queue; a retry keeps the place of the first attempt.
#[derive(Default)]
pub(crate) struct Place(Option<u64>);

enum Turn {
    /// The number of the permit.
    Granted(u64),
    /// Try again at the first time, or when woken.
    Wait(Instant, Delay),
}

/// How long a call waits at least, and why.
type Delay = Option<(Duration, WaitReason)>;

impl Limiter {
    pub(crate) fn new(limit: RateLimit, shared: Option<Arc<Shared>>) -> Self {
        let mut window = Window::new(limit);
        window.store = shared.as_ref().map(|_| Store::new());
        let state = State {
            window,
            queue: Queue::default(),
            blocked_operations: Vec::new(),
        };
        Self {
            shared,
            is_open: AtomicBool::new(state.is_open()),
            state: Mutex::new(state),
        }
    }

    /// Waits until the call may be sent. `timeout` is how long the request may take. Calls `on_wait` before it waits, and again
    /// if it waits for another reason.
    pub(crate) async fn permit(
        self: &Arc<Self>,
        place: &mut Place,
        call: &CallInfo,
        timeout: Duration,
        on_wait: impl Fn(&Wait),
    ) -> Permit {
        if self.is_open.load(Ordering::Relaxed) {
            return Permit(None);
        }
        let mut queued = Queued {
            limiter: self,
            priority: call.priority,
            ticket: None,
        };
        let mut reported = None;
        loop {
            let turn = poll_fn(|context| {
                let now = Instant::now();
                let turn = self.update(|state| {
                    let ticket = *place.0.get_or_insert_with(|| state.queue.next_ticket());
                    queued.ticket = Some(ticket);
                    state.turn(call, ticket, timeout, context.waker(), now)
                });
                self.ask_store(matches!(turn, Turn::Wait(..)));
                if let Turn::Wait(_, Some((duration, reason))) = turn
                    && reported.replace(reason) != Some(reason)
                {
                    on_wait(&Wait {
                        call: *call,
                        reason,
                        duration,
                    });
                }
                Poll::Ready(turn)
            });
            match turn.await {
                Turn::Granted(number) => {
                    queued.ticket = None;
                    return Permit(Some(Granted {
                        limiter: Arc::clone(self),
                        number,
                        counts: false,
                    }));
                }
                Turn::Wait(until, _) => until_woken(until).await,
            }
        }
    }

    /// Blocks further requests for a while, because the service refused one of this operation.
    ///
    /// If the client cannot send another normal call, the refusal is about the key, and all operations are blocked. Otherwise
    /// the operation has its own limit in the service, and only this operation is blocked.
    ///
    /// If processes share the limit, the store decides whether it is about the key.
    pub(crate) fn refused(self: &Arc<Self>, operation: &'static str, pause: Duration) {
        self.update(|state| {
            let now = Instant::now();
            let until = now + bounded(pause);
            state.window.expire(now);
            let is_shared = state.window.available_store().is_some();
            if let Some(store) = state.window.store.as_mut().filter(|_| is_shared) {
                store.refuse(until);
            }
            if !is_shared && state.window.ready(Priority::Normal, 0, now) > now {
                state.window.block(until);
            } else {
                state.blocked_operations.push((operation, until));
            }
        });
        self.ask_store(false);
    }

    /// Lets the store be asked, if there is one, and a call waits or the state of the store requires it.
    fn ask_store(self: &Arc<Self>, waits: bool) {
        let Some(shared) = &self.shared else {
            return;
        };
        let is_started = self.update(|state| {
            let store = state.window.store.as_mut();
            let store = store.filter(|store| waits || store.is_due(Instant::now()));
            store.is_some_and(|store| !mem::replace(&mut store.is_asking, true))
        });
        if is_started {
            asker::start(self, shared);
        } else if waits {
            shared.changed.notify_one();
        }
    }

    /// Changes the state, unlocks it, and then wakes calls.
    fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // Nothing panics while the state is locked, so it is valid even if the mutex is poisoned.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let result = change(&mut state);
        let (woken, dropped) = state.queue.take_wakers();
        self.is_open.store(state.is_open(), Ordering::Relaxed);
        drop(state);
        woken.into_iter().for_each(Waker::wake);
        drop(dropped);
        result
    }
}

impl State {
    fn is_open(&self) -> bool {
        self.window.is_unlimited() && self.blocked_operations.is_empty()
    }

    /// Takes a permit for a call, or adds the call to the queue.
    fn turn(
        &mut self,
        call: &CallInfo,
        ticket: u64,
        timeout: Duration,
        waker: &Waker,
        now: Instant,
    ) -> Turn {
        let priority = call.priority;
        self.window.expire(now);
        self.blocked_operations.retain(|(_, until)| *until > now);
        let blocked = self.blocked_operations.iter();
        let blocked = blocked.filter(|(operation, _)| *operation == call.operation);
        if let Some(ready) = blocked.map(|(_, until)| *until).max() {
            // A blocked call is not in the queue, so that no other call waits for it.
            self.leave(priority, ticket, now);
            return Turn::Wait(ready, Some((ready - now, WaitReason::Refused)));
        }
        if self.queue.is_turn(&self.window, priority, ticket, now) {
            let number = self.window.take(timeout, now);
            self.leave(priority, ticket, now);
            return Turn::Granted(number);
        }
        let (until, ready) = self.queue.wait(&self.window, priority, ticket, waker, now);
        let reason = if self.window.is_blocked() {
            WaitReason::Refused
        } else {
            WaitReason::RateLimit
        };
        let wait = self.window.wait(priority, ready, now);
        Turn::Wait(until, wait.map(|duration| (duration, reason)))
    }

    /// Returns what to ask the store next.
    fn step(&mut self, now: Instant) -> Step {
        self.window.expire(now);
        let (waiting, length) = (self.queue.waiting(now), self.window.length());
        match &mut self.window.store {
            Some(store) => store.step(waiting, length, now),
            None => Step::End,
        }
    }

    /// Removes a call from the queue, and wakes those that its place or permit is free for.
    fn leave(&mut self, priority: Priority, ticket: u64, now: Instant) {
        if self.queue.remove(priority, ticket) {
            self.window.expire(now);
            self.queue.wake(&self.window, now);
        }
    }
}

/// A call that waits. When it is dropped, it leaves the queue.
struct Queued<'a> {
    limiter: &'a Limiter,
    priority: Priority,
    ticket: Option<u64>,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.limiter
                .update(|state| state.leave(self.priority, ticket, Instant::now()));
        }
    }
}

/// The permission to send one request; `None` if requests are not counted.
pub(crate) struct Permit(Option<Granted>);

/// A permit. When it is dropped, it counts for another window if the request was sent.
struct Granted {
    limiter: Arc<Limiter>,
    number: u64,
    counts: bool,
}

impl Permit {
    /// Marks the request as sent: it counts even if its future is dropped before the response.
    pub(crate) fn mark_sent(&mut self) {
        self.set_counts(true);
    }

    /// Marks the request as not sent: it did not reach the service.
    pub(crate) fn mark_not_sent(&mut self) {
        self.set_counts(false);
    }

    fn set_counts(&mut self, counts: bool) {
        if let Some(granted) = &mut self.0 {
            granted.counts = counts;
        }
    }
}

impl Drop for Granted {
    fn drop(&mut self) {
        self.limiter.update(|state| {
            let now = Instant::now();
            state.window.expire(now);
            state.window.give_back(self.number, self.counts, now);
            // The calls that wait have computed with the earliest end that a request in flight may have.
            if !self.counts {
                state.queue.wake(&state.window, now);
            }
        });
    }
}

/// Waits until a time, or until the task is woken for any reason.
async fn until_woken(time: Instant) {
    let mut timer = Box::pin(sleep_until(time));
    let mut is_first = true;
    poll_fn(|context| {
        if mem::take(&mut is_first) {
            timer.as_mut().poll(context)
        } else {
            Poll::Ready(())
        }
    })
    .await;
}

#[cfg(test)]
mod tests;
