//! `cargo xtask sync` as a maintainer and CI run it, each test in a folder of its own.

#[path = "sync/broken.rs"]
mod broken;
#[path = "sync/check.rs"]
mod check;
#[path = "sync/difference.rs"]
mod difference;
#[path = "sync/download.rs"]
mod download;
#[path = "sync/folder.rs"]
mod folder;
#[path = "sync/kill.rs"]
mod kill;
#[path = "sync/pair.rs"]
mod pair;
#[path = "sync/server.rs"]
mod server;
