//! Property tests of the encoding: any text arrives unchanged in the parameter that it was given for.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use reqwest::Url;
use serde_json::{Value, json};

use super::{JsonObject, Request, tests::base};
use crate::{Method, base_url::BaseUrl};

const BASE: &str = "http://localhost:1/v1";

/// Generates any text, with many characters that have a meaning in URLs.
fn text() -> impl Strategy<Value = String> {
    let marks = [
        "/", "?", "#", "%", "%2F", "%2e", "..", ".", "\\", "&", "=", "+", " ", ";", "{", "}",
        "{a}", "[", "]", "null", "\"", "\r\n", "\u{0}", "a",
    ];
    let part = prop_oneof![
        prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// Generates short texts, many of which are relative path segments.
fn dots() -> impl Strategy<Value = String> {
    prop::sample::select(vec![".", "..", "...", "%2e", "e", "a", "/"]).prop_map(str::to_owned)
}

fn is_harmless(segment: &str) -> bool {
    segment
        .chars()
        .all(|found| found.is_ascii_alphanumeric() || "-._~%".contains(found))
}

fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_path_parameter_is_one_segment_and_arrives_unchanged(id in text()) {
        let request = Request::new(Method::Get, "/pages/{id}/x.json").path("id", &id);
        let Ok(path) = request.encoded_path().map(str::to_owned) else {
            prop_assert!(["", ".", ".."].contains(&id.as_str()), "{id:?}");
            return Ok(());
        };
        let segment = path.strip_prefix("/pages/").and_then(|rest| rest.strip_suffix("/x.json")).unwrap();
        prop_assert!(is_harmless(segment), "{segment}");
        prop_assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), id);
        // Parsing the URL does not change it.
        let http = request.to_http(&base()).unwrap();
        prop_assert_eq!(http.url().as_str(), format!("{BASE}{path}"));
    }

    #[test]
    fn a_url_below_the_base_url_is_that_of_the_joined_text(path in text(), query in text(), index in 0..4_usize) {
        // The parser of whole URLs removes control characters and spaces at the end.
        let [path, query] = [path, query].map(|text| text.replace('#', "").trim_end_matches(|end| end <= ' ').to_owned());
        let path = format!("/{path}");
        let base = ["http://localhost:1", "https://example.com/v1", "http://[::1]/a//b", "https://b\u{fc}cher.example/%20"][index];
        let question = if query.is_empty() { "" } else if path.contains('?') { "&" } else { "?" };
        let parsed = Url::parse(&format!("{base}{path}{question}{query}")).unwrap();
        let joined = BaseUrl::parse(base, "").unwrap().join(&path, &query);
        prop_assert_eq!(joined.host_str(), parsed.host_str());
        prop_assert_eq!(joined.as_str(), parsed.as_str());
    }

    #[test]
    fn adjacent_path_parameters_do_not_change_the_path(first in dots(), second in dots()) {
        for template in ["/a/{x}{y}/b", "/a/.{x}/{y}", "/a/{x}.{y}", "/a/%2e{x}/{y}"] {
            let request = Request::new(Method::Get, template).path("x", &first).path("y", &second);
            if let Ok(path) = request.encoded_path().map(str::to_owned) {
                let http = request.to_http(&base()).unwrap();
                prop_assert_eq!(http.url().as_str(), format!("{BASE}{path}"));
            }
        }
    }

    #[test]
    fn names_and_values_of_a_query_arrive(name in text(), value in text(), items in prop::collection::vec(text(), 0..4)) {
        let request = Request::new(Method::Get, "/x").query(&name, &value).query(&name, &items);
        let mut expected = vec![(name.clone(), value)];
        expected.extend(items.into_iter().map(|item| (name.clone(), item)));
        prop_assert_eq!(pairs(request.encoded_query().as_bytes()), expected.clone());
        let http = request.to_http(&base()).unwrap();
        prop_assert_eq!(pairs(http.url().query().unwrap().as_bytes()), expected);
    }

    #[test]
    fn names_and_values_of_a_form_arrive(name in text(), value in text()) {
        let request = Request::new(Method::Post, "/x").form(&name, &value).form("last", "1");
        let expected = [(name, value), ("last".to_owned(), "1".to_owned())];
        prop_assert_eq!(pairs(&request.body().unwrap()), expected);
    }

    #[test]
    fn names_and_values_of_a_json_body_arrive(name in text(), value in text(), envelope in text()) {
        let object = JsonObject::new().object(&envelope, JsonObject::new().field(&name, &value));
        let request = Request::new(Method::Post, "/x").json_object(object);
        let sent: Value = serde_json::from_slice(&request.body().unwrap()).unwrap();
        prop_assert_eq!(sent, json!({envelope: {name: value}}));
    }
}
