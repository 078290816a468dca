//! `cargo xtask operations` as its users run it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use statuspage_codegen_core::{Api, Source};

use crate::assert_golden;

mod statuspage;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/operations")
        .join(name)
}

fn operations(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("operations")
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap()
}

/// The operations of the bundled description, as they are listed.
fn listed() -> Vec<Value> {
    let output = operations(&["--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    value["operations"].as_array().unwrap().clone()
}

/// The bundled description, as it is read.
fn bundled() -> Api {
    let source = Source::new("bundled", statuspage_spec::STATUSPAGE);
    statuspage_codegen_core::read(&source).unwrap().api
}

#[test]
fn every_kind_of_parameter_is_listed() {
    let pets = fixture("pets.yaml");
    let pets = pets.to_str().unwrap();
    assert_golden(&fixture("pets.txt"), &operations(&[pets]));
    assert_golden(
        &fixture("pets.json"),
        &operations(&[pets, "--format", "json"]),
    );
}

#[test]
fn the_bundled_description_is_listed_without_a_file() {
    let listed = listed();
    let listed: Vec<&str> = listed
        .iter()
        .map(|operation| operation["id"].as_str().unwrap())
        .collect();
    let api = bundled();
    let bundled: Vec<&str> = api
        .operations
        .iter()
        .map(|operation| operation.id.as_str())
        .collect();
    assert_eq!(listed, bundled);
}

#[test]
fn what_cannot_be_read_is_named() {
    let output = operations(&["none.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("none.yaml"), "{message}");

    let broken = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../statuspage-codegen/core/tests/documents/broken.yaml");
    let output = operations(&[broken.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("error[path-template]"), "{message}");
    assert!(message.contains("cargo xtask lint"), "{message}");
}

#[test]
fn another_encoding_is_reported_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("latin.yaml");
    std::fs::write(&file, b"a: 1\nb: \xe9t\xe9\n").unwrap();
    let output = operations(&[file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    let place = format!("{}:2:4: error[syntax]", file.display());
    assert!(message.contains(&place), "{message}");
}
