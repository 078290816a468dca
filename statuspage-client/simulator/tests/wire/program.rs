//! The simulator as a program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use crate::caller::{client, send};

const PROGRAM: &str = env!("CARGO_BIN_EXE_statuspage-simulator");

/// A running program that does not outlive its test.
struct Running {
    child: Child,
    lines: Vec<String>,
}

impl Running {
    /// Starts the program and reads its output up to the last line, the curl command.
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = Vec::new();
        for line in output.lines() {
            lines.push(line.unwrap());
            if lines.last().unwrap().starts_with("curl ") {
                break;
            }
        }
        Self { child, lines }
    }

    /// What stands behind this label.
    fn value(&self, label: &str) -> &str {
        let mut values = self
            .lines
            .iter()
            .filter_map(|line| line.strip_prefix(label));
        values.next().unwrap().trim()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, which is what this is for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

#[tokio::test]
async fn it_serves_what_it_prints() {
    let program = Running::start(&[]);
    let (url, key) = (program.value("URL:"), program.value("API key:"));
    let page = program.value("Page id:");
    let users = format!(
        "{url}/organizations/{}/users",
        program.value("Organization id:")
    );
    let client = client();
    for url in [format!("{url}/pages/{page}"), users] {
        let request = client
            .get(url)
            .header("Authorization", format!("OAuth {key}"));
        assert_eq!(send(request).await.0, 200);
    }
    let curl = format!(
        "curl -H \"Authorization: OAuth {key}\" -d \"incident[name]=Checkout is slow\" {url}/pages/{page}/incidents.json"
    );
    assert_eq!(program.lines.last(), Some(&curl));
}

#[tokio::test]
async fn its_rate_limit_is_set_by_an_option_and_over_http() {
    let program = Running::start(&["--rate-limit", "1/3600"]);
    let url = format!("{}/metrics_providers", program.value("URL:"));
    let control = format!("{}/rate_limit", program.value("Control URL:"));
    let client = client();
    for status in [200, 420] {
        assert_eq!(send(client.get(&url)).await.0, status);
    }
    let (_, limit) = send(client.get(&control)).await;
    assert_eq!(limit["requests"], 1);
    assert_eq!(limit["window_ms"], 3_600_000);
    assert_eq!(send(client.delete(&control)).await.0, 200);
    assert_eq!(send(client.get(&url)).await.0, 200);
}

#[tokio::test]
async fn another_host_is_accepted_by_an_option() {
    let program = Running::start(&["--allow-host", "status.test:1"]);
    let control = format!("{}/faults", program.value("Control URL:"));
    let with_host = |host| send(client().get(&control).header("Host", host));
    assert_eq!(with_host("status.test:1").await.0, 200);
    assert_eq!(with_host("status.test:2").await.0, 403);
}

#[tokio::test]
async fn it_listens_on_all_addresses_by_an_option_and_still_checks_the_host() {
    let program = Running::start(&["--host", "0.0.0.0", "--allow-host=status.test:1"]);
    let url = format!("{}/metrics_providers", program.value("URL:"));
    let control = program.value("Control URL:");
    assert!(control.starts_with("http://127.0.0.1:"), "{control}");
    assert_eq!(send(client().get(url)).await.0, 200);
    assert_eq!(send(client().get(control)).await.0, 200);
    let port = control
        .rsplit(':')
        .next()
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    for (host, status) in [
        ("attacker.example", 403),
        ("192.0.2.1", 403),
        ("0.0.0.0", 403),
        ("localhost", 200),
    ] {
        let request = client()
            .get(control)
            .header("Host", format!("{host}:{port}"));
        assert_eq!(send(request).await.0, status, "{host}");
    }
    let request = client().get(control).header("Host", "status.test:1");
    assert_eq!(send(request).await.0, 200);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_success() {
    let mut program = Running::start(&["--port", "0"]);
    // The `kill` of the shell: not every system has it as a program.
    let kill = format!("kill -INT {}", program.child.id());
    let sent = Command::new("sh").args(["-c", &kill]).status().unwrap();
    assert!(sent.success());
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn a_wrong_argument_ends_it_with_2_and_the_mistake() {
    for arguments in [
        &["--port", "many"][..],
        &["--port"],
        &["--rate-limit", "60"],
        &["--colour"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(
            !errors.contains("Usage:")
                && errors.contains("--help")
                && errors.contains(arguments.last().unwrap()),
            "{errors}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_is_printed_on_request() {
    let output = run(&["--help"]);
    assert!(output.status.success());
    let help = String::from_utf8(output.stdout).unwrap();
    for part in [
        "--port N",
        "lets the network in",
        "--rate-limit N/S",
        "/_simulator/faults",
    ] {
        assert!(help.contains(part), "{help}");
    }
}

#[test]
fn a_port_that_is_taken_ends_it_with_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = run(&["--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&port));
}

#[test]
fn one_line_of_json_has_everything_a_script_needs() {
    let arguments = ["--json", "--api-key", "key", "--page-id=page"];
    let mut command = Command::new(PROGRAM);
    let mut child = command
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let _program = Running {
        child,
        lines: Vec::new(),
    };
    let about: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (&about["api_key"], &about["page_id"]),
        (&"key".into(), &"page".into())
    );
    assert!(about["url"].as_str().unwrap().ends_with("/v1"));
}
