//! The recipes: what they send, and what they do not send again.

use serde_json::{Value, json};
use statuspage_client::{Client, RateLimit, models::IncidentStatus, params::CreateIncidentParams};
use statuspage_simulator::{Fault, Simulator};

use crate::program::{Program, Ran};

const OPEN: &str = "incident open --key demo --name Slow --yes";
const SCHEDULE: &str = "maintenance schedule --key demo --name Upgrade --from 2031-01-01T02:00:00+02:00 --until 2031-01-01T01:00:00Z --yes";

/// Returns the method and the body of each request that is not a GET.
fn changes(simulator: &Simulator) -> Vec<(String, Value)> {
    let requests = simulator.take_requests().into_iter();
    let changes = requests.filter(|request| request.method != "GET");
    let changes = changes.map(|request| {
        let body = serde_json::from_slice(&request.body).unwrap();
        (request.method, body)
    });
    changes.collect()
}

fn id(ran: &Ran) -> String {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let incident: Value = serde_json::from_str(&ran.stdout).unwrap();
    incident["id"].as_str().unwrap().to_owned()
}

#[test]
fn each_sends_one_request_and_only_the_first_time() {
    let program = Program::start();
    let component = program.json("components create --name Checkout");
    let component = component["id"].as_str().unwrap();
    let _ = program.simulator.take_requests();
    let metadata = json!({"statuspage-cli": {"key": "demo"}});
    for (command, method, expected) in [
        (
            format!(
                "{OPEN} --body Why --component {component}=major_outage --impact minor --notify false"
            ),
            "POST",
            json!({"name": "Slow", "status": "investigating", "body": "Why", "components": {component: "major_outage"},
                "impact_override": "minor", "deliver_notifications": false, "metadata": metadata}),
        ),
        (
            format!(
                "incident update --key demo --status identified --body Why --component {component}=partial_outage --yes"
            ),
            "PATCH",
            json!({"status": "identified", "body": "Why", "components": {component: "partial_outage"}}),
        ),
        (
            "incident resolve --key demo --yes".to_owned(),
            "PATCH",
            json!({"status": "resolved"}),
        ),
        (
            format!("{SCHEDULE} --component {component} --auto"),
            "POST",
            json!({"name": "Upgrade", "status": "scheduled", "component_ids": [component],
                "scheduled_for": "2031-01-01T00:00:00Z", "scheduled_until": "2031-01-01T01:00:00Z",
                "scheduled_auto_in_progress": true, "scheduled_auto_completed": true,
                "auto_transition_to_maintenance_state": true, "auto_transition_to_operational_state": true,
                "metadata": metadata}),
        ),
        (
            format!(
                "maintenance start --key demo --body Now --component {component}=under_maintenance --yes"
            ),
            "PATCH",
            json!({"status": "in_progress", "body": "Now", "components": {component: "under_maintenance"}}),
        ),
        (
            "maintenance complete --key demo --notify true --yes".to_owned(),
            "PATCH",
            json!({"status": "completed", "deliver_notifications": true}),
        ),
    ] {
        let command = format!("{command} --output json");
        let first = program.run(&command);
        assert!(
            first.stderr.starts_with("sent: the "),
            "{command}: {}",
            first.stderr
        );
        let sent = changes(&program.simulator);
        assert_eq!(
            sent,
            [(method.to_owned(), json!({"incident": expected}))],
            "{command}"
        );
        let again = program.run(&command.replace(" --yes", ""));
        assert!(
            again.stderr.starts_with("nothing sent: the "),
            "{}",
            again.stderr
        );
        assert_eq!(id(&again), id(&first));
        assert_eq!(again.stdout, first.stdout);
        assert_eq!(changes(&program.simulator), []);
    }
}

#[test]
fn a_script_can_run_again_after_its_end() {
    let program = Program::start();
    let script = [
        OPEN,
        "incident update --key demo --status monitoring --body Better --yes",
        "incident resolve --key demo --yes",
        SCHEDULE,
        "maintenance start --key demo --yes",
        "maintenance complete --key demo --yes",
    ];
    for command in script {
        assert_eq!(program.run(command).code, 0);
    }
    assert_eq!(changes(&program.simulator).len(), script.len());
    for command in script {
        let ran = program.run(command);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let end = if command.starts_with("incident") {
            "resolved"
        } else {
            "completed"
        };
        assert!(ran.stdout.contains(end), "{}", ran.stdout);
    }
    assert_eq!(changes(&program.simulator), []);
}

#[test]
fn what_is_over_is_not_reopened() {
    let program = Program::start();
    let incident = id(&program.run(&format!("{OPEN} --output json")));
    let maintenance = id(&program.run(&format!("{SCHEDULE} --output json")));
    program.run("incident resolve --key demo --yes");
    program.run("maintenance complete --key demo --yes");
    let _ = program.simulator.take_requests();
    for (command, id) in [
        (
            "incident update --key demo --status monitoring --body New --yes",
            incident,
        ),
        ("maintenance start --key demo --yes", maintenance),
    ] {
        let ran = program.run(command);
        assert_eq!(ran.code, 1);
        let advice = format!("use `statuspage incidents update {id}`");
        assert!(ran.stderr.contains(&advice), "{}", ran.stderr);
    }
    assert_eq!(changes(&program.simulator), []);
}

