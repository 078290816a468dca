//! Lists whose futures are dropped, and that move to other tasks, fail and are resumed. A list is used by one task at a time, and shares
//! no state with others, so random sequences on one thread are enough.

use std::{future::poll_fn, pin::Pin, task::Poll};

use fastrand::Rng;
use futures_core::Stream;
use statuspage_client::{
    CallOptions, Items, Result, RetryPolicy,
    models::Component,
    params::{CreateComponentParams, ListComponentsParams},
};
use statuspage_simulator::Fault;

use super::requested_queries;
use crate::common::simulated;

const COMPONENTS: usize = 7;

type List = Items<ListComponentsParams>;

/// What a step has got: items, or that there are none; nothing if it was interrupted.
type Got = Option<Option<Result<Vec<Component>>>>;

/// Makes one of the steps that a program can make with a list.
async fn step(mut list: List, rng: &mut Rng) -> (List, Got) {
    let one = |item: Option<Result<Component>>| item.map(|item| item.map(|item| vec![item]));
    let polls = rng.u32(1..5);
    let got = match rng.u8(..4) {
        0 => polled_at_most(polls, list.next()).await.map(one),
        1 => polled_at_most(polls, list.next_page()).await,
        2 => {
            let next = poll_fn(|context| Pin::new(&mut list).poll_next(context));
            polled_at_most(polls, next).await.map(one)
        }
        _ => {
            let task = tokio::spawn(async move {
                let item = list.next().await;
                (list, Some(one(item)))
            });
            return task.await.unwrap();
        }
    };
    (list, got)
}

/// Polls a future once, and again when it is woken, but not more often than so many times. Then it is dropped.
async fn polled_at_most<F: Future>(mut times: u32, future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        times -= 1;
        if times == 0 {
            return Poll::Ready(None);
        }
        Poll::Pending
    })
    .await
}

#[tokio::test]
async fn an_interrupted_list_returns_each_item_once_and_requests_each_page_once() {
    let (simulator, client) = simulated::start().await;
    for number in 0..COMPONENTS {
        let create = CreateComponentParams::new(simulator.page_id()).name(number.to_string());
        client.create_component(&create).await.unwrap();
    }
    let client = client.with_options(CallOptions::new().retry(RetryPolicy::never()));
    let (mut interrupted, mut failed) = (0, 0);
    for seed in 0..200 {
        let mut rng = Rng::with_seed(seed);
        simulator.clear_requests();
        let faults = [Fault::status(500), Fault::not_json(), Fault::disconnect()];
        simulator.fail_randomly(seed, faults.map(|fault| (fault, 0.1)));
        let params = ListComponentsParams::new(simulator.page_id()).per_page(rng.i64(1..9));
        let mut list = client.list_components_items(&params);
        let (mut names, mut errors) = (Vec::new(), 0);
        loop {
            let got;
            (list, got) = step(list, &mut rng).await;
            match got {
                None => interrupted += 1,
                Some(Some(Ok(items))) => names.extend(items.into_iter().map(|one| one.name)),
                Some(Some(Err(_))) => {
                    errors += 1;
                    let (again, end) = step(list, &mut rng).await;
                    assert!(matches!(end, Some(None)), "{seed}: it ends after an error");
                    list = again;
                    list.resume();
                }
                Some(None) => break,
            }
        }
        let expected = (0..COMPONENTS).map(|number| Some(number.to_string()));
        assert!(names.into_iter().eq(expected), "{seed}");
        let mut queries = requested_queries(&simulator);
        let requests = queries.len();
        queries.dedup();
        assert_eq!(requests, queries.len() + errors, "{seed}: {queries:?}");
        failed += errors;
    }
    assert!(interrupted > 100 && failed > 100, "{interrupted} {failed}");
}
