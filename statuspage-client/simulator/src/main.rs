//! The simulator as a program: it says how to reach it, and serves until it is stopped.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use statuspage_simulator::Simulator;

const HELP: &str = "\
Serves an in-memory Atlassian Statuspage on this machine until Ctrl-C.

Usage: statuspage-simulator [--port N]

Options:
  --port N    listen on port N of 127.0.0.1 (0, the default: any free port)
  --help      print this text
";

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
enum Task {
    Serve(u16),
    Help,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let done = match read(arguments) {
        Ok(Task::Serve(port)) => serve(port).await,
        Ok(Task::Help) => print(HELP),
        Err(error) => {
            eprintln!("error: {error}\n\n{HELP}");
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
    let mut port = 0;
    while let Some(argument) = arguments.next() {
        let number = match argument.as_str() {
            "--help" | "-h" => return Ok(Task::Help),
            "--port" => arguments.next().ok_or("--port needs a number behind it")?,
            other => match other.strip_prefix("--port=") {
                Some(number) => number.to_owned(),
                None => return Err(format!("there is no argument `{other}`")),
            },
        };
        port = number
            .parse()
            .map_err(|_| format!("a port is a number from 0 to 65535, and not `{number}`"))?;
    }
    Ok(Task::Serve(port))
}

async fn serve(port: u16) -> io::Result<()> {
    let simulator = Simulator::start_on(port).await.map_err(|error| {
        let message = format!("cannot listen on port {port}: {error}; try another --port");
        io::Error::new(error.kind(), message)
    })?;
    // In this order: whoever has read the greeting may press Ctrl-C, which must be awaited by then.
    let stopped = tokio::signal::ctrl_c();
    tokio::try_join!(biased; stopped, async { print(&greeting(&simulator)) })?;
    Ok(())
}

fn greeting(simulator: &Simulator) -> String {
    let (url, key) = (simulator.url(), simulator.api_key());
    let (page, organization) = (simulator.page_id(), simulator.organization_id());
    format!(
        "\
A simulated Statuspage is running. Stop it with Ctrl-C.

URL:             {url}
API key:         {key}
Page id:         {page}
Organization id: {organization}

Try it:
curl -H \"Authorization: OAuth {key}\" -d \"incident[name]=Checkout is slow\" {url}/pages/{page}/incidents.json
"
    )
}

/// Unlike `print!`, this does not panic when the reader of the output has gone.
fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::{Task, read};

    fn task(arguments: &[&str]) -> Result<Task, String> {
        read(arguments.iter().map(|&argument| argument.to_owned()))
    }

    #[test]
    fn the_port_may_be_chosen() {
        assert_eq!(task(&[]), Ok(Task::Serve(0)));
        assert_eq!(task(&["--port", "8080"]), Ok(Task::Serve(8080)));
        assert_eq!(task(&["--port=8080"]), Ok(Task::Serve(8080)));
        assert_eq!(task(&["--port", "1", "--help"]), Ok(Task::Help));
    }

    #[test]
    fn anything_else_is_refused() {
        for arguments in [
            &["--port"][..],
            &["--port", "65536"],
            &["--port="],
            &["8080"],
            &["-v"],
        ] {
            assert!(task(arguments).is_err(), "{arguments:?}");
        }
    }
}
