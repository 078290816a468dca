//! Mistakes that do not compile, and what the compiler says of them.
//!
//! `TRYBUILD=overwrite cargo test -p statuspage-client --test ui` writes the messages anew; they are those of Rust 1.95.

#[test]
fn mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
