//! Services that return fewer items than requested, ignore the page number, change the list while it is read, or fail. No item is
//! lost, an item with an id is returned once, and the number of requests is limited.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use statuspage_client::{Client, ErrorKind, Items, RateLimit};

use super::Things;
use crate::common::{
    call::{builder, client},
    server::{Received, Server, ok, response},
};

/// The items of a list that was read, with errors as strings.
type Read = Vec<Value>;

/// Returns the page and the size that a request asks for.
fn page_and_size(request: &Received) -> (usize, usize) {
    let numbers = request.line().split(['=', '&']);
    let mut numbers = numbers.filter_map(|part| part.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Reads a list as `flatten` does: continues after errors until the first `None`, and then checks that the list has ended.
async fn read(client: &Client, size: i64) -> Read {
    let things = Things::<100> {
        page: None,
        size: Some(size),
    };
    let mut items = Items::new(client, &things);
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(item.unwrap_or_else(|error| json!(error.to_string())));
    }
    for _ in 0..3 {
        assert!(items.next().await.is_none());
    }
    read
}

/// The same with the blocking client.
#[cfg(feature = "blocking")]
fn read_blocking(server: &Server, size: i64) -> Read {
    let builder = builder(&server.url());
    let builder = builder.retry(statuspage_client::RetryPolicy::never());
    let client = builder.build_blocking().unwrap();
    let things = Things::<100> {
        page: None,
        size: Some(size),
    };
    let mut items = statuspage_client::blocking::Items::new(&client, &things);
    let mut read = Vec::new();
    for item in items.by_ref() {
        read.push(item.unwrap_or_else(|error| json!(error.to_string())));
    }
    assert!(items.next().is_none());
    read
}

/// Reads a list from a service, and returns the items and the number of requests. With the blocking client, reads it twice.
async fn read_from<S: FnMut(usize, usize) -> Vec<u8> + Send + 'static>(
    service: impl Fn() -> S,
    size: i64,
) -> (Read, usize) {
    let start = || {
        let mut respond = service();
        Server::responding(move |request| {
            let (page, size) = page_and_size(request);
            respond(page, size)
        })
    };
    let server = start();
    let all = read(&client(&server.url()), size).await;
    let requests = server.received().len();
    #[cfg(feature = "blocking")]
    {
        let server = start();
        assert_eq!(read_blocking(&server, size), all);
        assert_eq!(server.received().len(), requests);
    }
    (all, requests)
}

fn page_of(ids: impl IntoIterator<Item = usize>) -> Vec<u8> {
    let items: Vec<_> = ids.into_iter().map(|id| json!({"id": id})).collect();
    ok(&json!(items).to_string())
}

fn items_of(ids: impl IntoIterator<Item = usize>) -> Read {
    ids.into_iter().map(|id| json!({"id": id})).collect()
}

/// Returns a page of a list with the items `0` to `length - 1`.
fn cut(length: usize, page: usize, size: usize) -> Vec<u8> {
    page_of((page * size).min(length)..((page + 1) * size).min(length))
}

#[tokio::test]
async fn no_item_of_a_service_with_smaller_pages_is_lost() {
    let (all, requests) = read_from(|| |page, size: usize| cut(120, page, size.min(50)), 100).await;
    assert_eq!((all, requests), (items_of(0..120), 3));
    let (all, requests) = read_from(|| |page, _| cut(5, page, 1), 100).await;
    assert_eq!((all, requests), (items_of(0..5), 6));
    // Pages may also become larger.
    let starts = [0, 2, 5, 8, 9];
    let growing = move |page: usize, _| page_of(starts[page]..starts[page + 1]);
    let (all, requests) = read_from(|| growing, 100).await;
    assert_eq!((all, requests), (items_of(0..9), 4));
}

#[tokio::test]
async fn all_items_are_returned_once_for_all_lengths_and_sizes() {
    let service = Arc::new(Mutex::new((0, 1)));
    let setting = Arc::clone(&service);
    let server = Server::responding(move |request| {
        let (page, size) = page_and_size(request);
        let (length, cap) = *setting.lock().unwrap();
        cut(length, page, size.min(cap))
    });
    let client = builder(&server.url())
        .rate_limit(RateLimit::NONE)
        .build()
        .unwrap();
    let mut before = 0;
    for length in 0..=9_usize {
        for size in 1..=4_usize {
            for cap in 1..=4 {
                *service.lock().unwrap() = (length, cap);
                let all = read(&client, i64::try_from(size).unwrap()).await;
                let what = format!("{length} items, {size} asked for, at most {cap} returned");
                assert_eq!(all, items_of(0..length), "{what}");
                let requests = server.received().len() - before;
                assert!(requests <= length.div_ceil(size.min(cap)) + 1, "{what}");
                before += requests;
            }
        }
    }
}

