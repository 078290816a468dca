//! What every task prints: nothing is lost when nobody reads on, and tables fit a terminal.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const WIDTH: usize = 80;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).env_remove("CLICOLOR_FORCE");
    command
}

#[test]
fn a_reader_may_stop() {
    let names = ["diff/old.yaml", "diff/new.yaml", "lint/every-rule.yaml"].map(fixture);
    let [old, new, lint] = names.each_ref().map(|name| name.to_str().unwrap());
    for (arguments, code) in [
        (&["operations"][..], 0),
        (&["operations", "--format", "json"], 0),
        (&["diff", old, new], 0),
        (
            &[
                "diff",
                old,
                new,
                "--format",
                "markdown",
                "--fail-on",
                "breaking",
            ],
            1,
        ),
        (&["lint", lint], 1),
        (&["lint", "--rules"], 0),
        (&["sync", "--check"], 0),
        (&["sync", "--dry-run"], 0),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = xtask(arguments).stdout(writer).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), &*stderr),
            (Some(code), ""),
            "{arguments:?}"
        );
    }
}

/// The lines that are wider than a terminal, though they could be broken.
fn too_wide(output: &Output) -> Vec<String> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    let could_be_broken = |line: &&str| {
        line.chars().count() > WIDTH && line.trim().rsplit("  ").next().unwrap().contains(' ')
    };
    text.lines()
        .filter(could_be_broken)
        .map(str::to_owned)
        .collect()
}

#[test]
fn tables_fit_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "swagger: '2.0'\npaths: {{'/a': {{get: {{operationId: {id}, tags: [{tags}], parameters: [{{in: query, name: \
         {name}, type: array, items: {{type: string, format: date-time}}}}], responses: {{200: {{schema: {{type: object, \
         title: A, properties: {{b: {{type: string}}}}}}}}}}}}}}}}\n",
        id = "get-a-thing".repeat(4),
        tags = "Some things, ".repeat(20),
        name = "since-when-it-is".repeat(2),
    );
    let wide = folder.path().join("wide.yaml");
    std::fs::write(&wide, text).unwrap();
    let names = [
        wide,
        fixture("operations/pets.yaml"),
        fixture("diff/old.yaml"),
        fixture("diff/new.yaml"),
    ];
    let [wide, pets, old, new] = names.each_ref().map(|name| name.to_str().unwrap());
    for arguments in [
        &["operations", wide][..],
        &["operations", pets],
        &["operations"],
        &["diff", old, new],
        &["diff", pets, wide],
        &["lint", "--rules"],
    ] {
        let output = xtask(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(too_wide(&output), [""; 0], "{arguments:?}");
    }
}
