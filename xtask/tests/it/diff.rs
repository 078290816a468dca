//! `cargo xtask diff` as its users run it: the three formats, and the exit codes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::assert_golden;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/diff")
        .join(name)
}

fn diff(old: &Path, new: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .args([old, new])
        .args(options)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap()
}

fn run(old: &str, new: &str, options: &[&str]) -> Output {
    diff(&fixture(old), &fixture(new), options)
}

#[test]
fn each_format_says_the_same() {
    assert_golden(&fixture("expected.txt"), &run("old.yaml", "new.yaml", &[]));
    assert_golden(
        &fixture("expected.md"),
        &run("old.yaml", "new.yaml", &["--format", "markdown"]),
    );
    assert_golden(
        &fixture("expected.json"),
        &run("old.yaml", "new.yaml", &["--format", "json"]),
    );
}

#[test]
fn the_same_is_said_to_be_the_same() {
    for format in ["text", "markdown"] {
        let output = run(
            "old.yaml",
            "old.yaml",
            &["--format", format, "--fail-on", "breaking"],
        );
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(output.stdout, b"The generated code is the same.\n");
    }
    let output = run("old.yaml", "old.yaml", &["--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["verdict"], "none");
    assert_eq!(value["changes"], Value::Array(Vec::new()));
}

#[test]
fn one_more_operation_is_minor_and_one_fewer_major() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let old = root.join("upstream.yaml");
    let text = std::fs::read_to_string(&old).unwrap();
    let more = text.replacen(
        "\npaths:\n",
        "\npaths:\n  /health.json:\n    get: {operationId: get-health, responses: {200: {description: OK}}}\n",
        1,
    );
    assert_ne!(more, text);
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("new.yaml");
    std::fs::write(&new, more).unwrap();

    let options = ["--format", "json", "--fail-on", "breaking"];
    for (from, to, verdict, kind, class, code) in [
        (&old, &new, "minor", "added", "addition", 0),
        (&new, &old, "major", "removed", "breaking", 1),
    ] {
        let output = diff(from, to, &options);
        assert_eq!(output.status.code(), Some(code));
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(value["verdict"], verdict);
        assert_eq!(value["changes"].as_array().unwrap().len(), 1);
        let change = &value["changes"][0];
        assert_eq!(
            (&change["kind"], &change["class"], &change["name"]),
            (&kind.into(), &class.into(), &"get_health".into())
        );
    }
}

#[test]
fn what_breaks_is_a_finding_only_when_asked() {
    let code = |options: &[&str]| run("old.yaml", "new.yaml", options).status.code();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "breaking"]), Some(1));
}

#[test]
fn what_cannot_be_read_is_named() {
    let broken = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(broken.path(), "<html><body>Log in</body></html>").unwrap();
    for (old, new, part) in [
        (fixture("none.yaml"), fixture("new.yaml"), "none.yaml"),
        (
            fixture("old.yaml"),
            broken.path().to_owned(),
            "cargo xtask lint",
        ),
    ] {
        let output = diff(&old, &new, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(
            message.starts_with("error: ") && message.contains(part),
            "{message}"
        );
    }
}

#[test]
fn json_is_read_as_well_as_yaml() {
    let documents =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../statuspage-codegen/core/tests/documents");
    let output = diff(
        &documents.join("small.json"),
        &documents.join("small.yaml"),
        &["--fail-on", "breaking"],
    );
    assert_eq!(output.stdout, b"The generated code is the same.\n");
}

#[test]
fn colours_are_for_those_who_see_them() {
    let forced = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .args([fixture("old.yaml"), fixture("new.yaml")])
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    let piped = run("old.yaml", "new.yaml", &[]);
    let has_colours = |output: &Output| output.stdout.contains(&0x1b);
    assert!(has_colours(&forced) && !has_colours(&piped));
}
