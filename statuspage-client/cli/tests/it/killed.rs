//! A script of recipes that is killed at random points, and run again from its start.

use std::{process::Stdio, time::Duration};

use serde_json::Value;
use statuspage_client::{Client, params::ListIncidentsParams};
use statuspage_simulator::{Fault, RecordedRequest, Simulator};
use tokio::process::Command;

use crate::program::Program;

const SCRIPT: [&str; 7] = [
    "incident open --name Failing --body Opened",
    "incident update --status identified --body Identified",
    "incident update --status monitoring --body Monitoring",
    "incident resolve --body Resolved",
    "maintenance schedule --name Upgrade --from 2031-01-01T00:00:00Z --until 2031-01-01T01:00:00Z",
    "maintenance start --body Started",
    "maintenance complete --body Completed",
];

/// The whole script sends about this many requests, and at least 17 when nothing is left to change.
const REQUESTS: usize = 20;

/// How many scripts a test runs, and how often each of them is killed: with four tests, 100 times.
const SCRIPTS: usize = 5;
const KILLS: usize = 5;

#[tokio::test]
async fn everything_is_sent_once_1() {
    kill(1).await;
}

#[tokio::test]
async fn everything_is_sent_once_2() {
    kill(2).await;
}

#[tokio::test]
async fn everything_is_sent_once_3() {
    kill(3).await;
}

#[tokio::test]
async fn everything_is_sent_once_4() {
    kill(4).await;
}

async fn kill(seed: u64) {
    let mut random = fastrand::Rng::with_seed(seed);
    for _ in 0..SCRIPTS {
        let program = Program::start();
        let mut points = Vec::new();
        while points.len() < KILLS {
            let point = (random.usize(..REQUESTS), random.bool());
            if !run(&program, point).await {
                points.push(point);
            }
        }
        assert!(run(&program, (100, false)).await);
        let what = format!("seed {seed}, killed at {points:?}");
        check(&program.simulator, &what).await;
    }
}

/// Runs the script from its start, and kills it when this request has arrived, or was carried out. Returns whether it came to its
/// end before that.
async fn run(program: &Program, (requests_before, is_carried_out): (usize, bool)) -> bool {
    let pause = if is_carried_out {
        Fault::delay_response(Duration::MAX)
    } else {
        Fault::delay(Duration::MAX)
    };
    let is_held = |request: &RecordedRequest| {
        request.fault.as_ref() == Some(&pause) && request.carried_out == is_carried_out
    };
    let simulator = &program.simulator;
    let pass = Fault::delay(Duration::ZERO);
    simulator.clear_faults();
    simulator.fail_next(std::iter::repeat_n(pass, requests_before).chain([pause.clone()]));
    let held_before = simulator
        .requests()
        .iter()
        .filter(|request| is_held(request))
        .count();
    for arguments in SCRIPT {
        let arguments = format!("{arguments} --key demo --yes");
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let mut command = Command::from(program.command(&arguments));
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let held = simulator.wait_until(|requests| {
            requests.iter().filter(|request| is_held(request)).count() > held_before
        });
        tokio::select! {
            status = child.wait() => assert!(status.unwrap().success(), "{arguments:?}"),
            () = held => {
                // SIGKILL: the process can do nothing about it.
                child.kill().await.unwrap();
                return false;
            }
        }
    }
    true
}

/// Checks that the page is as the script wants it, and that each change was sent once.
async fn check(simulator: &Simulator, what: &str) {
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url());
    let incidents = ListIncidentsParams::new(simulator.page_id());
    let incidents = client
        .build()
        .unwrap()
        .list_incidents(&incidents)
        .await
        .unwrap();
    let timelines = incidents.iter().map(|incident| {
        let updates = incident.incident_updates.iter().flatten().rev();
        let updates = updates.map(|update| {
            let body = update.body.as_deref().unwrap_or("-");
            format!("{} {body}", update.status.as_ref().unwrap())
        });
        updates.collect::<Vec<_>>().join(", ")
    });
    let expected = [
        "scheduled -, in_progress Started, completed Completed",
        "investigating Opened, identified Identified, monitoring Monitoring, resolved Resolved",
    ];
    assert_eq!(timelines.collect::<Vec<_>>(), expected, "{what}");
    let requests = simulator.requests();
    let changes = requests
        .iter()
        .filter(|request| request.carried_out && request.method != "GET");
    let changes: Vec<Value> = changes
        .map(|change| serde_json::from_slice(&change.body).unwrap())
        .collect();
    assert_eq!(changes.len(), SCRIPT.len(), "{what}: {changes:#?}");
}
