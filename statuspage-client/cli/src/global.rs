//! The options that all commands have.

use std::{env, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use crate::output::Format;

/// What all commands are given.
pub(crate) struct Global {
    pub(crate) format: Format,
    /// The fields to print; all or the usual ones if it is empty.
    pub(crate) fields: Vec<String>,
    pub(crate) yes: bool,
    pub(crate) dry_run: bool,
    pub(crate) key_file: Option<PathBuf>,
}

impl Global {
    pub(crate) fn from_matches(matches: &ArgMatches) -> Self {
        let fields = matches.get_many::<String>("fields").into_iter().flatten();
        Self {
            format: matches.get_one("output").copied().unwrap_or(Format::Table),
            fields: fields.cloned().collect(),
            yes: matches.get_flag("yes"),
            dry_run: matches.get_flag("dry-run"),
            key_file: matches.get_one("key-file").cloned(),
        }
    }
}

/// Returns the options, for the command of the program.
pub(crate) fn arguments() -> [Arg; 5] {
    let option = |name: &'static str| {
        let option = Arg::new(name).long(name).global(true);
        option
            .help_heading("Options of all commands")
            .display_order(1000)
    };
    [
        option("output")
            .short('o')
            .value_name("FORMAT")
            .value_parser(value_parser!(Format))
            .help("Format of the output [default: table]"),
        option("fields")
            .value_name("FIELD")
            .value_delimiter(',')
            .action(ArgAction::Append)
            .help("Print these fields only, such as id,status,page.name"),
        option("yes")
            .short('y')
            .action(ArgAction::SetTrue)
            .overrides_with("yes")
            .help("Do not ask before something is removed or subscribers are notified"),
        option("dry-run")
            .action(ArgAction::SetTrue)
            .help("Print the request without the API key, and send nothing"),
        with_env(option("key-file"), "STATUSPAGE_API_KEY_FILE")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("File with the API key, readable by you alone; otherwise STATUSPAGE_API_KEY is used"),
    ]
}

/// Adds an environment variable to an option. Scripts and CI jobs often pass unset variables on as empty ones, which count as
/// not set.
pub(crate) fn with_env(option: Arg, variable: &'static str) -> Arg {
    if env::var_os(variable).is_some_and(|value| value.is_empty()) {
        option
    } else {
        option.env(variable)
    }
}
