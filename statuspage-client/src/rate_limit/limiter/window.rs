//! The requests that count for the rate limit, and when the next ones may be sent.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

use super::store::Store;
use crate::{Priority, RateLimit};

/// Longer than any program runs, and short enough to be added to any time on every system.
const MAX_DURATION: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// How often a call that waits for the store looks whether the store is still being asked.
const RECHECK: Duration = Duration::from_secs(1);

pub(super) struct Window {
    requests: usize,
    length: Duration,
    /// `length / requests`
    interval: Duration,
    /// How many requests are kept for urgent calls.
    reserve: usize,
    /// The permits of requests that have no response yet, and until when each request may take.
    in_flight: Vec<(u64, Instant)>,
    last_number: u64,
    /// When the other requests stop counting, in order.
    ends: VecDeque<Instant>,
    /// No request may be sent until then: the service refused one, because other programs use the same key.
    blocked_until: Option<Instant>,
    /// The limit that other processes share. If it is available, it decides, and the requests are only counted.
    pub(super) store: Option<Store>,
}

impl Window {
    pub(super) fn new(limit: RateLimit) -> Self {
        let length = bounded(limit.window);
        let reserve = limit.reserve.filter(|_| !length.is_zero());
        let reserve = reserve.unwrap_or_default().min(limit.requests - 1);
        Self {
            requests: limit.requests as usize,
            length,
            interval: length / limit.requests,
            reserve: reserve as usize,
            in_flight: Vec::new(),
            last_number: 0,
            ends: VecDeque::new(),
            blocked_until: None,
            store: None,
        }
    }

    /// Removes everything that has expired.
    pub(super) fn expire(&mut self, now: Instant) {
        // A request without a response counts like one whose response arrived at the last moment.
        for (_, deadline) in self
            .in_flight
            .extract_if(.., |(_, deadline)| *deadline <= now)
        {
            let end = deadline + self.length;
            let index = self.ends.partition_point(|other| *other <= end);
            self.ends.insert(index, end);
        }
        while self.ends.front().is_some_and(|end| *end <= now) {
            self.ends.pop_front();
        }
        self.blocked_until = self.blocked_until.filter(|until| *until > now);
        if let Some(store) = &mut self.store {
            store.expire(now);
        }
    }

    /// Takes a permit for a request that may take this long, and returns its number.
    pub(super) fn take(&mut self, timeout: Duration, now: Instant) -> u64 {
        if let Some(store) = &mut self.store {
            store.take(now);
        }
        self.last_number += 1;
        self.in_flight
            .push((self.last_number, now + bounded(timeout)));
        self.last_number
    }

    /// Ends a request. If it was sent, it counts for another window.
    pub(super) fn give_back(&mut self, number: u64, counts: bool, now: Instant) {
        let mut in_flight = self.in_flight.iter();
        if let Some(index) = in_flight.position(|(other, _)| *other == number) {
            self.in_flight.swap_remove(index);
        }
        if counts && !self.length.is_zero() {
            self.ends.push_back(now + self.length);
        }
    }

    /// Returns whether there is no limit, in this process or in a store.
    pub(super) fn is_unlimited(&self) -> bool {
        self.length.is_zero() && self.store.is_none() && self.blocked_until.is_none()
    }

    /// Allows no request until then.
    pub(super) fn block(&mut self, until: Instant) {
        self.blocked_until = self.blocked_until.max(Some(until));
    }

    pub(super) fn is_blocked(&self) -> bool {
        self.blocked_until.is_some()
    }

    /// Returns the earliest time at which a call can be sent that has so many calls before it.
    ///
    /// A normal call must leave the reserve: after it, permits must be available for urgent calls, the first one at once, and
    /// each further one not later than one `length / requests` after the one before it.
    pub(super) fn ready(&self, priority: Priority, ahead: usize, now: Instant) -> Instant {
        if let Some(store) = self.available_store() {
            // A call is woken when a permit arrives. The first one looks on its own whether the task that asks still runs.
            return match ahead.checked_sub(store.permits()) {
                None => now,
                Some(0) => now + RECHECK,
                Some(_) => add(now, self.length.max(RECHECK)),
            };
        }
        let mut ready = self.available(ahead, now);
        let is_near_the_end = self.counted() + ahead + self.reserve >= self.requests;
        if priority == Priority::Normal && is_near_the_end {
            let mut wait = Duration::ZERO;
            for urgent in 1..=self.reserve {
                let available = self.available(ahead + urgent, now);
                ready = ready.max(available.checked_sub(wait).unwrap_or(now));
                wait += self.interval;
            }
        }
        self.blocked_until.map_or(ready, |until| until.max(ready))
    }

    /// Returns how long a call waits that is ready at this time, if that is known.
    pub(super) fn wait(
        &self,
        priority: Priority,
        ready: Instant,
        now: Instant,
    ) -> Option<Duration> {
        match self.available_store() {
            Some(store) => store.ask_at(priority)?.checked_duration_since(now),
            None => Some(ready - now),
        }
    }

    /// Returns the store, if it decides which requests are sent.
    pub(super) fn available_store(&self) -> Option<&Store> {
        self.store.as_ref().filter(|store| store.is_available())
    }

    pub(super) fn length(&self) -> Duration {
        self.length
    }

    fn counted(&self) -> usize {
        self.in_flight.len() + self.ends.len()
    }

    /// Returns the earliest time at which the permit with this index is available, if those before it were taken.
    fn available(&self, index: usize, now: Instant) -> Instant {
        let (round, index) = (index / self.requests, index % self.requests);
        let time = match (self.counted() + index).checked_sub(self.requests) {
            None => now,
            // A request in flight may have its response now.
            Some(end) => (self.ends.get(end).copied()).unwrap_or_else(|| add(now, self.length)),
        };
        let round = u32::try_from(round).unwrap_or(u32::MAX);
        add(time, self.length.saturating_mul(round))
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.counted() == 0
    }
}

/// Limits a duration, so that it can be added to any time.
pub(super) fn bounded(duration: Duration) -> Duration {
    duration.min(MAX_DURATION)
}

/// Adds a duration that may be very long.
fn add(time: Instant, duration: Duration) -> Instant {
    time.checked_add(duration).unwrap_or(time + MAX_DURATION)
}
