//! `statuspage`: every operation of the Atlassian Statuspage management API on the command line.

mod arguments;
mod call;
mod commands;
mod confirm;
mod credentials;
mod description;
mod dry_run;
mod exit;
mod global;
mod names;
mod options;
mod output;
mod progress;
mod recipes;
mod run;
mod shell;
mod trial;
mod value;

use std::process::ExitCode;

use description::Description;
use exit::Failure;

fn main() -> ExitCode {
    let done = Description::get()
        .map_err(Failure::Other)
        .and_then(|description| {
            let matches = commands::program(description).get_matches();
            run::run(description, &matches)
        });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
