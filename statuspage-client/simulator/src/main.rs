//! The simulator as a program: prints how to reach it, and serves until it is stopped.

use std::env;
use std::io::{self, Write};
use std::net::IpAddr;
use std::process::ExitCode;
use std::time::Duration;

use statuspage_simulator::{RateLimit, Simulator, SimulatorBuilder};

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
    Serve {
        builder: SimulatorBuilder,
        is_json: bool,
    },
    Help,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let done = match read(arguments) {
        Ok(Task::Serve { builder, is_json }) => serve(builder, is_json).await,
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
    let (mut builder, mut is_json) = (Simulator::builder(), false);
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
            "--port" => builder = builder.port(port(&value()?)?),
            "--host" => builder = builder.host(host(&value()?)?),
            "--rate-limit" => builder = builder.rate_limit(rate_limit(&value()?)?),
            "--api-key" => builder = builder.api_key(value()?),
            "--page-id" => builder = builder.page_id(value()?),
            "--json" => is_json = true,
            "--allow-host" => builder = builder.allow_host(value()?),
            _ => return Err(format!("unknown argument `{argument}`")),
        }
    }
    Ok(Task::Serve { builder, is_json })
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

async fn serve(builder: SimulatorBuilder, is_json: bool) -> io::Result<()> {
    let simulator = builder.start().await?;
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
    use std::net::IpAddr;
    use std::time::Duration;

    use statuspage_simulator::{RateLimit, Simulator, SimulatorBuilder};

    use super::{Task, read};

    fn task(arguments: &[&str]) -> Result<Task, String> {
        read(arguments.iter().map(|&argument| argument.to_owned()))
    }

    fn serve(builder: SimulatorBuilder, is_json: bool) -> Task {
        Task::Serve { builder, is_json }
    }

    #[test]
    fn each_option_may_have_its_value_in_the_same_argument() {
        let builder = Simulator::builder;
        let limit = |milliseconds| RateLimit::new(60, Duration::from_millis(milliseconds));
        let host = |text: &str| builder().host(text.parse::<IpAddr>().unwrap());
        for (arguments, expected) in [
            (&[][..], builder()),
            (&["--port", "8080"], builder().port(8080)),
            (&["--port=8080"], builder().port(8080)),
            (&["--host", "0.0.0.0"], host("0.0.0.0")),
            (&["--host=::1"], host("::1")),
            (
                &["--rate-limit", "60/60"],
                builder().rate_limit(limit(60_000)),
            ),
            (&["--rate-limit=60/0.25"], builder().rate_limit(limit(250))),
            (
                &["--api-key", "a", "--page-id=b"],
                builder().api_key("a").page_id("b"),
            ),
            (
                &["--allow-host", "a:1", "--allow-host=b:2"],
                builder().allow_host("a:1").allow_host("b:2"),
            ),
        ] {
            assert_eq!(task(arguments), Ok(serve(expected, false)), "{arguments:?}");
        }
        assert_eq!(task(&["--json"]), Ok(serve(builder(), true)));
        assert_eq!(task(&["--port", "1", "--help"]), Ok(Task::Help));
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
