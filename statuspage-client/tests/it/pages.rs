//! Paginated lists of the simulator, read to their end.

mod every_list;
mod interrupted;

use futures_core::Stream;
use statuspage_client::params::*;
use statuspage_client::{Client, Items, Paged};
use statuspage_simulator::Simulator;

use crate::common::simulated;

/// Starts a simulator whose page has the components `1` to `count`.
async fn with_components(count: usize) -> (Simulator, Client) {
    let (simulator, client) = simulated::start().await;
    for number in 1..=count {
        let component = CreateComponentParams::new(simulator.page_id()).name(number.to_string());
        client.create_component(&component).await.unwrap();
    }
    (simulator, client)
}

fn components(simulator: &Simulator) -> ListComponentsParams {
    ListComponentsParams::new(simulator.page_id())
}

/// Returns the queries of the requested lists.
fn requested_queries(simulator: &Simulator) -> Vec<String> {
    let requests = simulator.requests().into_iter();
    requests
        .filter(|request| request.method == "GET")
        .map(|request| request.query.unwrap_or_default())
        .collect()
}

/// Returns the names of all remaining components.
async fn names(items: &mut Items<ListComponentsParams>) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(component) = items.next().await {
        names.extend(component.unwrap().name);
    }
    names
}

#[tokio::test]
async fn items_are_in_order_and_pages_are_requested_when_needed() {
    let (simulator, client) = with_components(7).await;
    let mut items = client.list_components_items(&components(&simulator).per_page(3));
    assert_eq!(requested_queries(&simulator), [""; 0]);
    for (name, page, sent) in [
        ("1", 1, 1),
        ("2", 1, 1),
        ("3", 2, 1),
        ("4", 2, 2),
        ("5", 2, 2),
        ("6", 3, 2),
        ("7", 3, 3),
    ] {
        let component = items.next().await.unwrap().unwrap();
        assert_eq!(component.name.as_deref(), Some(name));
        assert_eq!(
            (items.page(), requested_queries(&simulator).len()),
            (page, sent),
            "{name}"
        );
    }
    for _ in 0..3 {
        assert_eq!(items.next().await.map(Result::unwrap), None);
    }
    assert_eq!(items.page(), 3);
    assert_eq!(
        requested_queries(&simulator),
        [
            "page=1&per_page=3",
            "page=2&per_page=3",
            "page=3&per_page=3"
        ]
    );
}

