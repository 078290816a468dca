//! Operations that notify people or remove something need `--yes`. Which ones do is tested with all operations.

use crate::program::{Program, run_with_input};

const CREATE: &str = "incidents create --name Slow --status investigating";

#[test]
fn the_refusal_says_what_would_happen() {
    let program = Program::start();
    let page = program.simulator.page_id();
    let ran = program.run(CREATE);
    assert_eq!(ran.code, 7);
    let expected = format!(
        "error: Create an incident, and notify subscribers (page {page}). Subscribers are notified. \
         Nothing was sent: use --yes to confirm, or --dry-run to see the request\n"
    );
    assert_eq!(ran.stderr, expected);
    let ran = program.run("components delete abc");
    assert_eq!(ran.code, 7);
    let expected =
        format!("Delete a component (page {page}, component abc). What is removed cannot");
    assert!(ran.stderr.contains(&expected), "{}", ran.stderr);
    assert!(program.simulator.requests().is_empty());
}

#[test]
fn a_call_that_notifies_nobody_is_not_asked_for() {
    let program = Program::start();
    let ran = program.run(&format!("{CREATE} --deliver-notifications false"));
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    let ran = program.run(&format!("{CREATE} --deliver-notifications"));
    assert_eq!(ran.code, 7);
    for (value, code) in [("false", 0), ("true", 7)] {
        let body = format!(r#"{{"incident": {{"name": "x", "deliver_notifications": {value}}}}}"#);
        let mut command = program.command(&["incidents", "create", "--json", "-"]);
        let ran = run_with_input(&mut command, &body);
        assert_eq!(ran.code, code, "{ran:?}");
    }
    assert_eq!(program.simulator.requests().len(), 2);
}

#[test]
fn a_body_is_sent_as_it_is() {
    let program = Program::start();
    let body = r#"{"incident":   {"name": "x", "deliver_notifications": false, "name": "y"}}"#;
    let mut command = program.command(&["incidents", "create", "--json", "-"]);
    let ran = run_with_input(&mut command, body);
    assert_eq!(
        program.simulator.requests()[0].body,
        body.as_bytes(),
        "{ran:?}"
    );
}
