//! What a limiter knows of the limit that it shares with other processes.

use std::{collections::VecDeque, mem, sync::Arc, time::Duration};

use tokio::{sync::Notify, time::Instant};

use super::window::bounded;
use crate::{
    Priority,
    retry::random_part,
    shared_limit::{PermitRequest, SharedLimit},
};

/// How long to wait until the store is asked again after a failure, at least. Up to as much again is added, so that not all
/// processes ask at the same time.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(750);

/// How many requests that the store does not know of are remembered.
const MAX_UNREPORTED: usize = 10_000;

/// Reports that the store is not available, with the error, or that it is available again.
pub(crate) type Report = Box<dyn Fn(Option<&str>) + Send + Sync>;

/// The limit that processes share, and the changes of its state that are reported.
pub(crate) struct Shared {
    pub(crate) limit: Box<dyn SharedLimit>,
    pub(crate) report: Report,
    /// Wakes the task that asks the store.
    pub(super) changed: Notify,
}

impl Shared {
    pub(crate) fn new(limit: Box<dyn SharedLimit>, report: Report) -> Arc<Self> {
        let changed = Notify::new();
        Arc::new(Self {
            limit,
            report,
            changed,
        })
    }
}

/// The permits of the store that are not used yet, and what the store is asked next.
pub(super) struct Store {
    /// Whether the store decides. Otherwise it is not available, and the process goes on under its own limit.
    is_available: bool,
    /// Until when each permit is valid.
    permits: VecDeque<Instant>,
    /// When to ask next, for urgent and for normal calls.
    ask_at: [Option<Instant>; 2],
    /// Refusals that were not reported yet: until when they block.
    refusals: Vec<Instant>,
    /// When the requests were permitted that the store does not know of, in order.
    unreported: VecDeque<Instant>,
    /// Whether a task asks the store.
    pub(super) is_asking: bool,
}

/// What to do next.
pub(super) enum Step {
    Acquire(PermitRequest),
    Refused(Duration),
    /// Nothing until then, or until something changes.
    WaitUntil(Instant),
    End,
}

impl Store {
    pub(super) fn new() -> Self {
        Self {
            is_available: true,
            permits: VecDeque::new(),
            ask_at: [None; 2],
            refusals: Vec::new(),
            unreported: VecDeque::new(),
            is_asking: false,
        }
    }

    pub(super) fn is_available(&self) -> bool {
        self.is_available
    }

    pub(super) fn expire(&mut self, now: Instant) {
        self.permits.retain(|end| *end > now);
    }

    pub(super) fn permits(&self) -> usize {
        self.permits.len()
    }

    /// Returns when the store is asked next.
    pub(super) fn ask_at(&self, priority: Priority) -> Option<Instant> {
        let [urgent, normal] = self.ask_at;
        match priority {
            Priority::Urgent => urgent,
            Priority::Normal => normal,
        }
    }

    /// Takes a permit of the store, or notes that the store does not know of the request.
    pub(super) fn take(&mut self, now: Instant) {
        if self.is_available {
            self.permits.pop_front();
        } else {
            self.unreported.push_back(now);
            if self.unreported.len() > MAX_UNREPORTED {
                self.unreported.pop_front();
            }
        }
    }

    pub(super) fn refuse(&mut self, until: Instant) {
        self.refusals.push(until);
    }

    /// Returns whether the store should be asked now, although no call waits.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        !self.refusals.is_empty()
            || (!self.is_available && self.ask_at.iter().flatten().any(|at| *at <= now))
    }

    /// Returns what to do next, with so many urgent and normal calls that wait.
    pub(super) fn step(&mut self, waiting: [usize; 2], window: Duration, now: Instant) -> Step {
        if let Some(until) = self.refusals.pop()
            && self.is_available
        {
            return Step::Refused(until.saturating_duration_since(now));
        }
        self.refusals.clear();
        // Permits are used by urgent calls first.
        let [urgent, normal] = waiting;
        let needs = [urgent, normal + urgent.min(self.permits.len())];
        let mut next = None;
        for (index, priority) in [Priority::Urgent, Priority::Normal].into_iter().enumerate() {
            let needed = needs.get(index).copied().unwrap_or_default();
            let at = self.ask_at(priority);
            if needed <= self.permits.len() && self.is_available {
                continue;
            }
            if needed == 0 && priority == Priority::Urgent {
                continue;
            }
            if let Some(at) = at.filter(|at| *at > now) {
                next = next.into_iter().chain([at]).min();
                continue;
            }
            let unreported = mem::take(&mut self.unreported).into_iter();
            let ages = unreported.map(|at| now.saturating_duration_since(at));
            return Step::Acquire(PermitRequest {
                priority,
                has_more: needed > self.permits.len() + 1,
                after_outage: !self.is_available,
                unreported: ages.filter(|age| *age < window * 2).collect(),
            });
        }
        match next {
            Some(at) if urgent + normal > 0 => Step::WaitUntil(at),
            _ => {
                self.is_asking = false;
                Step::End
            }
        }
    }

    /// Notes a permit, if one was granted, and when to ask for the next. Returns whether the store became available.
    pub(super) fn answer(
        &mut self,
        priority: Priority,
        valid_for: Option<Duration>,
        pause: Duration,
        now: Instant,
    ) -> bool {
        self.permits
            .extend(valid_for.map(|valid_for| now + bounded(valid_for)));
        let [urgent, normal] = &mut self.ask_at;
        let ask_at = match priority {
            Priority::Urgent => urgent,
            Priority::Normal => normal,
        };
        *ask_at = Some(now + bounded(pause));
        !mem::replace(&mut self.is_available, true)
    }

    /// Notes that the store cannot be used. Returns whether it could be before. The requests that it did not take note of are
    /// reported the next time.
    pub(super) fn fail(
        &mut self,
        unreported: &[Duration],
        pause: Option<Duration>,
        now: Instant,
    ) -> bool {
        for time in unreported.iter().filter_map(|age| now.checked_sub(*age)) {
            let index = self.unreported.partition_point(|other| *other <= time);
            self.unreported.insert(index, time);
        }
        self.permits.clear();
        let failure = || PAUSE_AFTER_FAILURE + random_part(PAUSE_AFTER_FAILURE);
        self.ask_at = [Some(now + pause.map_or_else(failure, bounded)); 2];
        mem::replace(&mut self.is_available, false)
    }
}
