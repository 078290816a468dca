//! Mistakes that do not compile, and the messages of the compiler.
//!
//! `TRYBUILD=overwrite cargo test -p statuspage-client --test ui` updates the messages; they are those of Rust 1.95.

#[test]
fn mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
