//! Building one request: by the generated code, and by hand with reqwest and serde. Both end as the same
//! `reqwest::Request`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Client, Method, Request, Url};
use serde::Serialize;
use statuspage_client::Operation;
use statuspage_client::models::IncidentStatus;
use statuspage_client::params::CreateIncidentParams;

const BASE_URL: &str = "https://api.statuspage.io/v1";
const PAGE_ID: &str = "kctbh9vrtdwd";
const NAME: &str = "Checkout is failing";
const BODY: &str = "Payments fail for about half of all orders.";

fn generated(page_id: &str, name: &str) -> Request {
    let params = CreateIncidentParams::new(page_id, name)
        .status(IncidentStatus::Investigating)
        .body(BODY);
    let request = params.request();
    let url = format!("{BASE_URL}{}", request.encoded_path().unwrap());
    let mut http = Request::new(Method::POST, Url::parse(&url).unwrap());
    let json = HeaderValue::from_static("application/json");
    http.headers_mut().insert(CONTENT_TYPE, json);
    let body = request.body().unwrap();
    *http.body_mut() = Some(Body::from(body));
    http
}

#[derive(Serialize)]
struct Envelope<'a> {
    incident: Incident<'a>,
}

#[derive(Serialize)]
struct Incident<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

fn by_hand(client: &Client, page_id: &str, name: &str) -> Request {
    let incident = Incident {
        name,
        status: Some("investigating"),
        body: Some(BODY),
    };
    let url = format!("{BASE_URL}/pages/{page_id}/incidents.json");
    client
        .post(url)
        .json(&Envelope { incident })
        .build()
        .unwrap()
}

/// Prints the median of the average times of batches.
fn measure(name: &str, make: impl Fn() -> Request) {
    const BATCH: u32 = 1_000;
    let batch = |_| {
        let start = Instant::now();
        for _ in 0..BATCH {
            black_box(make());
        }
        start.elapsed() / BATCH
    };
    let mut times: Vec<Duration> = (0..1_000).map(batch).collect();
    times.sort();
    println!("{name}: {:?}", times[times.len() / 2]);
}

fn main() {
    let client = Client::new();
    let sent = |request: &Request| {
        let body = request.body().and_then(Body::as_bytes).map(<[u8]>::to_vec);
        let content_type = request.headers().get(CONTENT_TYPE).cloned();
        (request.url().clone(), content_type, body)
    };
    assert_eq!(
        sent(&generated(PAGE_ID, NAME)),
        sent(&by_hand(&client, PAGE_ID, NAME))
    );
    measure("generated", || {
        generated(black_box(PAGE_ID), black_box(NAME))
    });
    measure("by hand", || {
        by_hand(&client, black_box(PAGE_ID), black_box(NAME))
    });
}
