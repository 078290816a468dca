//! The program against the simulator.

mod care;
mod credentials;
mod dry_run;
mod exit_codes;
mod formats;
mod operations;
mod program;
mod usage;
