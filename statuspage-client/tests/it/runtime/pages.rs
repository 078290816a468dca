//! Paginated lists: what the client requests, and how the items are read. Faulty services are tested in `services`.

mod services;

use std::{
    future::poll_fn,
    hash::Hash,
    pin::{Pin, pin},
    task::{Context, Waker},
};

use futures_core::{FusedStream, Stream};
use serde_json::{Value, json};
use statuspage_client::{Items, Method, Operation, OperationInfo, Paged, Result, raw::Request};

use crate::common::{
    call::{KEY, client},
    server::{Server, ok, response},
};

/// A list whose first page is 0. `MAX` is the maximum size of a page; 0 means that there is none.
#[derive(Clone, Default)]
struct Things<const MAX: i64, const HONORED: bool = false> {
    page: Option<i64>,
    size: Option<i64>,
}

impl<const MAX: i64, const HONORED: bool> Operation for Things<MAX, HONORED> {
    type Output = Vec<Value>;
    const INFO: OperationInfo = OperationInfo::new("list-things", Method::Get, "/things");

    fn request(&self) -> Request {
        Self::INFO
            .request()
            .query("page", &self.page)
            .query("size", &self.size)
    }
}

impl<const MAX: i64, const HONORED: bool> Paged for Things<MAX, HONORED> {
    type Item = Value;
    const FIRST_PAGE: i64 = 0;
    const MAX_PAGE_SIZE: Option<i64> = if MAX == 0 { None } else { Some(MAX) };
    const PAGE_SIZE_HONORED: bool = HONORED;

    fn page(&self) -> Option<i64> {
        self.page
    }

    fn size(&self) -> Option<i64> {
        self.size
    }

    fn set_page(&mut self, page: i64, size: Option<i64>) {
        self.page = Some(page);
        self.size = size;
    }

    fn item_id(item: &Value) -> Option<impl Hash + '_> {
        item.get("id")
    }
}

fn items<const MAX: i64>(server: &Server, size: Option<i64>) -> Items<Things<MAX>> {
    let things = Things { page: None, size };
    Items::new(&client(&server.url()), &things)
}

/// Returns the queries that arrived.
fn requested_queries(server: &Server) -> Vec<String> {
    let lines = server.received().into_iter();
    lines
        .map(|request| request.line().replace("GET /things?", ""))
        .collect()
}

/// Returns all items until the first `None`, and errors as strings.
async fn all<const MAX: i64>(items: &mut Items<Things<MAX>>) -> Vec<Value> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap_or_else(|error| json!(error.to_string())));
    }
    all
}

#[tokio::test]
async fn a_page_shorter_than_an_earlier_one_is_the_last() {
    let sizes: [(Option<i64>, &[&str], &[&str]); 3] = [
        (None, &["[1,2]", "[3]"], &["page=0&size=2", "page=1&size=2"]),
        (
            Some(9),
            &["[1,2]", "[3]"],
            &["page=0&size=2", "page=1&size=2"],
        ),
        (
            Some(1),
            &["[1]", "[2]", "[3]", "[]"],
            &[
                "page=0&size=1",
                "page=1&size=1",
                "page=2&size=1",
                "page=3&size=1",
            ],
        ),
    ];
    for (size, pages, queries) in sizes {
        let server = Server::start(pages.iter().map(|page| ok(page)));
        let mut items = items::<2>(&server, size);
        assert_eq!(all(&mut items).await, [1, 2, 3]);
        assert_eq!(requested_queries(&server), queries);
    }
}

#[tokio::test]
async fn without_a_maximum_the_service_chooses_the_size() {
    let server = Server::start([ok("[1,2,3]"), ok("[4,5,6,7]"), ok("[8]")]);
    let mut any = items::<0>(&server, None);
    assert_eq!(all(&mut any).await, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(requested_queries(&server), ["page=0", "page=1", "page=2"]);
}

#[tokio::test]
async fn a_short_first_page_is_the_last_only_if_the_size_is_honored() {
    let server = Server::start([ok("[1]"), ok("[2,3]"), ok("[]")]);
    let mut any = items::<5>(&server, None);
    assert_eq!(all(&mut any).await, [1, 2, 3]);
    assert_eq!(server.received().len(), 3);

    let server = Server::start([ok("[1]"), ok("[2]")]);
    let things = Things::<5, true>::default();
    let mut honored = Items::new(&client(&server.url()), &things);
    assert_eq!(honored.next().await.unwrap().unwrap(), 1);
    assert!(honored.is_terminated());
    assert!(honored.next().await.is_none());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn after_an_error_the_list_ends_until_it_is_resumed() {
    let server = Server::start([
        ok("[1,2]"),
        response("503 Service Unavailable", &[], "busy"),
        ok("{}"),
        ok("[3]"),
    ]);
    let mut items = items::<2>(&server, None);
    // Without an error, `resume` has no effect.
    items.resume();
    assert_eq!(items.next_page().await.unwrap().unwrap(), [1, 2]);
    for (requests, part) in [(2, "503"), (3, "expected")] {
        let error = items.next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
        for _ in 0..3 {
            assert!(items.is_terminated());
            assert!(items.next().await.is_none() && items.next_page().await.is_none());
        }
        assert_eq!((items.page(), server.received().len()), (1, requests));
        items.resume();
        assert!(!items.is_terminated());
    }
    assert_eq!(all(&mut items).await, [3]);
    // At the end, `resume` has no effect.
    items.resume();
    assert!(items.is_terminated() && items.next().await.is_none());
    assert_eq!(
        requested_queries(&server),
        [
            "page=0&size=2",
            "page=1&size=2",
            "page=1&size=2",
            "page=1&size=2"
        ]
    );
}

#[tokio::test]
async fn dropping_a_future_loses_no_item() {
    let server = Server::start([ok("[1,2]"), ok("[3]")]);
    let mut items = items::<2>(&server, None);
    assert!(server.received().is_empty());
    for _ in 0..3 {
        let next = pin!(items.next());
        assert!(
            next.poll(&mut Context::from_waker(Waker::noop()))
                .is_pending()
        );
    }
    assert_eq!(all(&mut items).await, [1, 2, 3]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn the_stream_returns_the_same_items_as_next() {
    let server = Server::start([ok("[1,2]"), ok("[3]")]);
    let mut items = items::<2>(&server, None);
    let mut all: Vec<Result<Value>> = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
        all.push(item);
    }
    assert!(
        matches!(all.as_slice(), [Ok(one), Ok(two), Ok(three)] if [one, two, three] == [&json!(1), &json!(2), &json!(3)])
    );
}

#[tokio::test]
async fn debug_shows_no_secrets() {
    let server = Server::start([ok("[1,2]")]);
    let mut items = items::<2>(&server, None);
    items.next().await.unwrap().unwrap();
    let shown = format!("{items:?}");
    assert!(!shown.contains(KEY), "{shown}");
    assert!(
        shown.contains("page: 0") && shown.contains("unread: 1"),
        "{shown}"
    );
}
