//! The table of calls: a simulator, a client for it, and the operations that were called.

use std::collections::BTreeSet;

use statuspage_client::{Client, Operation};
use statuspage_simulator::{RecordedRequest, Simulator};

use crate::query;

pub(crate) struct Table {
    simulator: Simulator,
    client: Client,
    seen: BTreeSet<&'static str>,
}

impl Table {
    pub(crate) async fn start() -> Self {
        let simulator = Simulator::start().await.unwrap();
        let client = Client::builder()
            .api_key(simulator.api_key())
            .base_url(simulator.url())
            .build()
            .unwrap();
        Self {
            simulator,
            client,
            seen: BTreeSet::new(),
        }
    }

    pub(crate) fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn has_seen(&self, id: &str) -> bool {
        self.seen.contains(id)
    }

    /// Checks the request that arrived last, to the byte where it matters.
    pub(crate) fn arrived<O: Operation>(
        &mut self,
        _: &O,
        method: &str,
        path: &str,
        pairs: &[(&str, &str)],
    ) {
        self.seen.insert(O::ID);
        let request: RecordedRequest = self.simulator.requests().pop().unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            (method, format!("/v1{path}").as_str())
        );
        let query = request.query.as_deref();
        assert_eq!(
            query::pairs(query),
            query::owned(pairs),
            "{}: {query:?}",
            O::ID
        );
        let query = query.unwrap_or_default();
        assert!(
            query.is_ascii() && !query.contains([' ', '[', ']']),
            "{query}"
        );
        assert_eq!(request.body, b"", "{} has no body", O::ID);
        let authorization = format!("OAuth {}", self.simulator.api_key());
        assert_eq!(
            request.header("authorization"),
            Some(authorization.as_str())
        );
        assert_eq!(request.header("accept"), Some("application/json"));
        let agent = concat!("statuspage-client/", env!("CARGO_PKG_VERSION"));
        assert_eq!(request.header("user-agent"), Some(agent));
    }
}
