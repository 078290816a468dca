//! The program against the simulator.

mod care;
mod credentials;
mod dry_run;
mod exit_codes;
mod formats;
mod killed;
mod operations;
mod program;
mod recipes;
mod shell;
mod trial;
mod usage;
