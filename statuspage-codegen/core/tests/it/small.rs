//! Small documents of one point each, and what is read from them.

mod faults;
mod paths;
mod restated;
mod written;

use crate::common::rendering::{render, render_diagnostics};
use statuspage_codegen_core::{Source, read};

/// What is read from a document with these paths and definitions, and all diagnostics.
fn outcome(text: &str) -> String {
    let text = if text.starts_with('{') {
        text.to_owned()
    } else {
        format!("swagger: '2.0'\n{text}")
    };
    let source = Source::new("a", text);
    match read(&source) {
        Ok(reading) => render_diagnostics(&reading.warnings, &source) + &render(&reading.api),
        Err(diagnostics) => format!("refused\n{}", render_diagnostics(&diagnostics, &source)),
    }
}

/// Whether the document is read, and what is said of it has these parts.
fn assert_read(text: &str, parts: &[&str]) {
    let outcome = outcome(text);
    assert!(!outcome.starts_with("refused"), "{text}\n{outcome}");
    for part in parts {
        assert!(outcome.contains(part), "{part}\n{text}\n{outcome}");
    }
}

fn assert_refused(text: &str, parts: &[&str]) {
    let outcome = outcome(text);
    assert!(outcome.starts_with("refused"), "{text}\n{outcome}");
    for part in parts {
        assert!(outcome.contains(part), "{part}\n{text}\n{outcome}");
    }
}
