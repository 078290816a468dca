//! The exit codes that the help documents.

use std::time::Duration;

use statuspage_simulator::Fault;

use crate::program::{Program, run};

const CREATE: &str = "incidents create --name Slow --yes";

#[track_caller]
fn check(program: &Program, arguments: &str, code: i32, says: &str) {
    let ran = program.run(arguments);
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(
        ran.stderr.starts_with("error: ") && ran.stderr.contains(says),
        "{}",
        ran.stderr
    );
}

#[test]
fn each_kind_of_failure_has_its_code() {
    let program = Program::start();
    check(&program, "incidents get none", 4, "404");
    check(
        &program,
        "incidents create --name Slow --status nonsense --yes",
        3,
        "422",
    );
    // The wait is longer than the time in which calls are repeated.
    let late = |fault: Fault| fault.with_retry_after(Duration::from_secs(86_400));
    program.simulator.fail_next([late(Fault::status(429))]);
    check(&program, "pages list", 5, "429");
    program.simulator.fail_next([late(Fault::status(503))]);
    check(&program, "pages list", 1, "503");
    program.simulator.fail_next([Fault::not_json()]);
    check(&program, "pages list", 1, "is not as described");
}

#[test]
fn a_change_that_may_have_been_carried_out_has_a_code_of_its_own() {
    let program = Program::start();
    for fault in [
        Fault::disconnect(),
        Fault::disconnect().carried_out(),
        Fault::status(500).carried_out(),
        Fault::not_json().carried_out(),
    ] {
        program.simulator.fail_next([fault]);
        check(&program, CREATE, 6, "look before you repeat the command");
    }
    assert_eq!(
        program.simulator.requests().len(),
        4,
        "nothing is sent twice"
    );
}

#[test]
fn a_wrong_key_and_a_wrong_setting_are_different() {
    let program = Program::start();
    let ran = run(program
        .command(&["pages", "list"])
        .env("STATUSPAGE_API_KEY", "wrong"));
    assert_eq!(ran.code, 3, "{ran:?}");
    for url in ["ftp://127.0.0.1", "http://status.example.com/v1"] {
        let ran = run(program
            .command(&["pages", "list"])
            .env("STATUSPAGE_BASE_URL", url));
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("the base URL"), "{}", ran.stderr);
    }
    let ran = program.run("incidents get ..");
    assert_eq!(ran.code, 2, "{ran:?}");
}