#[tokio::test]
async fn after_full_pages_an_empty_one_ends_the_list() {
    let (simulator, client) = with_components(6).await;
    let mut items = client.list_components_items(&components(&simulator).per_page(3));
    assert_eq!(names(&mut items).await, ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(names(&mut items).await, [""; 0]);
    assert_eq!((items.page(), requested_queries(&simulator).len()), (3, 3));
}

#[tokio::test]
async fn an_empty_list_has_no_items() {
    let (simulator, client) = with_components(0).await;
    let mut items = client.list_components_items(&components(&simulator));
    assert!(items.next_page().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(
        (items.page(), requested_queries(&simulator)),
        (1, vec!["page=1&per_page=100".to_owned()])
    );
}

#[tokio::test]
async fn the_requested_size_is_at_most_that_of_the_service() {
    let (simulator, client) = with_components(101).await;
    let list = components(&simulator).per_page(500);
    let mut items = client.list_components_items(&list);
    assert_eq!(names(&mut items).await.len(), 101);
    assert_eq!(
        requested_queries(&simulator),
        ["page=1&per_page=100", "page=2&per_page=100"]
    );
}

#[tokio::test]
async fn a_list_can_start_at_a_page() {
    let (simulator, client) = with_components(7).await;
    let list = components(&simulator).per_page(3);
    let mut items = client.list_components_items(&list);
    for _ in 0..4 {
        items.next().await.unwrap().unwrap();
    }
    let kept = items.page();
    drop(items);
    let mut items = client.list_components_items(&list.page(kept));
    assert_eq!(items.page(), 2);
    assert_eq!(names(&mut items).await, ["4", "5", "6", "7"]);
}

#[tokio::test]
async fn a_list_can_be_read_page_by_page() {
    let (simulator, client) = with_components(5).await;
    let mut items = client.list_components_items(&components(&simulator).per_page(2));
    items.next().await.unwrap().unwrap();
    let mut pages = Vec::new();
    while let Some(page) = items.next_page().await {
        let names = page.unwrap().into_iter().filter_map(|found| found.name);
        pages.push((names.collect::<Vec<_>>().join(" "), items.page()));
    }
    // The remaining items of the first page, and the page to continue with after each one.
    let expected = [("2", 2), ("3 4", 3), ("5", 3)];
    assert_eq!(
        pages,
        expected.map(|(names, page)| (names.to_owned(), page))
    );
}

#[tokio::test]
async fn the_other_parameters_are_sent_with_every_page() {
    let (simulator, client) = simulated::start().await;
    for name in [
        "Search fails",
        "Login fails",
        "Search is slow",
        "Search is down",
    ] {
        let incident = CreateIncidentParams::new(simulator.page_id(), name);
        client.create_incident(&incident).await.unwrap();
    }
    let list = ListIncidentsParams::new(simulator.page_id())
        .q("Search")
        .limit(2);
    let mut items = client.list_incidents_items(&list);
    let mut names = Vec::new();
    while let Some(incident) = items.next().await {
        names.extend(incident.unwrap().name);
    }
    assert_eq!(names, ["Search is down", "Search is slow", "Search fails"]);
    assert_eq!(
        requested_queries(&simulator),
        ["q=Search&limit=2&page=1", "q=Search&limit=2&page=2"]
    );
}

#[tokio::test]
async fn an_error_ends_the_list_until_it_is_resumed() {
    let (simulator, client) = simulated::start().await;
    let list = ListComponentsParams::new("unknown");
    let mut items = client.list_components_items(&list);
    for requests in 1..=2 {
        let error = items.next().await.unwrap().unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(error.operation(), Some("get-a-list-of-all-components"));
        for _ in 0..3 {
            assert!(items.next().await.is_none());
        }
        assert_eq!(
            (items.page(), requested_queries(&simulator).len()),
            (1, requests)
        );
        items.resume();
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_requested_ends_at_once() {
    let (simulator, client) = simulated::start().await;
    let list = ListComponentsParams::new("");
    let mut items = client.list_components_items(&list);
    // Continues after errors, as `flatten` does.
    let mut errors = 0;
    while let Some(item) = items.next().await {
        errors += usize::from(item.is_err());
    }
    assert_eq!((errors, requested_queries(&simulator).len()), (1, 0));
}

#[tokio::test]
async fn plain_lists_request_the_first_page_by_default() {
    let (simulator, client) = with_components(1).await;
    let list = components(&simulator);
    assert_eq!((list.page, list.per_page), (Some(1), Some(100)));
    client.list_components(&list).await.unwrap();
    let mut whole = list.clone();
    (whole.page, whole.per_page) = (None, None);
    client.list_components(&whole).await.unwrap();
    client
        .list_components(&list.page(2).per_page(3))
        .await
        .unwrap();
    assert_eq!(
        requested_queries(&simulator),
        ["page=1&per_page=100", "", "page=2&per_page=3"]
    );
    let users = ListPageAccessUsersParams::new(simulator.page_id());
    assert_eq!((users.page, users.per_page), (Some(1), Some(100)));
    let incidents = ListIncidentsParams::new(simulator.page_id());
    assert_eq!((incidents.page, incidents.limit), (Some(1), Some(100)));
}

fn is_stream<S: Stream + Send + Unpin + 'static>() {}

/// Checks that `Items` is a stream for every `Paged`, not only for one type.
fn is_stream_of_any<P: Paged>() {
    is_stream::<Items<P>>();
}

#[test]
fn items_implement_stream_send_and_unpin() {
    is_stream_of_any::<ListComponentsParams>();
}

#[tokio::test]
async fn a_list_is_read_in_another_task() {
    let (simulator, client) = with_components(2).await;
    let mut items = client.list_components_items(&components(&simulator));
    let task = tokio::spawn(async move { names(&mut items).await });
    assert_eq!(task.await.unwrap(), ["1", "2"]);
}
