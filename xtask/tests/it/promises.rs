//! `docs/promises.md` and SECURITY.md name a test for each promise, and the README names functions: all of them exist.

use std::{collections::BTreeSet, fs, path::Path};

use statuspage_codegen_core::{Source, read};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn text(file: &str) -> Option<String> {
    fs::read_to_string(repository().join(file)).ok()
}

/// Returns what a line has between backticks.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Returns whether a file has a test: a function, an example below a heading, or a step of a script.
fn has_test(file: &str, name: &str) -> bool {
    let Some(text) = text(file) else {
        return false;
    };
    let kind = Path::new(file).extension().and_then(|kind| kind.to_str());
    match kind {
        Some("rs") => text.contains(&format!("fn {name}(")),
        Some("md") => {
            let is_heading =
                |line: &str| line.starts_with('#') && line.trim_matches('#').trim() == name;
            let mut lines = text.lines();
            lines.any(is_heading) && lines.any(|line| line.starts_with("```"))
        }
        _ => text.contains(name),
    }
}

/// Returns the lines of a table's promises, without its head.
fn rows(page: &str) -> Vec<&str> {
    let rows = page.lines().filter(|line| line.starts_with("| "));
    rows.filter(|line| *line != "| promise | test |").collect()
}

/// Returns the lines that name no test, and the tests that do not exist.
fn missing(page: &str) -> Vec<&str> {
    let mut missing = Vec::new();
    for row in rows(page) {
        let (_, tests) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        if !tests.contains("::") {
            missing.push(row);
        }
        missing.extend(quoted(tests).filter(|test| {
            let named = test.split_once("::");
            named.is_some_and(|(file, name)| !has_test(file, name))
        }));
    }
    missing
}

#[test]
fn every_promise_has_a_test_that_exists() {
    for (file, promises) in [("docs/promises.md", 100), ("SECURITY.md", 10)] {
        let page = text(file).unwrap();
        assert_eq!(missing(&page), [""; 0], "{file}");
        assert!(rows(&page).len() > promises, "{file}");
    }
}

#[test]
fn the_functions_that_the_readme_names_exist() {
    let readme = text("README.md").unwrap();
    let (_, rest) = readme.split_once("\n## What there is\n").unwrap();
    let table = rest.lines().filter(|line| line.starts_with("| "));
    let named: BTreeSet<&str> = table
        .flat_map(quoted)
        .filter(|name| name.contains('_'))
        .collect();
    let source = Source::new("statuspage.json", statuspage_spec::STATUSPAGE);
    let operations = read(&source).unwrap().api.operations;
    let functions = operations.iter().map(|one| {
        one.alias
            .as_ref()
            .map_or(&one.function, |alias| &alias.function)
    });
    let functions: BTreeSet<&str> = functions.map(String::as_str).collect();
    let unknown: Vec<&str> = named.difference(&functions).copied().collect();
    assert_eq!(unknown, [""; 0]);
    assert!(named.len() > 20);
}

#[test]
fn a_wrong_name_is_found() {
    let here = "xtask/tests/it/promises.rs";
    let page = format!(
        "| promise | test |\n|---|---|\n| a | `{here}::a_wrong_name_is_found` |\n| b | `{here}::renamed` |\n\
         | c | `xtask/tests/it/gone.rs::a_wrong_name_is_found` |\n| d | `README.md::No such heading` |\n| e | none |\n"
    );
    assert_eq!(
        missing(&page),
        [
            format!("{here}::renamed").as_str(),
            "xtask/tests/it/gone.rs::a_wrong_name_is_found",
            "README.md::No such heading",
            "| e | none |",
        ]
    );
}
