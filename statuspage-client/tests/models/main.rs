//! How the types of the description decode the bodies that the service sends, with all kinds of values in their fields.

#[path = "../runtime/call.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod call;
mod coverage;
mod description;
mod fixtures;
mod replaced;
mod required;
#[path = "../runtime/server.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod server;
mod typed;
