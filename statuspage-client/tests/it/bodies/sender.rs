//! A client, a simulator, and resources of each type to operate on.

use std::fmt::Debug;

use statuspage_client::models::{
    ComponentGroupFields, ComponentGroupId, ComponentId, IncidentId, IncidentStatus,
    IncidentUpdateId, MetricId, MetricsProviderId, OrganizationId, PageAccessGroupId,
    PageAccessUserId, PageId, SubscriberId, UserId,
};
use statuspage_client::params::{
    CreateComponentGroupParams, CreateComponentParams, CreateIncidentParams,
    CreatePageAccessGroupParams, CreatePageAccessUserParams, CreateUserParams,
};
use statuspage_client::{Client, Operation};
use statuspage_simulator::Simulator;

use crate::common::simulated;

pub(crate) struct Sender {
    simulator: Simulator,
    client: Client,
    component: ComponentId,
    maintenance: IncidentId,
    incident_update: IncidentUpdateId,
}

impl Sender {
    pub(crate) async fn start() -> Self {
        let (simulator, client) = simulated::start().await;
        let component = CreateComponentParams::new(simulator.page_id());
        let component = client.create_component(&component).await.unwrap();
        let maintenance = CreateIncidentParams::new(simulator.page_id(), "Work")
            .status(IncidentStatus::Scheduled);
        let maintenance = client.create_incident(&maintenance).await.unwrap();
        let updates = maintenance.incident_updates.unwrap();
        Self {
            simulator,
            client,
            component: component.id,
            maintenance: maintenance.id,
            incident_update: updates[0].id.clone(),
        }
    }

    pub(crate) fn page(&self) -> PageId {
        self.simulator.page_id().into()
    }

    pub(crate) fn organization(&self) -> OrganizationId {
        self.simulator.organization_id().into()
    }

    pub(crate) fn metrics_provider(&self) -> MetricsProviderId {
        self.simulator.metrics_provider_id().into()
    }

    pub(crate) fn metric(&self) -> MetricId {
        self.simulator.metric_id().into()
    }

    pub(crate) fn component(&self) -> &ComponentId {
        &self.component
    }

    pub(crate) fn maintenance(&self) -> &IncidentId {
        &self.maintenance
    }

    pub(crate) fn incident_update(&self) -> &IncidentUpdateId {
        &self.incident_update
    }

    pub(crate) fn subscriber(&self) -> SubscriberId {
        self.simulator.subscriber_id().into()
    }

    /// Creates a component group with a component of its own.
    pub(crate) async fn component_group(&self) -> ComponentGroupId {
        let component = CreateComponentParams::new(self.page());
        let component = self.created(component).await.id;
        let fields = ComponentGroupFields::new([component], "Group");
        let group = CreateComponentGroupParams::new(self.page(), fields);
        self.created(group).await.id
    }

    pub(crate) async fn page_access_user(&self) -> PageAccessUserId {
        let user = CreatePageAccessUserParams::new(self.page());
        self.created(user).await.id
    }

    pub(crate) async fn page_access_group(&self) -> PageAccessGroupId {
        let group = CreatePageAccessGroupParams::new(self.page());
        self.created(group).await.id
    }

    pub(crate) async fn user(&self) -> UserId {
        let user = CreateUserParams::new(self.organization()).email("user@zoo.example");
        self.created(user).await.id
    }

    async fn created<O: Operation>(&self, operation: O) -> O::Output {
        self.client.send(&operation).await.unwrap().into_value()
    }

    /// Sends a request that succeeds, and returns the body that arrived.
    pub(crate) async fn sent(&self, operation: impl Operation) -> String {
        self.client.send(&operation).await.unwrap();
        self.arrived()
    }

    /// The same, and checks that all fields of the parameters are set.
    pub(crate) async fn sent_in_full(&self, operation: impl Operation + Debug) -> String {
        assert_is_full(&operation);
        self.sent(operation).await
    }

    /// The same for a request that the service rejects, because its ids are invented.
    pub(crate) async fn refused_in_full(&self, operation: impl Operation + Debug) -> String {
        assert_is_full(&operation);
        self.refused(operation).await
    }

    /// Sends a request that the service rejects, and returns the body that arrived.
    pub(crate) async fn refused(&self, operation: impl Operation) -> String {
        let error = self.client.send(&operation).await.err().unwrap();
        assert!(error.is_validation(), "{error}");
        self.arrived()
    }

    /// Sends a form that is accepted, and returns the body that arrived.
    pub(crate) async fn sent_form(&self, operation: impl Operation) -> String {
        self.client.send(&operation).await.unwrap();
        self.arrived_as(Some("application/x-www-form-urlencoded"))
    }

    /// Sends a request that is accepted without a body.
    pub(crate) async fn sends_no_body(&self, operation: impl Operation) {
        self.client.send(&operation).await.unwrap();
        assert_eq!(self.arrived_as(None), "");
    }

    fn arrived(&self) -> String {
        self.arrived_as(Some("application/json"))
    }

    fn arrived_as(&self, content_type: Option<&str>) -> String {
        let request = self.simulator.requests().pop().unwrap();
        assert_eq!(request.header("content-type"), content_type);
        assert_eq!(request.query, None);
        String::from_utf8(request.body).unwrap()
    }
}

fn assert_is_full(operation: &impl Debug) {
    let shown = format!("{operation:?}");
    let lacks = [": None", ": Absent", ": Null"].map(|state| shown.contains(state));
    assert_eq!(lacks, [false; 3], "{shown}");
}
