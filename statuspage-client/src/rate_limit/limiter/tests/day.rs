//! Days of simulated time with random loads, against a service that counts a request when it arrives: at no time does it have more
//! requests of the client in a window than the limit allows.
//!
//! A request whose future is dropped has arrived by then, or never arrives.

use std::{
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    mem,
    sync::{Arc, Mutex},
    task::Poll,
    thread,
    time::Duration,
};

use fastrand::Rng;
use tokio::{
    runtime::Builder,
    task::{JoinHandle, JoinSet},
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{Limiter, Place, Priority, RateLimit, WINDOW, call as call_info};

const LIMIT: usize = 60;
const TIMEOUT: Duration = Duration::from_secs(30);
const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An operation that has its own limit in the service: one request in a window.
const LIST: &str = "list";

/// How many calls wait at most.
const MAX_CALLS: usize = 100;

/// What the service counts.
#[derive(Default)]
struct Service {
    /// The requests of the client in the last window, including those that were refused.
    arrived: VecDeque<Instant>,
    /// The requests of all programs with the same key in the last window, except those that were refused.
    counted: VecDeque<Instant>,
    last_list: Option<Instant>,
    /// How many requests of the client arrived, and how many of them were refused, because of the key or of the operation.
    total: usize,
    refused: BTreeMap<&'static str, usize>,
    most: usize,
}

impl Service {
    /// Counts a request of the client that arrives now. If it is refused, returns after which time it would be accepted.
    fn receive(&mut self, operation: &'static str) -> Option<Duration> {
        let now = Instant::now();
        expire(&mut self.arrived, now);
        self.arrived.push_back(now);
        self.most = self.most.max(self.arrived.len());
        self.total += 1;
        let list_until = self.last_list.map(|last| last + WINDOW);
        if operation == LIST
            && let Some(until) = list_until.filter(|until| *until > now)
        {
            *self.refused.entry("operation").or_default() += 1;
            return Some(until - now);
        }
        let refusal = self.count();
        if refusal.is_some() {
            *self.refused.entry("key").or_default() += 1;
        } else if operation == LIST {
            self.last_list = Some(now);
        }
        refusal
    }

    /// Counts a request of any program.
    fn count(&mut self) -> Option<Duration> {
        let now = Instant::now();
        expire(&mut self.counted, now);
        if self.counted.len() >= LIMIT {
            return Some(self.counted[0] + WINDOW - now);
        }
        self.counted.push_back(now);
        None
    }
}

/// Removes the requests that do not count any more.
fn expire(requests: &mut VecDeque<Instant>, now: Instant) {
    while requests.front().is_some_and(|at| *at + WINDOW <= now) {
        requests.pop_front();
    }
}

/// A request on its way. When it is dropped, it does not arrive any more.
struct OnItsWay(JoinHandle<Option<Duration>>);

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.0.abort();
    }
}

enum End {
    Accepted,
    Refused(Duration),
    NotSent,
}

#[derive(Clone)]
struct World {
    limiter: Arc<Limiter>,
    service: Arc<Mutex<Service>>,
}

impl World {
    /// Makes a call with its attempts, as the engine does.
    async fn call(self, mut rng: Rng) {
        let operation = if rng.u8(..) < 4 { LIST } else { "get" };
        let priority = match rng.u8(..) {
            0..32 => Priority::Urgent,
            _ => Priority::Normal,
        };
        let (info, mut place) = (call_info(operation, priority), Place::default());
        for _ in 0..4 {
            let permit = self.limiter.permit(&mut place, &info, TIMEOUT, |_| {});
            let mut permit = permit.await;
            permit.mark_sent();
            let end = timeout(TIMEOUT, self.exchange(operation, &mut rng)).await;
            if let Ok(End::NotSent) = end {
                permit.mark_not_sent();
            }
            drop(permit);
            match end {
                Ok(End::Accepted) => return,
                Ok(End::Refused(wait)) => {
                    // Sometimes without `Retry-After`, and otherwise in whole seconds.
                    let wait = match rng.u8(..) {
                        0..32 => WINDOW,
                        _ => Duration::from_secs(wait.as_secs() + 1),
                    };
                    self.limiter.refused(operation, wait);
                }
                Ok(End::NotSent) | Err(_) => sleep(SECOND.mul_f64(rng.f64() * 5.0)).await,
            }
        }
    }

