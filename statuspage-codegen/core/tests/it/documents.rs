//! Whole documents, and what is read from them.

use std::fmt::Write as _;
use std::path::Path;

use statuspage_codegen_core::{Severity, Source, read};

use expect_test::expect_file;

use crate::common::rendering::{render, render_diagnostics};

fn source(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents")
        .join(name);
    Source::new(name, std::fs::read_to_string(path).unwrap())
}

#[test]
fn every_kind_of_parameter_body_and_type_is_read() {
    let reading = read(&source("zoo.yaml")).unwrap();
    assert_eq!(reading.warnings, []);
    expect_file!["../documents/zoo.api.txt"].assert_eq(&render(&reading.api));
}

#[test]
fn json_says_the_same_as_yaml() {
    let json = read(&source("small.json")).unwrap();
    let yaml = read(&source("small.yaml")).unwrap();
    assert_eq!(json.api, yaml.api);
    assert_eq!(json.api.operations.len(), 1);
}

#[test]
fn responses_and_what_may_be_null_are_read() {
    let reading = read(&source("responses.yaml")).unwrap();
    let api = &reading.api;
    let mut text = render(api);
    for operation in &api.operations {
        let (format, undescribed) = (operation.body_format, &operation.undescribed);
        writeln!(text, "{}: {format:?} {undescribed:?}", operation.id).unwrap();
    }
    expect_file!["../documents/responses.api.txt"].assert_eq(&text);
    assert_eq!(&read(&source("responses.json")).unwrap().api, api);
}

#[test]
fn unusual_documents_are_corrected_with_warnings() {
    let source = source("odd.yaml");
    let reading = read(&source).unwrap();
    let text = render(&reading.api) + &render_diagnostics(&reading.warnings, &source);
    expect_file!["../documents/odd.api.txt"].assert_eq(&text);
}

#[test]
fn all_errors_of_a_document_are_reported_together() {
    let source = source("broken.yaml");
    let diagnostics = read(&source).unwrap_err();
    expect_file!["../documents/broken.txt"].assert_eq(&render_diagnostics(&diagnostics, &source));
}

#[test]
fn what_is_not_a_description_is_reported() {
    for (text, part) in [
        ("", "the document is empty"),
        ("- a\n", "the document is a list, not a mapping"),
        ("openapi: 4.0.0\n", "`openapi: 4.0.0` is not supported"),
        ("openapi: 3.0.1\n", "the document has no operation"),
        ("swagger: '1.2'\n", "`swagger: 1.2` is not supported"),
        ("a: b\n", "does not state its format and version"),
        ("swagger: '2.0'\n", "the document has no operation"),
        ("Not found", "the document is a string, not a mapping"),
        ("<html><body>Log in</body></html>", "it is HTML or XML"),
        ("a: [", "not valid YAML"),
        ("{\"a\": ", "not valid JSON"),
    ] {
        let source = Source::new("text", text);
        let diagnostics = read(&source).unwrap_err();
        assert!(
            diagnostics
                .iter()
                .any(|found| found.severity == Severity::Error),
            "{text}"
        );
        assert!(
            render_diagnostics(&diagnostics, &source).contains(part),
            "{text}: {diagnostics:?}"
        );
    }
}
