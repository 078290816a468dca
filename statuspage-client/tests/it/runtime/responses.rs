//! The result of each kind of response: a value with status and headers, or an error.

use serde::Deserialize;
use serde_json::{Value, json};
use statuspage_client::{Error, ErrorKind, Method, RetryPolicy, raw::Request};

use crate::common::{
    call::{builder, client, failure, get},
    server::{Server, broken_off, ok, response},
};

#[derive(Debug, Deserialize)]
struct Component {
    position: i64,
}

const METHODS: [Method; 7] = [
    Method::Get,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
    Method::Head,
    Method::Options,
];

type Predicate = fn(&Error) -> bool;

async fn error(response: Vec<u8>) -> Error {
    let server = Server::start([response]);
    failure(&client(&server.url())).await
}

#[tokio::test]
async fn a_success_has_value_status_and_headers() {
    let server = Server::start([response("201 Created", &["X-Runtime: 5"], r#"{"id":"a"}"#)]);
    let response = client(&server.url()).send(&get::<Value>()).await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.header("x-runtime"), Some("5"));
    assert!(
        response
            .headers()
            .any(|header| header == ("x-runtime", "5"))
    );
    assert_eq!(response.value(), &json!({"id": "a"}));
    assert_eq!(response.into_value()["id"], "a");
}

#[tokio::test]
async fn an_empty_body_is_decoded_as_null_or_unit() {
    let empty = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec();
    let server = Server::start([empty.clone(), empty, ok(""), ok("<html>")]);
    let client = client(&server.url());
    let response = client.send(&get::<Value>()).await.unwrap();
    assert_eq!(
        (response.status(), response.into_value()),
        (204, Value::Null)
    );
    client.send(&get::<()>()).await.unwrap();
    assert_eq!(
        client
            .send(&get::<Option<i64>>())
            .await
            .unwrap()
            .into_value(),
        None
    );
    client.send(&get::<()>()).await.unwrap();
}

#[tokio::test]
async fn messages_are_found_in_every_form_of_error_body() {
    for (body, messages) in [
        (
            r#"{"message":"Name can't be blank"}"#,
            &["Name can't be blank"][..],
        ),
        (
            r#"{"error":"Name can't be blank"}"#,
            &["Name can't be blank"],
        ),
        (r#"{"error":["a","b"]}"#, &["a", "b"]),
        (r#"{"errors":["a","b"]}"#, &["a", "b"]),
        (r#"["a","b"]"#, &["a", "b"]),
        (r#"{"name":["a"]}"#, &["name: a"]),
        (r#"{"errors":{"name":["a"]}}"#, &["name: a"]),
        (r#"{"errors":[{"title":"a","detail":"b"}]}"#, &["a", "b"]),
        ("a b", &["a b"]),
    ] {
        let error = error(response("422 Unprocessable Entity", &[], body)).await;
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.messages(), messages);
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(
            (error.status(), error.operation()),
            (Some(422), Some("test-call"))
        );
        let line = format!(
            "test-call: 422 Unprocessable Entity: {}",
            messages.join("; ")
        );
        assert_eq!(error.to_string(), line);
    }
}

#[tokio::test]
async fn the_error_shows_the_title_of_an_html_page_and_keeps_its_body() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>…</body></html>\r\n";
    let error = error(response(
        "502 Bad Gateway",
        &["content-type: text/html"],
        page,
    ))
    .await;
    assert_eq!(error.body(), Some(page.as_bytes()));
    assert!(error.messages().is_empty());
    assert!(error.is_server_error());
    let line = error.to_string();
    assert!(
        line.contains("502 Bad Gateway: 502 Bad Gateway (try again later"),
        "{line}"
    );
    assert!(!line.contains(['\n', '\r', '<']), "{line}");
}

#[tokio::test]
async fn each_status_has_its_own_predicate() {
    let predicates: [(Predicate, &[u16]); 7] = [
        (Error::is_not_found, &[404]),
        (Error::is_unauthorized, &[401]),
        (Error::is_forbidden, &[403]),
        (Error::is_rate_limited, &[420, 429]),
        (Error::is_validation, &[400, 422]),
        (Error::is_conflict, &[409]),
        (Error::is_server_error, &[500, 503, 599]),
    ];
    for status in [
        302, 400, 401, 403, 404, 405, 409, 420, 422, 429, 500, 503, 599,
    ] {
        let error = error(response(&format!("{status} X"), &[], "")).await;
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.kind(), ErrorKind::Status);
        for (predicate, statuses) in predicates {
            assert_eq!(predicate(&error), statuses.contains(&status), "{error}");
        }
        assert!(!error.is_timeout() && !error.is_connect() && !error.is_decode());
    }
}

#[tokio::test]
async fn retry_after_is_parsed() {
    let error = error(response("420 Enhance", &["Retry-After: 60"], "")).await;
    assert_eq!(error.retry_after().unwrap().as_secs(), 60);
    assert_eq!(
        error.to_string(),
        "test-call: 420 (wait 60 s and try again)"
    );
}

#[tokio::test]
async fn a_value_that_cannot_be_decoded_is_reported_with_its_path() {
    let body = r#"[{"position":1},{"position":"x"}]"#;
    let server = Server::start([ok(body)]);
    let client = client(&server.url());
    let error = client.send(&get::<Vec<Component>>()).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.json_path(), Some("[1].position"));
    assert_eq!(error.body(), Some(body.as_bytes()));
    let line = error.to_string();
    let start = "test-call: the response (200 OK) is not as described at `[1].position`: invalid type: string \"x\"";
    assert!(line.starts_with(start), "{line}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn a_body_that_is_not_json_is_kept_in_the_error() {
    let error = error(ok("<title>Please log in</title>")).await;
    assert!(error.is_decode());
    assert_eq!(error.body(), Some(&b"<title>Please log in</title>"[..]));
    assert!(
        error.to_string().contains("it begins with: Please log in"),
        "{error}"
    );
}

/// The service carried the request out, so the error must not look like a failed request.
#[tokio::test]
async fn a_missing_body_is_an_error_that_says_so() {
    let empty = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec();
    for method in METHODS {
        let statuses = [
            (empty.clone(), 204),
            (ok(" \n"), 200),
            (response("201 Created", &[], ""), 201),
        ];
        for (response, status) in statuses {
            let server = Server::start([response]);
            let error = client(&server.url())
                .send_request::<Component>(Request::new(method, "/things.json"))
                .await
                .unwrap_err();
            assert_eq!(
                (error.kind(), error.status()),
                (ErrorKind::Decode, Some(status))
            );
            assert_eq!(error.attempts(), 1);
            let line = error.to_string();
            let said = format!("the service carried the request out ({status} ");
            assert!(
                line.contains(&said) && line.contains("has no body"),
                "{line}"
            );
        }
    }
}

#[tokio::test]
async fn faults_in_single_strings_and_numbers_are_repaired() {
    let list = b"\xef\xbb\xbf[{\"position\":1.0,\"a\":\"\\ud83d\",\"b\":1e999},{\"position\":2e0,\"c\":\"\xff\"}]";
    let server = Server::start([response("200 OK", &[], list)]);
    let client = client(&server.url());
    let response = client.send(&get::<Vec<Component>>()).await.unwrap();
    assert_eq!(response.body(), list);
    let positions = response.value().iter().map(|component| component.position);
    assert_eq!(positions.collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn a_required_number_out_of_range_is_reported_with_its_path() {
    let error = {
        let server = Server::start([ok(r#"[{"position":1,"a":"\ud800"},{"position":1e999}]"#)]);
        client(&server.url())
            .send(&get::<Vec<Component>>())
            .await
            .unwrap_err()
    };
    assert_eq!(error.json_path(), Some("[1].position"));
}

#[tokio::test]
async fn the_status_is_reported_even_if_the_body_is_too_large() {
    let chunk = "a\r\nabc abc ab\r\n";
    let chunked = format!(
        "HTTP/1.1 429 X\r\nretry-after: 7\r\ntransfer-encoding: chunked\r\n\r\n{chunk}{chunk}0\r\n\r\n"
    );
    let long = "abc abc ababc abc ab";
    for (response, kept) in [
        (
            response("401 Unauthorized", &[], long.repeat(9)),
            &long[..13],
        ),
        // Without `Content-Length`. The last word is cut off, because it may be a part of the key.
        (chunked.into_bytes(), &long[..13]),
        (response("404 Not Found", &[], &long[..16]), &long[..16]),
        (response("404 Not Found", &[], "x".repeat(17)), ""),
    ] {
        let server = Server::start([response.clone()]);
        let builder = builder(&server.url()).retry(RetryPolicy::never());
        let error = failure(&builder.max_body_size(16).build().unwrap()).await;
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        let start = format!("HTTP/1.1 {}", error.status().unwrap());
        assert!(response.starts_with(start.as_bytes()));
        assert_eq!(error.body(), Some(kept.as_bytes()));
        assert_eq!(error.retry_after().is_some(), error.is_rate_limited());
    }
}

#[tokio::test]
async fn the_status_is_reported_even_if_the_body_is_incomplete() {
    let error = error(broken_off("404 Not Found")).await;
    assert!(error.is_not_found());
    assert_eq!((error.kind(), error.body()), (ErrorKind::Status, None));
    assert!(
        error
            .to_string()
            .contains("404 Not Found: the body is incomplete ("),
        "{error}"
    );
    assert!(!format!("{error:?}").contains("things"), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn an_incomplete_response_is_a_transport_error() {
    for (broken, status) in [
        (broken_off("200 OK"), Some(200)),
        (broken_off("201 Created"), Some(201)),
        (b"HTTP/1.1 200".to_vec(), None),
        (b"SSH-2.0\r\n\r\n".to_vec(), None),
    ] {
        let error = error(broken).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert_eq!((error.status(), error.body()), (status, None));
        let line = error.to_string();
        assert!(
            line.contains("the request may have been carried out"),
            "{line}"
        );
        assert_eq!(line.contains(": received "), status.is_some(), "{line}");
        assert!(std::error::Error::source(&error).is_some());
        assert!(!format!("{error:?}").contains("things"), "{error:?}");
    }
}
