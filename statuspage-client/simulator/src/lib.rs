//! Atlassian Statuspage in memory: the management API, served over HTTP on this machine.
//!
//! The real service has no sandbox: every experiment there changes a public page and sends mail to its
//! subscribers. Use this crate instead. Start a [`Simulator`] in a test, point your client at its
//! [`url`](Simulator::url), and check which requests arrived:
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
//! Each simulator has its own port, key and data, so tests can run in parallel. It stops when it is
//! dropped. `cargo run -p statuspage-simulator` runs one as a program, for curl or a client in any
//! language.
//!
//! # What works as in the service
//!
//! - It has all 113 operations, with and without `.json` at the end of the path. Returned objects have
//!   all the fields of the service's objects. A path that it does not have is a 404 that says so.
//! - It requires its key as `Authorization: OAuth KEY`, except for the public list of metrics providers.
//! - It accepts parameters in the query, in a form body and in a JSON body.
//! - It keeps state: an incident has a timeline of updates, changes the statuses of its components,
//!   takes its impact from them, and records when it was resolved.
//! - Objects refer to each other: an id in a request must exist, and a deleted object leaves all lists.
//!   A group of components ends with its last component. PUT changes what it is given, like PATCH; in
//!   the access lists of components and metrics POST replaces, PATCH and PUT add, and DELETE without
//!   ids removes all. Access users inherit nothing from their groups.
//! - Subscribers by email wait for a confirmation, unless it is skipped; others are active at once.
//! - An uptime is computed from the statuses that a component had since it was created. A partial outage
//!   counts for 30 % of its time.
//! - Errors have the status that the service uses and a JSON body that says what is wrong: 400 for a
//!   body that cannot be read, 401, 403 for parameters that an operation does not accept, 404, 405 also
//!   for data of a metric whose provider is not `Self`, 409 for a page access user whose email exists,
//!   and 422 for invalid values.
//!
//! # What it is strict about
//!
//! A client's mistakes should show in its tests, not in production:
//!
//! - Each operation accepts the parameters that the service has for it today, and a few older names
//!   that the service has renamed: `message` for `body` and `scheduled_auto_transition` for
//!   `scheduled_auto_in_progress` of an incident, and `layout` for `branding` of a page. Any other
//!   name is refused.
//! - A JSON body must give every value with its type: `true` and not `"true"`, an array of strings
//!   and not a text with commas. In a query and in a form everything is text, which is read leniently.
//! - A refusal of names or values lists all of them at once.
//!
//! # Rate limit and faults
//!
//! - The service allows 60 requests in any 60 seconds. A simulator has no limit until it is given a
//!   [`RateLimit`], by [`Simulator::builder`] or [`Simulator::set_rate_limit`]. The limit includes that
//!   of the lists of components and page access users without `page` and `per_page`, of which the
//!   service allows one a minute: the simulator allows one per window of the limit.
//! - Every response is sent at once and in full, unless the request gets a [`Fault`]: another response,
//!   a late or broken one, or none. [`Simulator::fail_next`] makes the next requests fail, and
//!   [`Simulator::fail_randomly`] a share of all requests, reproducibly for a given seed.
//!
//! In every case [`RecordedRequest`] says whether the request was carried out, so a test can check
//! that a client which retried did nothing twice:
//!
//! ```
//! use statuspage_simulator::{Fault, Simulator};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let simulator = Simulator::start().await?;
//! simulator.fail_next([Fault::disconnect().carried_out()]);
//!
//! let url = format!("{}/metrics_providers", simulator.url());
//! assert!(reqwest::get(&url).await.is_err());
//! assert!(reqwest::get(&url).await.is_ok());
//!
//! let requests = simulator.take_requests();
//! let carried_out = requests.iter().filter(|request| request.carried_out);
//! assert_eq!(carried_out.count(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! # Control over HTTP
//!
//! A test in any language does the same at [`Simulator::control_url`], with JSON and without a key.
//! These requests are not recorded, do not count for the rate limit and get no fault. The response is
//! 200 with the settings from then on, or 400 or 422 with everything that is wrong with the request.
//!
//! Because no key is needed, the `Host` header is checked, so that a web page cannot get there by a
//! host name that resolves to this machine. It must be a loopback name or address with the port of the
//! simulator, the address that it listens on, or a host that [`SimulatorBuilder::allow_host`] or
//! `--allow-host` accepts. Others are refused with 403.
//!
//! | Request | Does |
//! |---|---|
//! | `GET /_simulator` | returns the URL, the key and the ids |
//! | `POST /_simulator/reset` | puts everything back to the start |
//! | `GET /_simulator/rate_limit` | returns the limit |
//! | `PUT /_simulator/rate_limit` | sets a limit, whose window is empty |
//! | `DELETE /_simulator/rate_limit` | removes the limit |
//! | `GET /_simulator/faults` | returns the faults |
//! | `PUT /_simulator/faults` | replaces all faults |
//! | `DELETE /_simulator/faults` | removes all faults |
//! | `GET /_simulator/requests` | returns the recorded requests |
//! | `DELETE /_simulator/requests` | clears the recorded requests |
//! | `GET /_simulator/subscribers/ID` | returns the state of a subscriber of the page or of an incident |
//! | `PUT /_simulator/subscribers/ID` | sets it: `{"state": "active"}`, `unconfirmed` or `quarantined` |
//!
//! A rate limit is `{"requests": 60, "window_ms": 60000, "status": 429, "retry_after": 1}`. Every field
//! may be left out: without `status`, refusals alternate between 420 and 429, and without
//! `retry_after`, which is in seconds, `Retry-After` is the time until the window has room. With
//! `"retry_after": null` there is no such header. `null` means no limit.
//!
//! Faults are `{"next": [FAULT, …], "random": [FAULT, …], "seed": 7}`. Those of `next` are used in
//! order; those of `random` have a `probability`. Each has a `kind`:
//!
//! | `kind` | Fields | In Rust |
//! |---|---|---|
//! | `status` | `status` | [`Fault::status`] |
//! | `status` | `status`, and `content_type`, `body` or both | [`Fault::response`] |
//! | `not_json` | | [`Fault::not_json`] |
//! | `redirect` | `location`; `status`, which is 302 without it | [`Fault::redirect`] |
//! | `huge_body` | `bytes` | [`Fault::huge_body`] |
//! | `disconnect` | | [`Fault::disconnect`] |
//! | `delay` | those below | [`Fault::delay`], [`Fault::delay_response`] |
//! | `truncated_body` | | [`Fault::truncated_body`] |
//! | `slow_body` | `over_ms` | [`Fault::slow_body`] |
//!
//! All may have `delay_ms` before the request is carried out, `response_delay_ms` before the response,
//! `retry_after` in seconds, any `headers` of the response (`{"retry-after": "2, 3"}`), and a `method`
//! and a part of the `path` of the requests they apply to. All but the last three kinds may have
//! `"carried_out": true`. For example:
//!
//! ```text
//! curl -X PUT http://127.0.0.1:PORT/_simulator/faults -d '{"next": [
//!     {"kind": "status", "status": 503, "retry_after": 1},
//!     {"kind": "disconnect", "carried_out": true, "method": "POST", "path": "/incidents"}
//! ]}'
//! ```
//!
//! The recorded requests are `{"requests": [REQUEST, …], "dropped": 0}`, the oldest first, with the
//! fields of [`RecordedRequest`]: `headers` is a list of names and values without the `Authorization`,
//! `body` is text, in which invalid UTF-8 is replaced, and `at_ms` is the time since the start.
//!
//! # Limits
//!
//! The memory of a simulator that runs for weeks is bounded:
//!
//! - A body of more than 2 MiB is refused with 413, without reading the rest. The request is not
//!   recorded. More than 100 headers, or more than about 400 KiB of them, are refused with 431.
//! - The last 50,000 requests are recorded, or fewer where they have more than 64 MiB together. Older
//!   ones are dropped; [`Simulator::dropped_requests`] and `dropped` over HTTP count them.
//! - The last 1,000 points of each metric, changes of each component's status, and subscribers who have
//!   left are kept.
//! - 10,000 objects are kept, and the updates of incidents count as objects. Beyond that, a request
//!   that would add one is refused with 422.
//!
//! # What it does not do
//!
//! - It sends no notifications, and nothing changes on its own: a maintenance does not begin at its
//!   time, even with automatic transitions.
//! - It writes nothing to disk, and other machines cannot reach it, unless [`SimulatorBuilder::host`] or
//!   `--host` lets them in.

mod arrivals;
mod builder;
mod control;
mod faults;
mod http;
mod limiter;
mod parameters;
mod rate_limit;
mod request;
mod resource;
mod routes;
mod simulator;
mod starting;
mod state;

pub use builder::SimulatorBuilder;
pub use faults::fault::Fault;
pub use rate_limit::RateLimit;
pub use request::RecordedRequest;
pub use simulator::Simulator;
