//! A simulator, and a client for it.

use statuspage_client::{Client, RateLimit};
use statuspage_simulator::Simulator;

pub(crate) async fn start() -> (Simulator, Client) {
    let simulator = Simulator::start().await.unwrap();
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .rate_limit(RateLimit::NONE)
        .build()
        .unwrap();
    (simulator, client)
}
