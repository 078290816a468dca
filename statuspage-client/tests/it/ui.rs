//! What does not compile, and the messages of the compiler: mistakes in a user's code, in a description, and in the arguments of
//! the macro.
//!
//! `NAME.txt` next to `NAME.rs` has the messages of Rust 1.95. A case is compiled with the libraries of this program, so that no
//! dependency is built again for it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use statuspage_client::serde_json::{Value, from_str};

/// Returns the files of a folder of cases whose names end in one of these.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/ui")
        .join(folder);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|file| {
            endings
                .iter()
                .any(|&ending| file.extension().unwrap() == ending)
        })
        .collect()
}

/// Returns the last library that was built before this program. Others may have been built with other sets of features.
fn library(start: &str, end: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let modified = |file: &Path| file.metadata().unwrap().modified().unwrap();
    let linked = modified(&program);
    let entries = std::fs::read_dir(program.parent().unwrap())
        .unwrap()
        .map(Result::unwrap);
    let libraries = entries.filter(|entry| {
        let name = entry.file_name().into_string().unwrap();
        name.starts_with(start) && name.ends_with(end)
    });
    let libraries = libraries.map(|entry| entry.path());
    let earlier = libraries.filter(|library| modified(library) <= linked);
    earlier
        .max_by_key(|library| modified(library))
        .expect(start)
}

/// Returns the messages for a file.
fn compile(file: &Path) -> String {
    let client = library("libstatuspage_client-", ".rlib");
    let codegen = library(&format!("{DLL_PREFIX}statuspage_codegen-"), DLL_SUFFIX);
    let folder = env!("CARGO_MANIFEST_DIR");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.current_dir(folder).env("CARGO_MANIFEST_DIR", folder);
    rustc.args([
        "--edition=2024",
        "--emit=metadata",
        "--error-format=json",
        "--out-dir",
    ]);
    rustc
        .arg(env!("CARGO_TARGET_TMPDIR"))
        .arg(file.strip_prefix(folder).unwrap());
    rustc.arg(format!(
        "-Ldependency={}",
        client.parent().unwrap().display()
    ));
    rustc.arg(format!("--extern=statuspage_client={}", client.display()));
    rustc.arg(format!("--extern=statuspage_codegen={}", codegen.display()));
    let output = rustc.output().unwrap();
    assert!(!output.status.success(), "{} compiles", file.display());
    let mut text = String::new();
    for line in std::str::from_utf8(&output.stderr).unwrap().lines() {
        let message: Value = from_str(line).unwrap();
        if message["spans"] != Value::Array(Vec::new()) {
            write_message(&message, "", &mut text);
            text.push('\n');
        }
    }
    text
}

/// Writes a message with its places in the file; of places in other files only the labels, because their lines change.
fn write_message(message: &Value, indent: &str, text: &mut String) {
    let code = message["code"]["code"].as_str();
    let code = code.map_or_else(String::new, |code| format!("[{code}]"));
    let (level, words) = (
        message["level"].as_str().unwrap(),
        message["message"].as_str().unwrap(),
    );
    writeln!(text, "{indent}{level}{code}: {words}").unwrap();
    for span in message["spans"].as_array().unwrap() {
        let file = span["file_name"].as_str().unwrap();
        if file.starts_with("tests/") {
            let (line, column) = (&span["line_start"], &span["column_start"]);
            let marked = marked(&span["text"][0]).unwrap_or_default();
            writeln!(text, "{indent}  {file}:{line}:{column}: {marked}").unwrap();
        }
        for words in [&span["label"], &span["suggested_replacement"]] {
            if let Some(words) = words.as_str() {
                writeln!(text, "{indent}    {words}").unwrap();
            }
        }
    }
    for child in message["children"].as_array().unwrap() {
        write_message(child, "  ", text);
    }
}

/// Returns the part of a line that the compiler marks.
fn marked(line: &Value) -> Option<String> {
    let [start, end] = ["highlight_start", "highlight_end"].map(|end| line[end].as_u64());
    let (start, end) = (usize::try_from(start?).ok()?, usize::try_from(end?).ok()?);
    let characters = line["text"].as_str()?.chars();
    Some(characters.skip(start - 1).take(end - start).collect())
}

fn check(folder: &str) {
    for file in files(folder, &["rs"]) {
        expect_file![file.with_extension("txt")].assert_eq(&compile(&file));
    }
}

#[test]
fn mistakes_in_code_do_not_compile() {
    check("types");
}

#[test]
fn mistakes_in_a_description_are_reported() {
    check("document");
}

#[test]
fn mistakes_in_arguments_are_reported_and_warnings_are_shown() {
    check("invocation");
}

#[test]
fn each_mistake_in_a_description_has_its_place_and_a_remedy() {
    let documents = files("document", &["yaml", "json"]);
    assert!(documents.len() > 10, "{}", documents.len());
    for document in documents {
        let reported = std::fs::read_to_string(document.with_extension("txt")).unwrap();
        let name = format!(
            "tests/it/ui/document/{}",
            document.file_name().unwrap().display()
        );
        let text = std::fs::read(&document).unwrap();
        let lines: Vec<_> = String::from_utf8_lossy(&text)
            .lines()
            .map(str::to_owned)
            .collect();
        let mut errors = reported.split("error: ").skip(1);
        let headline = format!("no client can be generated from `{name}`\n");
        assert!(errors.next().unwrap().starts_with(&headline), "{reported}");
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
        assert!(count > 0, "{reported}");
    }
}
