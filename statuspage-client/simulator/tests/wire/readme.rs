//! The snippets of README.md, run where their interpreter exists.

use std::process::Command;

use statuspage_simulator::Simulator;

const README: &str = include_str!("../../README.md");

/// Runs the snippet of this language, if the program exists.
fn run(language: &str, program: &str, extension: &str, arguments: &[&str]) {
    if Command::new(program).arg("--help").output().is_err() {
        return;
    }
    let start = format!("```{language}\n");
    let (_, rest) = README.split_once(&start).unwrap();
    let (snippet, _) = rest.split_once("\n```").unwrap();
    let file = format!("{}/snippet.{extension}", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, snippet).unwrap();
    let simulator = Simulator::start_blocking().unwrap();
    let output = Command::new(program)
        .args(arguments)
        .arg(&file)
        .env("CONTROL_URL", simulator.control_url())
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn curl() {
    run("sh", "sh", "sh", &["-e"]);
}

#[test]
fn python() {
    run("python", "python3", "py", &[]);
}

#[test]
fn go() {
    run("go", "go", "go", &["run"]);
}
