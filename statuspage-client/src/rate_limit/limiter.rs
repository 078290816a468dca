//! Enforces the rate limit: at most so many requests in any window of time, first come, first served.
//!
//! A request takes a permit before it is sent. The permit counts until one window after the response, because the service
//! counts the request when it arrives, which is some time before. So the service never refuses a request because of others of
//! the same client. A request without a response counts no longer than its time limit allows: its future may be one that
//! nobody will ever poll again.
//!
//! Nothing is held while waiting. Each waiting call has a place in a queue and a timer of its own. When a permit becomes free,
//! all who wait are woken, and the first in the queue may take it. A call that was woken and is not polled within
//! [`GRACE_PERIOD`] loses its turn; when it is polled again, it has its place again.

use std::{
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    mem,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Poll, Waker},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use super::RateLimit;

/// How long a free permit is kept for a call that was woken and has not been polled yet.
const GRACE_PERIOD: Duration = Duration::from_millis(50);

/// Longer than any program runs, and short enough for the clock of every system.
const MAX_DURATION: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// A rate limit, and the requests that count at present.
pub(crate) struct Limiter {
    limit: RateLimit,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The requests that have no response yet, and when each stops counting at the latest.
    in_flight: Vec<(u64, Instant)>,
    /// When the requests that have a response stop counting, in order.
    ends: VecDeque<Instant>,
    /// The service refused a request although the limit allowed it, because of requests of other programs.
    blocked_until: Option<Instant>,
    /// The same for one operation, because the service has a limit of its own for it.
    blocked_operations: BTreeMap<&'static str, Instant>,
    last_ticket: u64,
    /// The calls that wait, by ticket. It has none that lost their turn.
    queue: BTreeMap<u64, Waiter>,
    /// To be woken, and to be dropped, once the state is unlocked: both may run code that locks it.
    woken: Vec<Waker>,
    dropped: Vec<Waker>,
}

struct Waiter {
    waker: Waker,
    /// When it is woken, unless something else wakes it before.
    wakes_at: Instant,
}

/// The place of a call in the queue; a retry keeps that of its first attempt.
#[derive(Default)]
pub(crate) struct Place(Option<u64>);

enum Turn {
    /// The number of the permit.
    Granted(u64),
    /// Look again then, or when woken.
    Wait(Instant),
}

impl Limiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            state: Mutex::default(),
        }
    }

    pub(crate) fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Waits until a request for this operation may be sent, which then has so much time for its response.
    pub(crate) async fn permit(
        self: &Arc<Self>,
        place: &mut Place,
        operation: &'static str,
        timeout: Duration,
    ) -> Permit {
        let mut queued = Queued {
            limiter: self,
            ticket: None,
        };
        loop {
            let turn = poll_fn(|context| {
                let turn = self.update(|state| {
                    let ticket = *place.0.get_or_insert_with(|| state.next_ticket());
                    queued.ticket = Some(ticket);
                    if let Some(until) =
                        state.try_take(self.limit, ticket, operation, context.waker())
                    {
                        return Turn::Wait(until);
                    }
                    let permit = state.next_ticket();
                    let end = Instant::now() + bounded(timeout) + bounded(self.limit.window);
                    state.in_flight.push((permit, end));
                    Turn::Granted(permit)
                });
                Poll::Ready(turn)
            });
            match turn.await {
                Turn::Granted(number) => {
                    queued.ticket = None;
                    return Permit {
                        limiter: Arc::clone(self),
                        number,
                        counts: false,
                    };
                }
                Turn::Wait(until) => until_woken(until).await,
            }
        }
    }

    /// The service refused a request of this operation: keeps others from being sent for a while.
    ///
    /// If the client has used up its limit, this is the limit of the whole key. Otherwise the operation has a limit of its own,
    /// and the others go on.
    pub(crate) fn refused(&self, operation: &'static str, pause: Duration) {
        self.update(|state| {
            let now = Instant::now();
            let until = now + bounded(pause);
            if state.free(self.limit, now) == 0 {
                state.blocked_until = state.blocked_until.max(Some(until));
            } else {
                let blocked = state.blocked_operations.entry(operation).or_insert(until);
                *blocked = until.max(*blocked);
            }
        });
    }

    /// Changes the state, then wakes whoever is to be woken.
    fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // Nothing panics while it is locked, so a poisoned state is a valid one.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let result = change(&mut state);
        let woken = mem::take(&mut state.woken);
        let dropped = mem::take(&mut state.dropped);
        drop(state);
        woken.into_iter().for_each(Waker::wake);
        drop(dropped);
        result
    }
}

