//! Descriptions in several files.
//!
//! `tests/files/NAME.txt` has what is read of `tests/files/NAME/openapi.yaml`, and the diagnostics, as in the corpus.

use std::path::Path;

use statuspage_codegen_core::{Source, read};

use expect_test::expect_file;

use crate::common::rendering::{render, render_diagnostics};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn source(name: &str) -> Source {
    let folder = folder().join(name);
    let text = std::fs::read_to_string(folder.join("openapi.yaml")).unwrap();
    Source::new("openapi.yaml", text).with_files(|path| {
        std::fs::read(folder.join(path)).map_err(|_| "there is no such file".to_owned())
    })
}

fn assert_outcome(name: &str) {
    let source = source(name);
    let outcome = match read(&source) {
        Ok(reading) => {
            let warnings = render_diagnostics(&reading.warnings, &source);
            format!("read\n{warnings}\n{}", render(&reading.api))
        }
        Err(diagnostics) => format!("refused\n{}", render_diagnostics(&diagnostics, &source)),
    };
    expect_file![folder().join(format!("{name}.txt"))].assert_eq(&outcome);
}

#[test]
fn paths_parameters_bodies_responses_and_schemas_are_read_from_files() {
    assert_outcome("zoo");
}

#[test]
fn references_between_files_may_form_cycles() {
    assert_outcome("cycles");
}

#[test]
fn warnings_name_the_file_they_are_about() {
    assert_outcome("warnings");
}

#[test]
fn files_that_cannot_be_read_are_errors_where_they_are_referred_to() {
    assert_outcome("broken");
}

#[test]
fn nothing_outside_the_folder_is_loaded() {
    let references = [
        "../secret.yaml",
        "a/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "/etc/passwd",
        "C:/secret.yaml",
        "..\\secret.yaml",
        "a%23b.yaml",
        "file:///etc/passwd",
        "https://example.com/a.yaml#/b",
        "//example.com/a.yaml",
    ];
    for reference in references {
        let text = format!(
            "openapi: 3.0.3\npaths:\n  /a:\n    get: {{operationId: a, responses: {{200: {{$ref: '{reference}'}}}}}}\n  /b: {{$ref: '{reference}'}}\n"
        );
        let source = Source::new("a.yaml", text).with_files(|path| panic!("{path} is loaded"));
        let errors = read(&source).unwrap_err();
        assert_eq!(errors[0].place, None);
        let shown = errors[0].render(&source);
        assert!(shown.starts_with("a.yaml:5:3: error"), "{shown}");
    }
}

#[test]
fn a_file_is_loaded_once_by_its_path_below_the_folder() {
    let text = "openapi: 3.0.3\npaths:\n  /a: {$ref: './paths/../paths//a.yaml'}\n  /b: {$ref: paths/a.yaml}\n";
    let mut loaded = Vec::new();
    let source = Source::new("api/zoo.yaml", text).with_files(|path| {
        loaded.push(path.to_owned());
        Ok(b"get: {operationId: a, responses: {204: {description: done}}, parameters: [{$ref: '../zoo.yaml#/x'}]}".to_vec())
    });
    assert_eq!(loaded, ["paths/a.yaml"]);
    let errors = read(&source).unwrap_err();
    let shown = errors[0].render(&source);
    assert!(shown.starts_with("api/paths/a.yaml:1:"), "{shown}");
}
