//! Building one request: by the generated code, and by hand with reqwest and serde. Both end as the same
//! `reqwest::Request`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use reqwest::{Client, Method, Request, Url};
use serde::Serialize;
use statuspage_client::Operation;
use statuspage_client::params::CreateARealtimeIncidentParams;

const BASE_URL: &str = "https://api.statuspage.io/v1";
const PAGE_ID: &str = "kctbh9vrtdwd";
const NAME: &str = "Checkout is failing";
const STATUS: &str = "investigating";
const MESSAGE: &str = "Payments fail for about half of all orders.";

fn generated(page_id: &str, name: &str) -> Request {
    let params = CreateARealtimeIncidentParams::new(page_id)
        .message(MESSAGE)
        .name(name)
        .status(STATUS);
    let request = params.request();
    let url = format!(
        "{BASE_URL}{}?{}",
        request.encoded_path().unwrap(),
        request.encoded_query()
    );
    Request::new(Method::POST, Url::parse(&url).unwrap())
}

#[derive(Serialize)]
struct Query<'a> {
    #[serde(rename = "incident[message]")]
    message: Option<&'a str>,
    #[serde(rename = "incident[name]")]
    name: Option<&'a str>,
    #[serde(rename = "incident[status]")]
    status: Option<&'a str>,
}

fn by_hand(client: &Client, page_id: &str, name: &str) -> Request {
    let query = Query {
        message: Some(MESSAGE),
        name: Some(name),
        status: Some(STATUS),
    };
    let url = format!("{BASE_URL}/pages/{page_id}/incidents.json");
    client.post(url).query(&query).build().unwrap()
}

fn build_request(criterion: &mut Criterion) {
    let client = Client::new();
    // A space is `%20` in one and `+` in the other: both are read as a space.
    let decoded = |request: &Request| request.url().query_pairs().into_owned().collect::<Vec<_>>();
    assert_eq!(
        decoded(&generated(PAGE_ID, NAME)),
        decoded(&by_hand(&client, PAGE_ID, NAME))
    );
    let mut group = criterion.benchmark_group("request");
    group.bench_function("generated", |bencher| {
        bencher.iter(|| generated(black_box(PAGE_ID), black_box(NAME)));
    });
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| by_hand(&client, black_box(PAGE_ID), black_box(NAME)));
    });
    group.finish();
}

criterion_group!(benches, build_request);
criterion_main!(benches);