impl State {
    fn next_ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// Takes a ticket out of the queue if it may have a permit now. Otherwise puts it there, and returns when to look again.
    fn try_take(
        &mut self,
        limit: RateLimit,
        ticket: u64,
        operation: &'static str,
        waker: &Waker,
    ) -> Option<Instant> {
        let now = Instant::now();
        let free = self.free(limit, now);
        if let Some(&until) = self.blocked_operations.get(operation) {
            // Out of the queue, so that nobody waits for a call that may not be sent.
            self.leave(limit, ticket);
            return Some(until);
        }
        let mut until = self.next_free();
        if free > 0 {
            let Some(reserved) = self.reserved_until(ticket, free, now) else {
                self.remove(ticket);
                return None;
            };
            until = until.into_iter().chain([reserved]).min();
        }
        // Without a free permit, something counts and has an end.
        let until = until.unwrap_or(now);
        let waiter = Waiter {
            waker: waker.clone(),
            wakes_at: until,
        };
        let before = self.queue.insert(ticket, waiter);
        self.dropped.extend(before.map(|waiter| waiter.waker));
        Some(until)
    }

    /// Until when the free permits are kept for those before this ticket; `None` if there is one for the ticket itself.
    fn reserved_until(&mut self, ticket: u64, free: usize, now: Instant) -> Option<Instant> {
        let mut reserved: Vec<Instant> = Vec::new();
        let mut lost = Vec::new();
        for (&before, waiter) in self.queue.range(..ticket) {
            let end = waiter.wakes_at + GRACE_PERIOD;
            if end <= now {
                lost.push(before);
                continue;
            }
            reserved.push(end);
            if reserved.len() == free {
                break;
            }
        }
        for before in lost {
            self.remove(before);
        }
        if reserved.len() < free {
            return None;
        }
        reserved.into_iter().min()
    }

    /// Takes a ticket out of the queue. Those behind it may have a permit now.
    fn leave(&mut self, limit: RateLimit, ticket: u64) {
        let now = Instant::now();
        if self.remove(ticket) && self.free(limit, now) > 0 {
            self.wake(now);
        }
    }

    fn remove(&mut self, ticket: u64) -> bool {
        let waiter = self.queue.remove(&ticket);
        let was_there = waiter.is_some();
        self.dropped.extend(waiter.map(|waiter| waiter.waker));
        was_there
    }

    /// Wakes all who would look again only after this time.
    fn wake(&mut self, time: Instant) {
        let now = Instant::now();
        for waiter in self.queue.values_mut() {
            if waiter.wakes_at > time {
                waiter.wakes_at = now;
                self.woken.push(waiter.waker.clone());
            }
        }
    }

    /// Forgets what is past, and returns how many permits there are.
    fn free(&mut self, limit: RateLimit, now: Instant) -> usize {
        while self.ends.front().is_some_and(|end| *end <= now) {
            self.ends.pop_front();
        }
        self.blocked_until = self.blocked_until.filter(|until| *until > now);
        self.blocked_operations.retain(|_, until| *until > now);
        self.in_flight.retain(|(_, end)| *end > now);
        let limit = limit.requests as usize;
        match self.blocked_until {
            Some(_) => 0,
            None => limit.saturating_sub(self.in_flight.len() + self.ends.len()),
        }
    }

    /// The earliest time at which there may be another permit.
    fn next_free(&self) -> Option<Instant> {
        let in_flight = self.in_flight.iter().map(|(_, end)| *end);
        let ends = self.ends.front().copied();
        self.blocked_until.or_else(|| in_flight.chain(ends).min())
    }
}

/// A call in the queue, or on its way there; when it is dropped, it is as if it had never been there.
struct Queued<'a> {
    limiter: &'a Limiter,
    ticket: Option<u64>,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let limit = self.limiter.limit;
            self.limiter.update(|state| state.leave(limit, ticket));
        }
    }
}

/// Permission to send one request. When it is dropped it counts for another window if the request was sent, else no longer.
pub(crate) struct Permit {
    limiter: Arc<Limiter>,
    number: u64,
    counts: bool,
}

impl Permit {
    /// The request is sent: from now on it counts, even if nobody waits for its response any more.
    pub(crate) fn mark_sent(&mut self) {
        self.counts = true;
    }

    /// The request did not reach the service after all.
    pub(crate) fn mark_not_sent(&mut self) {
        self.counts = false;
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let window = self.limiter.limit.window;
        let counts = self.counts && !window.is_zero();
        self.limiter.update(|state| {
            let mut in_flight = state.in_flight.iter();
            if let Some(index) = in_flight.position(|(number, _)| *number == self.number) {
                state.in_flight.swap_remove(index);
            }
            let now = Instant::now();
            let mut free_at = now;
            if counts {
                free_at = now + bounded(window);
                state.ends.push_back(free_at);
            }
            state.wake(free_at);
        });
    }
}

/// Waits until a time, or until the task is woken for another reason.
async fn until_woken(time: Instant) {
    let mut timer = pin!(sleep_until(time));
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

/// The duration, or one that can be added to any time.
fn bounded(duration: Duration) -> Duration {
    duration.min(MAX_DURATION)
}

#[cfg(test)]
mod tests;
