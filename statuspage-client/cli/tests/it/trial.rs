//! `statuspage try`.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
};

use crate::program::{command, run};

#[test]
fn a_command_runs_against_a_simulator_without_any_settings() {
    let ran = run(&mut command(&[
        "try",
        "incident",
        "open",
        "--key",
        "demo",
        "--name",
        "Checkout is failing",
    ]));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Checkout is failing"), "{}", ran.stdout);
    let ran = run(&mut command(&[
        "try",
        "incidents",
        "list",
        "--yes",
        "-o",
        "json",
    ]));
    assert_eq!((ran.code, &*ran.stdout), (0, "[]\n"), "{}", ran.stderr);
}

#[test]
fn settings_of_the_service_are_not_used() {
    let mut command = command(&["try", "pages", "list"]);
    command
        .env("STATUSPAGE_BASE_URL", "http://127.0.0.1:1")
        .env("STATUSPAGE_API_KEY", "real")
        .env("STATUSPAGE_API_KEY_FILE", "/no/such/file")
        .env("STATUSPAGE_PAGE_ID", "real");
    let ran = run(&mut command);
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    for (arguments, code) in [
        (&["try", "components", "get", "none"][..], 4),
        (&["try", "no-such-group"], 2),
        (
            &[
                "try",
                "incidents",
                "create",
                "--name",
                "x",
                "--component-ids",
                "none",
            ],
            3,
        ),
    ] {
        let ran = run(&mut command(arguments));
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn without_a_command_it_lists_some_which_work() {
    let ran = run(&mut command(&["try"]));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    let examples = ran
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("  statuspage "));
    let examples: Vec<&str> = examples.collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        let mut quoted = example.split('"');
        let mut arguments: Vec<&str> = quoted.next().unwrap().split_whitespace().collect();
        arguments.extend(quoted.next());
        let ran = run(&mut command(&arguments));
        assert_eq!(ran.code, 0, "{example}: {}", ran.stderr);
    }
}

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn serve_prints_what_other_shells_need() {
    let mut serve = command(&["try", "serve"]);
    serve.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(serve.spawn().unwrap());
    let lines = BufReader::new(running.0.stdout.take().unwrap()).lines();
    let lines: Vec<String> = lines.take(4).map(Result::unwrap).collect();
    let variables: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| {
            line.strip_prefix("export ")
                .unwrap()
                .split_once('=')
                .unwrap()
        })
        .collect();
    let open = [
        "incident", "open", "--key", "demo", "--name", "Slow", "--yes",
    ];
    for expected in ["sent: ", "nothing sent: "] {
        let ran = run(command(&open).envs(variables.iter().copied()));
        assert!(ran.stderr.starts_with(expected), "{}", ran.stderr);
    }
}
