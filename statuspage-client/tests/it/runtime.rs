//! The client against real sockets on this machine: what it sends, and how it handles all kinds of responses.

mod described;
mod executor;
mod hook_pairs;
mod hooks;
mod limits;
mod options;
mod outcomes;
mod pages;
mod redirects;
mod responses;
mod retries;
mod secrets;
mod wire;
