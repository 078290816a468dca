//! The data of the simulated service: one page in one organization.

pub(crate) mod ids;
pub(crate) mod impact;
pub(crate) mod incident;
pub(crate) mod incident_type;
pub(crate) mod timeline;
pub(crate) mod times;

use jiff::Timestamp;
use serde_json::Value;

use crate::http::reply::Reply;
use crate::routes::{metrics, pages, subscribers};
use crate::state::ids::Ids;
use crate::state::incident::Incident;

/// How many objects a simulator keeps. It bounds the memory of one that runs for weeks.
const MAX_OBJECTS: usize = 10_000;

/// The data of one simulator. Objects are stored as they are returned.
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
    /// Creates a page, with one of each kind of object that no operation can create.
    pub(crate) fn new() -> Self {
        let mut ids = Ids::default();
        let latest = Timestamp::now();
        let now = times::to_text(latest);
        let (page_id, organization_id) = (ids.issue(), ids.issue());
        let provider_id = ids.issue();
        Self {
            latest,
            organization_id,
            components: Vec::new(),
            incidents: Vec::new(),
            subscribers: vec![subscribers::initial(&ids.issue(), &now)],
            metrics_providers: vec![metrics::initial_provider(&provider_id, &page_id, &now)],
            metrics: vec![metrics::initial(&ids.issue(), &provider_id, &now)],
            users: Vec::new(),
            page_access_users: Vec::new(),
            page: pages::initial(&page_id, &now),
            ids,
        }
    }

    /// Returns 422 if there are too many objects to add one. Updates of incidents count as objects.
    pub(crate) fn check_room(&self) -> Result<(), Reply> {
        let incidents = self.incidents.iter();
        let objects = incidents
            .map(|incident| 1 + incident.updates.len())
            .sum::<usize>()
            + self.components.len()
            + self.metrics.len()
            + self.users.len()
            + self.page_access_users.len();
        if objects < MAX_OBJECTS {
            return Ok(());
        }
        let message = format!(
            "the simulator keeps at most {MAX_OBJECTS} objects: delete some, or restart the simulator"
        );
        Err(Reply::unprocessable(&[message]))
    }

    /// Returns the current time as text. It never decreases, even if the system clock is set back.
    pub(crate) fn now(&mut self) -> String {
        self.latest = self.latest.max(Timestamp::now());
        times::to_text(self.latest)
    }
}

/// Returns the object with this id, or a 404.
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

/// Removes and returns the object with this id, or returns a 404.
pub(crate) fn remove(objects: &mut Vec<Value>, what: &str, id: &str) -> Result<Value, Reply> {
    let position = objects.iter().position(|object| object["id"] == *id);
    position
        .map(|position| objects.remove(position))
        .ok_or_else(|| Reply::not_found(what, id))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{MAX_OBJECTS, State};
    use crate::parameters::tree::Parameter;
    use crate::routes;

    /// Creates something, and returns whether it was created.
    fn create(state: &mut State, path: &[&str], body: Value) -> bool {
        let tree = Parameter::from(body).into_group().unwrap();
        let route = routes::find("POST", path).unwrap();
        route.respond(state, &tree).is_ok()
    }

    #[test]
    fn nothing_is_added_beyond_the_number_of_objects() {
        let mut state = State::new();
        let page = state.page["id"].as_str().unwrap().to_owned();
        let organization = state.organization_id.clone();
        let provider = state.metrics_providers[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let all = [
            (vec!["pages", &page, "components"], json!({})),
            (
                vec!["pages", &page, "incidents"],
                json!({"incident": {"name": "x"}}),
            ),
            (
                vec!["pages", &page, "metrics_providers", &provider, "metrics"],
                json!({}),
            ),
            (vec!["pages", &page, "page_access_users"], json!({})),
            (
                vec!["organizations", &organization, "users"],
                json!({"user": {"email": "x"}}),
            ),
        ];
        for (path, body) in &all {
            assert!(create(&mut state, path, body.clone()), "{path:?}");
        }
        state.components.resize(MAX_OBJECTS, json!({}));
        let incident = state.incidents[0].id().as_str().unwrap().to_owned();
        let patch = ["pages", &page, "incidents", &incident];
        let update = Parameter::from(json!({"incident": {"body": "y"}}));
        let update = update.into_group().unwrap();
        for (path, body) in &all {
            assert!(!create(&mut state, path, body.clone()), "{path:?}");
        }
        let route = routes::find("PATCH", &patch).unwrap();
        assert!(route.respond(&mut state, &update).is_err());
        assert_eq!(state.incidents[0].updates.len(), 1);
        // What is deleted makes room.
        state.components.clear();
        let route = routes::find("PATCH", &patch).unwrap();
        assert!(route.respond(&mut state, &update).is_ok());
    }
}
