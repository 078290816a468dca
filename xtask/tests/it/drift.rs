//! `cargo xtask drift` as a maintainer and CI run it: a page of the vendor's form, and what is reported of each change of it.

use std::fs;
use std::process::{Command, Stdio};

use expect_test::expect_file;
use tempfile::TempDir;

use crate::sync::folder::Ran;
use crate::sync::server::serve_body;

const OURS: &str = include_str!("../drift/ours.json");
const PAGE: &str = include_str!("../drift/page.html");
const DOCUMENT: &str = include_str!("../drift/page.json");

/// A folder with our description.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.0.path().join("spec")).unwrap();
        folder.write("spec/statuspage.json", OURS);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Compares with this page.
    fn drift(&self, page: &str, arguments: &[&str]) -> Ran {
        self.write("page.html", page);
        self.drift_from("page.html", arguments)
    }

    fn drift_from(&self, from: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(["drift", "--root", ".", "--from", from])
            .args(arguments)
            .stdin(Stdio::null())
            .current_dir(self.0.path());
        Ran::from(command.output().unwrap())
    }
}

/// The page with this document, on one line as `ReDoc` writes it.
fn page(document: &str) -> String {
    let state = format!(
        r#"{{"menu":{{"activeItemIdx":-1}},"spec":{{"url":"https://example.com/?a={{1}}","data":{document}}},"searchIndex":{{}},"options":{{}}}}"#
    );
    let state = state.replace('\n', "").replace("</", "<\\/");
    PAGE.replace("STATE", &state)
}

/// The document with texts in it replaced; each must be there.
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = DOCUMENT.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// Compares with a file of `tests/drift`.
fn golden(name: &str, text: &str) {
    expect_file![format!("../drift/{name}")].assert_eq(text);
}

/// Checks the whole report on the page with these edits, and that the document alone gives the same.
fn reports(edits: &[(&str, &str)], code: i32, name: &str) {
    let folder = Folder::new();
    let document = edited(edits);
    let ran = folder.drift(&page(&document), &["--suggest"]);
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert_eq!(ran.stderr, "");
    golden(name, &ran.stdout);
    let alone = folder.drift(&document, &["--suggest"]);
    assert_eq!(alone.stdout, ran.stdout);
}

const NEW_OPERATION: (&str, &str) = (
    r#""/pets": {"#,
    r##""/pets/{pet_id}/walks": {"post": {
        "operationId": "postPetsIdWalks", "summary": "Walk", "tags": ["Walks"],
        "parameters": [{"name": "pet_id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["walk"], "properties": {"walk": {
            "type": "object", "required": ["minutes"], "properties": {
                "minutes": {"type": "integer", "minimum": 1, "description": "How long"},
                "with": {"type": "object", "properties": {"ab3defghijkl": {"$ref": "#/components/schemas/Animal"}}}
        }}}}}}},
        "responses": {"201": {"description": "Pet", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Animal"}}}}}
    }}, "/pets": {"##,
);

#[test]
fn a_new_operation() {
    reports(&[NEW_OPERATION], 1, "new-operation.md");
}

#[test]
fn a_removed_field() {
    reports(
        &[(
            r#""name": {"type": "string", "description": "The name"},"#,
            "",
        )],
        1,
        "removed-field.md",
    );
}

#[test]
fn a_new_enum_value() {
    reports(
        &[(
            r#""enum": ["dog", "cat"]"#,
            r#""enum": ["dog", "bird", "cat"]"#,
        )],
        1,
        "new-enum-value.md",
    );
}

