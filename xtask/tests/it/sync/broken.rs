//! Files that are not a description: refused with the reason, from a file and from a server, and nothing is written.

use std::fs::File;
use std::time::{Duration, Instant};

use super::folder::{API, Folder, Ran};
use super::server::serve_body;

/// Runs `sync` on something broken, and looks whether it was refused as it should be.
pub(crate) fn refused(folder: &Folder, from: &str, reasons: &[&str]) -> Ran {
    let before = folder.snapshot();
    let start = Instant::now();
    let ran = folder.sync_in_2_gb(&["--from", from, "--time-limit", "20"]);
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{reasons:?} took too long"
    );
    assert_eq!(ran.code, Some(2), "{reasons:?}: {ran:?}");
    for reason in reasons {
        assert!(
            ran.stderr.contains(reason),
            "{reason:?} is not in: {}",
            ran.stderr
        );
    }
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    assert!(
        folder.snapshot() == before,
        "{reasons:?}: something was written"
    );
    ran
}

/// The content is refused alike wherever it comes from.
fn refused_from_anywhere(content: &[u8], reasons: &[&str]) {
    let folder = Folder::new();
    let file = folder.outside("new.yaml", content);
    refused(&folder, &file, reasons);
    refused(&folder, &serve_body(content), reasons);
}

fn with(old: &str, new: &str) -> String {
    assert!(API.contains(old), "{old}");
    API.replacen(old, new, 1)
}

#[test]
fn a_page_to_log_in() {
    let page = b"\n<!DOCTYPE html>\n<html><body>Log in</body></html>\n";
    refused_from_anywhere(page, &["it is HTML or XML", "sign-in page"]);
}

#[test]
fn a_truncated_text() {
    let end = API.find("'#/definitions/Pet'").unwrap() + 5;
    let text = &API.as_bytes()[..end];
    refused_from_anywhere(text, &[".yaml:", "error[syntax]", "help:"]);
}

#[test]
fn tabs() {
    let text = with("  title: Pets", "\ttitle: Pets");
    let folder = Folder::new();
    let file = folder.outside("new.yaml", text.as_bytes());
    let ran = refused(&folder, &file, &[":4:1: error[syntax]", "tab"]);
    assert_eq!(ran.stderr.matches("help:").count(), 1, "{}", ran.stderr);
}

#[test]
fn repeated_keys() {
    let text = with(
        "      summary: Get a pet\n",
        "      summary: One\n      summary: Two\n",
    );
    refused_from_anywhere(
        text.as_bytes(),
        &[
            ":13:16: error[repeated-key]: `summary` occurs twice",
            "help:",
        ],
    );
    let json = br#"{"swagger": "2.0", "paths": {}, "paths": {}}"#;
    refused_from_anywhere(json, &["[repeated-key]: `paths`"]);
}

#[test]
fn nothing() {
    refused_from_anywhere(b"", &["the document is empty", "help:"]);
    refused_from_anywhere(b"\xef\xbb\xbf \r\n", &["the document is empty"]);
    refused_from_anywhere(b"---\n---\n", &["the document is empty"]);
}

#[test]
fn other_versions() {
    refused_from_anywhere(
        with("swagger: \"2.0\"", "openapi: 4.0.0").as_bytes(),
        &[
            "`openapi: 4.0.0` is not supported",
            "convert the document to OpenAPI 3.0 or 3.1, or to Swagger 2.0",
        ],
    );
    refused_from_anywhere(
        with("swagger: \"2.0\"", "swagger: \"1.2\"").as_bytes(),
        &["`swagger: 1.2` is not supported"],
    );
    refused_from_anywhere(
        with("swagger: \"2.0\"\n", "").as_bytes(),
        &["does not state its format and version"],
    );
}

#[test]
fn other_documents() {
    refused_from_anywhere(b"Not found\n", &["[wrong-kind]", "help:"]);
    refused_from_anywhere(b"{\"swagger\": \"2.0\", ", &["not valid JSON", "help:"]);
    refused_from_anywhere(b"swagger: \"2.0\"\n", &["error[no-paths]", "help:"]);
    refused_from_anywhere(b"\0\x01\x02: [", &["error[syntax]"]);
}

