use std::{sync::Arc, time::Duration};

use tokio::{
    task::yield_now,
    time::{Instant, sleep, timeout},
};

use super::{Limiter, RateLimit};

const WINDOW: Duration = Duration::from_secs(60);

fn limiter(requests: u32) -> Arc<Limiter> {
    Arc::new(Limiter::new(RateLimit::new(requests, WINDOW)))
}

/// Takes a slot, sends for so long, and gives the slot back.
async fn request(limiter: &Arc<Limiter>, duration: Duration) {
    let mut slot = limiter.slot().await;
    slot.sent();
    sleep(duration).await;
}

async fn is_full(limiter: &Arc<Limiter>) -> bool {
    timeout(Duration::ZERO, limiter.slot()).await.is_err()
}

#[tokio::test(start_paused = true)]
async fn a_burst_passes_at_once_and_the_next_one_waits_exactly() {
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
async fn a_request_counts_from_its_answer() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::from_secs(7)).await;
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), WINDOW + Duration::from_secs(7));
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_come_in_order() {
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
async fn whoever_gives_up_leaves_no_trace() {
    let limiter = limiter(1);
    let start = Instant::now();
    request(&limiter, Duration::ZERO).await;
    // One at the head of the queue and one behind it give up; the third gets the slot in time.
    let (head, behind, last) = tokio::join!(
        timeout(Duration::from_secs(10), limiter.slot()),
        timeout(Duration::from_secs(20), limiter.slot()),
        limiter.slot(),
    );
    assert!(head.is_err() && behind.is_err());
    assert_eq!(start.elapsed(), WINDOW);
    // Nothing was sent: the next one has the slot at once.
    drop(last);
    assert!(!is_full(&limiter).await);
    assert_eq!(start.elapsed(), WINDOW);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_dropped_under_way_counts() {
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
async fn slots_that_are_all_under_way_are_waited_for() {
    let limiter = limiter(1);
    let slot = limiter.slot().await;
    let waiting = tokio::spawn({
        let limiter = Arc::clone(&limiter);
        async move { drop(limiter.slot().await) }
    });
    yield_now().await;
    assert!(!waiting.is_finished());
    drop(slot);
    waiting.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_longest_refusal_counts() {
    let limiter = limiter(60);
    let start = Instant::now();
    limiter.close(Duration::from_secs(30));
    limiter.close(Duration::from_secs(10));
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), Duration::from_secs(30));
    limiter.close(Duration::ZERO);
    request(&limiter, Duration::ZERO).await;
    assert_eq!(start.elapsed(), Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn without_a_limit_nothing_is_kept() {
    let limiter = Arc::new(Limiter::new(RateLimit::NONE));
    for _ in 0..1000 {
        request(&limiter, Duration::ZERO).await;
    }
    assert_eq!(limiter.state().ends.len(), 0);
    assert_eq!(RateLimit::new(0, WINDOW), RateLimit::new(1, WINDOW));
}
