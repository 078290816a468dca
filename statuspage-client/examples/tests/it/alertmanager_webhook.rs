//! The webhook: one incident for each group of alerts, whatever is repeated or lost.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{self, ScopedJoinHandle};

use statuspage_client::models::{ComponentStatus, IncidentStatus};
use statuspage_client::serde_json::{Value, json};

use crate::service::{Service, TestResult};

const PROGRAM: &str = env!("CARGO_BIN_EXE_alertmanager_webhook");

/// The running program, which ends with the test.
struct Webhook {
    program: Child,
    /// Open as long as the program may write to it.
    _stdout: BufReader<ChildStdout>,
    address: String,
}

impl Webhook {
    fn start(service: &Service) -> Result<Self, Box<dyn Error>> {
        let mut program = service
            .command(PROGRAM)
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = program.stdout.take().ok_or("no output")?;
        let mut stdout = BufReader::new(stdout);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on ");
        let address = address.ok_or("no address")?.to_owned();
        Ok(Self {
            program,
            _stdout: stdout,
            address,
        })
    }

    fn send(&self, request: &str) -> Result<(u16, String), Box<dyn Error>> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.write_all(request.as_bytes())?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        let status = response.get(9..12).ok_or("no status")?.parse()?;
        let (_, body) = response.split_once("\r\n\r\n").ok_or("no body")?;
        Ok((status, body.to_owned()))
    }

    fn notify(&self, notification: &Value) -> Result<(u16, String), Box<dyn Error>> {
        let body = notification.to_string();
        self.send(&format!(
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }
}

impl Drop for Webhook {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Returns a notification of alerts with these fingerprints and statuses.
fn notification(service: &Service, group: &str, alerts: &[(&str, &str)]) -> Value {
    let alerts = alerts.iter().map(|(fingerprint, status)| {
        json!({
            "status": status,
            "fingerprint": fingerprint,
            "labels": {
                "alertname": "CheckoutFails",
                "severity": "critical",
                "statuspage_component": service.component_id,
            },
            "annotations": {"description": format!("{fingerprint} fails")},
        })
    });
    json!({
        "version": "4",
        "groupKey": group,
        "groupLabels": {"alertname": "CheckoutFails"},
        "commonAnnotations": {"summary": "Checkout is failing"},
        "alerts": alerts.collect::<Vec<_>>(),
    })
}

fn done(what: &str) -> (u16, String) {
    (200, format!("{what}: Checkout is failing"))
}

#[test]
fn a_group_has_one_incident_from_its_first_alert_to_its_last() -> TestResult {
    let service = Service::start()?;
    let webhook = Webhook::start(&service)?;
    let one = notification(&service, "a", &[("one", "firing")]);
    let two = notification(&service, "a", &[("two", "firing"), ("one", "resolved")]);
    let none = notification(&service, "a", &[("two", "resolved")]);

    assert_eq!(webhook.notify(&one)?, done("opened"));
    assert_eq!(webhook.notify(&one)?, done("nothing new"));
    let outage = Some(ComponentStatus::MajorOutage);
    assert_eq!(service.component_status()?, outage);
    assert_eq!(webhook.notify(&two)?, done("updated"));
    assert_eq!(service.component_status()?, outage);
    assert_eq!(webhook.notify(&two)?, done("nothing new"));
    assert_eq!(webhook.notify(&none)?, done("resolved"));
    assert_eq!(webhook.notify(&none)?, done("no incident to resolve"));
    let operational = Some(ComponentStatus::Operational);
    assert_eq!(service.component_status()?, operational);

    let incidents = service.incidents()?;
    assert_eq!(incidents.len(), 1);
    assert_eq!(incidents[0].status, Some(IncidentStatus::Resolved));
    let updates = incidents[0].incident_updates.iter().flatten();
    let texts: Vec<_> = updates
        .filter_map(|update| update.body.as_deref())
        .collect();
    let expected = ["All alerts are resolved.", "two fails", "one fails"];
    assert_eq!(texts, expected);
    assert_eq!(
        (service.carried_out("POST"), service.carried_out("PATCH")),
        (1, 2)
    );

    // The next time the group fires is another incident.
    assert_eq!(webhook.notify(&one)?, done("opened"));
    assert_eq!(service.incidents()?.len(), 2);
    Ok(())
}

#[test]
fn each_group_has_its_own_incident() -> TestResult {
    let service = Service::start()?;
    let webhook = Webhook::start(&service)?;
    for group in ["a", "b"] {
        let firing = notification(&service, group, &[("one", "firing")]);
        assert_eq!(webhook.notify(&firing)?, done("opened"));
    }
    let resolved = notification(&service, "a", &[("one", "resolved")]);
    assert_eq!(webhook.notify(&resolved)?, done("resolved"));
    let incidents = service.incidents()?;
    let is_open = |status: &Option<IncidentStatus>| *status != Some(IncidentStatus::Resolved);
    let open = incidents
        .iter()
        .filter(|incident| is_open(&incident.status));
    assert_eq!((incidents.len(), open.count()), (2, 1));
    Ok(())
}

#[test]
fn notifications_at_the_same_time_open_one_incident() -> TestResult {
    let service = Service::start()?;
    let webhook = Webhook::start(&service)?;
    let firing = notification(&service, "a", &[("one", "firing")]);
    let mut responses = thread::scope(|scope| {
        let notify = || webhook.notify(&firing).map_err(|error| error.to_string());
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(notify)).collect();
        let responses = threads.into_iter().map(ScopedJoinHandle::join);
        responses.collect::<Result<Result<Vec<_>, _>, _>>()
    })
    .map_err(|_| "a thread has panicked")??;
    responses.sort();
    let nothing_new = || done("nothing new");
    let expected = [nothing_new(), nothing_new(), nothing_new(), done("opened")];
    assert_eq!(responses, expected);
    assert_eq!(service.incidents()?.len(), 1);
    Ok(())
}

#[test]
fn a_lost_response_does_nothing_twice() -> TestResult {
    let service = Service::start()?;
    let webhook = Webhook::start(&service)?;
    for (method, status, repeated) in [
        ("POST", "firing", "nothing new"),
        ("PATCH", "resolved", "no incident to resolve"),
    ] {
        let notification = notification(&service, "a", &[("one", status)]);
        service.lose_the_response(method);
        let (status, message) = webhook.notify(&notification)?;
        assert_eq!(status, 502, "{message}");
        // As Alertmanager does after such a status.
        assert_eq!(webhook.notify(&notification)?, done(repeated));
        assert_eq!(service.carried_out(method), 1);
    }
    assert_eq!(service.incidents()?.len(), 1);
    Ok(())
}

#[test]
fn what_is_not_a_notification_is_refused() -> TestResult {
    let service = Service::start()?;
    let webhook = Webhook::start(&service)?;
    for (request, expected) in [
        ("GET / HTTP/1.1\r\n\r\n", "expected a POST request"),
        (
            "POST / HTTP/1.1\r\n\r\n",
            "expected a header Content-Length",
        ),
        (
            "POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}",
            "expected a `groupKey`",
        ),
        (
            "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
            "the body is longer than 4194304 bytes",
        ),
    ] {
        assert_eq!(webhook.send(request)?, (400, expected.to_owned()));
    }
    assert!(service.simulator.requests().is_empty());
    Ok(())
}

#[test]
fn missing_settings_are_an_error() -> TestResult {
    let output = Command::new(PROGRAM)
        .env_remove("STATUSPAGE_API_KEY")
        .output()?;
    let stderr = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.contains("STATUSPAGE_API_KEY"), "{stderr}");
    Ok(())
}
