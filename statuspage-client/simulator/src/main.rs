//! The simulator as a program: prints how to reach it, and serves until it is stopped.

use std::env;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Duration;

use statuspage_simulator::{RateLimit, Simulator};

const HELP: &str = "\
Serves an in-memory Atlassian Statuspage on this machine until Ctrl-C.

Usage: statuspage-simulator [--port N] [OPTIONS]

Options:
  --port N          listen on port N (0, the default: any free port)
  --host ADDRESS    listen on this address of this machine (the default: 127.0.0.1). Any other address
                    than a loopback one lets the network in: everyone who can reach it can read the key
                    and change everything at /_simulator
  --api-key KEY     the key (the default: a new one)
  --page-id ID      the id of the page
  --json            print URL, key and ids as one line of JSON
  --rate-limit N/S  allow N requests in any S seconds; the service has 60/60 (the default: no limit)
  --allow-host HOST accept this Host header, such as status.test:8080, at /_simulator too: for a
                    proxy or a tunnel (the default: loopback names and addresses, with the port);
                    may be given several times
  --help            print this text

Rate limit and faults can be changed while it runs, and the recorded requests read, without a key:
  GET, PUT and DELETE http://127.0.0.1:PORT/_simulator/rate_limit
                      http://127.0.0.1:PORT/_simulator/faults
  GET and DELETE      http://127.0.0.1:PORT/_simulator/requests
  POST                http://127.0.0.1:PORT/_simulator/reset
  GET and PUT         http://127.0.0.1:PORT/_simulator/subscribers/ID
  GET                 http://127.0.0.1:PORT/_simulator (URL, key and ids)
For example, the next POST is carried out and gets no response:
  curl -X PUT -d '{\"next\": [{\"kind\": \"disconnect\", \"carried_out\": true, \"method\": \"POST\"}]}' \\
    http://127.0.0.1:PORT/_simulator/faults
The documentation of the crate lists all kinds of faults; so does the response to a mistake.
";

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
enum Task {
    Serve(Settings),
    Help,
}

/// The settings of the simulator.
#[derive(Debug, Default, PartialEq, Eq)]
struct Settings {
    host: Option<IpAddr>,
    port: u16,
    rate_limit: Option<RateLimit>,
    allowed_hosts: Vec<String>,
    api_key: Option<String>,
    page_id: Option<String>,
    is_json: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let done = match read(arguments) {
        Ok(Task::Serve(port)) => serve(port).await,
        Ok(Task::Help) => print(HELP),
        Err(error) => {
            eprintln!("error: {error}\nTry --help for the options.");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut settings = Settings::default();
    while let Some(argument) = arguments.next() {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || {
            let value = value.clone().or_else(|| arguments.next());
            value.ok_or_else(|| format!("{name} needs a value"))
        };
        match name {
            "--help" | "-h" => return Ok(Task::Help),
            "--port" => settings.port = port(&value()?)?,
            "--host" => settings.host = Some(host(&value()?)?),
            "--rate-limit" => settings.rate_limit = Some(rate_limit(&value()?)?),
            "--api-key" => settings.api_key = Some(value()?),
            "--page-id" => settings.page_id = Some(value()?),
            "--json" => settings.is_json = true,
            "--allow-host" => settings.allowed_hosts.push(value()?),
            _ => return Err(format!("unknown argument `{argument}`")),
        }
    }
    Ok(Task::Serve(settings))
}

fn port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| format!("a port is a number from 0 to 65535, not `{text}`"))
}

fn host(text: &str) -> Result<IpAddr, String> {
    text.parse().map_err(|_| {
        format!(
            "a host is an IP address of this machine, such as 127.0.0.1 or 0.0.0.0, not `{text}`"
        )
    })
}

fn rate_limit(text: &str) -> Result<RateLimit, String> {
    let limit = || {
        let (requests, seconds) = text.split_once('/')?;
        let window = Duration::try_from_secs_f64(seconds.parse().ok()?).ok()?;
        Some(RateLimit::new(requests.parse().ok()?, window))
    };
    limit()
        .ok_or_else(|| format!("a rate limit has the form 60/60 (requests/seconds), not `{text}`"))
}

