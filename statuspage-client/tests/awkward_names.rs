//! A description whose names are those that the emitted code uses itself.

use std::ops::Deref;

use models::IntoIterator2;
use params::{CloneParams, DerefParams, SendParams};
use statuspage_client::{Client, Operation};

statuspage_codegen::client! {
    spec: "tests/awkward_names.yaml",
    client: Awkward,
    runtime: statuspage_client::runtime,
}

/// A client with functions that are called as those of the client itself are.
pub struct Awkward(Client);

impl Deref for Awkward {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

#[test]
fn setters_hide_nothing_that_the_code_needs() {
    let params = CloneParams::new().default("x").clone("y");
    assert_eq!(
        Operation::request(&params).encoded_query(),
        "default=x&clone=y"
    );
    let params = SendParams::new("1", "2", "3").value("4");
    let query = "self=1&runtime=2&models=3&value=4";
    assert_eq!(params.request().encoded_query(), query);
    let body = DerefParams::new().clear_a("x").clear_a_2().request();
    assert_eq!(body.body().unwrap(), &br#"{"a":null,"clear_a":"x"}"#[..]);
}

#[test]
fn types_hide_nothing_that_the_code_needs() {
    assert_eq!(IntoIterator2::new(["x"]).a, ["x"]);
}
