//! What a command prints, held against a file.

use std::path::Path;
use std::process::Output;

/// Compares with a file; `UPDATE_GOLDEN=1 cargo test -p xtask` writes it instead.
pub(crate) fn assert_golden(path: &Path, output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let actual = std::str::from_utf8(&output.stdout).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        actual == expected,
        "{} differs: look at the difference after `UPDATE_GOLDEN=1 cargo test -p xtask`\n{actual}",
        path.display(),
    );
}
