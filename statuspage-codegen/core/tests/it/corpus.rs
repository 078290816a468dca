//! Small documents, valid, unusual and hostile, and all that is reported of them.
//!
//! Next to `corpus/NAME.yaml` (or `.json`), `corpus/NAME.txt` has whether the document is read, every diagnostic with
//! its place, and what is read from it. CONTRIBUTING.md says how to update those.

use std::collections::BTreeSet;
use std::path::Path;

use statuspage_codegen_core::{Source, read};

use expect_test::expect_file;

use crate::common::rendering::{render, render_diagnostics};

/// Documents whose notation JSON does not have: several documents in a file, tags, keys and numbers that only YAML can write, and
/// characters that are line breaks for the parser used here, which follows YAML 1.1.
const YAML_ONLY: [&str; 8] = [
    "good-byte-order-mark",
    "good-closed",
    "good-front-matter",
    "good-line-separators",
    "hostile-keys",
    "hostile-number-beyond",
    "hostile-numbers",
    "hostile-tags",
];

#[test]
fn a_yaml_document_is_read_the_same_as_json() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut compared = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if path.extension().is_none_or(|extension| extension != "yaml") || YAML_ONLY.contains(&name)
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(yaml) = read(&Source::new("a.yaml", text.clone())) else {
            continue;
        };
        let value: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
        let json = serde_json::to_string(&value).unwrap();
        let json = read(&Source::new("a.json", json)).map(|reading| reading.api);
        assert_eq!(json.unwrap(), yaml.api, "{name}");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

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
        expect_file![folder.join(format!("{stem}.txt"))].assert_eq(&outcome(&name, text));
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
