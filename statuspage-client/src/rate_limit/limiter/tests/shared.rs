//! A limit that processes share, with a store that answers as the test says.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    task::{JoinSet, yield_now},
    time::{Instant, sleep, timeout},
};

use super::{
    super::store::Shared, Limiter, OPERATION, Permit, Place, Priority, RateLimit, WINDOW, call,
    permit, take,
};
use crate::{
    Wait, WaitReason,
    shared_limit::{PermitAnswer, PermitRequest, SharedLimit, SharedLimitFuture},
};

const SECOND: Duration = Duration::from_secs(1);
/// How long the store takes to answer.
const LATENCY: Duration = Duration::from_millis(2);

/// The answers of the store in order, and then permits, and what it was asked.
#[derive(Clone, Default)]
struct Store(Arc<Mutex<Log>>);

#[derive(Default)]
struct Log {
    answers: VecDeque<Option<PermitAnswer>>,
    requests: Vec<PermitRequest>,
    refusals: Vec<Duration>,
    reports: Vec<Option<String>>,
}

impl Store {
    fn new(answers: impl IntoIterator<Item = Option<PermitAnswer>>) -> Self {
        let store = Self::default();
        store.log(|log| log.answers.extend(answers));
        store
    }

    fn limiter(&self, share: RateLimit) -> Arc<Limiter> {
        let reports = self.clone();
        let report = move |error: Option<&str>| {
            reports.log(|log| log.reports.push(error.map(str::to_owned)));
        };
        let shared = Shared::new(Box::new(self.clone()), Box::new(report));
        Arc::new(Limiter::new(share, Some(shared)))
    }

    fn log<T>(&self, change: impl FnOnce(&mut Log) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    fn asked(&self) -> usize {
        self.log(|log| log.requests.len())
    }
}

impl SharedLimit for Store {
    fn acquire<'a>(&'a self, request: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer> {
        Box::pin(async move {
            sleep(LATENCY).await;
            let answer = self.log(|log| {
                log.requests.push(request.clone());
                log.answers.pop_front()
            });
            answer
                .unwrap_or_else(|| Some(granted()))
                .ok_or_else(|| "it is gone".into())
        })
    }

    fn refused(&self, pause: Duration) -> SharedLimitFuture<'_, ()> {
        self.log(|log| log.refusals.push(pause));
        Box::pin(async { Ok(()) })
    }
}

fn granted() -> PermitAnswer {
    PermitAnswer::granted(SECOND / 2, Duration::ZERO)
}

fn wait(seconds: u32) -> PermitAnswer {
    PermitAnswer::Wait(SECOND * seconds)
}

fn share(requests: u32) -> RateLimit {
    RateLimit::new(requests, WINDOW)
}

async fn send(limiter: &Arc<Limiter>) {
    let mut permit = permit(limiter).await;
    permit.mark_sent();
}

async fn urgent(limiter: &Arc<Limiter>) -> Permit {
    let (mut place, call) = (Place::default(), call(OPERATION, Priority::Urgent));
    limiter.permit(&mut place, &call, SECOND * 30, |_| {}).await
}

#[tokio::test(start_paused = true)]
async fn each_request_asks_the_store_once_and_ignores_the_share() {
    let store = Store::default();
    let limiter = store.limiter(share(1));
    let start = Instant::now();
    for _ in 0..100 {
        send(&limiter).await;
    }
    assert_eq!((start.elapsed(), store.asked()), (LATENCY * 100, 100));
    assert!(store.log(|log| log.requests.iter().all(|request| !request.has_more)));
    assert!(store.log(|log| log.reports.is_empty()));
}

#[tokio::test(start_paused = true)]
async fn waiting_calls_are_served_in_order_and_the_store_is_asked_when_it_says() {
    let store = Store::new([granted(), wait(10), granted(), wait(20)].map(Some));
    let limiter = store.limiter(share(1));
    let start = Instant::now();
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut calls = JoinSet::new();
    for number in 0..3 {
        let (limiter, order) = (Arc::clone(&limiter), Arc::clone(&order));
        calls.spawn(async move {
            send(&limiter).await;
            order
                .lock()
                .unwrap()
                .push((number, start.elapsed().as_secs()));
        });
    }
    calls.join_all().await;
    assert_eq!(*order.lock().unwrap(), [(0, 0), (1, 10), (2, 30)]);
    let has_more = store.log(|log| {
        log.requests
            .iter()
            .map(|it| it.has_more)
            .collect::<Vec<_>>()
    });
    assert_eq!(has_more, [true, true, true, false, false]);
}

#[tokio::test(start_paused = true)]
async fn an_urgent_call_does_not_wait_for_a_normal_one() {
    let store = Store::new([Some(wait(30))]);
    let limiter = store.limiter(share(1));
    let start = Instant::now();
    let normal = tokio::spawn({
        let limiter = Arc::clone(&limiter);
        async move { send(&limiter).await }
    });
    sleep(SECOND).await;
    drop(urgent(&limiter).await);
    assert_eq!(start.elapsed(), SECOND + LATENCY);
    normal.await.unwrap();
    assert_eq!(start.elapsed(), SECOND * 30 + LATENCY * 2);
    let asked = store.log(|log| {
        log.requests
            .iter()
            .map(|it| it.priority)
            .collect::<Vec<_>>()
    });
    assert_eq!(
        asked,
        [Priority::Normal, Priority::Urgent, Priority::Normal]
    );
}