#[test]
fn other_encodings() {
    let latin = with("Get a pet", "Get a p\u{1}t").replace('\u{1}', "@");
    let mut latin = latin.into_bytes();
    let at = latin.iter().position(|byte| *byte == b'@').unwrap();
    latin[at] = 0xe9;
    refused_from_anywhere(&latin, &[":13:23: error[syntax]: not valid UTF-8", "help:"]);
    let wide: Vec<u8> = API.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused_from_anywhere(
        &[b"\xff\xfe", wide.as_slice()].concat(),
        &[":1:1: error[syntax]", "help:"],
    );
}

#[test]
fn byte_order_mark_and_carriage_returns_are_accepted() {
    let folder = Folder::new();
    let before = folder.read("spec/statuspage.json");
    let text = format!("\u{feff}{}", API.replace('\n', "\r\n"));
    for from in [
        folder.outside("new.yaml", text.as_bytes()),
        serve_body(text.as_bytes()),
    ] {
        let ran = folder.sync(&["--from", &from]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        // The bytes are kept as got, and say the same.
        assert!(folder.read("spec/upstream.yaml") == text);
        assert_eq!(folder.read("spec/statuspage.json"), before);
        folder.write("spec/upstream.yaml", API.as_bytes());
    }
}

#[test]
fn anchor_bombs() {
    let deep: String = (1..10)
        .map(|level| {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            format!(
                "a{level}: &a{level} [{aliases}]
"
            )
        })
        .fold(
            "a0: &a0 [lol, lol, lol]
"
            .to_owned(),
            |text, line| text + &line,
        );
    let aliases = |count| "*a,".repeat(count);
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        "1,".repeat(20_000),
        aliases(20_000)
    );
    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(1_000_000),
        aliases(10_000)
    );
    for bomb in [deep, wide, long] {
        let text = format!("swagger: \"2.0\"\npaths: {{}}\n{bomb}");
        let folder = Folder::new();
        let file = folder.outside("new.yaml", text.as_bytes());
        refused(&folder, &file, &["error[syntax]", "aliases", "help:"]);
    }
}

#[test]
fn deep_nesting() {
    let open = "{\"a\":".repeat(100_000);
    refused_from_anywhere(open.as_bytes(), &["error[syntax]", "inside each other"]);
    for depth in [1_000, 1_000_000] {
        let open = format!("swagger: \"2.0\"\npaths: {}", "[".repeat(depth));
        refused_from_anywhere(open.as_bytes(), &["error[syntax]", "inside each other"]);
    }
}

#[test]
fn a_hundred_megabytes() {
    let folder = Folder::new();
    let path = folder.outside("new.yaml", b"");
    File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_len(100_000_000))
        .unwrap();
    refused(&folder, &path, &["is larger than 20 MB"]);
}

#[test]
fn no_file() {
    let folder = Folder::new();
    refused(
        &folder,
        "nowhere.yaml",
        &["cannot read nowhere.yaml", "--from"],
    );
    refused(&folder, "root", &["cannot read root"]);
    refused(&folder, "https://", &["is not a valid URL"]);
    refused(
        &folder,
        "file:///etc/hostname",
        &["only https is downloaded"],
    );
}

#[test]
fn an_overlay_that_no_longer_fits() {
    let folder = Folder::new();
    let overlay = folder
        .read("spec/overlay/a.yaml")
        .replace("$.info", "$.paths['/gone']");
    folder.write("spec/overlay/a.yaml", overlay.as_bytes());
    let file = folder.outside("new.yaml", API.as_bytes());
    refused(
        &folder,
        &file,
        &["spec/overlay/a.yaml:6:", "help:", "correct the overlays"],
    );
    let broken = OVERLAY_TO_NOTHING;
    folder.write("spec/overlay/a.yaml", broken.as_bytes());
    refused(&folder, &file, &["no code can be generated", "error["]);
}

/// It takes away what a description must have.
const OVERLAY_TO_NOTHING: &str = "overlay: 1.1.0\ninfo:\n  title: Bad\n  version: 1.0.0\nactions:\n- target: $.paths\n  remove: true\n";
