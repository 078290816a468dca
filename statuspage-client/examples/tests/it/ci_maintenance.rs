//! The maintenance of a CI job, whose commands can be repeated.

use statuspage_client::models::{ComponentStatus, IncidentStatus};
use statuspage_simulator::Fault;

use crate::service::{Service, TestResult};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ci_maintenance");

#[test]
fn a_maintenance_is_created_once_and_completed_once() -> TestResult {
    let service = Service::start()?;
    let component = service.component_id.to_string();
    let schedule = ["schedule", "job-1", "Upgrade", "--component", &component];
    for expected in ["created", "exists already"] {
        let outcome = service.run(PROGRAM, &schedule, "")?;
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert!(outcome.stdout.trim().ends_with(expected), "{outcome:?}");
    }
    let maintained = Some(ComponentStatus::UnderMaintenance);
    assert_eq!(service.component_status()?, maintained);
    for expected in ["completed", "was completed before"] {
        let outcome = service.run(PROGRAM, &["complete", "job-1"], "")?;
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert!(outcome.stdout.trim().ends_with(expected), "{outcome:?}");
    }
    let operational = Some(ComponentStatus::Operational);
    assert_eq!(service.component_status()?, operational);
    let incidents = service.incidents()?;
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].status, Some(IncidentStatus::Completed));
    assert_eq!(
        (service.carried_out("POST"), service.carried_out("PATCH")),
        (1, 1)
    );
    Ok(())
}

#[test]
fn a_later_maintenance_is_announced() -> TestResult {
    let service = Service::start()?;
    let component = service.component_id.to_string();
    let options = ["--in", "90", "--for", "30", "--component", &component];
    let schedule = [&["schedule", "job-1", "Upgrade"][..], &options].concat();
    let outcome = service.run(PROGRAM, &schedule, "")?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let incidents = service.incidents()?;
    assert_eq!(incidents[0].status, Some(IncidentStatus::Scheduled));
    let begin = incidents[0].scheduled_for.ok_or("no begin")?;
    let end = incidents[0].scheduled_until.ok_or("no end")?;
    assert_eq!(end.duration_since(begin).as_mins(), 30);
    let operational = Some(ComponentStatus::Operational);
    assert_eq!(service.component_status()?, operational);
    Ok(())
}

#[test]
fn a_lost_response_is_looked_up() -> TestResult {
    let service = Service::start()?;
    for (method, command) in [
        ("POST", &["schedule", "job-1", "Upgrade"][..]),
        ("PATCH", &["complete", "job-1"]),
    ] {
        service.lose_the_response(method);
        let outcome = service.run(PROGRAM, command, "")?;
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert_eq!(service.carried_out(method), 1);
    }
    assert_eq!(service.incidents()?.len(), 1);
    Ok(())
}

#[test]
fn what_was_not_carried_out_is_an_error_and_can_be_repeated() -> TestResult {
    let service = Service::start()?;
    let schedule = ["schedule", "job-1", "Upgrade"];
    let fault = Fault::disconnect().for_method("POST");
    service.simulator.fail_next([fault]);
    assert_eq!(service.run(PROGRAM, &schedule, "")?.code, Some(1));
    assert!(service.incidents()?.is_empty());
    assert_eq!(service.run(PROGRAM, &schedule, "")?.code, Some(0));
    assert_eq!(service.incidents()?.len(), 1);
    Ok(())
}

#[test]
fn mistakes_are_reported() -> TestResult {
    let service = Service::start()?;
    for (arguments, code, expected) in [
        (&[][..], 2, "the command is missing"),
        (&["schedule", "job-1"], 2, "NAME is missing"),
        (
            &["schedule", "job-1", "Upgrade", "--for", "soon"],
            2,
            "`soon`",
        ),
        (
            &["schedule", "job-1", "Upgrade", "--what", "1"],
            2,
            "`--what`",
        ),
        (&["complete", "job-1", "now"], 2, "`now`"),
        (
            &["complete", "job-1"],
            1,
            "no maintenance of the job `job-1`",
        ),
    ] {
        let outcome = service.run(PROGRAM, arguments, "")?;
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        assert!(outcome.stderr.contains(expected), "{outcome:?}");
    }
    assert_eq!(service.carried_out("POST"), 0);
    Ok(())
}
