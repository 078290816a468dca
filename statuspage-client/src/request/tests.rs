//! Requests as operations build them, compared byte for byte with what is sent.

mod bodies;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{FilePart, Finite, Joined, JoinedItems, JsonObject, Request};
use crate::{ErrorKind, Method, base_url::BaseUrl};

const BASE: &str = "http://localhost:1/v1";

pub(super) fn base() -> BaseUrl {
    BaseUrl::parse(BASE, "").unwrap()
}

fn get(path: &'static str) -> Request {
    Request::new(Method::Get, path)
}

fn post() -> Request {
    Request::new(Method::Post, "/x")
}

fn body(request: &Request) -> String {
    String::from_utf8(request.body().unwrap()).unwrap()
}

/// Returns the reason why a request cannot be sent, and checks that all functions report it.
fn refusal(request: &Request) -> String {
    let error = request.encoded_path().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        request.to_http(&base()).unwrap_err().to_string(),
        error.to_string()
    );
    error.to_string()
}

/// Returns a value that fails to serialize.
fn unwritable() -> impl Serialize {
    BTreeMap::from([((1, 2), 3)])
}

#[test]
fn an_id_is_always_one_path_segment() {
    for (id, segment) in [
        ("abc-1._~", "abc-1._~"),
        ("a/../b", "a%2F..%2Fb"),
        ("../..", "..%2F.."),
        ("...", "..."),
        ("é x", "%C3%A9%20x"),
        ("%2e%2e", "%252e%252e"),
        ("a?b#c", "a%3Fb%23c"),
        ("\\", "%5C"),
        ("{id}", "%7Bid%7D"),
        ("\t\n", "%09%0A"),
        ("+&=;,:@!$'()*", "%2B%26%3D%3B%2C%3A%40%21%24%27%28%29%2A"),
        (" ", "%20"),
    ] {
        let request = get("/pages/{id}/components/{id}.json").path("id", id);
        let path = format!("/pages/{segment}/components/{segment}.json");
        assert_eq!(request.encoded_path().unwrap(), path);
        let http = request.to_http(&base()).unwrap();
        assert_eq!(http.url().as_str(), format!("{BASE}{path}"));
    }
}

#[test]
fn ids_that_would_change_the_path_are_rejected() {
    for id in [
        json!(""),
        json!("."),
        json!(".."),
        json!(null),
        json!([]),
        json!([""]),
    ] {
        let refusal = refusal(&get("/pages/{page_id}/x").path("page_id", &id));
        assert!(refusal.starts_with("`page_id`: `"), "{refusal}");
        assert!(refusal.contains("expected an id"), "{refusal}");
    }
}

#[test]
fn path_parameters_and_template_must_match() {
    assert_eq!(
        refusal(&get("/a/{x}/{y z}").path("x", "1")),
        "`y z`: the path `/a/{x}/{y z}` needs a value for this parameter"
    );
    let twice = get("/a/{x}").path("x", "1").path("x", "2");
    assert_eq!(
        refusal(&twice),
        "`x`: the path `/a/1` has no parameter of this name"
    );
}

#[test]
fn a_path_cannot_become_a_part_of_the_host() {
    for template in [".evil.example/x", "@evil.example/x", "{x}/y", "", ":81/x"] {
        let request = get(template);
        let request = if template.contains("{x}") {
            request.path("x", "a")
        } else {
            request
        };
        let refusal = refusal(&request);
        assert_eq!(
            refusal,
            format!("the path `{template}` must begin with a slash")
        );
    }
    for template in [
        "/",
        "//evil.example/x",
        "/@evil.example",
        "/\\\\evil.example",
    ] {
        let http = get(template)
            .to_http(&BaseUrl::parse("http://localhost:1", "").unwrap())
            .unwrap();
        assert_eq!(http.url().host_str(), Some("localhost"), "{template}");
    }
}

#[test]
fn a_path_may_contain_a_query() {
    let http = get("/x?a=1").query("b", "2").to_http(&base()).unwrap();
    assert_eq!(http.url().as_str(), format!("{BASE}/x?a=1&b=2"));
}

#[test]
fn the_fragment_of_a_path_is_not_sent_and_does_not_hide_the_query() {
    let http = get("/x?a=1#y").query("b", "2").to_http(&base()).unwrap();
    assert_eq!(http.url().as_str(), format!("{BASE}/x?a=1&b=2"));
}

#[test]
fn path_values_of_other_types() {
    let request = get("/{a}/{b}/{c}")
        .path("c", &["x", "y"])
        .path("a", &-5)
        .path("b", &jiff::civil::date(2024, 5, 6));
    assert_eq!(request.encoded_path().unwrap(), "/-5/2024-05-06/x%2Cy");
    assert_eq!(request.path_template(), "/{a}/{b}/{c}");
}

#[test]
fn a_query_is_encoded_pair_by_pair() {
    let request = get("/x")
        .query("component[name]", "é x&y=z+%")
        .query("none", &None::<String>)
        .query("page", &Some(2))
        .query("ids[]", &["a", "b,c"])
        .query("flag", &false)
        .query("empty", "")
        .query("object", &json!({"a": [1, null]}));
    let query = "component%5Bname%5D=%C3%A9%20x%26y%3Dz%2B%25&page=2&ids%5B%5D=a&ids%5B%5D=b%2Cc&flag=false&empty=\
                 &object=%7B%22a%22%3A%5B1%2Cnull%5D%7D";
    assert_eq!(request.encoded_query(), query);
    assert_eq!(request.content_type(), None);
    let http = request.to_http(&base()).unwrap();
    assert_eq!(http.url().as_str(), format!("{BASE}/x?{query}"));
    assert!(http.body().is_none());
}

