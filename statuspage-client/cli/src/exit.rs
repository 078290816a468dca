//! What can go wrong, and the exit codes.

use std::{fmt, io, process::ExitCode};

use statuspage_client::{Error, ErrorKind};

/// The exit codes, for the help.
pub(crate) const HELP: &str = "\
Exit codes:
  0  done
  1  failed, for example because the service cannot be reached
  2  usage: an argument or a setting is missing or not valid
  3  refused by the service: 401, 403, 422 and other 4xx
  4  not found: 404, or nothing has the key
  5  refused because of the rate limit: 420 or 429, after all retries
  6  failed, but the change may have been carried out: look before you repeat it
  7  not confirmed: nothing was sent

Environment: STATUSPAGE_API_KEY, STATUSPAGE_API_KEY_FILE, STATUSPAGE_BASE_URL,
STATUSPAGE_PAGE_ID, STATUSPAGE_ORGANIZATION_ID, NO_COLOR.";

/// Why a command was not carried out to its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An argument or a setting is missing or not valid.
    Usage(String),
    /// A call failed.
    Call {
        error: Error,
        /// Whether the call only reads, so that it does not matter whether it was carried out.
        only_reads: bool,
    },
    /// Nothing has the key of a recipe.
    NotFound(String),
    /// The user did not confirm.
    NotConfirmed(String),
    /// Another process failed with this code, and has reported why.
    Reported(u8),
    /// The output cannot be written.
    Output(io::Error),
    /// Anything else.
    Other(String),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Reported(code) => *code,
            Self::NotFound(_) => 4,
            Self::NotConfirmed(_) => 7,
            Self::Output(_) | Self::Other(_) => 1,
            Self::Call { error, only_reads } => match error.status() {
                _ if error.may_have_been_carried_out() && !only_reads => 6,
                Some(420 | 429) => 5,
                Some(404) => 4,
                Some(400..=499) => 3,
                _ => match error.kind() {
                    ErrorKind::Configuration | ErrorKind::InvalidRequest => 2,
                    _ => 1,
                },
            },
        }
    }

    /// Reports the failure on the standard error, and returns the exit code.
    ///
    /// It is not a failure if the reader of the output has seen enough, as `head` has.
    pub(crate) fn report(&self) -> ExitCode {
        if let Self::Output(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        if !matches!(self, Self::Reported(_)) {
            crate::output::note(&format!("error: {self}"));
        }
        ExitCode::from(self.code())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text)
            | Self::NotFound(text)
            | Self::NotConfirmed(text)
            | Self::Other(text) => formatter.write_str(text),
            Self::Reported(code) => write!(formatter, "exit code {code}"),
            Self::Output(error) => write!(formatter, "cannot write the output: {error}"),
            Self::Call { error, .. } => {
                let text = error.to_string();
                // The user knows the name of the command, not that of the operation.
                let operation = error.operation().map(|operation| format!("{operation}: "));
                let text = operation
                    .and_then(|operation| text.strip_prefix(&operation))
                    .unwrap_or(&text);
                formatter.write_str(text)?;
                match self.code() {
                    6 => formatter.write_str(
                        "\nThe change may have been carried out: look before you repeat the command.",
                    ),
                    _ => Ok(()),
                }
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
