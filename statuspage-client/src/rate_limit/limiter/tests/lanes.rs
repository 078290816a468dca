//! A bulk load and incidents share a client: incidents do not wait, and the bulk load loses little.

use std::{sync::Arc, time::Duration};

use fastrand::Rng;
use tokio::{
    task::{JoinSet, yield_now},
    time::{Instant, sleep, timeout},
};

use super::{Limiter, Permit, Place, Priority, RateLimit, WINDOW, call, request};
use crate::{Wait, WaitReason};

/// How long a request takes.
const REQUEST: Duration = Duration::from_millis(100);
const SECOND: Duration = Duration::from_secs(1);

fn service_limiter() -> Arc<Limiter> {
    Arc::new(Limiter::new(
        RateLimit::SERVICE.with_default_reserve(),
        None,
    ))
}

async fn urgent(limiter: &Arc<Limiter>) -> Permit {
    let (mut place, call) = (Place::default(), call("create", Priority::Urgent));
    let mut permit = limiter
        .permit(&mut place, &call, Duration::from_secs(30), |_| {})
        .await;
    permit.mark_sent();
    permit
}

/// Queues normal requests.
fn bulk_load(limiter: &Arc<Limiter>, requests: u32) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    for _ in 0..requests {
        let limiter = Arc::clone(limiter);
        tasks.spawn(async move { request(&limiter, REQUEST).await });
    }
    tasks
}

#[tokio::test(start_paused = true)]
async fn an_incident_never_waits_for_ten_thousand_queued_submissions() {
    const SUBMISSIONS: u32 = 10_000;
    let (limiter, mut rng) = (service_limiter(), Rng::with_seed(7));
    let start = Instant::now();
    let mut load = bulk_load(&limiter, SUBMISSIONS);
    yield_now().await;
    let (mut incidents, mut end) = (0, start);
    while !load.is_empty() {
        let before = Instant::now();
        let permit = urgent(&limiter).await;
        assert_eq!(before.elapsed(), Duration::ZERO, "{:?}", start.elapsed());
        incidents += 1;
        sleep(REQUEST).await;
        drop(permit);
        let pause = SECOND + Duration::from_millis(rng.u64(..60_000));
        let _ = timeout(pause, async {
            while load.join_next().await.is_some() {
                end = Instant::now();
            }
        })
        .await;
    }
    assert!(incidents > 300);
    // A permit comes back one window after the response, so 60 requests take at least this long.
    let possible = (WINDOW + REQUEST) / 60 * (SUBMISSIONS + incidents);
    let ratio = (end - start).as_secs_f64() / possible.as_secs_f64();
    assert!(ratio < 1.02, "{ratio}");
}

#[tokio::test(start_paused = true)]
async fn of_several_incidents_each_waits_at_most_a_second_longer() {
    let mut rng = Rng::with_seed(7);
    for _ in 0..20 {
        let limiter = service_limiter();
        let load = bulk_load(&limiter, 1000);
        sleep(Duration::from_millis(rng.u64(..900_000))).await;
        let before = Instant::now();
        for number in 0..6 {
            drop(urgent(&limiter).await);
            assert!(before.elapsed() <= SECOND * number, "{number}");
        }
        drop(load);
    }
}

#[tokio::test(start_paused = true)]
async fn a_burst_leaves_the_reserve_and_gets_it_back_spread_over_the_window() {
    let limiter = service_limiter();
    let start = Instant::now();
    let mut times = Vec::new();
    for _ in 0..119 {
        request(&limiter, Duration::ZERO).await;
        times.push(start.elapsed().as_secs());
    }
    let expected = [
        [0; 54].as_slice(),
        &[55, 56, 57, 58, 59],
        &[60; 49],
        &[110, 111, 112, 113, 114, 115, 116, 117, 118, 119],
        &[120],
    ]
    .concat();
    assert_eq!(times, expected);
}

#[tokio::test(start_paused = true)]
async fn without_a_reserve_urgent_calls_are_the_first_in_the_queue() {
    let limit = RateLimit::new(2, WINDOW).reserve(0);
    let limiter = Arc::new(Limiter::new(limit, None));
    let start = Instant::now();
    let load = bulk_load(&limiter, 10);
    sleep(SECOND).await;
    drop(urgent(&limiter).await);
    assert_eq!(start.elapsed(), WINDOW + REQUEST);
    drop(load);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_with_only_the_reserve_left_blocks_all_operations() {
    let limiter = service_limiter();
    let start = Instant::now();
    for _ in 0..54 {
        request(&limiter, Duration::ZERO).await;
    }
    limiter.refused("list", SECOND * 30);
    drop(urgent(&limiter).await);
    assert_eq!(start.elapsed(), SECOND * 30);
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_reported_when_it_begins_and_when_its_reason_changes() {
    let limiter = Arc::new(Limiter::new(RateLimit::new(1, WINDOW), None));
    let start = Instant::now();
    let waits = std::sync::Mutex::new(Vec::new());
    let report = |wait: &Wait| {
        let reported = (start.elapsed().as_secs(), wait.reason(), wait.duration());
        waits.lock().unwrap().push(reported);
    };
    for _ in 0..2 {
        let (mut place, call) = (Place::default(), call("list", Priority::Normal));
        let mut permit = limiter.permit(&mut place, &call, SECOND * 30, report).await;
        permit.mark_sent();
        if start.elapsed().is_zero() {
            drop(permit);
            let limiter = Arc::clone(&limiter);
            tokio::spawn(async move {
                sleep(SECOND * 10).await;
                limiter.refused("list", SECOND * 80);
            });
        }
    }
    let expected = [
        (0, WaitReason::RateLimit, WINDOW),
        (60, WaitReason::Refused, SECOND * 30),
    ];
    assert_eq!(*waits.lock().unwrap(), expected);
    assert_eq!(start.elapsed(), SECOND * 90);
}

#[test]
fn the_default_reserve_is_a_tenth_and_at_most_six() {
    for (requests, reserve) in [(1, 0), (9, 0), (10, 1), (40, 4), (60, 6), (1000, 6)] {
        let limit = RateLimit::new(requests, WINDOW);
        let with_default = limit.with_default_reserve();
        assert_eq!(with_default, limit.reserve(reserve));
        assert_eq!(limit.reserve(3).with_default_reserve(), limit.reserve(3));
    }
}
