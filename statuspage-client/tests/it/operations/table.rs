//! The state of the table of calls: a simulator, a client for it, and the operations that were called.

use std::collections::BTreeSet;

use statuspage_client::models::{ComponentId, Incident, PageId};
use statuspage_client::params::{CreateComponentParams, CreateIncidentParams};
use statuspage_client::{Client, Operation};
use statuspage_simulator::{RecordedRequest, Simulator};

use super::expected::Expected;
use crate::common::{query, simulated};

pub(crate) struct Table {
    simulator: Simulator,
    client: Client,
    seen: BTreeSet<&'static str>,
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

    /// Creates a component, which is not a call of the table.
    pub(crate) async fn component(&self) -> ComponentId {
        let component = CreateComponentParams::new(self.page()).showcase(true);
        let component = self.client.create_component(&component).await.unwrap();
        component.id
    }

    /// Creates an incident, which is not a call of the table.
    pub(crate) async fn incident(&self) -> Incident {
        let incident = CreateIncidentParams::new(self.page(), "Tills are down");
        self.client.create_incident(&incident).await.unwrap()
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
        assert_eq!(body, expected.body, "{}", O::INFO.id);
        assert_eq!(
            request.header("content-type"),
            expected.content_type,
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
