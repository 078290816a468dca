//! A typed, asynchronous client for the Atlassian Statuspage management API.
//!
//! A [`Client`] holds an API key and a pool of connections, is cheap to clone, and has a function for each operation of
//! the API. The parameters of each are a struct in [`params`]: `new` takes what is required, a setter each of the rest.
//! What comes back is in [`models`].
//!
//! ```no_run
//! # async fn run() -> statuspage_client::Result<()> {
//! use statuspage_client::Client;
//! use statuspage_client::params::GetYourPageProfileParams;
//!
//! let client = Client::from_env()?; // reads STATUSPAGE_API_KEY
//! let page = GetYourPageProfileParams::new("your-page-id");
//! let page = client.get_your_page_profile(&page).await?;
//! println!("{} is at {}", page.id, page.url.unwrap_or_default());
//! # Ok(())
//! # }
//! ```
//!
//! Whatever goes wrong is one [`Error`], which tells what happened, where, and what to do next. [`Client::builder`] has the
//! settings. The examples below run against `statuspage-simulator`, the service in memory, which your tests can use too.
//!
//! # Open and resolve an incident
//!
//! Give a new status, the text and the components in one request: two requests make two updates, and tell subscribers twice.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! # let component_id = client
//! #     .create_a_component(&statuspage_client::params::CreateAComponentParams::new(&page_id).name("Checkout"))
//! #     .await?
//! #     .id;
//! use statuspage_client::models::{ComponentStatus, IncidentStatus};
//! use statuspage_client::params::{
//!     CreateARealtimeIncidentParams,
//!     UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams as UpdateAnIncidentParams,
//! };
//!
//! let incident = CreateARealtimeIncidentParams::new(&page_id, "Checkout is failing")
//!     .status(IncidentStatus::Investigating)
//!     .body("Payments fail for about half of all orders.")
//!     .components([(&component_id, ComponentStatus::PartialOutage)]);
//! let incident = client.create_a_realtime_incident(&incident).await?;
//!
//! let update = UpdateAnIncidentParams::new(&page_id, &incident.id)
//!     .status(IncidentStatus::Resolved)
//!     .body("All orders go through again.")
//!     .components([(&component_id, ComponentStatus::Operational)]);
//! let incident = client
//!     .update_an_incident_only_applies_to_realtime_and_scheduled_incidents(&update)
//!     .await?;
//! assert!(incident.resolved_at.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! # Schedule a maintenance
//!
//! A maintenance is an incident, too. Times are those of [`jiff`].
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! # let component_id = client
//! #     .create_a_component(&statuspage_client::params::CreateAComponentParams::new(&page_id).name("Checkout"))
//! #     .await?
//! #     .id;
//! use statuspage_client::jiff::{SignedDuration, Timestamp};
//! use statuspage_client::models::{Impact, IncidentStatus};
//! use statuspage_client::params::CreateARealtimeIncidentParams;
//!
//! let begin: Timestamp = "2031-05-04T22:00:00+02:00".parse()?;
//! let maintenance = CreateARealtimeIncidentParams::new(&page_id, "Database upgrade")
//!     .status(IncidentStatus::Scheduled)
//!     .body("Checkout is read-only for about an hour.")
//!     .component_ids([&component_id])
//!     .scheduled_for(begin)
//!     .scheduled_until(begin + SignedDuration::from_hours(1))
//!     .scheduled_auto_in_progress(true)
//!     .scheduled_auto_completed(true);
//! let maintenance = client.create_a_realtime_incident(&maintenance).await?;
//! assert_eq!(maintenance.impact, Some(Impact::Maintenance));
//! # Ok(())
//! # }
//! ```
//!
//! # Set the status of a component
//!
//! What is not given stays as it is. A field that the service can empty has a function for that, too: see [`Nullable`].
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! # let component_id = client
//! #     .create_a_component(&statuspage_client::params::CreateAComponentParams::new(&page_id).name("Checkout"))
//! #     .await?
//! #     .id;
//! use statuspage_client::models::ComponentStatus;
//! use statuspage_client::params::UpdateAComponentParams;
//!
//! let update = UpdateAComponentParams::new(&page_id, &component_id)
//!     .status(ComponentStatus::DegradedPerformance)
//!     .clear_description();
//! let component = client.update_a_component(&update).await?;
//! assert_eq!(component.status, Some(ComponentStatus::DegradedPerformance));
//! assert_eq!(component.name.as_deref(), Some("Checkout"));
//! # Ok(())
//! # }
//! ```
//!
//! # Submit data of a metric
//!
//! Metrics that you submit the numbers of belong to the provider of the type `Self`.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! use statuspage_client::params::{
//!     CreateACustomMetricParams, GetAListOfMetricProvidersLinkedToYourPageParams as ListProvidersParams,
//!     SubmitDataForACustomMetricParams,
//! };
//!
//! let providers = client
//!     .get_a_list_of_metric_providers_linked_to_your_page(&ListProvidersParams::new(&page_id))
//!     .await?;
//! let mut own = providers.iter().filter(|found| found.r#type.as_deref() == Some("Self"));
//! let own = own.next().ok_or("no provider")?;
//!
//! let metric = CreateACustomMetricParams::new(&page_id, &own.id)
//!     .name("Response time")
//!     .suffix("ms");
//! let metric = client.create_a_custom_metric(&metric).await?;
//! let now = statuspage_client::jiff::Timestamp::now().as_second(); // Unix seconds
//! let point = SubmitDataForACustomMetricParams::new(&page_id, &metric.id, now, 12.5);
//! client.submit_data_for_a_custom_metric(&point).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Manage who may see the page
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! # let component_id = client
//! #     .create_a_component(&statuspage_client::params::CreateAComponentParams::new(&page_id).name("Checkout"))
//! #     .await?
//! #     .id;
//! use statuspage_client::params::{
//!     CreateAUserWhoCanViewYourStatusPageParams, RetrieveAListOfUsersParams,
//! };
//!
//! let guest = CreateAUserWhoCanViewYourStatusPageParams::new(&page_id)
//!     .email("guest@example.com")
//!     .component_ids([&component_id])
//!     .subscribe_to_components(true);
//! let guest = client.create_a_user_who_can_view_your_status_page(&guest).await?;
//!
//! let users = RetrieveAListOfUsersParams::new(&page_id).email("guest@example.com").page(1);
//! let users = client.retrieve_a_list_of_users(&users).await?;
//! assert_eq!(users, [guest]);
//! # Ok(())
//! # }
//! ```
//!
//! # List everything
//!
//! Lists come in pages. A function whose name ends with `_stream` goes through all of them, and asks for a page when it is
//! needed. See [`Items`] for how it ends, and how to go on after an error or in another run.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let simulator = statuspage_simulator::Simulator::start().await?;
//! # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
//! # let page_id = statuspage_client::models::PageId::from(simulator.page_id());
//! # for name in ["Checkout", "Search", "Login"] {
//! #     let component = statuspage_client::params::CreateAComponentParams::new(&page_id).name(name);
//! #     client.create_a_component(&component).await?;
//! # }
//! use statuspage_client::params::GetAListOfAllComponentsParams;
//!
//! let list = GetAListOfAllComponentsParams::new(&page_id);
//! let mut components = client.get_a_list_of_all_components_stream(&list);
//! let mut names = Vec::new();
//! while let Some(component) = components.next().await {
//!     names.extend(component?.name);
//! }
//! assert_eq!(names, ["Checkout", "Search", "Login"]);
//! # Ok(())
//! # }
//! ```
//!
//! # What answers are like
//!
//! The service may leave out every field but ids, and add fields and values without notice: so all other fields are
//! options, unknown fields are ignored, and enums have a variant `Other`, which keeps a value that the description does not
//! list. An optional field with another kind of value than described counts as absent. Ids are types of their own: one of a
//! component where one of a page belongs does not compile.
//!
//! ```compile_fail
//! # use statuspage_client::{models::ComponentId, params::GetYourPageProfileParams};
//! let component_id = ComponentId::from("kctbh9vrtdwd");
//! GetYourPageProfileParams::new(component_id);
//! ```
//!
//! [`Client::send`] gives the status and the headers with the value. What the generated functions do not cover is an
//! [`Operation`] written by hand.
//!
//! Functions and parameters are generated from the API's description when the crate is built; [`OPERATIONS`] lists them.

mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod call;
mod client;
mod conversions;
mod error;
mod hook;
mod lenient;
mod method;
mod nullable;
mod object;
mod operation;
mod options;
mod pagination;
mod rate_limit;
mod request;
mod response;
mod retry;
mod secret;
mod trace;

pub use auth::ApiKey;
pub use builder::ClientBuilder;
pub use client::Client;
pub use error::{Error, ErrorKind, Result};
pub use hook::{Attempt, Hook, Outcome};
pub use method::Method;
pub use nullable::Nullable;
pub use operation::{Operation, OperationInfo};
pub use options::CallOptions;
pub use pagination::{Items, Paged};
pub use rate_limit::RateLimit;
pub use request::{Joined, JsonObject, Request};
pub use response::Response;
pub use retry::RetryPolicy;
pub use secret::Secret;

// So that nobody has to add them, in the right version, to make a time or to read JSON.
pub use {jiff, serde_json};

/// What the generated code uses: for `statuspage_codegen::client!` in other crates.
pub mod runtime {
    #[cfg(feature = "blocking")]
    pub use crate::blocking;
    pub use crate::{
        Error, Items, Joined, JsonObject, Method, Nullable, Operation, OperationInfo, Paged,
        Request, Response, Result, Secret,
        lenient::{Lenient, scalar},
        object::{
            Key, Object, optional, read_object, required, skip, write_object, write_optional,
        },
        object_type,
        request::Finite,
        text_type,
    };
    pub use jiff::{Timestamp, civil::Date};
    pub use {serde, serde_json};
}

statuspage_codegen::client! { blocking: crate::blocking::Client }

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