    async fn exchange(&self, operation: &'static str, rng: &mut Rng) -> End {
        let mut latency = || match rng.u8(..) {
            0..4 => SECOND * rng.u32(..20),
            _ => Duration::from_millis(rng.u64(1..300)),
        };
        let (there, back) = (latency(), latency());
        if rng.u8(..) < 8 {
            sleep(there).await;
            return End::NotSent;
        }
        // It goes on even if the call is not polled any more.
        let service = Arc::clone(&self.service);
        let mut request = OnItsWay(tokio::spawn(async move {
            sleep(there).await;
            service.lock().unwrap().receive(operation)
        }));
        let refusal = (&mut request.0).await.unwrap();
        sleep(back).await;
        refusal.map_or(End::Accepted, End::Refused)
    }

    /// Makes a call that is dropped at some time, or not polled for some time.
    async fn disturbed_call(self, mut rng: Rng) {
        let pause = SECOND.mul_f64(rng.f64() * 90.0);
        let mut call = Box::pin(self.call(rng.fork()));
        if rng.bool() {
            let _ = timeout(pause, call).await;
            return;
        }
        let mut polls = rng.u32(1..6);
        poll_fn(|context| {
            polls -= 1;
            if call.as_mut().poll(context).is_ready() || polls == 0 {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
        sleep(pause).await;
    }

    /// Makes calls until a point in time: single ones, a steady load, and bursts.
    async fn load(self, mut rng: Rng, end: Instant) {
        let mut calls = JoinSet::new();
        while Instant::now() < end {
            let (number, gap) = match rng.u8(..) {
                0..4 => (MAX_CALLS, 5.0),
                4..32 => (rng.usize(1..MAX_CALLS), 60.0),
                32..128 => (1, 2.0),
                128..192 => (2, 5.0),
                _ => (0, 300.0),
            };
            while calls.try_join_next().is_some() {}
            for _ in calls.len()..MAX_CALLS.min(calls.len() + number) {
                let (world, fork) = (self.clone(), rng.fork());
                match rng.u8(..) {
                    0..16 => calls.spawn(world.disturbed_call(fork)),
                    _ => calls.spawn(world.call(fork)),
                };
            }
            sleep(SECOND.mul_f64(rng.f64() * gap)).await;
        }
        let all = timeout(HOUR, calls.join_all()).await;
        assert!(all.is_ok(), "a call hangs");
    }

    /// Sends the requests of another program with the same key, for an hour now and then.
    async fn other_program(self, mut rng: Rng, end: Instant) {
        while Instant::now() < end {
            sleep(HOUR.mul_f64(rng.f64() * 4.0)).await;
            let hour = Instant::now() + HOUR;
            while Instant::now() < hour {
                for _ in 0..rng.u8(..40) {
                    self.service.lock().unwrap().count();
                }
                sleep(SECOND.mul_f64(rng.f64() * 60.0)).await;
            }
        }
    }
}

/// Runs a day, and returns what the service counted.
async fn day(seed: u64, is_shared: bool) -> Service {
    let mut rng = Rng::with_seed(seed);
    let limit = RateLimit::SERVICE.reserve(rng.u32(..20));
    let world = World {
        limiter: Arc::new(Limiter::new(limit, None)),
        service: Arc::default(),
    };
    let end = Instant::now() + DAY;
    let others = is_shared.then(|| tokio::spawn(world.clone().other_program(rng.fork(), end)));
    world.clone().load(rng, end).await;
    sleep_until(end).await;
    if let Some(others) = others {
        others.abort();
    }
    // When no call is left and a window has passed, nothing counts any more.
    sleep(TIMEOUT + WINDOW).await;
    world.limiter.update(|state| {
        state.window.expire(Instant::now());
        assert!(state.window.is_empty() && state.queue.is_empty(), "{seed}");
    });
    mem::take(&mut world.service.lock().unwrap())
}

#[test]
fn in_no_window_of_a_day_are_more_requests_than_allowed() {
    thread::scope(|scope| {
        for seed in 0..4 {
            scope.spawn(move || check(seed, seed % 2 == 1));
        }
    });
}

fn check(seed: u64, is_shared: bool) {
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    let service = runtime.block_on(day(seed, is_shared));
    println!("{seed} {} {:?}", service.total, service.refused);
    assert_eq!(service.most, LIMIT, "day {seed}");
    assert!(service.total > 10_000, "day {seed}: {}", service.total);
    assert!(service.refused["operation"] > 50, "day {seed}");
    // The service refuses requests because of the key only if another program uses it.
    assert_eq!(service.refused.contains_key("key"), is_shared, "day {seed}");
}
