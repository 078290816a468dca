//! The bodies of errors, as the types that the description gives for them.

use statuspage_client::ErrorKind;

use crate::common::server::{Server, broken_off, response};

/// Generated from a document of the reader's corpus.
pub mod pets {
    statuspage_codegen::client! {
        spec: "../statuspage-codegen/core/tests/corpus/three-errors.yaml",
        client: pub struct Pets,
        warnings: false,
    }
}

use pets::models::{ListPetsError409, MissingResponse, Problem};

/// The error of a call with this response.
async fn error(answer: Vec<u8>) -> statuspage_client::Error {
    let server = Server::start([answer]);
    let pets = pets::Pets::builder()
        .base_url(server.url())
        .max_body_size(100);
    let pets = pets.build().unwrap();
    let params = pets::params::ListPetsParams::new();
    pets.list_pets(&params).await.unwrap_err()
}

#[tokio::test]
async fn a_described_body_has_its_type() {
    let found = error(response(
        "400 Bad Request",
        &[],
        r#"{"code": "x", "more": 1}"#,
    ))
    .await;
    let problem: Problem = found.body_as().unwrap();
    assert_eq!((problem.code.as_str(), problem.detail), ("x", None));
    let found = error(response("404 Not Found", &[], r#"{"what": "a pet"}"#)).await;
    let missing: MissingResponse = found.body_as().unwrap();
    assert_eq!(missing.what.as_deref(), Some("a pet"));
    // An optional field with a value of another type is absent, as in other responses.
    let found = error(response("409 Conflict", &[], r#"{"with": 7}"#)).await;
    let conflict: ListPetsError409 = found.body_as().unwrap();
    assert_eq!(conflict.with, None);
    let found = error(response("422 A", &[], r#"[{"code": "a"}, {"code": "b"}]"#)).await;
    assert_eq!(found.body_as::<Vec<Problem>>().unwrap().len(), 2);
}

#[tokio::test]
async fn any_other_body_is_an_error_that_says_why() {
    let long = format!("{{\"code\": \"{}\" }}", "x ".repeat(100));
    for (answer, reason) in [
        (response("400 Bad Request", &[], "<html>"), "expected value"),
        (
            response("400 Bad Request", &[], "{}"),
            "missing field `code`",
        ),
        (response("400 Bad Request", &[], long), "was cut off"),
        (broken_off("400 Bad Request"), "no complete body"),
    ] {
        let found = error(answer).await;
        let undecoded = found.body_as::<Problem>().unwrap_err();
        assert_eq!(undecoded.kind(), ErrorKind::Decode);
        assert_eq!(undecoded.status(), Some(400));
        let text = undecoded.to_string();
        assert!(
            text.starts_with("list-pets: the error response (400)"),
            "{text}"
        );
        assert!(text.contains(reason), "{text}");
    }
}