#[test]
fn a_query_without_parameters_has_no_question_mark() {
    let request = get("/x").query("a", &None::<i64>).query("b", &[0_u8; 0]);
    assert_eq!(request.encoded_query(), "");
    assert_eq!(
        request.to_http(&base()).unwrap().url().as_str(),
        format!("{BASE}/x")
    );
}

#[test]
fn joined_arrays_are_one_pair() {
    let ids = ["a", "b,c", "d|e"];
    for (separator, query) in [
        (',', "i=a%2Cb%2Cc%2Cd%7Ce"),
        (' ', "i=a%20b%2Cc%20d%7Ce"),
        ('\t', "i=a%09b%2Cc%09d%7Ce"),
        ('|', "i=a%7Cb%2Cc%7Cd%7Ce"),
    ] {
        let request = get("/x").query("i", &Joined(&ids, separator));
        assert_eq!(request.encoded_query(), query);
        let url = request.to_http(&base()).unwrap().url().to_string();
        assert_eq!(url, format!("{BASE}/x?{query}"));
    }
    let request = get("/x")
        .query("a", &Joined(&None::<Vec<i64>>, ','))
        .query("b", &Joined(&[0_u8; 0], ','))
        .query("c", &Joined(&[Some(1), None, Some(3)], ','))
        .query("d", &Joined("one", ','));
    assert_eq!(request.encoded_query(), "c=1%2C3&d=one");
    let request = get("/{ids}")
        .path("ids", &Joined(&ids, '|'))
        .header("X-Ids", &Joined(&ids, ' '));
    assert_eq!(request.encoded_path().unwrap(), "/a%7Cb%2Cc%7Cd%7Ce");
    assert_eq!(request.headers().next().unwrap().1, b"a b,c d|e");
}

#[test]
fn headers_are_set_or_rejected() {
    let request = get("/x")
        .header("X-Trace", "é 1")
        .header("X-Ids", &["a", "b"])
        .header("X-None", &None::<String>);
    let headers: Vec<_> = request.headers().collect();
    assert_eq!(headers, [("x-trace", "é 1".as_bytes()), ("x-ids", b"a,b")]);

    let injected = refusal(&get("/x").header("X-Trace", "secret\r\nX-Admin: 1"));
    assert!(
        injected.starts_with("`X-Trace`: the value contains a line break"),
        "{injected}"
    );
    assert!(!injected.contains("secret"), "{injected}");
    assert_eq!(
        refusal(&get("/x").header("X Trace", "1")),
        "`X Trace`: not a valid header name"
    );
}

#[test]
fn values_that_do_not_serialize_are_reported_by_name() {
    for (request, name) in [
        (get("/{id}").path("id", &unwritable()), "id"),
        (get("/x").query("q", &unwritable()), "q"),
        (get("/x").query("q", &Joined(&unwritable(), ',')), "q"),
        (get("/x").header("h", &unwritable()), "h"),
        (get("/x").form("f", &unwritable()), "f"),
        (get("/x").form("f", &Joined(&unwritable(), ',')), "f"),
        (get("/x").json(&unwritable()), "body"),
        (get("/x").text(&unwritable()), "body"),
        (
            get("/x").json_object_optional(JsonObject::new().field("a", &unwritable())),
            "body",
        ),
        (
            get("/x").json_object(JsonObject::new().field("a", &unwritable())),
            "body",
        ),
    ] {
        let refusal = refusal(&request);
        assert!(refusal.starts_with(&format!("`{name}`: ")), "{refusal}");
        assert!(refusal.contains("key must be a string"), "{refusal}");
    }
}

#[test]
fn the_first_failure_is_reported() {
    let request = get("/{a}/{b}").path("a", "..").path("b", "").path("c", "1");
    assert!(refusal(&request).starts_with("`a`: "));
}

#[test]
fn debug_does_not_show_parameter_values() {
    let request = get("/{p}")
        .path("p", "hidden-1")
        .query("q", "hidden-2")
        .header("h", "hidden-3")
        .json(&json!({"b": "hidden-4"}));
    let shown = format!("{request:?}");
    assert!(!shown.contains("hidden"), "{shown}");
    for part in ["Get", "\"/{p}\"", "application/json"] {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn numbers_that_are_not_finite_cannot_be_sent() {
    assert_eq!(get("/x").query("q", &Finite(&0.5)).encoded_query(), "q=0.5");
    for number in [f64::NAN, f64::INFINITY] {
        let refusal = refusal(&get("/x").query("q", &Finite(&number)));
        assert!(refusal.starts_with("`q`: "), "{refusal}");
        assert!(
            refusal.contains("is not finite, and JSON cannot represent it"),
            "{refusal}"
        );
    }
}

#[test]
fn nested_arrays_have_two_separators() {
    let rows = [vec!["a", "b,c"], vec![], vec!["d"]];
    for (request, query) in [
        (
            get("/x").query("q", &Joined(&JoinedItems(&rows, ','), '|')),
            "q=a%2Cb%2Cc%7C%7Cd",
        ),
        (
            get("/x").query("q", &JoinedItems(&rows, ' ')),
            "q=a%20b%2Cc&q=&q=d",
        ),
        (
            get("/x").query("q", &Joined(&JoinedItems(&None::<[[i64; 2]; 1]>, ','), '|')),
            "",
        ),
        (
            get("/x").query("q", &Joined(&JoinedItems(&[[0; 2]; 0], ','), '|')),
            "",
        ),
        (
            get("/x").query("q", &JoinedItems(&Some([[1, 2]]), '\t')),
            "q=1%092",
        ),
    ] {
        assert_eq!(request.encoded_query(), query);
    }
    assert!(
        refusal(&get("/x").query("q", &JoinedItems(&[[unwritable()]], ','))).starts_with("`q`: ")
    );
}
