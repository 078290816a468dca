//! Runs the program.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use statuspage_simulator::Simulator;

/// The program with a simulator that it talks to.
pub(crate) struct Program {
    pub(crate) simulator: Simulator,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Program {
    pub(crate) fn start() -> Self {
        let simulator = Simulator::start_blocking().unwrap();
        Self { simulator }
    }

    /// Returns a command with these arguments, and the settings for the simulator.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command
            .env("STATUSPAGE_BASE_URL", self.simulator.url())
            .env("STATUSPAGE_API_KEY", self.simulator.api_key())
            .env("STATUSPAGE_PAGE_ID", self.simulator.page_id())
            .env(
                "STATUSPAGE_ORGANIZATION_ID",
                self.simulator.organization_id(),
            );
        command
    }

    /// Runs the program with arguments that spaces separate.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        run(&mut self.command(&arguments))
    }

    /// Runs the program, which must succeed, and returns its JSON output.
    pub(crate) fn json(&self, arguments: &str) -> Value {
        let ran = self.run(&format!("{arguments} --output json"));
        assert_eq!((ran.code, &*ran.stderr), (0, ""), "{arguments}");
        serde_json::from_str(&ran.stdout).expect(arguments)
    }
}

/// Returns a command with these arguments and no settings.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuspage"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("STATUSPAGE_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .stdin(Stdio::null())
        .env("COLUMNS", "80");
    command
}

pub(crate) fn run(command: &mut Command) -> Ran {
    finished(command.output().unwrap())
}

/// Runs the program with this text on its standard input.
pub(crate) fn run_with_input(command: &mut Command, input: &str) -> Ran {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Dropped, so that the input ends.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    finished(child.wait_with_output().unwrap())
}

fn finished(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
