//! The data of the simulated service: one page in one organization.

pub(crate) mod history;
pub(crate) mod ids;
pub(crate) mod impact;
pub(crate) mod incident;
pub(crate) mod incident_type;
pub(crate) mod timeline;
pub(crate) mod times;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::http::reply::Reply;
use crate::parameters::values::Values;
use crate::resource::{Table, Tables, actions};
use crate::state::history::History;
use crate::state::ids::Ids;
use crate::state::incident::Incident;

/// How many objects a simulator keeps. It bounds the memory of one that runs for weeks.
const MAX_OBJECTS: usize = 10_000;

/// The data of one simulator. Objects are stored as they are returned.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ids: Ids,
    latest: Timestamp,
    pub(crate) page_id: String,
    pub(crate) organization_id: String,
    pub(crate) tables: Tables,
    pub(crate) incidents: Vec<Incident>,
    pub(crate) history: History,
    /// The values of metrics by their ids and by second.
    pub(crate) points: BTreeMap<String, BTreeMap<i64, Value>>,
}

impl State {
    /// Creates a page with this id, or one that is issued, and with a metrics provider, a metric and a
    /// subscriber.
    pub(crate) fn new(page_id: Option<&str>) -> Self {
        let mut ids = Ids::default();
        let issued = ids.issue();
        let mut state = Self {
            latest: Timestamp::now(),
            page_id: page_id.map_or(issued, str::to_owned),
            organization_id: ids.issue(),
            tables: Tables::default(),
            incidents: Vec::new(),
            history: History::default(),
            points: BTreeMap::new(),
            ids,
        };
        state.add(Table::Pages, None, json!({}));
        state.add(Table::StatusEmbedConfigs, None, json!({}));
        let provider = state.add(Table::MetricsProviders, None, json!({}));
        let metric = json!({"name": "Response time", "suffix": "ms"});
        state.add(Table::Metrics, provider["id"].as_str(), metric);
        let subscriber = json!({"email": "subscriber@simulated.example"});
        state.add(Table::Subscribers, None, subscriber);
        for one in &mut state.tables[Table::Subscribers] {
            one["_state"] = "active".into();
        }
        state
    }

    /// Adds an object with these values, which are not checked.
    pub(crate) fn add(&mut self, table: Table, parent: Option<&str>, values: Value) -> Value {
        let values = match values {
            Value::Object(values) => values,
            _ => Map::new(),
        };
        actions::insert(self, table, parent, &Values(values))
    }

    /// Returns the subscriber of the page or of an incident with this id.
    pub(crate) fn subscriber_mut(&mut self, id: &str) -> Option<&mut Value> {
        let table = if self.has(Table::Subscribers, id) {
            Table::Subscribers
        } else {
            Table::IncidentSubscribers
        };
        let mut subscribers = self.tables[table].iter_mut();
        subscribers.find(|one| one["id"] == *id)
    }

    pub(crate) fn add_slack_subscriber(&mut self, workspace: &str, channel: &str) -> String {
        let subscriber = self.add(
            Table::Subscribers,
            None,
            json!({
                "mode": "slack",
                "workspace_name": workspace,
                "obfuscated_channel_name": channel,
            }),
        );
        subscriber["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether there is an object with this id.
    pub(crate) fn has(&self, table: Table, id: &str) -> bool {
        match table {
            Table::Incidents => self.incidents.iter().any(|incident| incident.id() == id),
            table => self.tables[table].iter().any(|object| object["id"] == *id),
        }
    }

    /// Returns the id of the latest incident that affects a component.
    pub(crate) fn latest_incident(&self, component_id: &Value) -> Option<Value> {
        let mut latest_first = self.incidents.iter().rev();
        let incident = latest_first.find(|incident| incident.affects(component_id))?;
        Some(incident.id().clone())
    }

    /// Does what follows from a change: notes the statuses of the components, dissolves groups without
    /// components, and forgets the points of deleted metrics.
    pub(crate) fn settle(&mut self) {
        let now = self.time();
        let mut groups = std::mem::take(&mut self.tables[Table::ComponentGroups]);
        let components = &self.tables[Table::Components];
        self.history.note(components, now);
        let has_members =
            |group: &Value| components.iter().any(|one| one["group_id"] == group["id"]);
        groups.retain(has_members);
        self.tables[Table::ComponentGroups] = groups;
        let metrics = &self.tables[Table::Metrics];
        self.points
            .retain(|id, _| metrics.iter().any(|metric| metric["id"] == **id));
    }

    /// Returns 422 if there are too many objects to add one. Updates of incidents count as objects.
    pub(crate) fn check_room(&self) -> Result<(), Reply> {
        let incidents = self.incidents.iter();
        let incidents = incidents.map(|incident| 1 + incident.updates.len());
        if incidents.sum::<usize>() + self.tables.len() < MAX_OBJECTS {
            return Ok(());
        }
        let message = format!(
            "the simulator keeps at most {MAX_OBJECTS} objects: delete some, or restart the simulator"
        );
        Err(Reply::invalid(message))
    }

    /// Returns the current time. It never decreases, even if the system clock is set back.
    pub(crate) fn time(&mut self) -> Timestamp {
        self.latest = self.latest.max(Timestamp::now());
        self.latest
    }

    /// Returns the current time as text. It never decreases, even if the system clock is set back.
    pub(crate) fn now(&mut self) -> String {
        times::to_text(self.time())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{MAX_OBJECTS, State};
    use crate::parameters::tree::Parameter;
    use crate::resource::Table;
    use crate::routes;

    /// Creates something, and returns whether it was created.
    fn create(state: &mut State, path: &[&str], body: Value) -> bool {
        let tree = Parameter::from(body).into_group().unwrap();
        let route = routes::find("POST", path).unwrap();
        route.respond(state, &tree).is_ok()
    }

    #[test]
    fn nothing_is_added_beyond_the_number_of_objects() {
        let mut state = State::new(None);
        let page = state.page_id.clone();
        let organization = state.organization_id.clone();
        let provider = state.tables[Table::MetricsProviders][0]["id"]
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
        state.tables[Table::Components].resize(MAX_OBJECTS, json!({}));
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
        state.tables[Table::Components].clear();
        let route = routes::find("PATCH", &patch).unwrap();
        assert!(route.respond(&mut state, &update).is_ok());
    }
}
