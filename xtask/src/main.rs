//! The tasks of this repository: `cargo xtask TASK`, each in a file of its own.

mod diff;
mod document;
mod file;
mod lint;
mod operations;
mod overlay;
mod print;
mod sync;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// The tasks of this repository.
///
/// Exit codes: 0 fine, 1 findings, 2 could not run.
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
    Lint(lint::Arguments),
    Operations(operations::Arguments),
}

/// The result of a task that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    Findings,
}

/// How a task that reports something prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Sync(arguments) => sync::run(&arguments),
        Task::Diff(arguments) => diff::run(&arguments),
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

/// The folder of the workspace. Cargo sets it at run time, which matters where checkouts share a target folder.
fn root() -> PathBuf {
    let built_in = || env!("CARGO_MANIFEST_DIR").into();
    let xtask = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(built_in));
    xtask.parent().unwrap_or(&xtask).to_owned()
}
