//! Calls that are dropped at any of their await points: the client remains usable, and its rate limit counts correctly.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use statuspage_client::{
    Client, RateLimit, RetryPolicy,
    params::{CreateComponentParams, ListComponentsParams},
};
use statuspage_simulator::{Fault, Simulator};
use tokio::{
    task::yield_now,
    time::{Instant, advance},
};

const WINDOW: Duration = Duration::from_secs(60);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Polls a future this number of times, with other tasks in between. Returns whether it is still pending.
async fn poll_times(future: impl Future, times: usize) -> bool {
    let mut future = pin!(future);
    for _ in 0..times {
        let mut context = Context::from_waker(Waker::noop());
        if future.as_mut().poll(&mut context).is_ready() {
            return false;
        }
        for _ in 0..20 {
            yield_now().await;
        }
        // Ends the wait before a second attempt.
        advance(Duration::from_millis(50)).await;
    }
    true
}

fn client(simulator: &Simulator, requests: u32) -> Client {
    let builder = Client::builder().api_key(simulator.api_key());
    builder
        .base_url(simulator.url())
        .timeout(A_DAY)
        .connect_timeout(A_DAY)
        .rate_limit(RateLimit::new(requests, WINDOW))
        .retry(RetryPolicy::new())
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_leaves_the_client_usable_and_the_limit_correct() {
    let simulator = Simulator::start().await.unwrap();
    let create = CreateComponentParams::new(simulator.page_id());
    let mut dropped = 0;
    for times in 0..60 {
        simulator.clear_requests();
        let client = client(&simulator, 2);
        // The first attempt is refused, so that the wait before the second one is also covered.
        simulator.clear_faults();
        simulator.fail_next([Fault::status(429).with_retry_after(Duration::ZERO)]);
        let call = client.send(&create);
        dropped += usize::from(poll_times(call, times).await);
        let sent = simulator.requests().len();
        simulator.clear_faults();
        // Two requests may be sent in a window. A dropped request counts if it was sent, even if it did not arrive.
        let start = Instant::now();
        for _ in 0..2 {
            client.send(&create).await.unwrap();
        }
        let waited = start.elapsed();
        assert!(waited <= WINDOW, "after {times}: {waited:?}");
        assert_eq!(
            waited.is_zero(),
            times == 0,
            "after {times}: {waited:?}, {sent} sent"
        );
        // One window later no request counts: no permit is lost.
        advance(WINDOW).await;
        let start = Instant::now();
        for _ in 0..2 {
            client.send(&create).await.unwrap();
        }
        assert_eq!(start.elapsed(), Duration::ZERO, "after {times}");
    }
    assert!((5..60).contains(&dropped), "{dropped}");
}

#[tokio::test(start_paused = true)]
async fn calls_behind_a_dropped_call_move_up() {
    let simulator = Simulator::start().await.unwrap();
    let client = client(&simulator, 1);
    let create = CreateComponentParams::new(simulator.page_id());
    client.send(&create).await.unwrap();
    let start = Instant::now();
    let first = tokio::spawn({
        let (client, create) = (client.clone(), create.clone());
        async move { client.send(&create).await }
    });
    yield_now().await;
    let second = tokio::spawn(async move { client.send(&create).await.map(drop) });
    yield_now().await;
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!(start.elapsed(), WINDOW);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_list_loses_no_item() {
    let simulator = Simulator::start().await.unwrap();
    let client = client(&simulator, 1000);
    for number in 0..5 {
        let create = CreateComponentParams::new(simulator.page_id()).name(number.to_string());
        client.create_component(&create).await.unwrap();
    }
    for times in 0..12 {
        let list = ListComponentsParams::new(simulator.page_id()).per_page(2);
        let mut components = client.list_components_items(&list);
        poll_times(components.next(), times).await;
        let mut names = Vec::new();
        while let Some(component) = components.next().await {
            names.push(component.unwrap().name.unwrap());
        }
        let all = ["0", "1", "2", "3", "4"];
        assert!(
            all.ends_with(&names.iter().map(String::as_str).collect::<Vec<_>>()),
            "{names:?}"
        );
        assert!(
            names.len() >= 4,
            "at most the one that was polled to its end is missing"
        );
    }
}
