use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use tokio::{
    task::yield_now,
    time::{Instant, sleep, timeout},
};

use super::{Limiter, Permit, Place, Priority, RateLimit};
use crate::{CallInfo, Method};

mod day;
#[cfg(statuspage_loom)]
pub(super) mod interleavings;
mod lanes;
mod model;
mod shared;

const OPERATION: &str = "list";
const TIMEOUT: Duration = Duration::from_secs(1000);
const WINDOW: Duration = Duration::from_secs(60);

fn limiter(requests: u32) -> Arc<Limiter> {
    Arc::new(Limiter::new(RateLimit::new(requests, WINDOW), None))
}

async fn permit(limiter: &Arc<Limiter>) -> Permit {
    take(limiter, &mut Place::default(), OPERATION).await
}

async fn take(limiter: &Arc<Limiter>, place: &mut Place, operation: &'static str) -> Permit {
    let call = call(operation, Priority::Normal);
    limiter.permit(place, &call, TIMEOUT, |_| {}).await
}

fn call(operation: &'static str, priority: Priority) -> CallInfo {
    CallInfo {
        operation,
        method: Method::Get,
        path_template: "/",
        attempt: 1,
        priority,
    }
}

/// Takes a permit, sends a request that takes this long, and returns the permit.
async fn request(limiter: &Arc<Limiter>, duration: Duration) {
    let mut permit = permit(limiter).await;
    permit.mark_sent();
    sleep(duration).await;
}

async fn is_full(limiter: &Arc<Limiter>) -> bool {
    timeout(Duration::ZERO, permit(limiter)).await.is_err()
}

#[tokio::test(start_paused = true)]
async fn a_burst_is_sent_at_once_and_the_next_request_waits_for_the_window() {
    let limiter = limiter(60);
    let start = Instant::now();
    for _ in 0..60 {
        request(&limiter, Duration::ZERO).await;
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    sleep(Duration::from_secs(59)).await;
    assert!(is_full(&limiter).await);
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), WINDOW);
}

#[tokio::test(start_paused = true)]
async fn the_window_rolls() {
    let limiter = limiter(2);
    let start = Instant::now();
    let mut times = Vec::new();
    for pause in [0, 20, 0, 0, 0] {
        sleep(Duration::from_secs(pause)).await;
        request(&limiter, Duration::ZERO).await;
        times.push(start.elapsed().as_secs());
    }
    assert_eq!(times, [0, 20, 60, 80, 120]);
}

#[tokio::test(start_paused = true)]
async fn a_request_counts_for_one_window_after_its_response() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::from_secs(7)).await;
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), WINDOW + Duration::from_secs(7));
}

