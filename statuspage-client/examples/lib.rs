//! Compiles and runs the code of the repository's README.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