async fn serve(settings: Settings) -> io::Result<()> {
    let Settings {
        host,
        port,
        rate_limit,
        allowed_hosts,
        api_key,
        page_id,
        is_json,
    } = settings;
    let mut builder = Simulator::builder().port(port);
    if let Some(host) = host {
        builder = builder.host(host);
    }
    for host in allowed_hosts {
        builder = builder.allow_host(host);
    }
    if let Some(limit) = rate_limit {
        builder = builder.rate_limit(limit);
    }
    if let Some(key) = api_key {
        builder = builder.api_key(key);
    }
    if let Some(id) = page_id {
        builder = builder.page_id(id);
    }
    let simulator = builder.start().await.map_err(|error| {
        let message = format!(
            "cannot listen on port {port} of {}: {error}; if the port is taken, try another --port",
            host.unwrap_or(Ipv4Addr::LOCALHOST.into())
        );
        io::Error::new(error.kind(), message)
    })?;
    // In this order: once the greeting is printed, Ctrl-C must already be handled.
    let stopped = tokio::signal::ctrl_c();
    tokio::try_join!(biased; stopped, async {
        if is_json {
            return print(&format!("{}\n", simulator.to_json()));
        }
        print(&greeting(&simulator))
    })?;
    Ok(())
}

fn greeting(simulator: &Simulator) -> String {
    let (url, key, control) = (
        simulator.url(),
        simulator.api_key(),
        simulator.control_url(),
    );
    let (page, organization) = (simulator.page_id(), simulator.organization_id());
    format!(
        "\
A simulated Statuspage is running. Stop it with Ctrl-C.

URL:             {url}
API key:         {key}
Page id:         {page}
Organization id: {organization}
Control URL:     {control}

Try it:
curl -H \"Authorization: OAuth {key}\" -d \"incident[name]=Checkout is slow\" {url}/pages/{page}/incidents.json
"
    )
}

/// Prints the text. Unlike `print!`, it does not panic when the output is closed.
fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use statuspage_simulator::RateLimit;

    use super::{Settings, Task, read};

    fn task(arguments: &[&str]) -> Result<Task, String> {
        read(arguments.iter().map(|&argument| argument.to_owned()))
    }

    fn on_port(port: u16) -> Task {
        Task::Serve(Settings {
            port,
            ..Settings::default()
        })
    }

    #[test]
    fn the_port_may_be_chosen() {
        assert_eq!(task(&[]), Ok(on_port(0)));
        assert_eq!(task(&["--port", "8080"]), Ok(on_port(8080)));
        assert_eq!(task(&["--port=8080"]), Ok(on_port(8080)));
        assert_eq!(task(&["--port", "1", "--help"]), Ok(Task::Help));
    }

    #[test]
    fn the_address_may_be_chosen() {
        for (arguments, host) in [
            (&["--host", "0.0.0.0"][..], "0.0.0.0"),
            (&["--host=::1"], "::1"),
        ] {
            let host = Some(host.parse().unwrap());
            let expected = Settings {
                host,
                ..Settings::default()
            };
            assert_eq!(task(arguments), Ok(Task::Serve(expected)));
        }
    }

    #[test]
    fn a_rate_limit_may_be_set() {
        for (arguments, milliseconds) in [
            (&["--rate-limit", "60/60"][..], 60_000),
            (&["--rate-limit=60/0.25"], 250),
        ] {
            let rate_limit = Some(RateLimit::new(60, Duration::from_millis(milliseconds)));
            let expected = Settings {
                rate_limit,
                ..Settings::default()
            };
            assert_eq!(task(arguments), Ok(Task::Serve(expected)));
        }
    }

    #[test]
    fn hosts_may_be_allowed() {
        let allowed_hosts = vec!["a:1".to_owned(), "b:2".to_owned()];
        let expected = Settings {
            allowed_hosts,
            ..Settings::default()
        };
        let arguments = ["--allow-host", "a:1", "--allow-host=b:2"];
        assert_eq!(task(&arguments), Ok(Task::Serve(expected)));
    }

    #[test]
    fn anything_else_is_refused() {
        for arguments in [
            &["--port"][..],
            &["--port", "65536"],
            &["--port="],
            &["--rate-limit"],
            &["--rate-limit", "60"],
            &["--rate-limit", "-1/60"],
            &["--rate-limit", "60/-1"],
            &["--rate-limit", "60/NaN"],
            &["--rate-limit", "60/60/60"],
            &["--allow-host"],
            &["--host"],
            &["--host", "example.com"],
            &["--host=127.0.0.1:80"],
            &["8080"],
            &["-v"],
            &["--colour=blue"],
        ] {
            assert!(task(arguments).is_err(), "{arguments:?}");
        }
    }
}
