//! All kinds of bodies that a description can have, and nested arrays, over real HTTP and byte for byte.

use statuspage_client::{FilePart, Operation};

use crate::common::described::{arrived, description};
use crate::common::simulated;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

description!(raw: "../statuspage-codegen/core/tests/corpus/good-raw-bodies.yaml");
description!(raw_json: "../statuspage-codegen/core/tests/corpus/good-raw-bodies-json.json");
description!(raw_corrected: "../statuspage-codegen/core/tests/corpus/mend-raw-bodies.yaml");
description!(files: "../statuspage-codegen/core/tests/corpus/good-form-files.yaml");
description!(files_json: "../statuspage-codegen/core/tests/corpus/good-form-files-json.json");
description!(optional: "../statuspage-codegen/core/tests/corpus/good-optional-body.yaml");
description!(lists: "../statuspage-codegen/core/tests/corpus/good-list-in-list.yaml");
description!(lists_corrected: "../statuspage-codegen/core/tests/corpus/mend-list-in-list.yaml");

/// Returns the media type and the bytes of the body.
async fn body(params: impl Operation) -> (String, Vec<u8>) {
    let request = arrived(params).await;
    let media_type = request.header("content-type").unwrap_or_default();
    (media_type.to_owned(), request.body)
}

async fn assert_body(params: impl Operation, media_type: &str, expected: impl AsRef<[u8]>) {
    let (sent_as, bytes) = body(params).await;
    let expected = expected.as_ref();
    assert_eq!((sent_as.as_str(), bytes.as_slice()), (media_type, expected));
}

async fn assert_no_body(params: impl Operation) {
    assert_body(params, "", "").await;
}

#[tokio::test]
async fn bytes_are_sent_unchanged() {
    use raw::params::*;
    let bytes = b"\x00\xff\r\n\"{}";
    let archive = PutArchiveParams::new(bytes);
    assert_body(archive, "application/x-tar", bytes).await;
    let archive = PutArchiveParams::new(Vec::new());
    assert_body(archive, "application/x-tar", "").await;
    let archive = PutArchiveParams::new("text");
    assert_body(archive, "application/x-tar", "text").await;
    let latin = PutLatinParams::new().text(*b"\xe9");
    assert_body(latin, "text/plain; charset=iso-8859-1", b"\xe9").await;
    let picture = PutPictureParams::new().picture(bytes);
    assert_body(picture, "image/png", bytes).await;
    let upload = UploadParams::new().file(bytes);
    assert_body(upload, "application/octet-stream", bytes).await;
    let upload = ReplaceUploadParams::new().file(bytes);
    assert_body(upload, "application/zip", bytes).await;
    let upload = raw_json::params::AnyParams::new().body(bytes);
    assert_body(upload, "application/octet-stream", bytes).await;
    let replaced = raw_corrected::params::ReplacePetParams::new(bytes);
    assert_body(replaced, "application/octet-stream", bytes).await;
    let removed = raw_corrected::params::RemovePetParams::new().body(bytes);
    assert_body(removed, "application/octet-stream", bytes).await;
    assert_no_body(PutPictureParams::new()).await;
    assert_no_body(UploadParams::new()).await;
    assert_no_body(raw_json::params::AnyParams::new()).await;
}

#[tokio::test]
async fn texts_are_sent_unchanged() {
    use raw::params::*;
    let text = "# \"é\"\r\n{}";
    let rendered = RenderTextParams::new().text(text);
    assert_body(rendered, "text/plain", text).await;
    assert_body(RenderTextParams::new().text(""), "text/plain", "").await;
    let mood = SetMoodParams::new(raw::models::Mood::VerySad);
    assert_body(mood, "text/plain; charset=UTF-8", "very sad").await;
    assert_body(SetCountParams::new(0.25), "text/plain", "0.25").await;
    let secret = RemoveTextParams::new("hunter2");
    assert!(!format!("{secret:?}").contains("hunter2"));
    assert_body(secret, "text/plain", "hunter2").await;
    let document = PutDocumentParams::new("<a/>");
    assert_body(document, "application/xml", "<a/>").await;
    let lines = raw_json::params::LinesParams::new("{}\n{}\n");
    assert_body(lines, "application/x-ndjson", "{}\n{}\n").await;
    let flag = raw_json::params::FlagParams::new().body(false);
    assert_body(flag, "text/plain", "false").await;
    let created = raw_corrected::params::CreatePetParams::new().body("<pet/>");
    assert_body(created, "application/xml", "<pet/>").await;
    let form = raw_corrected::params::ChangePetParams::new().body("name=a%20b");
    assert_body(form, "application/x-www-form-urlencoded", "name=a%20b").await;
    // JSON is listed, and a JSON string is a text.
    let json = ChangeUploadParams::new().file("a");
    assert_body(json, "application/json", "\"a\"").await;
    assert_no_body(RenderTextParams::new()).await;
    assert_no_body(raw_json::params::FlagParams::new()).await;
}

