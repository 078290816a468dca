//! Documents of one point each, and all that is said about them: good, odd and hostile ones.
//!
//! Beside `corpus/NAME.yaml` (or `.json`) stands `corpus/NAME.txt`: whether the document is read, every diagnostic with
//! its place, and what is read from it. `UPDATE_GOLDEN=1 cargo test -p statuspage-codegen-core` writes those; read them after it.

mod golden;
mod rendering;

use std::collections::BTreeSet;
use std::path::Path;

use statuspage_codegen_core::{Source, read};

use golden::assert_golden;
use rendering::{render, render_diagnostics};

#[test]
fn every_document_is_read_or_refused_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut documents = BTreeSet::new();
    let mut expected = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        match name.strip_suffix(".txt") {
            Some(stem) => expected.insert(stem.to_owned()),
            None => documents.insert(name),
        };
    }
    assert!(documents.len() >= 60, "{}", documents.len());
    for name in documents {
        let (stem, _) = name.rsplit_once('.').unwrap();
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        assert_golden(&format!("corpus/{stem}.txt"), &outcome(&name, text));
        expected.remove(stem);
    }
    assert_eq!(expected, BTreeSet::new(), "without a document");
}

fn outcome(name: &str, text: String) -> String {
    let source = Source::new(name, text);
    match read(&source) {
        Ok(reading) => {
            let warnings = render_diagnostics(&reading.warnings, &source);
            format!("read\n{warnings}\n{}", render(&reading.api))
        }
        Err(diagnostics) => format!("refused\n{}", render_diagnostics(&diagnostics, &source)),
    }
}
