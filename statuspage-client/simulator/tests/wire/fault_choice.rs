//! Which request gets a fault, and which does not.

use serde_json::{Value, json};
use statuspage_simulator::Fault;

use crate::caller::Caller;

#[tokio::test]
async fn faults_come_in_their_order_to_the_requests_that_they_are_for() {
    let caller = Caller::start().await;
    caller.simulator.fail_next([
        Fault::status(500).for_method("DELETE"),
        Fault::status(501).for_path("/components"),
        Fault::status(502),
    ]);
    caller.simulator.fail_next([Fault::status(503)]);
    for (method, rest, status) in [
        ("GET", "incidents", 502),
        ("GET", "components", 501),
        ("GET", "components", 503),
        ("GET", "components", 200),
        ("DELETE", "components/none", 500),
        ("DELETE", "components/none", 404),
    ] {
        let path = caller.on_page(rest);
        assert_eq!(caller.call(method, &path, Value::Null).await.0, status);
    }
}

#[tokio::test]
async fn without_faults_nothing_differs() {
    let (plain, caller) = (Caller::start().await, Caller::start().await);
    let simulator = &caller.simulator;
    simulator.fail_next([Fault::status(500), Fault::disconnect()]);
    simulator.fail_randomly(1, [(Fault::status(500), 1.0)]);
    simulator.clear_faults();
    // Faults for others are none.
    simulator.fail_next([Fault::status(500).for_method("DELETE")]);
    simulator.fail_randomly(1, [(Fault::status(500).for_path("/organizations/"), 1.0)]);
    for (method, path) in [
        ("POST", "incidents"),
        ("GET", "components"),
        ("GET", "nothing"),
        ("PUT", "incidents"),
    ] {
        let mut responses = Vec::new();
        for caller in [&plain, &caller] {
            let key = format!("OAuth {}", caller.simulator.api_key());
            let request = caller.request(method, &caller.on_page(path));
            let response = request.header("Authorization", key).send().await.unwrap();
            let (status, mut headers) = (response.status(), response.headers().clone());
            headers.remove("date");
            responses.push((status, headers, response.text().await.unwrap()));
        }
        assert_eq!(responses[0], responses[1]);
        let fault = caller.simulator.requests().pop().unwrap().fault;
        assert_eq!(fault, None);
    }
}

#[tokio::test]
async fn a_seed_gives_the_same_faults_to_the_same_requests() {
    let mut sequences = Vec::new();
    for seed in [7, 7, 8] {
        let caller = Caller::start().await;
        let faults = [
            (Fault::status(500), 0.2),
            (Fault::status(503).carried_out().for_method("POST"), 0.2),
        ];
        caller.simulator.fail_randomly(seed, faults);
        for step in 0..40 {
            let method = if step % 2 == 0 { "POST" } else { "GET" };
            let body = json!({"incident": {"name": "x"}});
            caller
                .call(method, &caller.on_page("incidents"), body)
                .await;
        }
        let requests = caller.simulator.requests();
        let statuses: Vec<_> = requests
            .iter()
            .map(|request| request.status.unwrap())
            .collect();
        assert!(
            statuses.contains(&500) && statuses.contains(&503),
            "{statuses:?}"
        );
        sequences.push(statuses);
    }
    assert_eq!(sequences[0], sequences[1]);
    assert_ne!(sequences[0], sequences[2]);
}
