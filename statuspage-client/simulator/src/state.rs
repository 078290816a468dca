//! All that the service knows: one page in one organization, and what is on it.

use jiff::Timestamp;
use serde_json::Value;

use crate::ids::Ids;
use crate::incident::Incident;
use crate::reply::Reply;
use crate::{metrics, pages, subscribers, times};

/// The whole content of one simulator. Objects are kept as they are returned.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ids: Ids,
    latest: Timestamp,
    pub(crate) organization_id: String,
    pub(crate) page: Value,
    pub(crate) components: Vec<Value>,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) subscribers: Vec<Value>,
    pub(crate) metrics_providers: Vec<Value>,
    pub(crate) metrics: Vec<Value>,
    pub(crate) users: Vec<Value>,
    pub(crate) page_access_users: Vec<Value>,
}

impl State {
    /// A fresh page, with one of each kind of thing that no operation can create.
    pub(crate) fn new() -> Self {
        let mut ids = Ids::default();
        let latest = Timestamp::now();
        let now = times::written(latest);
        let (page_id, organization_id) = (ids.issue(), ids.issue());
        let provider_id = ids.issue();
        Self {
            latest,
            organization_id,
            components: Vec::new(),
            incidents: Vec::new(),
            subscribers: vec![subscribers::ready(&ids.issue(), &now)],
            metrics_providers: vec![metrics::ready_provider(&provider_id, &page_id, &now)],
            metrics: vec![metrics::ready(&ids.issue(), &provider_id, &now)],
            users: Vec::new(),
            page_access_users: Vec::new(),
            page: pages::ready(&page_id, &now),
            ids,
        }
    }

    /// The present moment as text, never before one given earlier, even if the system's clock is set back.
    pub(crate) fn now(&mut self) -> String {
        self.latest = self.latest.max(Timestamp::now());
        times::written(self.latest)
    }
}

/// The object with this id, or a 404 that says what is not there.
pub(crate) fn find<'a>(
    objects: &'a mut [Value],
    what: &str,
    id: &str,
) -> Result<&'a mut Value, Reply> {
    objects
        .iter_mut()
        .find(|object| object["id"] == *id)
        .ok_or_else(|| Reply::not_found(what, id))
}

/// Takes the object with this id out of the list, or answers 404.
pub(crate) fn remove(objects: &mut Vec<Value>, what: &str, id: &str) -> Result<Value, Reply> {
    let position = objects.iter().position(|object| object["id"] == *id);
    position
        .map(|position| objects.remove(position))
        .ok_or_else(|| Reply::not_found(what, id))
}
