//! Atlassian Statuspage in memory: the management API, served over HTTP on this machine.
//!
//! There is no sandbox of the real service: whoever tries something there changes a public page and
//! sends mail to its subscribers. This crate is a place to try things. Start a [`Simulator`] in a
//! test, point your client at its [`url`](Simulator::url), and look at what arrived:
//!
//! ```
//! use statuspage_simulator::Simulator;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let simulator = Simulator::start().await?;
//!
//! // This stands for the program under test.
//! let response = reqwest::Client::new()
//!     .post(format!("{}/pages/{}/incidents", simulator.url(), simulator.page_id()))
//!     .header("Authorization", format!("OAuth {}", simulator.api_key()))
//!     .header("Content-Type", "application/json")
//!     .body(r#"{"incident": {"name": "Checkout is slow"}}"#)
//!     .send()
//!     .await?;
//! assert_eq!(response.status(), 201);
//!
//! let requests = simulator.requests();
//! assert_eq!(requests.len(), 1);
//! assert_eq!(requests[0].method, "POST");
//! assert_eq!(requests[0].header("content-type"), Some("application/json"));
//! # Ok(())
//! # }
//! ```
//!
//! Every simulator is a world of its own with its own port, key and data, so tests can run side by
//! side. It ends when it is dropped. `cargo run -p statuspage-simulator` runs one as a program, for
//! curl or a client in any language.
//!
//! # What it does as the service does
//!
//! - It answers 25 operations, with and without `.json` at the end of the path: those of the page
//!   profile, components, incidents and their updates, subscribers, metrics and their providers,
//!   users and page access users. Returned objects have all the fields that the service's have.
//! - It wants its key as `Authorization: OAuth KEY`, except for the public list of metrics providers.
//! - It takes parameters from the query, a form body and a JSON body alike.
//! - It keeps what it is told: an incident has a timeline of updates, changes the statuses of its
//!   components, takes its impact from them, and remembers when it was resolved.
//! - It answers errors with the status that the service uses and a JSON body that says what is wrong:
//!   400 for a body that cannot be read, 401, 403 for parameters that an operation does not accept,
//!   404, 405, and 422 for values that will not do.
//!
//! # What it is strict about
//!
//! A client that sends nonsense is to be noticed in its tests, and not by the service:
//!
//! - Each operation accepts the parameters that the service has for it today, and a few older names
//!   that the service has renamed: `message` for `body` and `scheduled_auto_transition` for
//!   `scheduled_auto_in_progress` of an incident, and `layout` for `branding` of a page. Any other
//!   name is refused.
//! - A JSON body must give every value with its type: `true` and not `"true"`, an array of strings
//!   and not a text with commas. In a query and in a form everything is text, which is read leniently.
//! - Where it refuses names or values, it says all that is wrong with them at once.
//!
//! # What it does not do
//!
//! - Nothing is ever sent to anybody, and nothing happens on its own: a maintenance does not begin
//!   when its time has come, whatever its automatic transitions say.
//! - Requests are not counted: the service allows 60 a minute, the simulator any number.
//! - Nothing is written to disk, and no other machine can reach it.

mod components;
mod fields;
mod ids;
mod impact;
mod incident;
mod incidents;
mod kind;
mod lists;
mod metrics;
mod nature;
mod page_access_users;
mod pages;
mod parameters;
mod reading;
mod reply;
mod request;
mod route;
mod server;
mod state;
mod subscribers;
mod timeline;
mod times;
mod tree;
mod users;
mod values;

pub use request::RecordedRequest;
pub use server::Simulator;
