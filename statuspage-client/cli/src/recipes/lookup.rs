//! Finds the incident or the maintenance that has a key.

use serde_json::{Value, json};
use statuspage_client::{
    Client, Items, Paged, Result,
    models::{Incident, IncidentStatus, PageId},
    params::{
        ListActiveMaintenancesParams, ListIncidentsParams, ListUnresolvedIncidentsParams,
        ListUpcomingMaintenancesParams,
    },
};

/// The name of our object in the metadata of an incident.
const METADATA: &str = "statuspage-cli";

/// What a key is for. An incident and a maintenance may have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Incident,
    Maintenance,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
        }
    }

    fn of(incident: &Incident) -> Self {
        use IncidentStatus::{Completed, InProgress, Scheduled, Verifying};

        match incident.status {
            Some(Scheduled | InProgress | Verifying | Completed) => Self::Maintenance,
            _ => Self::Incident,
        }
    }
}

/// Returns the metadata that keep a key.
pub(super) fn metadata(key: &str) -> Value {
    json!({METADATA: {"key": key}})
}

/// Returns the newest incident or maintenance with this key: among those that are not over, then among all.
pub(super) async fn find(
    client: &Client,
    page_id: &PageId,
    kind: Kind,
    key: &str,
) -> Result<Option<Incident>> {
    let unresolved = ListUnresolvedIncidentsParams::new(page_id);
    let active = ListActiveMaintenancesParams::new(page_id);
    let upcoming = ListUpcomingMaintenancesParams::new(page_id);
    let all = ListIncidentsParams::new(page_id);
    let found = match kind {
        Kind::Incident => {
            find_in(
                client.list_unresolved_incidents_items(&unresolved),
                kind,
                key,
            )
            .await?
        }
        Kind::Maintenance => {
            let found = find_in(client.list_active_maintenances_items(&active), kind, key).await?;
            match found {
                None => {
                    find_in(
                        client.list_upcoming_maintenances_items(&upcoming),
                        kind,
                        key,
                    )
                    .await?
                }
                found => found,
            }
        }
    };
    match found {
        None => find_in(client.list_incidents_items(&all), kind, key).await,
        found => Ok(found),
    }
}

async fn find_in<P>(mut incidents: Items<P>, kind: Kind, key: &str) -> Result<Option<Incident>>
where
    P: Paged<Item = Incident>,
{
    while let Some(incident) = incidents.next().await {
        let incident = incident?;
        let metadata = incident.metadata.as_ref();
        let ours = metadata.and_then(|metadata| metadata.get(METADATA));
        if ours.is_some_and(|ours| ours["key"] == key) && Kind::of(&incident) == kind {
            return Ok(Some(incident));
        }
    }
    Ok(None)
}
