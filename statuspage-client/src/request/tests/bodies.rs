//! The bodies of requests: forms, files, JSON and raw bytes.

use super::*;

#[test]
fn a_form_is_encoded_pair_by_pair() {
    let request = post()
        .form("incident[name]", "é x&y=z+%")
        .form("none", &None::<String>)
        .form("ids[]", &["a", "b"])
        .form("joined", &Joined(&["a", "b"], ','))
        .form("absent", &Joined(&Value::Null, '|'))
        .form("count", &3);
    assert_eq!(
        body(&request),
        "incident%5Bname%5D=%C3%A9%20x%26y%3Dz%2B%25&ids%5B%5D=a&ids%5B%5D=b&joined=a%2Cb&count=3"
    );
    let http = request.to_http(&base()).unwrap();
    assert_eq!(
        http.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
}

#[test]
fn a_form_without_fields_is_not_sent() {
    let request = post().form("a", &None::<String>).file("b", &None);
    assert_eq!((request.body(), request.content_type()), (None, None));
    assert!(request.to_http(&base()).unwrap().body().is_none());
}

#[test]
fn a_file_makes_the_form_multipart() {
    let request = post()
        .form("name", "x y")
        .file("logo", &FilePart::new(*b"\x89PNG"))
        .file("absent", &None)
        .files("none", &[])
        .form("size", &1)
        .file("more", &Some(FilePart::default()));
    let expected = b"--statuspage-client-0-boundary\r\n\
        Content-Disposition: form-data; name=\"name\"\r\n\r\nx y\r\n\
        --statuspage-client-0-boundary\r\n\
        Content-Disposition: form-data; name=\"logo\"; filename=\"logo\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\x89PNG\r\n\
        --statuspage-client-0-boundary\r\n\
        Content-Disposition: form-data; name=\"size\"\r\n\r\n1\r\n\
        --statuspage-client-0-boundary\r\n\
        Content-Disposition: form-data; name=\"more\"; filename=\"more\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\r\n\
        --statuspage-client-0-boundary--\r\n";
    assert_eq!(request.body().unwrap(), &expected[..]);
    let content_type = request.content_type().unwrap();
    assert_eq!(
        content_type,
        "multipart/form-data; boundary=statuspage-client-0-boundary"
    );
    let http = request.to_http(&base()).unwrap();
    assert_eq!(http.headers()["content-type"], *content_type);
    assert_eq!(http.body().unwrap().as_bytes(), Some(&expected[..]));
}

#[test]
fn a_json_body_is_sent_as_compact_json() {
    let object = JsonObject::new().object("page", JsonObject::new().field("name", "é"));
    for (request, expected) in [
        (post().json_object(object), r#"{"page":{"name":"é"}}"#),
        (post().json_object(JsonObject::new()), "{}"),
        (post().json(&json!([1, {"a": null}])), r#"[1,{"a":null}]"#),
        (post().json_optional(Some("x")), r#""x""#),
    ] {
        assert_eq!(body(&request), expected);
        assert_eq!(request.content_type().unwrap(), "application/json");
        let http = request.to_http(&base()).unwrap();
        assert_eq!(http.body().unwrap().as_bytes(), Some(expected.as_bytes()));
        assert_eq!(http.headers()["content-type"], "application/json");
    }
    let request = post().json_optional(None::<&Value>);
    assert_eq!((request.body(), request.content_type()), (None, None));
}

#[test]
fn a_raw_body_is_sent_unchanged() {
    let time: jiff::Timestamp = "2024-05-06T07:08:09Z".parse().unwrap();
    let bytes = [0, 0xff, b'\n'];
    for (request, expected, media_type) in [
        (
            post().text("a, \"b\"\r\né"),
            "a, \"b\"\r\né".as_bytes(),
            "text/plain; charset=utf-8",
        ),
        (post().text(&Some("")), b"", "text/plain; charset=utf-8"),
        (
            post().text(&time).media_type("text/markdown"),
            b"2024-05-06T07:08:09Z",
            "text/markdown",
        ),
        (
            post().bytes(Some(&bytes)),
            &bytes[..],
            "application/octet-stream",
        ),
        (
            post()
                .media_type("application/x-tar")
                .bytes(Some(&Vec::new())),
            b"",
            "application/x-tar",
        ),
    ] {
        assert_eq!(request.body().unwrap(), expected);
        assert_eq!(request.content_type().unwrap(), media_type);
        let http = request.to_http(&base()).unwrap();
        assert_eq!(http.body().unwrap().as_bytes(), Some(expected));
        assert_eq!(http.headers()["content-type"], media_type);
    }
    for request in [
        post().text(&None::<&str>),
        post().bytes(None::<&[u8]>),
        post().json_object_optional(JsonObject::new()),
    ] {
        assert_eq!((request.body(), request.content_type()), (None, None));
    }
}

#[test]
fn the_body_sets_the_content_type() {
    let refused = refusal(&post().header("Content-Type", "text/plain").json(&1));
    assert!(refused.contains("from the body"), "{refused}");
    let http = post().json(&1).to_http(&base()).unwrap();
    let content_types: Vec<_> = http.headers().get_all("content-type").iter().collect();
    assert_eq!(content_types, ["application/json"]);
}

#[test]
fn a_second_body_is_rejected() {
    let object = JsonObject::new;
    for request in [
        post().json(&1).json(&2),
        post().form("a", "1").json(&2),
        post().file("a", &FilePart::new([1])).json_object(object()),
        post().json_object(object()).form("a", "1"),
        post().text("a").text("b"),
        post().bytes(Some(b"")).json(&1),
        post().bytes(Some("a")).file("a", &FilePart::new("b")),
    ] {
        let refusal = refusal(&request);
        assert!(refusal.starts_with("`body`: a "), "{refusal}");
    }
}
