//! `cargo xtask sync` as a maintainer and CI run it, each test in a folder of its own.

mod additions;
mod broken;
mod check;
mod difference;
mod download;
pub(crate) mod folder;
mod interrupted;
mod pipes;
pub(crate) mod server;
mod upstream;
