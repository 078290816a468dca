//! A thousand requests of fifty tasks with one key, against a simulator that refuses requests over its limit.
//!
//! Time is paused: it advances only if all tasks wait, so sixteen minutes take a second. The HTTP client has no timeouts, because
//! time would advance to them.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use statuspage_client::{
    Attempt, CallOptions, Client, Hook, Outcome, Priority, RateLimit, RetryPolicy, Wait,
    WaitReason,
    params::{CreateIncidentParams, GetPageParams, ListIncidentsParams},
};
use statuspage_simulator::Simulator;
use tokio::time::Instant;

const TASKS: usize = 50;
const REQUESTS: usize = 1000;
const LIMIT: usize = 60;
const WINDOW: Duration = Duration::from_secs(60);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A hook that records the numbers of the calls in the order in which they are sent.
#[derive(Clone, Default)]
struct Order(Arc<Mutex<Vec<usize>>>);

impl Hook for Order {
    fn before(&self, attempt: &mut Attempt<'_>) {
        if let Some((_, query)) = attempt.url().rsplit_once("?q=") {
            let number = query.split('&').next().unwrap();
            self.0.lock().unwrap().push(number.parse().unwrap());
        }
    }

    fn after(&self, outcome: &Outcome<'_>) {
        assert_eq!(outcome.status(), Some(200), "{:?}", outcome.error());
    }
}

async fn start(requests: usize) -> (Simulator, Client, Order) {
    let limit = statuspage_simulator::RateLimit::new(requests, WINDOW);
    let simulator = Simulator::builder().rate_limit(limit).start().await;
    let simulator = simulator.unwrap();
    let order = Order::default();
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .timeout(A_DAY)
        .connect_timeout(A_DAY)
        .retry(RetryPolicy::never())
        .rate_limit(RateLimit::new(u32::try_from(requests).unwrap(), WINDOW).reserve(0))
        .hook(order.clone())
        .build()
        .unwrap();
    (simulator, client, order)
}

#[tokio::test(start_paused = true)]
async fn no_request_is_refused_late_or_out_of_order() {
    let (simulator, client, order) = start(LIMIT).await;
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| {
            let (client, next) = (client.clone(), Arc::clone(&next));
            let page = simulator.page_id().to_owned();
            tokio::spawn(async move {
                for _ in 0..REQUESTS / TASKS {
                    // The number is taken when the call begins.
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let list = ListIncidentsParams::new(&page).q(number.to_string());
                    client.list_incidents(&list).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    // The first sixty are sent at once, the next sixty one window later, and so on.
    let least = WINDOW * u32::try_from((REQUESTS - 1) / LIMIT).unwrap();
    let elapsed = start.elapsed();
    assert!(elapsed >= least, "{elapsed:?}");
    assert!(elapsed <= least.mul_f64(1.02), "{elapsed:?}");
    let order = order.0.lock().unwrap();
    assert!(order.is_sorted() && order.len() == REQUESTS, "{order:?}");
    let requests = simulator.take_requests();
    assert_eq!(requests.len(), REQUESTS);
    assert!(requests.iter().all(|request| request.status == Some(200)));
}

/// Checks that the wait was as long as the service asked for, and at most a tenth longer.
fn assert_waited(start: Instant, asked: Duration) {
    let waited = start.elapsed();
    assert!(
        waited >= asked && waited <= asked.mul_f64(1.1),
        "{waited:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_makes_all_calls_of_the_operation_wait() {
    let (simulator, client, _) = start(LIMIT).await;
    let page = GetPageParams::new(simulator.page_id());
    // Another program has used up the limit of the key.
    let limit = statuspage_simulator::RateLimit::new(1, WINDOW);
    simulator.set_rate_limit(Some(limit));
    client.send(&page).await.unwrap();
    let start = Instant::now();
    let taught = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .timeout(A_DAY)
        .connect_timeout(A_DAY)
        .build()
        .unwrap();
    let first = taught.send(&page).await.unwrap();
    assert_eq!(first.attempts(), 2);
    assert_waited(start, WINDOW);
    // Calls that are made in the meantime send nothing.
    simulator.clear_requests();
    let (one, _) = tokio::join!(taught.send(&page), async {
        while simulator.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        simulator.set_rate_limit(None);
        taught.send(&page).await.unwrap()
    });
    assert_eq!(one.unwrap().attempts(), 2);
    assert_waited(start, WINDOW * 2);
    let statuses: Vec<_> = simulator
        .requests()
        .iter()
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses.len(), 3, "{statuses:?}");
    assert_eq!(&statuses[1..], [Some(200), Some(200)]);
}

/// A hook that records the priority of each call that waits, and of each that is sent.
#[derive(Clone, Default)]
struct Priorities(Arc<Mutex<(Vec<Priority>, Vec<Priority>)>>);

impl Hook for Priorities {
    fn waiting(&self, wait: &Wait) {
        assert_eq!(wait.reason(), WaitReason::RateLimit);
        assert!(wait.duration() <= WINDOW * 5, "{:?}", wait.duration());
        self.0.lock().unwrap().0.push(wait.call().priority());
    }

    fn before(&self, attempt: &mut Attempt<'_>) {
        self.0.lock().unwrap().1.push(attempt.call().priority());
    }
}

#[tokio::test(start_paused = true)]
async fn incidents_are_sent_at_once_although_a_bulk_load_waits() {
    const LOAD: usize = 300;
    let (simulator, _, _) = start(LIMIT).await;
    let priorities = Priorities::default();
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .timeout(A_DAY)
        .connect_timeout(A_DAY)
        .hook(priorities.clone())
        .build()
        .unwrap();
    let start = Instant::now();
    let mut load = tokio::task::JoinSet::new();
    for _ in 0..LOAD {
        let (client, page) = (client.clone(), simulator.page_id().to_owned());
        load.spawn(async move { client.get_page(&GetPageParams::new(page)).await.unwrap() });
    }
    // The first one is created when the bulk load has just used up its part of the window; the last one is a page that is
    // requested with a priority of its own.
    for second in [1, 30, 59, 61, 150] {
        tokio::time::sleep_until(start + Duration::from_secs(second)).await;
        let incident = CreateIncidentParams::new(simulator.page_id(), second.to_string());
        client.create_incident(&incident).await.unwrap();
        assert_eq!(start.elapsed().as_secs(), second);
    }
    let urgent = client.with_options(CallOptions::new().priority(Priority::Urgent));
    let page = GetPageParams::new(simulator.page_id());
    urgent.get_page(&page).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 150);
    load.join_all().await;
    let requests = simulator.take_requests();
    assert_eq!(requests.len(), LOAD + 6);
    assert!(requests.iter().all(|request| request.status < Some(300)));
    let (waited, sent) = &*priorities.0.lock().unwrap();
    assert!(waited.iter().all(|priority| *priority == Priority::Normal));
    assert_eq!(waited.len(), LOAD - 54);
    let urgent = sent.iter().filter(|it| **it == Priority::Urgent);
    assert_eq!((urgent.count(), sent.len()), (6, LOAD + 6));
}