#[tokio::test]
async fn a_number_that_is_not_finite_is_not_sent() {
    let (simulator, client) = simulated::start().await;
    let infinite = raw::params::SetCountParams::new(f64::INFINITY);
    let error = client.send(&infinite).await.err().unwrap();
    assert!(error.to_string().contains("`body`: "), "{error}");
    assert_eq!(simulator.requests().len(), 0);
}

/// Checks that the form arrives with these parts.
async fn assert_parts(params: impl Operation, parts: &[&[u8]]) {
    let mut expected = Vec::new();
    for part in parts {
        expected.extend_from_slice(
            b"--statuspage-client-0-boundary\r\nContent-Disposition: form-data; ",
        );
        expected.extend_from_slice(part);
        expected.extend_from_slice(b"\r\n");
    }
    expected.extend_from_slice(b"--statuspage-client-0-boundary--\r\n");
    let media_type = "multipart/form-data; boundary=statuspage-client-0-boundary";
    assert_body(params, media_type, expected).await;
}

#[tokio::test]
async fn several_files_in_one_field() {
    use files::params::*;
    let named = FilePart::new([0xff]).file_name("a\"b.png");
    let images = AddImagesParams::new()
        .caption("é")
        .images([named.content_type("image/png"), FilePart::from("x")]);
    assert_parts(
        images,
        &[
            "name=\"caption\"\r\n\r\né".as_bytes(),
            b"name=\"images\"; filename=\"a%22b.png\"\r\nContent-Type: image/png\r\n\r\n\xff",
            b"name=\"images\"; filename=\"images\"\r\nContent-Type: application/octet-stream\r\n\r\nx",
        ],
    )
    .await;
    let files = ReplaceFilesParams::new(["1", "2"]);
    let head = "\"; filename=\"files[]\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    let part = |content: &str| format!("name=\"files[]{head}{content}");
    assert_parts(files, &[part("1").as_bytes(), part("2").as_bytes()]).await;
    let shared = ShareParams::new().attachments([b"\x80"]).note("n");
    assert_parts(
        shared,
        &[
            b"name=\"attachments\"; filename=\"attachments\"\r\nContent-Type: application/octet-stream\r\n\r\n\x80",
            b"name=\"note\"\r\n\r\nn",
        ],
    )
    .await;
    let both = files_json::params::OneParams::new([FilePart::new([1]), FilePart::new([2])]);
    let head = "name=\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    let [first, second] = ["\u{1}", "\u{2}"].map(|content| format!("{head}{content}"));
    assert_parts(both, &[first.as_bytes(), second.as_bytes()]).await;
}

#[tokio::test]
async fn one_file_in_a_field() {
    use files::params::*;
    let part: &[u8] =
        b"name=\"image\"; filename=\"image\"\r\nContent-Type: application/octet-stream\r\n\r\n\x00\xff";
    let bytes = vec![0, 0xff];
    assert_parts(SetAvatarParams::new(bytes.clone()), &[part]).await;
    let upload = SetUploadParams::new(bytes).kinds(["a", "b"]);
    let kinds: [&[u8]; 2] = [b"name=\"kinds\"\r\n\r\na", b"name=\"kinds\"\r\n\r\nb"];
    assert_parts(upload, &[part, kinds[0], kinds[1]]).await;
}

#[tokio::test]
async fn forms_without_files() {
    use files::params::*;
    assert_parts(
        AddImagesParams::new().caption("c"),
        &[b"name=\"caption\"\r\n\r\nc"],
    )
    .await;
    let no_image = AddImagesParams::new().images(Vec::<FilePart>::new());
    assert_no_body(no_image).await;
    assert_no_body(ReplaceFilesParams::new(Vec::<FilePart>::new())).await;
    assert_body(ShareParams::new().note("n"), FORM, "note=n").await;
    // A form without parts has an empty body.
    let text = ShareTextParams::new().text("é");
    assert_body(text, FORM, "text=%C3%A9").await;
}