#[test]
fn a_retyped_field_and_parameter() {
    let edits = [
        (r#""format": "date-time""#, r#""format": "date""#),
        (r#""type": "integer", "default": 3"#, r#""type": "string""#),
    ];
    reports(&edits, 1, "retyped.md");
}

#[test]
fn other_statuses() {
    let edits = [
        (r#""201": {"#, r#""404": {"description": "None"}, "202": {"#),
        (
            r#""200": {"#,
            r#""4XX": {"description": "Errors"}, "200": {"#,
        ),
    ];
    reports(&edits, 1, "statuses.md");
}

#[test]
fn a_newly_required_parameter() {
    reports(
        &[(r#""in": "query","#, r#""in": "query", "required": true,"#)],
        1,
        "required.md",
    );
}

#[test]
fn a_deprecated_operation_parameter_and_field() {
    let edits = [
        (
            r#""summary": "All pets","#,
            r#""summary": "All pets", "deprecated": true,"#,
        ),
        (r#""in": "query","#, r#""in": "query", "deprecated": true,"#),
        (
            r#""format": "date-time","#,
            r#""format": "date-time", "deprecated": true,"#,
        ),
    ];
    reports(&edits, 1, "deprecated.md");
}

#[test]
fn other_random_ids_and_samples() {
    let edits = [
        ("ftgks51sfs2d", "qwertyuiopas"),
        ("p31zjtct2jer", "c2v5n8m1k4h7"),
        ("kctbh9vrtdwd", "z9y8x7w6v5u4"),
        ("2013-05-07T03:00:00Z", "2026-01-02T03:04:05Z"),
        (r#""default": 3"#, r#""default": 77"#),
        ("getPets", "listAllPets"),
    ];
    reports(&edits, 0, "random-ids.md");
}

#[test]
fn other_prose_is_listed_once_the_texts_are_recorded() {
    let folder = Folder::new();
    let ran = folder.drift(&page(DOCUMENT), &["--record"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let lock = folder.read("spec/drift.lock");
    assert!(lock.contains("\nsource: page.html\nrecorded: 2"), "{lock}");
    assert!(!lock.contains("Its name"), "{lock}");
    let ran = folder.drift(&page(DOCUMENT), &[]);
    assert!(ran.stdout.contains("Texts: 0 changed since 2"), "{ran:?}");
    let edits = [
        ("Which page", "Which  page"),
        ("Its name", "Its full name"),
        (
            r#""type": "object", "properties": {
      "sort""#,
            r#""type": "object", "description": "An animal", "properties": {
      "sort""#,
        ),
        (r#""summary": "All pets","#, ""),
    ];
    let ran = folder.drift(&page(&edited(&edits)), &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let (_, changes) = ran.stdout.split_once("\n\n").unwrap();
    golden("prose.md", changes);
}

/// Runs on a page that has no document, and checks what is reported.
fn refuses(page: &str, name: &str) {
    let folder = Folder::new();
    let ran = folder.drift(page, &[]);
    assert_eq!((ran.code, &*ran.stdout), (Some(2), ""), "{ran:?}");
    golden(name, &ran.stderr);
}

#[test]
fn a_broken_script() {
    let whole = page(DOCUMENT);
    let (start, _) = whole.split_once("\"date-time\"").unwrap();
    refuses(start, "truncated.txt");
    let other = whole.replace(r#""data":"#, r#""other":"#);
    refuses(&other, "no-document.txt");
    let version = edited(&[(r#""openapi": "3.0.3""#, r#""openapi": "4.0.0""#)]);
    refuses(&page(&version), "unknown-version.txt");
}

#[test]
fn a_login_page() {
    let page = "\n<!doctype html><html><form><input type=password></form></html>";
    refuses(page, "login.txt");
}

#[test]
fn a_page_is_downloaded() {
    let folder = Folder::new();
    let ran = folder.drift_from(&serve_body(page(DOCUMENT).as_bytes()), &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = folder.drift_from("http://example.com/", &[]);
    assert!(ran.stderr.contains("is not encrypted"), "{ran:?}");
}

#[test]
fn known_differences_are_accepted_and_gone() {
    let folder = Folder::new();
    let edits = [
        (r#""format": "date-time""#, r#""format": "date""#),
        (r#""in": "query","#, r#""in": "query", "required": true,"#),
        (r#"["cat", "dog"]"#, r#"["cat", "dog", "bird"]"#),
    ];
    let page = page(&edited(&edits));
    let ran = folder.drift(
        &page,
        &["--accept", "Pet.born", "--why", "a \"time\": seen"],
    );
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.stdout.contains("Pet.born"), "{ran:?}");
    let line = "- {at: \"Pet.born\", what: \"type: ours date-time, page date\", why: \"a \\\"time\\\": seen\"}\n";
    assert_eq!(folder.read("spec/drift.yaml"), line);
    folder.write(
        "spec/drift.yaml",
        &format!("# A comment\n{}", line.trim_end()),
    );
    let ran = folder.drift(&page, &["--accept", "*", "--why", "so it is"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("0 new, 0 gone, 3 known"), "{ran:?}");
    assert!(
        folder
            .read("spec/drift.yaml")
            .starts_with(&format!("# A comment\n{line}"))
    );
    assert_eq!(folder.read("spec/drift.yaml").lines().count(), 4);

    let ran = folder.drift(&self::page(&edited(&edits[1..])), &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("0 new, 1 gone, 2 known"), "{ran:?}");
    let ran = folder.drift(&page, &["--accept", "Pet.name", "--why", "no"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(
        ran.stderr.contains("no new difference at `Pet.name`"),
        "{ran:?}"
    );
}

/// What only the page has, one of each kind.
const ADDITIONS: [(&str, &str); 7] = [
    NEW_OPERATION,
    (
        r#""parameters": [{"name": "page","#,
        r#""parameters": [{"name": "q", "in": "query", "schema": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}}, {"name": "page","#,
    ),
    (
        r#""name": {"type": "string", "description": "Its name","#,
        r#""weight": {"type": "number", "maximum": 99.5, "nullable": true}, "name": {"type": "string", "description": "Its name","#,
    ),
    (
        r#""name": {"type": "string", "description": "The name"}"#,
        r##""more": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}, "parent": {"$ref": "#/components/schemas/Animal"}, "collar": {"type": "object", "required": ["size"], "properties": {"size": {"type": "integer"}, "other": {"type": "array", "items": {"type": "string", "format": "date"}}}}, "name": {"type": "string", "description": "The name"}"##,
    ),
    (r#"["cat", "dog"]"#, r#"["cat", "dog", "it's"]"#),
    (r#"["dog", "cat"]"#, r#"["dog", "cat", "it's"]"#),
    (
        r#""/pets": {"#,
        r#""/pets": {"put": {"requestBody": {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}, "responses": {"204": {"description": "None"}}}, "#,
    ),
];

#[test]
fn the_suggested_actions_add_what_the_page_has() {
    let folder = Folder::new();
    let page = page(&edited(&ADDITIONS));
    let ran = folder.drift(&page, &["--suggest"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("Differences: 9 new"), "{ran:?}");
    let (_, actions) = ran.stdout.split_once("```yaml\n").unwrap();
    let (actions, _) = actions.split_once("```").unwrap();
    fs::create_dir(folder.0.path().join("spec/overlay")).unwrap();
    folder.write("spec/upstream.yaml", OURS);
    let head = "overlay: 1.1.0\ninfo: {title: Additions, version: 1.0.0}\nactions:\n";
    folder.write("spec/overlay/a.yaml", &format!("{head}{actions}"));
    let mut sync = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let sync = sync
        .args(["sync", "--root", "."])
        .current_dir(folder.0.path());
    let synced = Ran::from(sync.output().unwrap());
    assert_eq!(synced.code, Some(0), "{synced:?}");
    let ran = folder.drift(&page, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}
