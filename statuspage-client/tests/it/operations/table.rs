//! The state of the table of calls: a simulator, a client for it, and the operations that were called.

use std::collections::BTreeSet;

use statuspage_client::models::PageId;
use statuspage_client::{Client, Operation};
use statuspage_simulator::{RecordedRequest, Simulator};

use crate::common::{query, simulated};

pub(crate) struct Table {
    simulator: Simulator,
    client: Client,
    seen: BTreeSet<&'static str>,
}

/// An expected request.
pub(crate) struct Expected {
    method: &'static str,
    path: String,
    query: Vec<(String, String)>,
    body: Option<String>,
}

impl Expected {
    pub(crate) fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn query(self, pairs: &[(&str, &str)]) -> Self {
        Self {
            query: query::owned(pairs),
            ..self
        }
    }

    pub(crate) fn body(self, json: impl Into<String>) -> Self {
        Self {
            body: Some(json.into()),
            ..self
        }
    }
}

impl Table {
    pub(crate) async fn start() -> Self {
        let (simulator, client) = simulated::start().await;
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

    pub(crate) fn page(&self) -> PageId {
        self.simulator.page_id().into()
    }

    pub(crate) fn has_seen(&self, id: &str) -> bool {
        self.seen.contains(id)
    }

    /// Checks the last request that arrived.
    pub(crate) fn arrived<O: Operation>(&mut self, _: &O, expected: &Expected) {
        self.seen.insert(O::INFO.id);
        let request: RecordedRequest = self.simulator.requests().pop().unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            (expected.method, format!("/v1{}", expected.path).as_str())
        );
        let query = request.query.as_deref();
        assert_eq!(
            query::pairs(query),
            expected.query,
            "{}: {query:?}",
            O::INFO.id
        );
        let query = query.unwrap_or_default();
        assert!(
            query.is_ascii() && !query.contains([' ', '[', ']']),
            "{query}"
        );
        let body = String::from_utf8(request.body.clone()).unwrap();
        assert_eq!(
            body,
            expected.body.clone().unwrap_or_default(),
            "{}",
            O::INFO.id
        );
        let content_type = expected.body.as_ref().map(|_| "application/json");
        assert_eq!(
            request.header("content-type"),
            content_type,
            "{}",
            O::INFO.id
        );
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
