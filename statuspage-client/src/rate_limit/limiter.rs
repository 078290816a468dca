//! Enforces the rate limit: a maximum number of requests in any window of time, in the order in which they were made.
//!
//! A request takes a permit before it is sent. The permit counts until one window after the response. The service counts the
//! request earlier, when it arrives, so it never refuses a request because of other requests of the same client. A request
//! without a response stops counting when its timeout and one window have passed, because its future may never be polled again.
//!
//! A waiting call holds no lock and no permit. Each one has a place in a queue and its own timer. When a permit becomes free, all
//! waiting calls are woken, and the first in the queue takes it. A call that was woken and is not polled within
//! [`GRACE_PERIOD`] is skipped; when it is polled again, it has its old place in the queue.

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

/// Longer than any program runs, and short enough to be added to any time on every system.
const MAX_DURATION: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// A rate limit, and the requests that currently count.
pub(crate) struct Limiter {
    limit: RateLimit,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The permits of requests that have no response yet, and the latest time until which each one counts.
    in_flight: Vec<(u64, Instant)>,
    /// The times at which requests that have a response stop counting, in order.
    ends: VecDeque<Instant>,
    /// No request may be sent until then: the service refused one, because other programs use the same key.
    blocked_until: Option<Instant>,
    /// The same for single operations that have their own limit in the service.
    blocked_operations: BTreeMap<&'static str, Instant>,
    last_ticket: u64,
    /// The waiting calls by ticket, except those that are skipped.
    queue: BTreeMap<u64, Waiter>,
    /// Wakers to wake and to drop after the state is unlocked, because both may run code that locks it.
    woken: Vec<Waker>,
    dropped: Vec<Waker>,
}

struct Waiter {
    waker: Waker,
    /// When its timer wakes it.
    wakes_at: Instant,
}

/// The place of a call in the queue; a retry keeps the place of the first attempt.
#[derive(Default)]
pub(crate) struct Place(Option<u64>);

enum Turn {
    /// The number of the permit.
    Granted(u64),
    /// Try again at this time, or when woken.
    Wait(Instant),
}

impl Limiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            state: Mutex::default(),
        }
    }

    /// Waits until a request for this operation may be sent. `timeout` is how long the request may take.
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
                let now = Instant::now();
                let turn = self.update(|state| {
                    let ticket = *place.0.get_or_insert_with(|| state.next_ticket());
                    queued.ticket = Some(ticket);
                    let waker = context.waker();
                    if let Some(until) = state.try_take(self.limit, ticket, operation, waker, now) {
                        return Turn::Wait(until);
                    }
                    let permit = state.next_ticket();
                    let end = now + bounded(timeout) + bounded(self.limit.window);
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

    /// Blocks further requests for a while, because the service refused one of this operation.
    ///
    /// If the client has no permits left, the refusal is about the key, and all operations are blocked. Otherwise the operation
    /// has its own limit in the service, and only this operation is blocked.
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

    /// Changes the state, unlocks it, and then wakes calls.
    fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // Nothing panics while the state is locked, so it is valid even if the mutex is poisoned.
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

    /// Removes a ticket from the queue if a permit is free for it, and returns `None`. Otherwise adds it to the queue, and returns
    /// when to try again.
    fn try_take(
        &mut self,
        limit: RateLimit,
        ticket: u64,
        operation: &'static str,
        waker: &Waker,
        now: Instant,
    ) -> Option<Instant> {
        let free = self.free(limit, now);
        if let Some(&until) = self.blocked_operations.get(operation) {
            // A blocked call is not in the queue, so that no other call waits for it.
            self.leave(limit, ticket, now);
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
        // If no permit is free, a counted request or a block has an end.
        let until = until.unwrap_or(now);
        let waiter = Waiter {
            waker: waker.clone(),
            wakes_at: until,
        };
        let before = self.queue.insert(ticket, waiter);
        self.dropped.extend(before.map(|waiter| waiter.waker));
        Some(until)
    }

    /// Returns until when the free permits are reserved for calls before this ticket; `None` if one is free for the ticket.
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

    /// Removes a ticket from the queue, and wakes the others if a permit is free for them.
    fn leave(&mut self, limit: RateLimit, ticket: u64, now: Instant) {
        if self.remove(ticket) && self.free(limit, now) > 0 {
            self.wake(now, now);
        }
    }

    fn remove(&mut self, ticket: u64) -> bool {
        let waiter = self.queue.remove(&ticket);
        let was_there = waiter.is_some();
        self.dropped.extend(waiter.map(|waiter| waiter.waker));
        was_there
    }

    /// Wakes all calls whose timer ends after this time.
    fn wake(&mut self, time: Instant, now: Instant) {
        for waiter in self.queue.values_mut() {
            if waiter.wakes_at > time {
                waiter.wakes_at = now;
                self.woken.push(waiter.waker.clone());
            }
        }
    }

    /// Removes everything that has expired, and returns the number of free permits.
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

    /// Returns the earliest time at which another permit may be free.
    fn next_free(&self) -> Option<Instant> {
        let in_flight = self.in_flight.iter().map(|(_, end)| *end);
        let ends = self.ends.front().copied();
        self.blocked_until.or_else(|| in_flight.chain(ends).min())
    }
}

/// A call that waits. When it is dropped, it leaves the queue.
struct Queued<'a> {
    limiter: &'a Limiter,
    ticket: Option<u64>,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let limit = self.limiter.limit;
            self.limiter
                .update(|state| state.leave(limit, ticket, Instant::now()));
        }
    }
}

/// The permission to send one request. When it is dropped, it counts for another window if the request was sent.
pub(crate) struct Permit {
    limiter: Arc<Limiter>,
    number: u64,
    counts: bool,
}

impl Permit {
    /// Marks the request as sent: it counts even if its future is dropped before the response.
    pub(crate) fn mark_sent(&mut self) {
        self.counts = true;
    }

    /// Marks the request as not sent: it did not reach the service.
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
            state.wake(free_at, now);
        });
    }
}

/// Waits until a time, or until the task is woken for any reason.
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

/// Limits a duration, so that it can be added to any time.
fn bounded(duration: Duration) -> Duration {
    duration.min(MAX_DURATION)
}

#[cfg(test)]
mod tests;
