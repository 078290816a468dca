//! The tasks as their users run them.

use std::path::Path;
use std::process::Output;

use expect_test::expect_file;

mod diff;
mod drift;
mod lint;
mod operations;
mod printer;
mod promises;
mod sync;

/// Compares what a successful command prints with a file.
fn assert_golden(path: &Path, output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    expect_file![path].assert_eq(std::str::from_utf8(&output.stdout).unwrap());
}