#[tokio::test]
async fn a_service_that_ignores_the_page_number_is_an_error() {
    let identical = || |_, size| page_of(0..size);
    let shorter = || |_, _| page_of(0..1);
    let other_white_space = || {
        let mut blanks = String::new();
        move |_, _| {
            blanks.push(' ');
            ok(&format!("[{{\"id\":{blanks}0}},{blanks}{{\"id\": 1}}]"))
        }
    };
    let other_times = || {
        let mut count = 0;
        move |_, _| {
            count += 1;
            ok(&format!(
                r#"[{{"id":0,"updated_at":"{count}"}},{{"id":1,"updated_at":"{count}"}}]"#
            ))
        }
    };
    let alternating = || |page: usize, size| page_of((page % 2 * size)..(page % 2 + 1) * size);
    let last_again = || |page: usize, size: usize| cut(3 * size, page.min(2), size);
    let first_again = || |page: usize, size: usize| cut(3 * size, page % 3, size);
    let cases = [
        ("identical", read_from(identical, 2).await, 2, 2),
        ("shorter", read_from(shorter, 2).await, 1, 2),
        (
            "other white space",
            read_from(other_white_space, 2).await,
            2,
            2,
        ),
        ("other times", read_from(other_times, 2).await, 2, 2),
        ("alternating", read_from(alternating, 2).await, 4, 3),
        ("last again", read_from(last_again, 2).await, 6, 4),
        ("first again", read_from(first_again, 2).await, 6, 4),
    ];
    for (what, (mut all, requests), expected, expected_requests) in cases {
        let error = all.pop().unwrap();
        let page = expected_requests - 1;
        let begins = format!("list-things: page {page} has only items of earlier pages");
        assert!(
            error.as_str().unwrap().starts_with(&begins),
            "{what}: {error}"
        );
        let ids: Vec<_> = all.iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, (0..expected).collect::<Vec<_>>(), "{what}");
        assert_eq!(requests, expected_requests, "{what}");
    }
}

#[tokio::test]
async fn a_repeated_page_is_a_decode_error_and_the_list_can_be_resumed() {
    let server = Server::start([ok("[1,2]"), ok("[1, 2]"), ok("[3]")]);
    let mut items = super::items::<2>(&server, None);
    assert_eq!(items.next_page().await.unwrap().unwrap(), [1, 2]);
    let error = items.next_page().await.unwrap().unwrap_err();
    assert_eq!(
        (
            error.kind(),
            error.status(),
            error.operation(),
            error.attempts()
        ),
        (ErrorKind::Decode, Some(200), Some("list-things"), 1)
    );
    assert!(error.to_string().contains("to read a single page"));
    items.resume();
    assert_eq!(items.next_page().await.unwrap().unwrap(), [3]);
    assert_eq!(items.page(), 1);
}

/// Reads a list with these pages, followed by empty ones.
async fn read_pages(pages: &'static [&'static str], size: i64) -> (Value, usize) {
    let service = move || move |page: usize, _| ok(pages.get(page).copied().unwrap_or("[]"));
    let (all, requests) = read_from(service, size).await;
    (Value::Array(all), requests)
}

#[tokio::test]
async fn an_item_that_moved_to_a_later_page_is_returned_once() {
    let pages = &[r#"[{"id":3},{"id":2}]"#, r#"[{"id":2},{"id":1}]"#];
    let once = json!([{"id": 3}, {"id": 2}, {"id": 1}]);
    assert_eq!(read_pages(pages, 2).await, (once, 3));
    // A last page without new items is not an error.
    let pages = &[r#"[{"id":2},{"id":1}]"#, r#"[{"id":1,"updated_at":1}]"#];
    let once = json!([{"id": 2}, {"id": 1}]);
    assert_eq!(read_pages(pages, 2).await, (once, 2));
}

#[tokio::test]
async fn all_items_without_an_id_are_returned() {
    let pages = &[r#"["up","up"]"#, r#"["down","up"]"#, r#"["up"]"#];
    let all = json!(["up", "up", "down", "up", "up"]);
    assert_eq!(read_pages(pages, 2).await, (all, 3));
    let pages = &[
        r#"[{"id":1,"day":1},{"id":1,"day":2}]"#,
        r#"[{"id":1,"day":3}]"#,
    ];
    let all = json!([{"id": 1, "day": 1}, {"id": 1, "day": 2}, {"id": 1, "day": 3}]);
    assert_eq!(read_pages(pages, 2).await, (all, 2));
    // Equal pages are detected even if the order of fields or the white space differs.
    let pages = &[r#"[{"a":1,"b":2}]"#, r#"[{ "b":2, "a":1}]"#];
    let (all, requests) = read_pages(pages, 1).await;
    assert_eq!((all.as_array().unwrap().len(), requests), (2, 2));
    assert!(
        all[1].as_str().unwrap().contains("page 1 has only"),
        "{all}"
    );
}

#[tokio::test]
async fn a_list_that_shrinks_while_it_is_read_ends() {
    assert_eq!(read_pages(&[], 2).await, (json!([]), 1));
    let (all, requests) = read_pages(&["[1,2]", "[3,4]"], 2).await;
    assert_eq!((all, requests), (json!([1, 2, 3, 4]), 3));
}

#[tokio::test]
async fn a_failing_service_gets_one_request() {
    let refused = || |_, _| response("403 Forbidden", &[], "no");
    let (all, requests) = read_from(refused, 2).await;
    assert_eq!((all.len(), requests), (1, 1), "{all:?}");
    let in_the_middle = || {
        |page: usize, size| match page {
            0 | 1 => cut(9, page, size),
            _ => response("503 Service Unavailable", &[], "busy"),
        }
    };
    let (mut all, requests) = read_from(in_the_middle, 2).await;
    assert!(all.pop().unwrap().as_str().unwrap().contains("503"));
    assert_eq!((all, requests), (items_of(0..4), 3));
}
