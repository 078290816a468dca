//! The tasks of this repository: `cargo xtask TASK`, each in a file of its own.

mod diff;
mod document;
mod drift;
mod fetch;
mod file;
mod lint;
mod operations;
mod overlay;
mod print;
mod sync;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use print::Outcome;

/// The tasks of this repository.
///
/// Exit codes: 0 success, 1 findings, 2 failure.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Sync(sync::Arguments),
    Diff(diff::Arguments),
    Drift(drift::Arguments),
    Lint(lint::Arguments),
    Operations(operations::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Sync(arguments) => sync::run(&arguments),
        Task::Diff(arguments) => diff::run(&arguments),
        Task::Drift(arguments) => drift::run(&arguments),
        Task::Lint(arguments) => lint::run(&arguments),
        Task::Operations(arguments) => operations::run(&arguments),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            print::report(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