#[test]
fn an_unknown_key_is_not_found() {
    let program = Program::start();
    program.run(OPEN);
    let _ = program.simulator.take_requests();
    for command in [
        "incident update --key other --status monitoring --body New --yes",
        "incident resolve --key other --yes",
        // An incident and a maintenance may have the same key.
        "maintenance start --key demo --yes",
        "maintenance complete --key demo --yes",
    ] {
        let ran = program.run(command);
        assert_eq!(ran.code, 4, "{}", ran.stderr);
        assert!(ran.stderr.contains("first"), "{}", ran.stderr);
    }
    assert_eq!(changes(&program.simulator), []);
}

#[tokio::test]
async fn the_key_is_found_on_any_page_of_the_list() {
    let program = Program::start();
    let incident = id(&program.run(&format!("{OPEN} --output json")));
    program.run("incident resolve --key demo --yes");
    let simulator = &program.simulator;
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url());
    let client = client.rate_limit(RateLimit::NONE).build().unwrap();
    let other =
        CreateIncidentParams::new(simulator.page_id(), "Other").status(IncidentStatus::Resolved);
    for _ in 0..250 {
        client.create_incident(&other).await.unwrap();
    }
    let _ = simulator.take_requests();
    assert_eq!(id(&program.run(&format!("{OPEN} --output json"))), incident);
    let requests = simulator.take_requests();
    let paths = requests
        .iter()
        .map(|request| request.path.rsplit('/').next().unwrap());
    assert_eq!(
        paths.collect::<Vec<_>>(),
        [
            "unresolved.json",
            "incidents.json",
            "incidents.json",
            "incidents.json"
        ]
    );
}

#[test]
fn a_lost_response_is_no_failure() {
    let program = Program::start();
    let lost = Fault::disconnect().carried_out().for_method("POST");
    program.simulator.fail_next([lost]);
    let ran = program.run(&format!("{OPEN} --output json"));
    assert!(!id(&ran).is_empty());
    assert!(ran.stderr.starts_with("sent: "), "{}", ran.stderr);
    assert_eq!(changes(&program.simulator).len(), 1);
    let lost = Fault::disconnect().for_method("PATCH");
    program.simulator.fail_next([lost]);
    let ran = program.run("incident resolve --key demo --yes");
    assert_eq!(ran.code, 6, "{}", ran.stderr);
    assert_eq!(changes(&program.simulator).len(), 1);
}

#[test]
fn it_asks_only_before_subscribers_are_notified() {
    let program = Program::start();
    let open = OPEN.replace(" --yes", "");
    let ran = program.run(&open);
    assert_eq!(ran.code, 7);
    assert!(
        ran.stderr.contains("Open an incident with the key `demo`"),
        "{}",
        ran.stderr
    );
    assert_eq!(changes(&program.simulator), []);
    assert_eq!(program.run(&format!("{open} --notify false")).code, 0);
    // Nothing is left to send.
    assert_eq!(program.run(&open).code, 0);
}

#[test]
fn a_dry_run_prints_what_would_be_sent_now() {
    let program = Program::start();
    let page = program.simulator.page_id();
    let ran = program.run(&format!("{OPEN} --dry-run"));
    let url = program.simulator.url();
    assert!(
        ran.stdout
            .starts_with(&format!("POST {url}/pages/{page}/incidents.json\n")),
        "{}",
        ran.stdout
    );
    program.run(OPEN);
    let ran = program.run("incident resolve --key demo --dry-run");
    assert!(
        ran.stdout
            .starts_with(&format!("PATCH {url}/pages/{page}/incidents/"))
    );
    assert_eq!(changes(&program.simulator).len(), 1);
}

#[test]
fn the_table_is_short() {
    let program = Program::start();
    let ran = program.run(OPEN);
    let names = ran
        .stdout
        .lines()
        .map(|line| line.split(' ').next().unwrap());
    let names: Vec<&str> = names.collect();
    assert_eq!(names, ["id", "name", "status", "impact", "shortlink"]);
}

#[test]
fn wrong_arguments_are_refused_before_anything_is_sent() {
    let program = Program::start();
    for (command, reason) in [
        ("incident open --key demo", "--name"),
        ("incident open --name Slow", "--key"),
        ("incident open --name Slow --key=", "--key"),
        (
            "incident open --key demo --name Slow --component abc",
            "expected ID=STATUS",
        ),
        (
            "incident open --key demo --name Slow --component =x",
            "expected ID=STATUS",
        ),
        (
            "incident update --key demo --status resolved --body x",
            "possible values",
        ),
        ("incident update --key demo --status monitoring", "--body"),
        (
            "maintenance schedule --key demo --name x --until 2031-01-01T00:00:00Z --from 2031-01-01",
            "a time with its offset",
        ),
    ] {
        let ran = program.run(command);
        assert_eq!(ran.code, 2, "{command}");
        assert!(ran.stderr.contains(reason), "{command}: {}", ran.stderr);
    }
    assert!(program.simulator.requests().is_empty());
}
