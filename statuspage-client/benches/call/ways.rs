//! The same call, by the client and by hand: an incident is created, and the response read.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, USER_AGENT};
use reqwest::redirect::Policy;
use serde::Serialize;
use statuspage_client::models::{Incident, IncidentStatus};
use statuspage_client::params::CreateIncidentParams;
use statuspage_client::{Client, RateLimit};

pub(crate) const KEY: &str = "01234567-89ab-cdef";
const PAGE_ID: &str = "kctbh9vrtdwd";
const NAME: &str = "Checkout is failing";
const BODY: &str = "Payments fail for about half of all orders.";

#[derive(Clone, Copy)]
pub(crate) enum Way {
    Client,
    ByHand,
}

impl Way {
    pub(crate) const ALL: [Self; 2] = [Self::Client, Self::ByHand];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::ByHand => "by-hand",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        let mut ways = Self::ALL.into_iter();
        ways.find(|way| way.name() == name).unwrap()
    }
}

/// Makes so many calls.
pub(crate) fn calls(way: Way, url: &str, count: u32) {
    runtime().block_on(repeat(way, url, count));
}

/// The allocations of a call, once everything is warm.
pub(crate) fn allocations(way: Way, url: &str) -> u64 {
    const COUNT: u32 = 100;
    let runtime = runtime();
    let count = |calls| {
        let counted = allocation_counter::measure(|| runtime.block_on(repeat(way, url, calls)));
        counted.count_total
    };
    count(1);
    (count(2 * COUNT) - count(COUNT)) / u64::from(COUNT)
}

/// One thread, so that all of a call is counted.
fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

async fn repeat(way: Way, url: &str, count: u32) {
    match way {
        Way::Client => {
            // The service's limit would make it wait.
            let limit = RateLimit::new(1_000_000, Duration::from_secs(60));
            let builder = Client::builder().api_key(KEY).base_url(url);
            let client = builder.rate_limit(limit).build().unwrap();
            for _ in 0..count {
                check(&by_client(&client).await);
            }
        }
        Way::ByHand => {
            let (client, key) = http_client();
            for _ in 0..count {
                check(&by_hand(&client, url, &key).await);
            }
        }
    }
}

/// The HTTP client by hand, with the same settings as that of the client, and the value of its `Authorization` header.
pub(crate) fn http_client() -> (reqwest::Client, HeaderValue) {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    (
        client,
        HeaderValue::try_from(format!("OAuth {KEY}")).unwrap(),
    )
}

pub(crate) fn check(incident: &Incident) {
    assert_eq!(incident.id, "in6fogbank2c");
    assert!(incident.incident_updates.is_some());
}

pub(crate) async fn by_client(client: &Client) -> Incident {
    let params = CreateIncidentParams::new(PAGE_ID, NAME)
        .status(IncidentStatus::Investigating)
        .body(BODY);
    client.create_incident(&params).await.unwrap()
}

#[derive(Serialize)]
struct Envelope<'a> {
    incident: NewIncident<'a>,
}

#[derive(Serialize)]
struct NewIncident<'a> {
    name: &'a str,
    status: &'a str,
    body: &'a str,
}

pub(crate) async fn by_hand(client: &reqwest::Client, url: &str, key: &HeaderValue) -> Incident {
    let incident = NewIncident {
        name: NAME,
        status: "investigating",
        body: BODY,
    };
    let response = client
        .post(format!("{url}/pages/{PAGE_ID}/incidents.json"))
        .timeout(Duration::from_secs(30))
        .header(AUTHORIZATION, key)
        .header(ACCEPT, "application/json")
        .header(USER_AGENT, "by-hand/1.0")
        .json(&Envelope { incident })
        .send()
        .await
        .unwrap();
    let response = response.error_for_status().unwrap();
    let body = response.bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap()
}
