//! Runs thousands of random schedules, in which calls are dropped or never polled again. No polled call hangs, the limit holds,
//! and permits are granted in the order of the calls.

use std::{
    collections::VecDeque,
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use fastrand::Rng;
use tokio::time::{Instant, sleep, timeout};

use super::{
    super::{Limiter, Place, Priority, RateLimit, queue::GRACE_PERIOD, store::Shared},
    call as call_info,
};
use crate::shared_limit::{PermitAnswer, PermitRequest, SharedLimit, SharedLimitFuture};

const SCHEDULES: u64 = 10_000;
const TIMEOUT: Duration = Duration::from_secs(5);

/// What the calls did.
#[derive(Default)]
struct Log {
    /// The calls in the order in which they asked for a permit, with the time.
    queued: Vec<(usize, Instant)>,
    /// The calls that got a permit, in that order, with the time.
    granted: Vec<(usize, Instant)>,
    /// When a request ended, and whether it reached the service.
    ended: Vec<(usize, Instant, bool)>,
}

/// A waker that records whether a call was woken, and wakes the scheduler.
struct Flag {
    is_woken: AtomicBool,
    scheduler: Waker,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::Relaxed);
        self.scheduler.wake_by_ref();
    }
}

type SharedLog = Arc<Mutex<Log>>;

async fn call(
    limiter: Arc<Limiter>,
    log: SharedLog,
    index: usize,
    priority: Priority,
    hold: u64,
    reaches: bool,
) {
    log.lock().unwrap().queued.push((index, Instant::now()));
    let (info, mut place) = (call_info("call", priority), Place::default());
    let mut permit = limiter.permit(&mut place, &info, TIMEOUT, |_| {}).await;
    permit.mark_sent();
    log.lock().unwrap().granted.push((index, Instant::now()));
    sleep(Duration::from_millis(hold)).await;
    if !reaches {
        permit.mark_not_sent();
    }
    let end = (index, Instant::now(), reaches);
    log.lock().unwrap().ended.push(end);
}

/// What the schedule does with a call.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Polled,
    /// Never polled again, but not dropped.
    Abandoned,
    Dropped,
}

/// A schedule that polls the woken calls in random order, and drops or abandons some of them.
struct Schedule {
    rng: Rng,
    limit: u32,
    reserve: u32,
    window: Duration,
    log: SharedLog,
    priorities: Vec<Priority>,
    calls: Vec<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    flags: Vec<Arc<Flag>>,
    fates: Vec<Fate>,
}

impl Schedule {
    fn new(seed: u64, scheduler: &Waker, is_shared: bool) -> Self {
        let mut rng = Rng::with_seed(seed);
        let limit = rng.u32(1..=4);
        let reserve = rng.u32(0..limit);
        let window = Duration::from_millis(rng.u64(1..=10_000));
        let setting = RateLimit::new(limit, window).reserve(reserve);
        let store = is_shared.then(|| RandomStore::shared(limit, window, rng.fork()));
        let limiter = Arc::new(Limiter::new(setting, store));
        let number = rng.usize(1..=8);
        let log = SharedLog::default();
        let priorities: Vec<_> = (0..number)
            .map(|_| match rng.u8(..) {
                0..64 => Priority::Urgent,
                _ => Priority::Normal,
            })
            .collect();
        let calls = (priorities.iter().enumerate())
            .map(|(index, &priority)| {
                let (limiter, log) = (Arc::clone(&limiter), Arc::clone(&log));
                let (hold, reaches) = (rng.u64(0..=2000), rng.u8(..) < 200);
                Some(Box::pin(call(limiter, log, index, priority, hold, reaches)) as Pin<Box<_>>)
            })
            .collect();
        let flag = || {
            Arc::new(Flag {
                is_woken: AtomicBool::new(true),
                scheduler: scheduler.clone(),
            })
        };
        Self {
            limit,
            reserve,
            window,
            log,
            priorities,
            calls,
            flags: (0..number).map(|_| flag()).collect(),
            fates: vec![Fate::Polled; number],
            rng,
        }
    }