#[tokio::test(start_paused = true)]
async fn waiting_calls_are_served_in_order() {
    let limiter = limiter(1);
    request(&limiter, Duration::ZERO).await;
    let order = Arc::new(std::sync::Mutex::new(Vec::new()));
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let (limiter, order) = (Arc::clone(&limiter), Arc::clone(&order));
            tokio::spawn(async move {
                request(&limiter, Duration::ZERO).await;
                order.lock().unwrap().push(number);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_gives_up_leaves_the_queue() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::ZERO).await;
    // The first two calls in the queue give up; the third one gets the permit in time.
    let (head, behind, last) = tokio::join!(
        timeout(Duration::from_secs(10), permit(&limiter)),
        timeout(Duration::from_secs(20), permit(&limiter)),
        permit(&limiter),
    );
    assert!(head.is_err() && behind.is_err());
    assert_eq!(start.elapsed(), WINDOW);
    // Nothing was sent, so the next call gets a permit at once.
    drop(last);
    assert!(!is_full(&limiter).await);
    assert_eq!(start.elapsed(), WINDOW);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_dropped_after_sending_counts() {
    let limiter = limiter(1);
    let start = Instant::now();
    let dropped = timeout(
        Duration::from_secs(5),
        request(&limiter, Duration::from_secs(50)),
    );
    assert!(dropped.await.is_err());
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), WINDOW + Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_if_all_permits_are_in_use() {
    let limiter = limiter(1);
    let first = permit(&limiter).await;
    let waiting = tokio::spawn({
        let limiter = Arc::clone(&limiter);
        async move { drop(permit(&limiter).await) }
    });
    yield_now().await;
    assert!(!waiting.is_finished());
    drop(first);
    waiting.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_request_that_did_not_reach_the_service_does_not_count() {
    let limiter = limiter(1);
    let start = Instant::now();
    for _ in 0..20 {
        let mut permit = permit(&limiter).await;
        permit.mark_sent();
        sleep(Duration::from_secs(1)).await;
        permit.mark_not_sent();
    }
    assert_eq!(start.elapsed(), Duration::from_secs(20));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_within_the_limit_blocks_only_its_operation() {
    let limiter = limiter(3);
    let start = Instant::now();
    request(&limiter, Duration::ZERO).await;
    limiter.refused(OPERATION, Duration::from_secs(30));
    limiter.refused(OPERATION, Duration::from_secs(10));
    drop(take(&limiter, &mut Place::default(), "other").await);
    assert_eq!(start.elapsed(), Duration::ZERO);
    request(&limiter, Duration::ZERO).await;
    assert_eq!(
        start.elapsed(),
        Duration::from_secs(30),
        "the longest pause applies"
    );
    limiter.refused(OPERATION, Duration::ZERO);
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_when_the_limit_is_used_up_blocks_all_operations() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::ZERO).await;
    limiter.refused(OPERATION, Duration::from_secs(90));
    limiter.refused(OPERATION, Duration::from_secs(70));
    drop(take(&limiter, &mut Place::default(), "other").await);
    assert_eq!(start.elapsed(), Duration::from_secs(90));
}

#[tokio::test(start_paused = true)]
async fn calls_of_a_blocked_operation_do_not_delay_others() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::ZERO).await;
    // Both wait for the permit; the operation of the first one is blocked while they wait.
    let (mut blocked, mut open) = (Place::default(), Place::default());
    let first = take(&limiter, &mut blocked, OPERATION);
    let second = async {
        let permit = take(&limiter, &mut open, "other").await;
        (permit, start.elapsed())
    };
    let close = async {
        limiter.update(|state| {
            let until = start + WINDOW * 2;
            state.blocked_operations.push((OPERATION, until));
        });
    };
    let (first, (second, at), ()) = tokio::join!(
        async {
            let permit = first.await;
            (permit, start.elapsed())
        },
        async {
            let (permit, at) = second.await;
            drop(permit);
            ((), at)
        },
        close
    );
    let ((), ()) = (second, drop(first.0));
    assert_eq!((at, first.1), (WINDOW, WINDOW * 2));
}

#[tokio::test(start_paused = true)]
async fn a_retry_keeps_its_place() {
    let limiter = limiter(1);
    let mut place = Place::default();
    let mut first = take(&limiter, &mut place, OPERATION).await;
    first.mark_sent();
    let newer = tokio::spawn({
        let limiter = Arc::clone(&limiter);
        async move {
            let start = Instant::now();
            request(&limiter, Duration::ZERO).await;
            start.elapsed()
        }
    });
    yield_now().await;
    drop(first);
    let start = Instant::now();
    let mut again = take(&limiter, &mut place, OPERATION).await;
    again.mark_sent();
    assert_eq!(start.elapsed(), WINDOW);
    drop(again);
    assert_eq!(newer.await.unwrap(), WINDOW * 2);
}

#[tokio::test(start_paused = true)]
async fn an_endless_window_is_supported() {
    let limiter = Arc::new(Limiter::new(RateLimit::new(2, Duration::MAX), None));
    request(&limiter, Duration::ZERO).await;
    request(&limiter, Duration::ZERO).await;
    let years = Duration::from_secs(20 * 365 * 24 * 60 * 60);
    assert!(timeout(years, permit(&limiter)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_no_state_is_kept() {
    let limiter = Arc::new(Limiter::new(RateLimit::NONE, None));
    for _ in 0..1000 {
        request(&limiter, Duration::ZERO).await;
    }
    limiter.update(|state| {
        assert!(state.window.is_empty() && state.queue.is_empty());
    });
    assert_eq!(RateLimit::new(0, WINDOW), RateLimit::new(1, WINDOW));
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_only_the_refused_operation_waits() {
    let limiter = Arc::new(Limiter::new(RateLimit::NONE, None));
    let is_open = || limiter.is_open.load(Ordering::Relaxed);
    assert!(is_open());
    limiter.refused(OPERATION, WINDOW);
    assert!(!is_open());
    let start = Instant::now();
    drop(take(&limiter, &mut Place::default(), "other").await);
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert!(is_full(&limiter).await);
    drop(permit(&limiter).await);
    assert_eq!(start.elapsed(), WINDOW);
    assert!(is_open());
    limiter.update(|state| assert!(state.window.is_empty() && state.queue.is_empty()));
}
