//! The blocking client, outside and inside an async runtime.
#![cfg(feature = "blocking")]

use std::time::Duration;

use statuspage_client::blocking::Client;
use statuspage_client::models::{ComponentId, ComponentStatus};
use statuspage_client::params::{
    CreateComponentParams, DeleteComponentParams, GetPageParams, ListComponentsParams,
    UpdateComponentParams,
};
use statuspage_client::{
    Attempt, CallOptions, ErrorKind, Hook, Method, RateLimit, raw::Request, serde_json::Value,
};
use statuspage_simulator::Simulator;

fn simulator() -> (tokio::runtime::Runtime, Simulator) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let simulator = runtime.block_on(Simulator::start()).unwrap();
    (runtime, simulator)
}

fn client(simulator: &Simulator) -> Client {
    let builder = statuspage_client::Client::builder().api_key(simulator.api_key());
    let builder = builder
        .base_url(simulator.url())
        .rate_limit(RateLimit::NONE);
    builder.build_blocking().unwrap()
}

fn work(simulator: &Simulator, client: &Client) {
    let page = simulator.page_id();
    let new = CreateComponentParams::new(page).name("Tills");
    let component = client.create_component(&new).unwrap();
    let update =
        UpdateComponentParams::new(page, &component.id).status(ComponentStatus::MajorOutage);
    let component = client.update_component(&update).unwrap();
    assert_eq!(component.status, Some(ComponentStatus::MajorOutage));
    let delete = DeleteComponentParams::new(page, &component.id);
    client.delete_component(&delete).unwrap();
    let error = client.delete_component(&delete).unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

#[test]
fn without_a_runtime() {
    let (_runtime, simulator) = simulator();
    let client = client(&simulator);
    work(&simulator, &client);
    let params = GetPageParams::new(simulator.page_id());
    let response = client.send(&params).unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(&params.send(&client).unwrap(), response.value());
    let request =
        Request::new(Method::Get, "/pages/{page_id}").path("page_id", simulator.page_id());
    let page = client.send_request::<Value>(request).unwrap();
    assert_eq!(page.value()["id"], simulator.page_id());
}

#[tokio::test]
async fn inside_a_runtime_with_one_thread() {
    // The simulator needs its own runtime, because the calls block this one.
    let (runtime, simulator) = std::thread::spawn(simulator).join().unwrap();
    let client = client(&simulator);
    work(&simulator, &client);
    drop(client);
    drop(simulator);
    runtime.shutdown_background();
}

#[test]
fn from_many_threads() {
    let (_runtime, simulator) = simulator();
    let client = client(&simulator);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| work(&simulator, &client.clone()));
        }
    });
}

#[test]
fn lists_are_iterators() {
    let (_runtime, simulator) = simulator();
    let client = client(&simulator);
    let page = simulator.page_id();
    let ids: Vec<ComponentId> = (0..5)
        .map(|_| {
            client
                .create_component(&CreateComponentParams::new(page))
                .unwrap()
                .id
        })
        .collect();
    let list = ListComponentsParams::new(page).per_page(2);
    let mut components = client.list_components_items(&list);
    assert_eq!(components.page(), 1);
    let first: Vec<_> = components
        .by_ref()
        .take(3)
        .map(|found| found.unwrap().id)
        .collect();
    assert_eq!((first.as_slice(), components.page()), (&ids[..3], 2));
    let rest: Vec<_> = components.by_ref().map(|found| found.unwrap().id).collect();
    assert_eq!(rest, ids[3..]);
    assert!(components.next().is_none());
}

#[test]
fn options_apply() {
    let (_runtime, simulator) = simulator();
    let hasty = client(&simulator).with_options(CallOptions::new().deadline(Duration::ZERO));
    let error = hasty.get_page(&GetPageParams::new("x")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[test]
fn a_list_ends_after_an_error() {
    let (_runtime, simulator) = simulator();
    let client = client(&simulator);
    for (id, requests) in [("", 0), ("unknown", 1)] {
        simulator.clear_requests();
        let list = ListComponentsParams::new(id);
        let components = client.list_components_items(&list);
        assert_eq!(components.flatten().count(), 0);
        assert_eq!(simulator.requests().len(), requests);
    }
}

struct PanickingHook;

impl Hook for PanickingHook {
    fn before(&self, _: &mut Attempt<'_>) {
        panic!("on purpose");
    }
}

#[test]
fn a_panic_of_a_hook_is_an_error_of_its_call_only() {
    let (_runtime, simulator) = simulator();
    let builder = statuspage_client::Client::builder().api_key(simulator.api_key());
    let client = builder
        .base_url(simulator.url())
        .hook(PanickingHook)
        .build_blocking()
        .unwrap();
    for _ in 0..2 {
        let error = client.get_page(&GetPageParams::new("x")).unwrap_err();
        assert!(error.to_string().contains("panicked"), "{error}");
    }
    let list = ListComponentsParams::new("x");
    let mut components = client.list_components_items(&list);
    for _ in 0..2 {
        components.next().unwrap().unwrap_err();
        assert!(components.next().is_none() && components.next().is_none());
        components.resume();
    }
}
