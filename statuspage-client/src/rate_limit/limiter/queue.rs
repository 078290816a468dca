//! The waiting calls, urgent ones first, each with the time at which it looks again whether it can be sent.
//!
//! A call whose timer has ended, or that was woken, and that is not polled within [`GRACE_PERIOD`], is skipped: its future may
//! never be polled again. When it is polled, it has its old place in the queue.

use std::{collections::VecDeque, mem, task::Waker, time::Duration};

use tokio::time::Instant;

use super::window::Window;
use crate::Priority;

/// How long a free permit is kept for a call that was woken and has not been polled yet.
pub(super) const GRACE_PERIOD: Duration = Duration::from_millis(50);

/// The priorities in the order in which their calls are sent.
const ORDER: [Priority; 2] = [Priority::Urgent, Priority::Normal];

#[derive(Default)]
pub(super) struct Queue {
    /// The waiting calls by priority and ticket, except those that are skipped.
    lanes: [VecDeque<Waiter>; 2],
    last_ticket: u64,
    /// Wakers to wake and to drop after the state is unlocked, because both may run code that locks it.
    woken: Vec<Waker>,
    dropped: Vec<Waker>,
}

struct Waiter {
    ticket: u64,
    waker: Waker,
    /// When its timer wakes it.
    wakes_at: Instant,
}

impl Queue {
    pub(super) fn next_ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// Returns whether a permit is available for a call, and for all before it that are not skipped.
    pub(super) fn is_turn(
        &mut self,
        window: &Window,
        priority: Priority,
        ticket: u64,
        now: Instant,
    ) -> bool {
        let mut ahead = 0;
        for (lane, of) in self.lanes.iter_mut().zip(ORDER) {
            let mut index = 0;
            loop {
                if window.ready(priority, ahead, now) > now {
                    return false;
                }
                match lane.get(index) {
                    Some(waiter) if of != priority || waiter.ticket < ticket => {
                        if waiter.wakes_at + GRACE_PERIOD <= now {
                            let skipped = lane.remove(index);
                            self.dropped.extend(skipped.map(|waiter| waiter.waker));
                        } else {
                            index += 1;
                            ahead += 1;
                        }
                    }
                    _ => break,
                }
            }
            if of == priority {
                break;
            }
        }
        true
    }

    /// Adds a call to the queue, or sets its waker. Returns when its timer must wake it, and when it can be sent at the earliest.
    pub(super) fn wait(
        &mut self,
        window: &Window,
        priority: Priority,
        ticket: u64,
        waker: &Waker,
        now: Instant,
    ) -> (Instant, Instant) {
        let first = self.first(window, now);
        let [urgent, normal] = &mut self.lanes;
        let (lane, before) = match priority {
            Priority::Urgent => (urgent, 0),
            Priority::Normal => (normal, urgent.len()),
        };
        let index = lane.partition_point(|waiter| waiter.ticket < ticket);
        let ready = window.ready(priority, before + index, now);
        let wakes_at = wakes_at(first.unwrap_or(ready), before + index, ready);
        let waker = waker.clone();
        let waiter = Waiter {
            ticket,
            waker,
            wakes_at,
        };
        match lane.get_mut(index) {
            Some(own) if own.ticket == ticket => {
                self.dropped.push(mem::replace(own, waiter).waker);
            }
            _ => lane.insert(index, waiter),
        }
        (wakes_at, ready)
    }

    /// Returns how many calls of each priority wait, except those that are skipped.
    pub(super) fn waiting(&self, now: Instant) -> [usize; 2] {
        self.lanes.each_ref().map(|lane| {
            let live = lane
                .iter()
                .filter(|waiter| waiter.wakes_at + GRACE_PERIOD > now);
            live.count()
        })
    }

    /// Removes a call from the queue, and returns whether it was there.
    pub(super) fn remove(&mut self, priority: Priority, ticket: u64) -> bool {
        let lane = match priority {
            Priority::Urgent => &mut self.lanes[0],
            Priority::Normal => &mut self.lanes[1],
        };
        let waiter = lane
            .binary_search_by_key(&ticket, |waiter| waiter.ticket)
            .ok()
            .and_then(|index| lane.remove(index));
        let was_there = waiter.is_some();
        self.dropped.extend(waiter.map(|waiter| waiter.waker));
        was_there
    }

    /// Wakes the calls that can be sent earlier than when they look the next time; those at the front are enough.
    pub(super) fn wake(&mut self, window: &Window, now: Instant) {
        let Some(first) = self.first(window, now) else {
            return;
        };
        let mut ahead = 0;
        for (lane, priority) in self.lanes.iter_mut().zip(ORDER) {
            for waiter in lane {
                let ready = window.ready(priority, ahead, now);
                if waiter.wakes_at > wakes_at(first, ahead, ready) {
                    waiter.wakes_at = now;
                    self.woken.push(waiter.waker.clone());
                }
                if ready > first {
                    return;
                }
                ahead += 1;
            }
        }
    }

    /// Returns the wakers to wake, and those to drop.
    pub(super) fn take_wakers(&mut self) -> (Vec<Waker>, Vec<Waker>) {
        (mem::take(&mut self.woken), mem::take(&mut self.dropped))
    }

    /// Returns when the first call in the queue can be sent.
    fn first(&self, window: &Window, now: Instant) -> Option<Instant> {
        let mut lanes = self.lanes.iter().zip(ORDER);
        let (_, priority) = lanes.find(|(lane, _)| !lane.is_empty())?;
        Some(window.ready(priority, 0, now))
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.lanes.iter().all(VecDeque::is_empty)
    }
}

/// Returns when a call looks again whether it can be sent: when it is expected to be, or earlier, when all before it are skipped.
fn wakes_at(first: Instant, ahead: usize, ready: Instant) -> Instant {
    let skipped = u32::try_from(ahead)
        .ok()
        .and_then(|ahead| first.checked_add(GRACE_PERIOD.checked_mul(ahead)?));
    skipped.map_or(ready, |skipped| skipped.min(ready))
}
