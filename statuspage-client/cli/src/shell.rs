//! `statuspage completions` and `statuspage man`: what a shell and `man` read.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::{commands::program, description::Description, exit::Failure, output};

pub(crate) fn commands() -> [Command; 2] {
    [
        Command::new("completions")
            .about("Print the completions for a shell")
            .after_help("For example, in bash: source <(statuspage completions bash)")
            .arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(value_parser!(Shell))
                    .help("Shell"),
            ),
        Command::new("man")
            .about("Print the manual page of the program, or write those of all commands")
            .after_help("For example: man -l <(statuspage man)")
            .arg(
                Arg::new("directory")
                    .long("directory")
                    .value_name("DIRECTORY")
                    .value_parser(value_parser!(PathBuf))
                    .help("Write a page for each command into this directory, which must exist"),
            ),
    ]
}

/// Prints what the arguments ask for; `None` if they ask for something else.
pub(crate) fn run(
    description: &'static Description,
    matches: &ArgMatches,
) -> Option<Result<(), Failure>> {
    let (name, matches) = matches.subcommand()?;
    match name {
        "completions" => Some(completions(description, *matches.get_one("shell")?)),
        "man" => Some(manual(description, matches.get_one("directory"))),
        _ => None,
    }
}

fn completions(description: &'static Description, shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program(description), "statuspage", &mut script);
    output::text(&String::from_utf8_lossy(&script))
}

fn manual(description: &'static Description, directory: Option<&PathBuf>) -> Result<(), Failure> {
    let program = program(description);
    if let Some(directory) = directory {
        let written = clap_mangen::generate_to(program, directory);
        return written.map_err(|error| {
            Failure::Other(format!("cannot write to {}: {error}", directory.display()))
        });
    }
    let mut page = Vec::new();
    Man::new(program).render(&mut page)?;
    output::text(&String::from_utf8_lossy(&page))
}
