//! The simulator over real HTTP, as the users of the service reach it.

mod all_operations;
mod caller;
mod clearing;
mod components;
mod control;
mod control_mistakes;
mod cutting;
mod encodings;
mod fault_choice;
mod faults;
mod incidents;
mod invariants;
mod limits;
mod maintenance;
mod names;
mod operations;
mod program;
mod rate_limit;
mod readme;
mod recording;
mod refusals;
mod resources;
mod shapes;
mod sockets;
mod types;
mod values;
