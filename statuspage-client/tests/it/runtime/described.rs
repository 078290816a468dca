//! Response bodies of a description: integers, nullable values, text, and bodies that are not described.

use std::ops::Deref;

use models::{Boat, Harbour, HarbourMaster, Kind};
use params::*;
use serde_json::{Value, json};
use statuspage_client::{Client, Operation, Response, Result};

use crate::common::{
    call::client,
    server::{Server, ok, response},
};

statuspage_codegen::client! {
    spec: "../statuspage-codegen/core/tests/documents/responses.yaml",
    client: Port,
    runtime: statuspage_client::runtime,
}

/// A client with the functions of that description.
pub(crate) struct Port(Client);

impl Deref for Port {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

async fn sent<O: Operation>(operation: O, response: Vec<u8>) -> Result<Response<O::Output>> {
    let server = Server::start([response]);
    Port(client(&server.url())).send(&operation).await
}

async fn value<O: Operation>(operation: O, response: Vec<u8>) -> O::Output {
    sent(operation, response).await.unwrap().into_value()
}

#[tokio::test]
async fn whole_numbers_are_integers_everywhere() {
    let boat = r#"{"length":8.0,"berths":[1.0,2e0],"crew":{"a":3.0},"draught":4.0}"#;
    let expected = Boat {
        draught: Some(4),
        ..Boat::new(8, [1, 2], [("a".to_owned(), 3)])
    };
    // The models can be used without the client.
    assert_eq!(serde_json::from_str::<Boat>(boat).unwrap(), expected);
    let boats = value(ListBoatsParams::new(), ok(&format!("[{boat},{boat}]"))).await;
    assert_eq!(boats, [expected.clone(), expected]);
    let depths = value(ListDepthsParams::new(), ok("[8.0, 1e2, -3]")).await;
    assert_eq!(depths, [8, 100, -3]);
    let depths = value(PostDepthsParams::new(), ok(r#"{"a":[8.0,null,2]}"#)).await;
    assert_eq!(depths["a"], [Some(8), None, Some(2)]);
}

#[tokio::test]
async fn a_number_that_is_not_an_integer_is_an_error_with_its_path() {
    for (wrong, path) in [
        (
            json!({"length": 1.5, "berths": [], "crew": {}}),
            "[1].length",
        ),
        (
            json!({"length": 1.0, "berths": [1.0, "x"], "crew": {}}),
            "[1].berths[1]",
        ),
        (
            json!({"length": 1, "berths": [], "crew": {"a": null}}),
            "[1].crew.a",
        ),
        (
            json!({"length": null, "berths": [], "crew": {}}),
            "[1].length",
        ),
    ] {
        let list = json!([{"length": 2.0, "berths": [], "crew": {}}, wrong]);
        let error = sent(ListBoatsParams::new(), ok(&list.to_string()))
            .await
            .unwrap_err();
        assert_eq!(error.json_path(), Some(path), "{error}");
    }
    let error = sent(ListDepthsParams::new(), ok("[8.0, 1.5]"))
        .await
        .unwrap_err();
    assert_eq!(error.json_path(), Some("[1]"), "{error}");
}

#[tokio::test]
async fn a_fault_in_one_field_does_not_affect_the_others() {
    let deep = "[".repeat(300) + &"]".repeat(300);
    for fault in [
        "\"\\ud800\"",
        "1e999",
        "-1e999",
        "\"a\tb\"",
        &"9".repeat(400),
        "NaN",
        &deep,
    ] {
        for field in ["draught", "name", "papers", "unknown"] {
            let list = format!(
                r#"[{{"length":1,"{field}":{fault},"berths":[],"crew":{{}}}}, {{"length":2,"berths":[],"crew":{{}}}}]"#
            );
            let boats = value(ListBoatsParams::new(), ok(&list)).await;
            let lengths = boats.iter().map(|boat| boat.length);
            assert_eq!(lengths.collect::<Vec<_>>(), [1, 2], "{field}: {fault}");
        }
    }
}

fn nulls() -> Value {
    json!({
        "master": null, "kind": null, "lines": null, "depths": null, "berths": null, "names": [null, "a"], "opened": null,
        "closed": null, "height": null, "open": null, "notes": null, "code": null, "key": null, "twin": null,
    })
}

fn values() -> Value {
    json!({
        "master": {"name": "Ann"}, "kind": "tug", "lines": ["a"], "depths": {"a": 3, "b": null}, "berths": 4,
        "names": ["a", null], "opened": "2026-01-02", "closed": "2026-01-02T03:04:05Z", "height": 1.5, "open": true,
        "notes": [1], "code": "c", "key": "secret", "twin": nulls(), "tags": ["x", null],
    })
}

#[tokio::test]
async fn required_fields_may_be_null_and_are_written() {
    for json in [nulls(), values()] {
        let harbour: Harbour = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&harbour).unwrap(), json);
        let found = value(GetHarbourParams::new(), ok(&json.to_string())).await;
        assert_eq!(found, harbour);
        for name in nulls().as_object().unwrap().keys() {
            let mut missing = json.clone();
            missing.as_object_mut().unwrap().remove(name);
            let error = serde_json::from_value::<Harbour>(missing).unwrap_err();
            assert!(
                error
                    .to_string()
                    .contains(&format!("missing field `{name}`"))
            );
            // Untyped JSON accepts every type.
            if name != "notes" {
                let mut wrong = json.clone();
                wrong[name] = json!([[{}]]);
                assert!(serde_json::from_value::<Harbour>(wrong).is_err(), "{name}");
            }
        }
    }
    let harbour = Harbour::new(
        None,
        Kind::Ferry,
        None,
        None,
        4,
        [None, Some("a".to_owned())],
        None,
        None,
        1.5,
        true,
        None,
        None,
        None,
        None,
    );
    assert_eq!(harbour.kind, Some(Kind::Ferry));
    let master: Option<HarbourMaster> = harbour.master;
    assert_eq!(master, None);
    assert_eq!(value(FindHarbourParams::new(), ok("null")).await, None);
}

/// Bodies that a service, or a proxy in front of it, may send.
fn bodies() -> Vec<Vec<u8>> {
    let mut all = vec![b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec()];
    for body in [
        &b""[..],
        b" \r\n",
        b"OK",
        b"<html>",
        b"\x89PNG\r\n\xff",
        b"{\"a\":1}",
        b"[1",
        b"null",
    ] {
        for content_type in ["application/json", "text/plain", "image/png"] {
            all.push(response(
                "200 OK",
                &[&format!("content-type: {content_type}")],
                body,
            ));
        }
        all.push(response("200 OK", &[], body));
    }
    all
}

#[tokio::test]
async fn a_body_that_is_not_described_never_fails() {
    for body in bodies() {
        let server = Server::start(vec![body; 6]);
        let port = Port(client(&server.url()));
        port.ring_bell(&RingBellParams::new()).await.unwrap();
        port.get_bell(&GetBellParams::new()).await.unwrap();
        port.remove_bell(&RemoveBellParams::new()).await.unwrap();
        port.tune_bell(&TuneBellParams::new()).await.unwrap();
        port.get_log(&GetLogParams::new()).await.unwrap();
        port.put_log(&PutLogParams::new()).await.unwrap();
    }
    for (body, expected) in [
        ("", Value::Null),
        ("OK\n", json!("OK\n")),
        ("<html>", json!("<html>")),
        (r#"{"a": 1.0}"#, json!({"a": 1.0})),
        (r#""OK""#, json!("OK")),
    ] {
        let body = || response("200 OK", &["content-type: text/html"], body);
        assert_eq!(value(RingBellParams::new(), body()).await, expected);
        assert_eq!(value(RemoveBellParams::new(), body()).await, expected);
    }
}

#[tokio::test]
async fn a_status_without_a_described_body_returns_none() {
    for status in ["202 Accepted", "203 Elsewhere"] {
        for body in ["", "later", "<html>", "{}", r#"{"length":"x"}"#, "null"] {
            let bare = response(status, &[], body);
            assert_eq!(value(PutBoatParams::new(), bare).await, None, "{body}");
        }
        let boat = r#"{"length":1,"berths":[],"crew":{}}"#;
        assert!(
            value(PutBoatParams::new(), response(status, &[], boat))
                .await
                .is_some()
        );
    }
    // The body of the other status is described.
    for body in ["later", r#"{"length":"x"}"#] {
        assert!(
            sent(PutBoatParams::new(), ok(body))
                .await
                .unwrap_err()
                .is_decode()
        );
    }
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec();
    value(HeadBoatParams::new(), head).await;
}

#[tokio::test]
async fn a_text_body_is_decoded_as_a_string() {
    let plain = |body: &str| response("200 OK", &["content-type: text/plain; charset=utf-8"], body);
    for text in ["pong\n", "\"pong\"", "null", "12", ""] {
        assert_eq!(value(GetLogParams::new(), plain(text)).await, text);
        assert_eq!(value(PutLogParams::new(), plain(text)).await, text);
        assert_eq!(
            value(PutLogParams::new(), ok(&json!(text).to_string())).await,
            text
        );
    }
    let day = value(PostLogParams::new(), response("200 OK", &[], "2026-01-02")).await;
    assert_eq!(day.unwrap().to_string(), "2026-01-02");
    assert_eq!(
        value(PostLogParams::new(), response("202 Accepted", &[], "soon")).await,
        None
    );
    let server = Server::start([plain("a"), ok("\"a\""), plain("a"), plain("a")]);
    let port = Port(client(&server.url()));
    port.get_log(&GetLogParams::new()).await.unwrap();
    port.put_log(&PutLogParams::new()).await.unwrap();
    port.post_log(&PostLogParams::new()).await.unwrap_err();
    port.ring_bell(&RingBellParams::new()).await.unwrap();
    let asked = server.received();
    let asked: Vec<_> = asked
        .iter()
        .map(|request| request.headers("accept"))
        .collect();
    assert_eq!(
        asked,
        [
            ["text/plain"],
            ["application/json"],
            ["application/json"],
            ["application/json"]
        ]
    );
}
