//! The API key: where it comes from, and that it appears nowhere.

use std::fs;

use statuspage_simulator::Fault;
use tempfile::TempDir;

use crate::program::{Program, command, run};

#[test]
fn without_a_key_nothing_is_sent() {
    let program = Program::start();
    for key in [None, Some(""), Some(" \n")] {
        let mut command = program.command(&["pages", "list"]);
        command.env_remove("STATUSPAGE_API_KEY");
        command.envs(key.map(|key| ("STATUSPAGE_API_KEY", key)));
        let ran = run(&mut command);
        assert_eq!((ran.code, &*ran.stdout), (2, ""));
        for name in ["STATUSPAGE_API_KEY", "--key-file"] {
            assert!(ran.stderr.contains(name), "{}", ran.stderr);
        }
    }
    assert!(program.simulator.requests().is_empty());
}

#[test]
fn a_key_file_replaces_the_variable() {
    let program = Program::start();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, format!("{}\n", program.simulator.api_key())).unwrap();
    allow(&path, 0o600);
    let path = path.to_str().unwrap();
    let list = ["pages", "list", "--key-file", path];
    let ran = run(program.command(&list).env("STATUSPAGE_API_KEY", "wrong"));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    let list = ["pages", "list"];
    let ran = run(program.command(&list).env("STATUSPAGE_API_KEY_FILE", path));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    let list = ["pages", "list", "--key-file", "/no/such/file"];
    let ran = run(&mut program.command(&list));
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("the key file /no/such/file cannot be opened"),
        "{}",
        ran.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_refused() {
    let program = Program::start();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, program.simulator.api_key()).unwrap();
    for (mode, code) in [(0o600, 0), (0o400, 0), (0o640, 2), (0o604, 2), (0o620, 2)] {
        allow(&path, mode);
        let path = path.to_str().unwrap();
        let ran = run(&mut program.command(&["pages", "list", "--key-file", path]));
        assert_eq!(ran.code, code, "{mode:o}");
        let advice = format!("run `chmod 600 {path}`");
        assert_eq!(ran.stderr.contains(&advice), code == 2, "{}", ran.stderr);
    }
}

#[test]
fn the_key_appears_in_no_output() {
    let program = Program::start();
    let key = program.simulator.api_key().to_owned();
    let echo = format!(r#"{{"error": "no access with {key}"}}"#);
    for status in [401, 403, 422] {
        let fault = Fault::response(status, "application/json", echo.clone());
        program.simulator.fail_next([fault]);
        let ran = program.run("pages list");
        assert_eq!(ran.code, 3);
        assert!(
            ran.stderr.contains("no access with [API key]"),
            "{}",
            ran.stderr
        );
    }
    let ran = program.run("pages list --dry-run");
    assert!(!ran.stdout.contains(&key) && !ran.stdout.to_lowercase().contains("authorization"));
    let ran = run(program
        .command(&["pages", "list"])
        .env("STATUSPAGE_API_KEY", "wröng-key"));
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("STATUSPAGE_API_KEY") && !ran.stderr.contains("wr"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_key_is_not_an_argument() {
    let help = run(&mut command(&["pages", "list", "--help"])).stdout;
    assert!(!help.contains("--api-key"), "{help}");
}

#[cfg(unix)]
fn allow(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn allow(_: &std::path::Path, _: u32) {}
