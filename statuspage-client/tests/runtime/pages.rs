//! Lists that come in pages: what the client asks a server for, and what it makes of the pages.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::{Context, Waker},
};

use futures_core::Stream;
use serde_json::{Value, json};
use statuspage_client::{ErrorKind, Items, Method, Operation, Paged, Request, Result};

use crate::{
    call::{KEY, client},
    server::{Server, answer, ok},
};

/// A list whose first page is 0; a greatest size of 0 is none.
#[derive(Clone, Default)]
struct Things<const MOST: i64> {
    page: Option<i64>,
    size: Option<i64>,
}

impl<const MOST: i64> Operation for Things<MOST> {
    type Output = Vec<Value>;
    const ID: &'static str = "list-things";

    fn request(&self) -> Request {
        Request::new(Method::Get, "/things")
            .query("page", &self.page)
            .query("size", &self.size)
    }
}

impl<const MOST: i64> Paged for Things<MOST> {
    type Item = Value;
    const FIRST: i64 = 0;
    const MOST: Option<i64> = if MOST == 0 { None } else { Some(MOST) };

    fn page(&self) -> Option<i64> {
        self.page
    }

    fn size(&self) -> Option<i64> {
        self.size
    }

    fn turn_to(&mut self, page: i64, size: Option<i64>) {
        self.page = Some(page);
        self.size = size;
    }
}

fn items<const MOST: i64>(server: &Server, size: Option<i64>) -> Items<Things<MOST>> {
    let things = Things { page: None, size };
    Items::new(&client(&server.url()), &things)
}

/// The queries that arrived.
fn asked(server: &Server) -> Vec<String> {
    let lines = server.received().into_iter();
    lines
        .map(|request| request.line().replace("GET /things?", ""))
        .collect()
}

/// All that comes until the first `None`, errors as their text.
async fn all<const MOST: i64>(items: &mut Items<Things<MOST>>) -> Vec<Value> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap_or_else(|error| json!(error.to_string())));
    }
    all
}

#[tokio::test]
async fn the_size_decides_which_page_is_the_last() {
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
        assert_eq!(asked(&server), queries);
    }
}

#[tokio::test]
async fn without_a_greatest_size_the_list_decides() {
    let server = Server::start([ok("[1,2,3]"), ok("[4]"), ok("[]")]);
    let mut any = items::<0>(&server, None);
    assert_eq!(all(&mut any).await, [1, 2, 3, 4]);
    assert_eq!(asked(&server), ["page=0", "page=1", "page=2"]);

    let server = Server::start([ok("[1,2,3]"), ok("[4]")]);
    let mut own = items::<0>(&server, Some(3));
    assert_eq!(all(&mut own).await, [1, 2, 3, 4]);
    assert_eq!(asked(&server), ["page=0&size=3", "page=1&size=3"]);
}

#[tokio::test]
async fn a_page_that_comes_again_is_an_error() {
    let server = Server::start([ok("[1,2]"), ok("[1,2]"), ok("[1,2]"), ok("[3]")]);
    let mut items = items::<2>(&server, None);
    assert_eq!(items.next_page().await.unwrap().unwrap(), [1, 2]);
    for _ in 0..2 {
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(
            (error.kind(), error.status(), error.operation()),
            (ErrorKind::Decode, Some(200), Some("list-things"))
        );
        let line = error.to_string();
        assert!(
            line.starts_with("list-things: page 1 has the very same items as the page before it"),
            "{line}"
        );
        assert!(line.contains("call the operation itself"), "{line}");
        assert_eq!(items.page(), 1);
    }
    assert_eq!(all(&mut items).await, [3]);
}

#[tokio::test]
async fn after_an_error_the_same_page_is_asked_for_again() {
    let server = Server::start([
        ok("[1,2]"),
        answer("503 Service Unavailable", &[], "busy"),
        ok("{}"),
        ok("[3]"),
    ]);
    let mut items = items::<2>(&server, None);
    let all = all(&mut items).await;
    let [one, two, busy, decode, three] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!([one, two, three], [&json!(1), &json!(2), &json!(3)]);
    assert!(busy.as_str().unwrap().contains("503"), "{busy}");
    assert!(decode.as_str().unwrap().contains("expected"), "{decode}");
    assert_eq!(
        asked(&server),
        [
            "page=0&size=2",
            "page=1&size=2",
            "page=1&size=2",
            "page=1&size=2"
        ]
    );
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_nothing() {
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
async fn as_a_stream_it_gives_the_same() {
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
async fn what_is_shown_of_it_has_no_secrets() {
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
