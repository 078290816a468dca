//! What the tasks and threads of a round do until it ends.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    future::poll_fn,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    task::Poll,
    time::{Duration, Instant},
};

use fastrand::Rng;
use statuspage_client::{Client, Error, blocking};

use crate::{
    audit::Outcome,
    calls::{COMPONENTS, Call, World},
    measure::Statistics,
};

/// When a call is considered to hang. It allows for a machine that does other things.
pub(crate) const HANGS: Duration = Duration::from_secs(20);

/// How many calls a round has at most: the simulator records 50,000 requests, and keeps 10,000 objects.
const MAX_CALLS: u64 = 25_000;

/// A round: what its tasks share.
pub(crate) struct Round {
    pub(crate) end: Instant,
    pub(crate) calls: AtomicU64,
    /// The number of the latest call that notifies subscribers.
    pub(crate) token: AtomicU64,
    pub(crate) outcomes: Mutex<BTreeMap<u64, Outcome>>,
    pub(crate) statistics: Arc<Statistics>,
}

impl Round {
    /// Counts a call, and returns whether it still belongs to the round.
    fn goes_on(&self) -> bool {
        self.calls.fetch_add(1, Ordering::Relaxed) < MAX_CALLS && Instant::now() < self.end
    }

    fn choose(&self, rng: &mut Rng) -> Call {
        let call = Call::choose(rng, || self.token.fetch_add(1, Ordering::Relaxed));
        self.note(call, Outcome::Dropped);
        call
    }

    fn note(&self, call: Call, outcome: Outcome) {
        if let Some(token) = call.token() {
            self.outcomes.lock().unwrap().insert(token, outcome);
        }
    }

    /// Notes the end of a call, and returns whether it is certain that it was not carried out.
    fn finished(&self, call: Call, start: Instant, result: &Result<(), Error>) -> bool {
        assert!(start.elapsed() < HANGS, "{call:?}: {:?}", start.elapsed());
        let outcome = match result {
            Ok(()) => Outcome::Success,
            Err(error) if error.may_have_been_carried_out() => Outcome::Maybe,
            Err(_) => Outcome::NotCarriedOut,
        };
        self.note(call, outcome);
        self.statistics.finished(result.as_ref().err());
        outcome == Outcome::NotCarriedOut
    }

    /// Makes calls, and drops so many of 256 at a random await.
    pub(crate) async fn call(&self, world: &World<Client>, mut rng: Rng, drops: u8) {
        while self.goes_on() {
            let (call, start) = (self.choose(&mut rng), Instant::now());
            let future = world.call(call);
            if rng.u8(..) < drops {
                match polled_at_most(rng.u32(1..8), future).await {
                    Some(result) => _ = self.finished(call, start, &result),
                    None => self.statistics.dropped(),
                }
                continue;
            }
            let result = future.await;
            if drops == 0 {
                self.statistics.took(start.elapsed());
            }
            if self.finished(call, start, &result) && rng.bool() {
                let (start, again) = (Instant::now(), world.call(call).await);
                self.finished(call, start, &again);
            }
        }
    }

    /// Reads lists, most of them not to the end, and drops the futures of items half-way.
    pub(crate) async fn list(&self, world: &World<Client>, mut rng: Rng) {
        while self.goes_on() {
            let (mut items, mut seen) = (world.list(), BTreeSet::new());
            let wanted = rng.usize(0..COMPONENTS * 2);
            let mut has_failed = false;
            while seen.len() < wanted {
                match polled_at_most(rng.u32(1..8), items.next()).await {
                    Some(Some(Ok(item))) => assert!(seen.insert(item.id), "an item is repeated"),
                    Some(Some(Err(error))) => {
                        self.statistics.finished(Some(&error));
                        if has_failed {
                            break;
                        }
                        has_failed = true;
                        items.resume();
                    }
                    Some(None) => {
                        assert_eq!(seen.len(), COMPONENTS, "an item is missing");
                        break;
                    }
                    None => self.statistics.dropped(),
                }
            }
            self.statistics.finished(None);
        }
    }

    /// Keeps calls that are polled once and then never again.
    pub(crate) async fn abandon(&self, world: &World<Client>, mut rng: Rng) {
        let mut kept: VecDeque<Pin<Box<dyn Future<Output = _> + Send>>> = VecDeque::new();
        while self.goes_on() {
            let mut call = Box::pin(world.call(self.choose(&mut rng)));
            assert!(polled_at_most(0, call.as_mut()).await.is_none());
            kept.push_back(call);
            if kept.len() > 10 {
                kept.pop_front();
            }
            self.statistics.dropped();
            let (call, start) = (self.choose(&mut rng), Instant::now());
            self.finished(call, start, &world.call(call).await);
        }
    }

    /// Does all of it with the blocking client.
    pub(crate) fn block(&self, world: &World<blocking::Client>, mut rng: Rng) {
        while self.goes_on() {
            let (call, start) = (self.choose(&mut rng), Instant::now());
            let result = world.call(call);
            self.statistics.took(start.elapsed());
            self.finished(call, start, &result);
            if rng.u8(..) < 32 {
                let items = world.list().take(rng.usize(0..COMPONENTS * 2));
                let items: Result<Vec<_>, _> = items.collect();
                self.statistics.finished(items.as_ref().err());
            }
        }
    }
}

/// Polls a future once, and again when it is woken, but not more often than so many times. Then it is dropped.
async fn polled_at_most<F: Future>(mut times: u32, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if times == 0 => Poll::Ready(None),
        Poll::Pending => {
            times -= 1;
            Poll::Pending
        }
    })
    .await
}
