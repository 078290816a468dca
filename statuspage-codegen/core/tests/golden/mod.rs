//! Golden files under `tests/`.

use std::path::Path;

/// Compares with a file under `tests/`; `UPDATE_GOLDEN=1 cargo test` writes it instead.
pub(crate) fn assert_golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "{} differs: look at the difference after `UPDATE_GOLDEN=1 cargo test -p statuspage-codegen-core`\n{actual}",
        path.display(),
    );
}
