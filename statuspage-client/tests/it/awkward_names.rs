//! A description whose names are the same as names that the generated code uses.

use std::ops::Deref;

use models::IntoIterator2;
use params::{CloneParams, DerefParams, TypeParams};
use statuspage_client::{Client, Operation};

statuspage_codegen::client! {
    spec: "tests/it/awkward_names.yaml",
    client: Awkward,
    runtime: statuspage_client::runtime,
}

/// A client whose operations have the names of its own functions.
pub struct Awkward(Client);

impl Deref for Awkward {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

#[test]
fn setters_do_not_shadow_names_of_the_generated_code() {
    let params = CloneParams::new().default("x").clone("y").send(true);
    assert_eq!(
        Operation::request(&params).encoded_query(),
        "default=x&clone=y&send=true"
    );
    let params = TypeParams::new("1", "2", "3").value("4");
    let query = "self=1&runtime=2&models=3&value=4";
    assert_eq!(params.request().encoded_query(), query);
    let body = DerefParams::new().clear_a("x").clear_a_2().request();
    assert_eq!(body.body().unwrap(), &br#"{"a":null,"clear_a":"x"}"#[..]);
}

#[test]
fn types_do_not_shadow_names_of_the_generated_code() {
    assert_eq!(IntoIterator2::new(["x"]).a, ["x"]);
}
