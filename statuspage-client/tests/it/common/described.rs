//! Clients of other descriptions, and the requests that they send.

use statuspage_client::{Client, Operation};
use statuspage_simulator::RecordedRequest;

use super::simulated;

/// Generates a module for a document of the reader's corpus.
macro_rules! description {
    ($module:ident: $path:literal) => {
        #[doc = concat!("Generated from `", $path, "`.")]
        pub mod $module {
            statuspage_codegen::client! {
                spec: $path,
                client: Zoo,
                runtime: statuspage_client::runtime,
                warnings: false,
            }

            /// A client with the functions of that description.
            pub struct Zoo(statuspage_client::Client);

            impl std::ops::Deref for Zoo {
                type Target = statuspage_client::Client;

                fn deref(&self) -> &statuspage_client::Client {
                    &self.0
                }
            }
        }
    };
}
pub(crate) use description;

/// Sends an operation to the simulator, which does not support it, and returns the request that arrived.
pub(crate) async fn arrived(params: impl Operation) -> RecordedRequest {
    let (simulator, client): (_, Client) = simulated::start().await;
    assert!(client.send(&params).await.is_err());
    simulator.requests().pop().unwrap()
}