    /// Polls the woken calls; ready when all calls that should end have ended.
    fn poll(&mut self) -> Poll<()> {
        let is_open = |this: &Self, index: usize| {
            this.calls[index].is_some() && this.fates[index] == Fate::Polled
        };
        loop {
            let mut ready: Vec<_> = (0..self.calls.len())
                .filter(|&index| is_open(self, index))
                .filter(|&index| self.flags[index].is_woken.load(Ordering::Relaxed))
                .collect();
            if ready.is_empty() {
                break;
            }
            self.rng.shuffle(&mut ready);
            for index in ready {
                self.step(index);
            }
        }
        if (0..self.calls.len()).any(|index| is_open(self, index)) {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    }

    fn step(&mut self, index: usize) {
        match self.rng.u8(..) {
            0..8 => {
                self.calls[index] = None;
                self.fates[index] = Fate::Dropped;
                return;
            }
            8..24 => {
                self.fates[index] = Fate::Abandoned;
                return;
            }
            _ => {}
        }
        let flag = &self.flags[index];
        flag.is_woken.store(false, Ordering::Relaxed);
        let waker = Waker::from(Arc::clone(flag));
        let Some(call) = &mut self.calls[index] else {
            return;
        };
        if call
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
        {
            self.calls[index] = None;
        } else if self.rng.u8(..) < 16 {
            // Polls the call again although it was not woken.
            flag.is_woken.store(true, Ordering::Relaxed);
        }
    }

    /// Checks the limit and the reserve.
    fn check_limit(&self, seed: u64) {
        let log = self.log.lock().unwrap();
        for (number, (normal, granted)) in log.granted.iter().enumerate() {
            let counted = |number: usize, time: Instant| {
                let calls = log.granted[..number].iter();
                let counted = calls.filter(|(index, at)| self.counts(&log, *index, *at, time));
                counted.count()
            };
            let limit = self.limit as usize;
            assert!(
                counted(number, *granted) < limit,
                "schedule {seed}: more than the limit"
            );
            if self.priorities[*normal] == Priority::Urgent {
                continue;
            }
            // After a normal call, permits are left for urgent ones: one at once, and each further one after an interval.
            for urgent in 0..self.reserve {
                let time = *granted + self.window / self.limit * urgent;
                assert!(
                    counted(number + 1, time) + (urgent as usize) < limit,
                    "schedule {seed}: the reserve is not kept"
                );
            }
        }
    }

    /// Checks that the calls of each priority were permitted in order, and urgent ones first.
    fn check_order(&self, seed: u64) {
        let log = self.log.lock().unwrap();
        let granted_at = |queued: usize| {
            let mut granted = log.granted.iter();
            granted
                .find(|(index, _)| *index == queued)
                .map(|(_, at)| *at)
        };
        let polled = |priority: Priority| {
            log.queued.iter().filter(move |(index, _)| {
                self.fates[*index] == Fate::Polled && self.priorities[*index] == priority
            })
        };
        for priority in [Priority::Urgent, Priority::Normal] {
            // Permits that were granted at the same time may be in any order.
            let granted = polled(priority).map(|(index, _)| granted_at(*index));
            assert!(granted.is_sorted(), "schedule {seed}: not in order");
        }
        for (urgent, queued_at) in polled(Priority::Urgent) {
            for (normal, _) in polled(Priority::Normal) {
                let (urgent, normal) = (granted_at(*urgent), granted_at(*normal));
                assert!(
                    normal <= Some(*queued_at) || urgent <= normal,
                    "schedule {seed}: a normal call before an urgent one"
                );
            }
        }
    }

    /// Returns whether a request whose permit was granted at `granted` still counts at `now`.
    fn counts(&self, log: &Log, index: usize, granted: Instant, now: Instant) -> bool {
        let ended = log.ended.iter().find(|(other, ..)| *other == index);
        match ended {
            Some((_, end, reached)) => {
                now < *end
                    + if *reached {
                        self.window
                    } else {
                        Duration::ZERO
                    }
            }
            // It counts until one window after it was dropped; that time is not recorded.
            None if self.fates[index] == Fate::Dropped => false,
            None => now < granted + TIMEOUT + self.window,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_schedule_hangs_or_exceeds_the_limit() {
    let (mut dropped, mut abandoned, mut granted) = (0, 0, 0);
    for seed in 0..SCHEDULES {
        let schedule = run(seed, false).await;
        schedule.check_limit(seed);
        schedule.check_order(seed);
        let count = |fate| schedule.fates.iter().filter(|it| **it == fate).count();
        dropped += count(Fate::Dropped);
        abandoned += count(Fate::Abandoned);
        granted += schedule.log.lock().unwrap().granted.len();
    }
    assert!(dropped > 1000 && abandoned > 1000 && granted > 10_000);
}

/// The store keeps the limit, so only the order is checked. The store fails sometimes.
#[tokio::test(start_paused = true)]
async fn with_a_store_no_schedule_hangs_or_changes_the_order() {
    let mut granted = 0;
    for seed in 0..SCHEDULES / 4 {
        let schedule = run(seed, true).await;
        schedule.check_order(seed);
        granted += schedule.log.lock().unwrap().granted.len();
    }
    assert!(granted > 2500);
}

async fn run(seed: u64, is_shared: bool) -> Schedule {
    let mut schedule: Option<Schedule> = None;
    let run = poll_fn(|context| {
        let new = || Schedule::new(seed, context.waker(), is_shared);
        schedule.get_or_insert_with(new).poll()
    });
    // Each of the eight calls may wait for the timeout, the window and the grace periods of the others.
    let longest = (TIMEOUT + Duration::from_secs(12) + GRACE_PERIOD * 8) * 8;
    let outcome = timeout(longest, run).await;
    assert!(outcome.is_ok(), "schedule {seed} hangs");
    schedule.unwrap()
}

/// A store with the same limit for this process alone, which takes some time, and fails sometimes.
struct RandomStore {
    limit: usize,
    window: Duration,
    state: Mutex<(Rng, VecDeque<Instant>)>,
}

impl RandomStore {
    fn shared(limit: u32, window: Duration, rng: Rng) -> Arc<Shared> {
        let store = Self {
            limit: limit as usize,
            window,
            state: Mutex::new((rng, VecDeque::new())),
        };
        Shared::new(Box::new(store), Box::new(|_| {}))
    }
}

impl SharedLimit for RandomStore {
    fn acquire<'a>(&'a self, _: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer> {
        Box::pin(async move {
            let latency = self.state.lock().unwrap().0.u64(0..20);
            sleep(Duration::from_millis(latency)).await;
            let (rng, ends) = &mut *self.state.lock().unwrap();
            if rng.u8(..) < 16 {
                return Err("it fails".into());
            }
            let now = Instant::now();
            ends.retain(|end| *end > now);
            if ends.len() >= self.limit {
                return Ok(PermitAnswer::Wait(ends[0] - now));
            }
            ends.push_back(now + self.window);
            Ok(PermitAnswer::granted(
                Duration::from_millis(300),
                Duration::ZERO,
            ))
        })
    }

    fn refused(&self, _: Duration) -> SharedLimitFuture<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}
