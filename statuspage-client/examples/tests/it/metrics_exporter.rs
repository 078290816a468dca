//! Points of metrics in bulk.

use std::fmt::Write;

use crate::service::{Service, TestResult};

const PROGRAM: &str = env!("CARGO_BIN_EXE_metrics_exporter");

/// On the grid of 30 seconds to which the service rounds.
const TIME: i64 = 1_799_999_970;

#[test]
fn points_are_submitted_in_one_request() -> TestResult {
    let service = Service::start()?;
    let metric = service.simulator.metric_id();
    let input = format!("{metric} 12.5 {TIME}\n\n  {metric}\t-1 {}\n", TIME + 30);
    let outcome = service.run(PROGRAM, &[], &input)?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(outcome.stdout, "submitted 2 points\n");
    let points = service.simulator.metric_points(metric);
    assert_eq!(points, [(TIME, 12.5), (TIME + 30, -1.0)]);
    assert_eq!(service.simulator.requests().len(), 1);
    Ok(())
}

#[test]
fn many_points_are_several_requests() -> TestResult {
    let service = Service::start()?;
    let metric = service.simulator.metric_id();
    let mut input = String::new();
    for number in 0..501 {
        writeln!(input, "{metric} {number} {}", TIME + 30 * number)?;
    }
    let outcome = service.run(PROGRAM, &[], &input)?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(service.simulator.metric_points(metric).len(), 501);
    assert_eq!(service.simulator.requests().len(), 2);
    Ok(())
}

#[test]
fn a_lost_response_is_repeated() -> TestResult {
    let service = Service::start()?;
    let metric = service.simulator.metric_id();
    service.lose_the_response("POST");
    let outcome = service.run(PROGRAM, &[], &format!("{metric} 1 {TIME}"))?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(service.simulator.metric_points(metric), [(TIME, 1.0)]);
    assert_eq!(service.carried_out("POST"), 2);
    Ok(())
}

#[test]
fn a_wrong_line_sends_nothing() -> TestResult {
    let service = Service::start()?;
    let metric = service.simulator.metric_id();
    for (line, expected) in [
        ("metric", "line 2: the value is not a number: `metric`"),
        ("metric NaN", "line 2: the value is not a number"),
        (
            "metric 1 now",
            "line 2: the time is not a number of seconds",
        ),
        (
            "metric 1 2 3",
            "line 2: expected a metric, a value and a time",
        ),
    ] {
        let outcome = service.run(PROGRAM, &[], &format!("{metric} 1\n{line}\n"))?;
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains(expected), "{outcome:?}");
    }
    assert!(service.simulator.requests().is_empty());
    Ok(())
}

#[test]
fn an_unknown_metric_is_an_error() -> TestResult {
    let service = Service::start()?;
    let outcome = service.run(PROGRAM, &[], &format!("unknown 1 {TIME}"))?;
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stderr.contains("`unknown`"), "{outcome:?}");
    Ok(())
}
