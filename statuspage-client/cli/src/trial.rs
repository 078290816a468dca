//! `statuspage try`: runs a command against a simulator of the service, so that nobody needs an account to learn the program.

use std::{
    env, io,
    process::{Command as Process, ExitStatus},
    thread,
};

use clap::{Arg, ArgAction, ArgMatches, Command};
use statuspage_simulator::Simulator;

use crate::{exit::Failure, output};

const HELP: &str = "\
A command after `statuspage try` runs against a simulator, which ends with the
command. Nobody needs an account, and no subscriber exists. For example:

  statuspage try incident open --key demo --name \"Checkout is failing\"
  statuspage try pages list --output json
  statuspage try components create --name Checkout --status operational

For several commands on one page, `statuspage try serve` runs until Ctrl-C, and
prints the variables that other shells need.
";

pub(crate) fn command() -> Command {
    Command::new("try")
        .about("Run a command against a simulator of the service")
        .long_about(HELP.trim_end())
        .override_usage("statuspage try COMMAND...\n       statuspage try serve")
        .arg(
            Arg::new("command")
                .value_name("COMMAND")
                .action(ArgAction::Append)
                .num_args(0..)
                .trailing_var_arg(true)
                .allow_hyphen_values(true)
                .help("Command with its arguments; without one, examples are listed"),
        )
}

/// Runs the command after `try`; `None` if the arguments name something else.
pub(crate) fn run(matches: &ArgMatches) -> Option<Result<(), Failure>> {
    let arguments = matches.subcommand_matches("try")?.get_many("command");
    let arguments: Vec<&String> = arguments.into_iter().flatten().collect();
    Some(match &*arguments {
        [] => output::text(HELP),
        [serve] if *serve == "serve" => serve_until_stopped(),
        arguments => try_out(arguments),
    })
}

fn start() -> Result<Simulator, Failure> {
    let simulator = Simulator::start_blocking();
    simulator.map_err(|error| Failure::Other(format!("the simulator cannot start: {error}")))
}

/// Returns the environment of a command that talks to the simulator.
fn variables(simulator: &Simulator) -> [(&'static str, &str); 4] {
    [
        ("STATUSPAGE_BASE_URL", simulator.url()),
        ("STATUSPAGE_API_KEY", simulator.api_key()),
        ("STATUSPAGE_PAGE_ID", simulator.page_id()),
        ("STATUSPAGE_ORGANIZATION_ID", simulator.organization_id()),
    ]
}

fn serve_until_stopped() -> Result<(), Failure> {
    let simulator = start()?;
    let lines = variables(&simulator).map(|(name, value)| format!("export {name}={value}\n"));
    output::text(&lines.concat())?;
    output::note("Set these variables in another shell. Ctrl-C stops the simulator.");
    loop {
        thread::park();
    }
}

/// Runs the program again as a process of its own, whose environment leads to the simulator.
fn try_out(arguments: &[&String]) -> Result<(), Failure> {
    let simulator = start()?;
    let run = || -> io::Result<ExitStatus> {
        Process::new(env::current_exe()?)
            // Nobody is notified.
            .arg("--yes")
            .args(arguments)
            .envs(variables(&simulator))
            .env_remove("STATUSPAGE_API_KEY_FILE")
            .status()
    };
    let status =
        run().map_err(|error| Failure::Other(format!("the command cannot start: {error}")))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Failure::Reported(u8::try_from(code).unwrap_or(1))),
        None => Err(Failure::Reported(1)),
    }
}
