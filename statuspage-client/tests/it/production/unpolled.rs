//! Calls that are started and then never polled again do not block other calls of the client.

use std::{
    future::{Future, poll_fn, ready},
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
    time::Duration,
};

use statuspage_client::{
    Client, RateLimit, RetryPolicy,
    params::{GetPageParams, ListComponentsParams},
};
use statuspage_simulator::Simulator;
use tokio::time::timeout;

const WINDOW: Duration = Duration::from_secs(60);

/// A limit that is used up at once, the limit of the service, and no limit.
const LIMITS: [RateLimit; 3] = [
    RateLimit::new(1, WINDOW),
    RateLimit::SERVICE,
    RateLimit::NONE,
];

/// Longer than any test: paused time advances to the next timer, which must not be a timeout of the HTTP client.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The maximum duration of a call, which may have to wait for abandoned ones.
const LONGEST: Duration = Duration::from_secs(10 * 24 * 60 * 60);

async fn start(limit: RateLimit) -> (Simulator, Client, GetPageParams) {
    let simulator = Simulator::start().await.unwrap();
    simulator.set_rate_limit(None);
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .rate_limit(limit)
        .retry(RetryPolicy::never())
        .timeout(A_DAY)
        .connect_timeout(A_DAY)
        .build()
        .unwrap();
    let page = GetPageParams::new(simulator.page_id());
    (simulator, client, page)
}

async fn call(client: &Client, page: &GetPageParams) {
    let call = client.get_page(page);
    timeout(LONGEST, call).await.expect("it hangs").unwrap();
}

/// Polls a future once. Returns whether it is still pending.
fn poll_once(future: Pin<&mut impl Future>) -> bool {
    let poll = future.poll(&mut Context::from_waker(Waker::noop()));
    poll.is_pending()
}

#[tokio::test(start_paused = true)]
async fn a_call_works_while_a_timed_out_list_is_kept() {
    for limit in LIMITS {
        let (simulator, client, page) = start(limit).await;
        call(&client, &page).await;
        let list = ListComponentsParams::new(simulator.page_id());
        let mut items = client.list_components_items(&list);
        assert!(poll_once(pin!(items.next())));
        for _ in 0..3 {
            call(&client, &page).await;
        }
        drop(items);
    }
}

#[tokio::test(start_paused = true)]
async fn a_loop_makes_calls_while_its_buffered_calls_wait() {
    for limit in LIMITS {
        let (_simulator, client, page) = start(limit).await;
        // Like `buffer_unordered(3)`: polled only when the next item is requested.
        let mut buffer: Vec<Pin<Box<dyn Future<Output = ()>>>> = Vec::new();
        for _ in 0..3 {
            buffer.push(Box::pin(call(&client, &page)));
        }
        while !buffer.is_empty() {
            let next = poll_fn(|context| {
                let done = buffer
                    .iter_mut()
                    .position(|call| call.as_mut().poll(context).is_ready());
                done.map_or(Poll::Pending, Poll::Ready)
            });
            let index = timeout(LONGEST, next).await.expect("it hangs");
            drop(buffer.swap_remove(index));
            call(&client, &page).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_branch_of_select_makes_calls_while_the_other_waits() {
    for limit in LIMITS {
        let (_simulator, client, page) = start(limit).await;
        call(&client, &page).await;
        let mut first = pin!(call(&client, &page));
        assert!(poll_once(first.as_mut()));
        for _ in 0..3 {
            tokio::select! {
                biased;
                () = ready(()) => call(&client, &page).await,
                () = &mut first => panic!("the future must not be polled"),
            }
        }
        timeout(LONGEST, first).await.expect("it hangs");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn abandoned_calls_on_several_threads_do_not_block_others() {
    for limit in [RateLimit::new(1000, WINDOW), RateLimit::NONE] {
        let (_simulator, client, page) = start(limit).await;
        let mut left_behind = Vec::new();
        for _ in 0..50 {
            let mut call = Box::pin(client.get_page(&page));
            // The response may have arrived on another thread.
            if poll_once(call.as_mut()) {
                left_behind.push(call);
            }
        }
        assert!(!left_behind.is_empty());
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (client, page) = (client.clone(), page.clone());
                tokio::spawn(async move {
                    for _ in 0..50 {
                        call(&client, &page).await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
}
