//! The simulator over real HTTP, as the users of the service reach it.

mod caller;
mod clearing;
mod components;
mod encodings;
mod incidents;
mod maintenance;
mod names;
mod operations;
mod program;
mod recording;
mod refusals;
mod resources;
mod shapes;
mod types;
mod values;
