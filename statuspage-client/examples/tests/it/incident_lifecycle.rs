//! The tour of an incident and a maintenance.

use std::process::Command;

use crate::service::{Service, TestResult};

const PROGRAM: &str = env!("CARGO_BIN_EXE_incident_lifecycle");

#[test]
fn without_settings_it_runs_against_its_own_simulator() -> TestResult {
    let output = Command::new(PROGRAM)
        .env_remove("STATUSPAGE_API_KEY")
        .output()?;
    assert!(output.status.success(), "{output:?}");
    let stdout = String::from_utf8(output.stdout)?;
    assert!(stdout.contains("Deleted both incidents"), "{stdout}");
    Ok(())
}

#[test]
fn with_settings_it_asks_first() -> TestResult {
    let service = Service::start()?;
    let outcome = service.run(PROGRAM, &[], "")?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(outcome.stdout.contains("nothing was done"), "{outcome:?}");
    assert!(service.simulator.requests().is_empty());

    let outcome = service.run(PROGRAM, &["--yes"], "")?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    // It removes what it has made.
    assert!(service.incidents()?.is_empty());
    assert_eq!(service.carried_out("POST"), 3);
    Ok(())
}
