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
#[path = "sync/interrupted.rs"]
mod interrupted;
#[path = "sync/pipes.rs"]
mod pipes;
#[path = "sync/server.rs"]
mod server;
#[path = "sync/upstream.rs"]
mod upstream;
