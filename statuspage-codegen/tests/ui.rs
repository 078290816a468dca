//! The compile errors that the macro words itself, as a user sees them: of wrong invocations, and of the commonest mistakes in
//! a document; and how the compiler shows warnings of the macro.
//!
//! `TRYBUILD=overwrite cargo test -p statuspage-codegen --test ui` writes the expected texts.

use std::path::{Path, PathBuf};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/document");

/// The documents of the cases.
fn documents() -> Vec<PathBuf> {
    let files = std::fs::read_dir(FOLDER).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let is_document = |file: &PathBuf| {
        let extension = file.extension().unwrap();
        extension == "yaml" || extension == "json"
    };
    files.filter(is_document).collect()
}

#[test]
fn mistakes_are_told_as_expected() {
    // A case is built as a crate of its own, below the target folder. The documents that the cases name go to
    // where a relative path finds them from there, whatever the target folder is.
    let of_warnings = Path::new(FOLDER).with_file_name("invocation/warnings.yaml");
    for document in documents().into_iter().chain([of_warnings]) {
        let name = document.file_name().unwrap();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::copy(&document, target).unwrap();
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

#[test]
fn each_mistake_in_a_document_names_its_place_and_a_remedy() {
    let documents = documents();
    assert!(documents.len() > 10, "{}", documents.len());
    for document in documents {
        let told = std::fs::read_to_string(document.with_extension("stderr")).unwrap();
        let name = format!("../../../tmp/{}", document.file_name().unwrap().display());
        let text = std::fs::read(&document).unwrap();
        let lines: Vec<_> = String::from_utf8_lossy(&text)
            .lines()
            .map(str::to_owned)
            .collect();
        let mut errors = told.split("error: ").skip(1);
        let headline = format!("no client can be generated from `{name}`\n");
        assert!(errors.next().unwrap().starts_with(&headline), "{told}");
        let mut count = 0;
        for error in errors {
            count += 1;
            let place = error.strip_prefix(&format!("{name}:")).unwrap();
            let (line, rest) = place.split_once(':').unwrap();
            let (column, rest) = rest.split_once(": error[").unwrap();
            assert!(column.parse::<usize>().unwrap() > 0, "{error}");
            // An empty document has no line to quote.
            if let Some(quoted) = lines.get(line.parse::<usize>().unwrap() - 1) {
                let quoted = format!("{line} | {}\n", quoted.replace('\t', " ").trim_end());
                assert!(rest.contains(&quoted), "{error}");
            } else {
                assert_eq!(text, b"", "{error}");
            }
            let (_, help) = rest.split_once(" help: ").unwrap();
            assert!(help.len() > 10, "{error}");
        }
        assert!(count > 0, "{told}");
    }
}