#[tokio::test(start_paused = true)]
async fn without_the_store_the_share_applies_and_is_reported_once() {
    let store = Store::new([Some(granted()), None, None, None, Some(wait(0))]);
    let limiter = store.limiter(share(3));
    let start = Instant::now();
    send(&limiter).await;
    // The store fails; the first request counts for the share as well.
    send(&limiter).await;
    send(&limiter).await;
    assert_eq!(start.elapsed(), LATENCY * 2);
    assert_eq!(
        store.log(|log| log.reports.clone()),
        [Some("it is gone".into())]
    );
    // A waiting call does not wait for the share if the store is back before.
    send(&limiter).await;
    // It is asked again after 0.75 to 1.5 seconds.
    assert!(start.elapsed() >= SECOND * 9 / 4 && start.elapsed() < SECOND * 5);
    assert_eq!(
        store.log(|log| log.reports.clone()),
        [Some("it is gone".into()), None]
    );
    let requests = store.log(|log| log.requests.clone());
    let outage: Vec<_> = requests
        .iter()
        .map(|request| request.after_outage)
        .collect();
    assert_eq!(outage, [false, false, true, true, true, false]);
    // Two requests were sent that the store does not know of, both when it failed.
    let unreported = &requests[4].unreported;
    assert_eq!(unreported.len(), 2);
    assert!(
        unreported
            .iter()
            .all(|age| *age >= SECOND * 9 / 4 && *age < SECOND * 5)
    );
    assert!(requests[5].unreported.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_store_that_is_not_ready_is_asked_again_when_it_says() {
    let not_ready = Some(PermitAnswer::NotReady(SECOND * 20));
    let store = Store::new([not_ready]);
    let limiter = store.limiter(share(1));
    let start = Instant::now();
    send(&limiter).await;
    assert_eq!(start.elapsed(), LATENCY);
    send(&limiter).await;
    assert_eq!(start.elapsed(), SECOND * 20 + LATENCY * 2);
    assert_eq!(store.asked(), 2);
    assert_eq!(store.log(|log| log.requests[1].unreported.len()), 1);
}

#[tokio::test(start_paused = true)]
async fn a_permit_that_is_not_used_in_time_is_not_used() {
    let store = Store::default();
    let limiter = store.limiter(share(1));
    // The call gives up while the store is asked, and the permit is kept for another call.
    assert!(timeout(LATENCY / 2, permit(&limiter)).await.is_err());
    sleep(LATENCY).await;
    send(&limiter).await;
    assert_eq!(store.asked(), 1);
    assert!(timeout(LATENCY / 2, permit(&limiter)).await.is_err());
    sleep(SECOND).await;
    send(&limiter).await;
    assert_eq!(store.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_polled_any_more_blocks_nobody_and_takes_few_permits() {
    let store = Store::default();
    let limiter = store.limiter(share(1));
    let mut abandoned = Box::pin(permit(&limiter));
    assert!(timeout(Duration::ZERO, &mut abandoned).await.is_err());
    sleep(WINDOW).await;
    assert!(store.asked() <= 1);
    let start = Instant::now();
    for _ in 0..10 {
        send(&limiter).await;
    }
    assert!(start.elapsed() < SECOND, "{:?}", start.elapsed());
    assert!(store.asked() <= 12);
    // When it is polled again, it is served.
    drop(abandoned.await);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_reported_and_blocks_its_operation() {
    let store = Store::default();
    let limiter = store.limiter(share(1));
    send(&limiter).await;
    let start = Instant::now();
    limiter.refused(OPERATION, SECOND * 30);
    drop(take(&limiter, &mut Place::default(), "other").await);
    assert_eq!(start.elapsed(), LATENCY);
    assert_eq!(store.log(|log| log.refusals.clone()), [SECOND * 30]);
    send(&limiter).await;
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_reported_once_the_store_has_answered() {
    let store = Store::new([Some(wait(30))]);
    let limiter = store.limiter(share(1));
    let waits = Mutex::new(Vec::new());
    let report = |wait: &Wait| waits.lock().unwrap().push((wait.reason(), wait.duration()));
    let (mut place, call) = (Place::default(), call(OPERATION, Priority::Normal));
    drop(limiter.permit(&mut place, &call, SECOND * 30, report).await);
    let waits = waits.lock().unwrap();
    let [(WaitReason::RateLimit, duration)] = waits.as_slice() else {
        panic!("{waits:?}");
    };
    assert!(
        *duration > SECOND * 28 && *duration <= SECOND * 30,
        "{duration:?}"
    );
}

#[test]
fn when_the_runtime_that_asks_has_ended_another_one_asks() {
    let store = Store::new([Some(wait(3600))]);
    let limiter = store.limiter(share(1));
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap()
    };
    runtime().block_on(async {
        assert!(timeout(SECOND, permit(&limiter)).await.is_err());
        yield_now().await;
    });
    assert_eq!(store.asked(), 1);
    runtime().block_on(async {
        let permit = timeout(SECOND * 3700, permit(&limiter)).await;
        drop(permit.unwrap());
    });
    assert_eq!(store.asked(), 2);
}
