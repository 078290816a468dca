//! The compile errors that the macro words itself, as a user sees them.
//!
//! `TRYBUILD=overwrite cargo test -p statuspage-codegen --test ui` writes the expected texts.

use std::path::Path;

#[test]
fn wrong_invocations_are_told_at_their_place() {
    // A case is built as a crate of its own, below the target folder. The documents that the cases name go to
    // where a relative path finds them from there, whatever the target folder is.
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    for name in ["broken.yaml", "syntax.yaml", "openapi3.yaml"] {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::copy(documents.join(name), target).unwrap();
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
