//! Media types that a description lists, over real HTTP: the content type of bodies, and the `Accept` header.

use std::ops::Deref;

use params::*;
use statuspage_client::{Client, Operation};
use statuspage_simulator::RecordedRequest;

use crate::common::simulated;

statuspage_codegen::client! {
    spec: "../statuspage-codegen/core/tests/corpus/good-media-types.yaml",
    client: Pets,
    runtime: statuspage_client::runtime,
}

/// A client with the functions of that description.
pub struct Pets(Client);

impl Deref for Pets {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

/// Sends an operation to the simulator, which does not support it, and returns the request that arrived.
async fn arrived(params: impl Operation) -> RecordedRequest {
    let (simulator, client) = simulated::start().await;
    let pets = Pets(client);
    assert!(pets.send(&params).await.is_err());
    simulator.requests().pop().unwrap()
}

#[tokio::test]
async fn json_with_another_media_type() {
    let request = arrived(ChangePetParams::new().body([serde_json::json!({})])).await;
    assert_eq!(
        (request.header("content-type"), request.body.as_slice()),
        (Some("application/json-patch+json"), &b"[{}]"[..])
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    let request = arrived(CreatePetParams::new().name("Leo")).await;
    assert_eq!(request.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_form_is_multipart_if_only_that_is_listed() {
    let request = arrived(ReplacePetParams::new().name("Leo")).await;
    let content_type = request.header("content-type").unwrap();
    assert!(content_type.starts_with("multipart/form-data; boundary="));
    assert!(request.body.windows(3).any(|bytes| bytes == b"Leo"));
    let request = arrived(DeletePetParams::new().name("Leo")).await;
    assert_eq!(
        (request.header("content-type"), request.body.as_slice()),
        (Some("application/x-www-form-urlencoded"), &b"name=Leo"[..])
    );
}

#[tokio::test]
async fn accept_lists_the_media_types_of_responses() {
    let request = arrived(ListPetsParams::new()).await;
    assert_eq!(request.header("accept"), Some("application/hal+json"));
    let request = arrived(ReplacePetParams::new().accept("application/vnd.cats+json")).await;
    assert_eq!(request.header("accept"), Some("application/vnd.cats+json"));
    let request = arrived(ReplacePetParams::new()).await;
    assert_eq!(request.header("accept"), Some("application/json"));
}
