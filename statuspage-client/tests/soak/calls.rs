//! The calls that the clients make, with the asynchronous client and with the blocking one.

use std::{sync::Mutex, time::Duration};

use fastrand::Rng;
use serde_json::Value;
use statuspage_client::{
    CallOptions, Client, Error, Items, blocking,
    models::{ComponentId, IncidentId, MetricId, PageId},
    params::{
        CreateComponentParams, CreateIncidentParams, CreateSubscriberParams,
        DeleteMetricDataParams, GetPageParams, ListComponentsParams, ListIncidentsParams,
        SubmitMetricDataParams, UpdateComponentParams, UpdateIncidentParams,
    },
};

use crate::service::TOKEN;

/// How many components there are; a page of their list has three.
pub(crate) const COMPONENTS: usize = 7;

/// How long creating an object may take, on a machine that does other things.
const SETUP: Duration = Duration::from_secs(60);

/// A call; those that notify subscribers have a number that is in their body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Call {
    GetPage,
    ListIncidents,
    SubmitData,
    DeleteData,
    RenameComponent,
    CreateIncident(u64),
    UpdateIncident(u64),
    CreateSubscriber(u64),
}

impl Call {
    /// Chooses a call; one in ten notifies subscribers.
    pub(crate) fn choose(rng: &mut Rng, token: impl FnOnce() -> u64) -> Self {
        match rng.u32(..30) {
            0 => Self::CreateIncident(token()),
            1 => Self::UpdateIncident(token()),
            2 => Self::CreateSubscriber(token()),
            3..6 => Self::ListIncidents,
            6..12 => Self::SubmitData,
            12..15 => Self::DeleteData,
            15..20 => Self::RenameComponent,
            _ => Self::GetPage,
        }
    }

    pub(crate) fn token(self) -> Option<u64> {
        match self {
            Self::CreateIncident(token)
            | Self::UpdateIncident(token)
            | Self::CreateSubscriber(token) => Some(token),
            _ => None,
        }
    }
}

/// A client, and the objects of the page that its calls use.
pub(crate) struct World<C> {
    client: C,
    page: PageId,
    metric: MetricId,
    component: ComponentId,
    /// The incident that was created last.
    incident: Mutex<IncidentId>,
}

impl World<Client> {
    /// Creates the objects, while nothing else runs and nothing fails.
    pub(crate) async fn new(client: Client, about: &Value) -> Self {
        let patient = client.with_options(CallOptions::new().timeout(SETUP));
        let text = |name: &str| about[name].as_str().unwrap();
        let page = PageId::from(text("page_id"));
        let mut component = None;
        for _ in 0..COMPONENTS {
            let create = CreateComponentParams::new(&page);
            component = Some(patient.create_component(&create).await.unwrap().id);
        }
        let incident = CreateIncidentParams::new(&page, "The first one");
        let incident = patient.create_incident(&incident).await.unwrap();
        Self {
            client,
            metric: text("metric_id").into(),
            component: component.unwrap(),
            incident: Mutex::new(incident.id),
            page,
        }
    }

    pub(crate) fn list(&self) -> Items<ListComponentsParams> {
        self.client.list_components_items(&self.components())
    }
}

impl World<blocking::Client> {
    pub(crate) fn list(&self) -> blocking::Items<ListComponentsParams> {
        self.client.list_components_items(&self.components())
    }
}

impl<C> World<C> {
    /// Returns the same with another client.
    pub(crate) fn with_client<D>(&self, client: D) -> World<D> {
        World {
            client,
            page: self.page.clone(),
            metric: self.metric.clone(),
            component: self.component.clone(),
            incident: Mutex::new(self.latest()),
        }
    }

    fn components(&self) -> ListComponentsParams {
        ListComponentsParams::new(&self.page).per_page(3)
    }

    fn latest(&self) -> IncidentId {
        self.incident.lock().unwrap().clone()
    }

    fn set_latest(&self, incident: IncidentId) {
        *self.incident.lock().unwrap() = incident;
    }
}

/// Makes a call with either client.
macro_rules! send {
    ($world:expr, $call:expr $(, $await:tt)?) => {{
        let (world, client, page) = ($world, &$world.client, &$world.page);
        match $call {
            Call::GetPage => {
                let get = GetPageParams::new(page);
                client.get_page(&get)$(.$await)?.map(drop)
            }
            Call::ListIncidents => {
                let list = ListIncidentsParams::new(page).limit(5);
                client.list_incidents(&list)$(.$await)?.map(drop)
            }
            Call::SubmitData => {
                let submit = SubmitMetricDataParams::new(page, &world.metric, 0, 1.0);
                client.submit_metric_data(&submit)$(.$await)?.map(drop)
            }
            Call::DeleteData => {
                let delete = DeleteMetricDataParams::new(page, &world.metric);
                client.delete_metric_data(&delete)$(.$await)?.map(drop)
            }
            Call::RenameComponent => {
                let rename = UpdateComponentParams::new(page, &world.component).name("Tills");
                client.update_component(&rename)$(.$await)?.map(drop)
            }
            Call::CreateIncident(token) => {
                let create = CreateIncidentParams::new(page, format!("{TOKEN}{token}."));
                let created = client.create_incident(&create)$(.$await)?;
                created.map(|incident| world.set_latest(incident.id))
            }
            Call::UpdateIncident(token) => {
                let update = UpdateIncidentParams::new(page, world.latest());
                let update = update.body(format!("{TOKEN}{token}.")).deliver_notifications(true);
                client.update_incident(&update)$(.$await)?.map(drop)
            }
            Call::CreateSubscriber(token) => {
                let email = format!("{TOKEN}{token}.keeper@zoo.example");
                let create = CreateSubscriberParams::new(page).email(email);
                client.create_subscriber(&create)$(.$await)?.map(drop)
            }
        }
    }};
}

impl World<Client> {
    pub(crate) async fn call(&self, call: Call) -> Result<(), Error> {
        send!(self, call, await)
    }
}

impl World<blocking::Client> {
    pub(crate) fn call(&self, call: Call) -> Result<(), Error> {
        send!(self, call)
    }
}