#[tokio::test]
async fn an_invalid_content_type_is_reported_before_sending() {
    let (simulator, client) = simulated::start().await;
    let image = FilePart::new("x").content_type("image/png\r\nX-Injected: 1");
    let error = client
        .send(&files::params::SetAvatarParams::new(image))
        .await;
    let error = error.err().unwrap();
    assert!(error.to_string().contains("`image`: "), "{error}");
    assert_eq!(simulator.requests().len(), 0);
}

#[tokio::test]
async fn an_optional_body_without_a_value_is_not_sent() {
    use optional::params::*;
    assert_no_body(FlatParams::new()).await;
    assert_body(FlatParams::new().a("1"), JSON, r#"{"a":"1"}"#).await;
    assert_body(FlatParams::new().clear_b(), JSON, r#"{"b":null}"#).await;
    assert_no_body(FlatDeleteParams::new()).await;
    let nothing = FlatDeleteParams::new().ids([""; 0]);
    assert_body(nothing, JSON, r#"{"ids":[]}"#).await;
    assert_no_body(WrappedOptionalParams::new()).await;
    let wrapped = WrappedOptionalParams::new().a("1");
    assert_body(wrapped, JSON, r#"{"options":{"a":"1"}}"#).await;
    assert_no_body(WrappedRequiredInOptionalParams::new()).await;
    let wrapped = WrappedRequiredInOptionalParams::new().a("1");
    assert_body(wrapped, JSON, r#"{"thing":{"a":"1"}}"#).await;
    assert_no_body(WholeParams::new()).await;
    assert_body(WholeParams::new().list([""; 0]), JSON, "[]").await;
    assert_no_body(FormParams::new()).await;
    assert_no_body(FormParams::new().b([""; 0])).await;
}

#[tokio::test]
async fn a_required_body_is_always_sent() {
    use optional::params::*;
    assert_body(FlatRequiredParams::new(), JSON, "{}").await;
    let null = FlatWithRequiredParams::new(None);
    assert_body(null, JSON, r#"{"a":null}"#).await;
    assert_body(WrappedRequiredParams::new(), JSON, r#"{"thing":{}}"#).await;
    assert_body(WrappedOptionalInRequiredParams::new(), JSON, "{}").await;
    let wrapped = WrappedOptionalInRequiredParams::new().a("1");
    assert_body(wrapped, JSON, r#"{"options":{"a":"1"}}"#).await;
    let wrapped = WrappedWithRequiredParams::new("1");
    assert_body(wrapped, JSON, r#"{"thing":{"a":"1"}}"#).await;
}

#[tokio::test]
async fn nested_arrays_have_two_separators() {
    use lists::params::*;
    let text = |text: &str| text.to_owned();
    let rows = ListRowsParams::new(
        [vec![text("a"), text("b|c")], vec![text("d")]],
        [[true, false].into()],
    )
    .nested([vec![1, 2], vec![], vec![3]])
    .repeated([vec![text("a"), text("b")], vec![text("c")]])
    .rails([vec![text("x")], vec![text("y"), text("z")]]);
    let request = arrived(rows).await;
    assert!(
        request.path.ends_with("/rows/a%2Cb%7Cc%7Cd"),
        "{}",
        request.path
    );
    assert_eq!(
        request.query.as_deref(),
        Some("nested=1%2C2%7C%7C3&repeated=a%2Cb&repeated=c&rails%5B%5D=x&rails%5B%5D=y%2Cz")
    );
    assert_eq!(request.header("x-rows"), Some("true false"));
    let sent = SendRowsParams::new("c").rows([vec![0.5, 1.0], vec![2.0]]);
    assert_body(sent, FORM, "rows=0.5%7C1.0%092.0").await;
    assert_no_body(SendRowsParams::new("c")).await;
}

#[tokio::test]
async fn nested_arrays_with_the_same_separator_are_strings() {
    let pets = lists_corrected::params::ListPetsParams::new()
        .matrix(["1;2", "3"])
        .readable([vec!["a".to_owned(), "b".to_owned()]])
        .deep(["x"]);
    let request = arrived(pets).await;
    assert_eq!(
        request.query.as_deref(),
        Some("matrix=1%3B2%2C3&readable=a%2Cb&deep=x")
    );
}
