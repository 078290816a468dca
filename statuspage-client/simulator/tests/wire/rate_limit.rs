//! The rate limit over HTTP. Its window at its edges is tested beside its code.

use std::time::Duration;

use serde_json::{Value, json};
use statuspage_simulator::{Fault, RateLimit, Simulator};

use crate::caller::Caller;
use crate::shapes::assert_says_why;

/// A window that no test sees the end of.
const HOUR: Duration = Duration::from_secs(3600);

/// The status of one request more.
async fn knock(caller: &Caller) -> u16 {
    get(caller, "components?page=1").await
}

/// The status of this on the page.
async fn get(caller: &Caller, rest: &str) -> u16 {
    let path = caller.on_page(rest);
    caller.call("GET", &path, Value::Null).await.0
}

#[tokio::test]
async fn there_is_no_limit_unless_it_is_asked_for() {
    let caller = Caller::start().await;
    for _ in 0..70 {
        assert_eq!(knock(&caller).await, 200);
    }
}

#[tokio::test]
async fn what_is_over_the_limit_is_refused_and_not_carried_out() {
    let limit = RateLimit::new(2, HOUR);
    let caller = Caller::with(Simulator::builder().rate_limit(limit)).await;
    let path = caller.on_page("incidents");
    for (index, expected) in [201, 201, 420, 429, 420].into_iter().enumerate() {
        let body = json!({"incident": {"name": "x"}});
        let (status, response) = caller.call("POST", &path, body).await;
        assert_eq!(status, expected);
        let requests = caller.simulator.requests();
        assert_eq!(requests.len(), index + 1);
        let last = &requests[index];
        assert_eq!((last.status, &last.fault), (Some(expected), &None));
        assert_eq!(last.carried_out, expected == 201);
        if status != 201 {
            assert_says_why(&response);
        }
    }
    caller.simulator.set_rate_limit(None);
    assert_eq!(caller.get(&path).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn each_list_without_pages_is_limited_on_its_own() {
    let caller = Caller::start().await;
    for _ in 0..3 {
        assert_eq!(get(&caller, "components").await, 200);
    }
    let limit = RateLimit::new(100, HOUR);
    caller.simulator.set_rate_limit(Some(limit.clone()));
    for list in ["components", "page_access_users"] {
        let other = format!("{list}.json?q=1&per_pages=1");
        assert_eq!(get(&caller, &format!("{list}?page=1")).await, 200);
        assert_eq!(get(&caller, list).await, 200);
        let key = format!("OAuth {}", caller.simulator.api_key());
        let path = caller.on_page(list);
        let request = caller.request("GET", &path).header("Authorization", key);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 429);
        let wait = response.headers()["retry-after"].to_str().unwrap();
        let wait: u64 = wait.parse().unwrap();
        assert!((1800..=3600).contains(&wait), "{wait}");
        let (status, body) = caller
            .call("GET", &caller.on_page(&other), Value::Null)
            .await;
        assert_eq!(status, 429, "{body}");
        assert!(
            body["error"].as_str().unwrap().contains("per_page"),
            "{body}"
        );
        assert!(!caller.simulator.requests().pop().unwrap().carried_out);
        // Everything else goes on.
        for rest in [
            format!("{list}?page=1"),
            format!("{list}?per%5Fpage=5"),
            "incidents".to_owned(),
        ] {
            assert_eq!(get(&caller, &rest).await, 200, "{rest}");
        }
    }
    let body = json!({"component": {"name": "x"}});
    let path = caller.on_page("components");
    assert_eq!(caller.call("POST", &path, body).await.0, 201);
    // A status of one's own is the status of this refusal too.
    caller.simulator.set_rate_limit(Some(limit.status(420)));
    assert_eq!(get(&caller, "components").await, 200);
    assert_eq!(get(&caller, "components").await, 420);
}

#[tokio::test]
async fn a_refusal_says_when_to_come_again() {
    let caller = Caller::start().await;
    for (limit, least, most) in [
        // The test itself takes some of the hour.
        (RateLimit::new(0, HOUR), 1800, 3600),
        (RateLimit::new(0, Duration::from_millis(10)), 1, 1),
        (
            RateLimit::new(0, HOUR).retry_after(Some(Duration::ZERO)),
            0,
            0,
        ),
    ] {
        caller.simulator.set_rate_limit(Some(limit));
        let response = caller
            .request("GET", "/metrics_providers")
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 420);
        let wait = response.headers()["retry-after"].to_str().unwrap();
        let wait: u64 = wait.parse().unwrap();
        assert!((least..=most).contains(&wait), "{wait}");
    }
    let limit = RateLimit::new(0, HOUR).status(429).retry_after(None);
    caller.simulator.set_rate_limit(Some(limit));
    let response = caller
        .request("GET", "/metrics_providers")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 429);
    assert!(response.headers().get("retry-after").is_none());
}

#[tokio::test]
async fn the_window_rolls_on_while_clients_knock() {
    let caller = Caller::start().await;
    let window = Duration::from_millis(20);
    caller
        .simulator
        .set_rate_limit(Some(RateLimit::new(2, window)));
    while caller
        .simulator
        .requests()
        .iter()
        .filter(|request| request.carried_out)
        .count()
        < 7
    {
        knock(&caller).await;
    }
    let admitted: Vec<_> = caller
        .simulator
        .requests()
        .into_iter()
        .filter(|request| request.carried_out)
        .map(|request| request.at)
        .collect();
    for two_later in admitted.windows(3) {
        assert!(two_later[2] >= two_later[0] + window, "{admitted:?}");
    }
}

#[tokio::test]
async fn a_new_limit_begins_with_an_empty_window() {
    let caller = Caller::start().await;
    for _ in 0..2 {
        caller
            .simulator
            .set_rate_limit(Some(RateLimit::new(1, HOUR)));
        assert_eq!(knock(&caller).await, 200);
        assert_eq!(knock(&caller).await, 420);
    }
}

#[tokio::test]
async fn requests_count_with_every_response() {
    let caller = Caller::start().await;
    let simulator = &caller.simulator;
    simulator.set_rate_limit(Some(RateLimit::new(3, HOUR)));
    simulator.fail_next([Fault::status(503), Fault::status(504)]);
    assert_eq!(knock(&caller).await, 503);
    assert_eq!(knock(&caller).await, 504);
    assert_eq!(caller.call("GET", "/nowhere", Value::Null).await.0, 404);
    // A refused request does not use a fault up.
    simulator.fail_next([Fault::status(500)]);
    assert_eq!(knock(&caller).await, 420);
    simulator.set_rate_limit(None);
    assert_eq!(knock(&caller).await, 500);
}
