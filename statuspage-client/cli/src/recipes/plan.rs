//! What a recipe has to send, given what was found by its key.

use clap::ArgMatches;
use statuspage_client::{
    jiff::Timestamp,
    models::{ComponentStatus, Impact, Incident, IncidentStatus, PageId},
    params::{CreateIncidentParams, UpdateIncidentParams},
};

use super::{
    Change,
    lookup::{Kind, metadata},
};
use crate::exit::Failure;

/// A recipe with its arguments.
pub(super) struct Recipe<'a> {
    pub(super) kind: Kind,
    verb: Verb,
    pub(super) page_id: PageId,
    pub(super) key: String,
    matches: &'a ArgMatches,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    /// Open or schedule.
    Create,
    Update,
    Start,
    /// Resolve or complete.
    End,
}

pub(super) enum Plan {
    /// Nothing: the page is as wanted, for this reason.
    Nothing(Box<Incident>, String),
    Send(Change),
}

impl<'a> Recipe<'a> {
    /// Reads the arguments of a command; `None` if it is not a recipe.
    pub(super) fn read(group: &str, verb: &str, matches: &'a ArgMatches) -> Option<Self> {
        let (kind, verb) = match (group, verb) {
            ("incident", "open") => (Kind::Incident, Verb::Create),
            ("incident", "update") => (Kind::Incident, Verb::Update),
            ("incident", "resolve") => (Kind::Incident, Verb::End),
            ("maintenance", "schedule") => (Kind::Maintenance, Verb::Create),
            ("maintenance", "start") => (Kind::Maintenance, Verb::Start),
            ("maintenance", "complete") => (Kind::Maintenance, Verb::End),
            _ => return None,
        };
        let text = |name| matches.get_one::<String>(name).cloned();
        Some(Self {
            kind,
            verb,
            page_id: text("page")?.into(),
            key: text("key")?,
            matches,
        })
    }

    /// Decides what to send.
    pub(super) fn plan(&self, found: Option<Incident>) -> Result<Plan, Failure> {
        let (what, key) = (self.kind.name(), &self.key);
        let Some(incident) = found else {
            if self.verb == Verb::Create {
                return Ok(Plan::Send(Change::Create(Box::new(self.creation()))));
            }
            let first = match self.kind {
                Kind::Incident => "open",
                Kind::Maintenance => "schedule",
            };
            return Err(Failure::NotFound(format!(
                "there is no {what} with the key `{key}`: use `statuspage {what} {first}` first"
            )));
        };
        let status = incident.status.clone();
        let shown = status.as_ref().map_or("unknown", IncidentStatus::as_str);
        let target = self.target();
        let nothing = |why: &str| format!("the {what} with the key `{key}` {why}");
        let why = match self.verb {
            Verb::Create => nothing(&format!("exists (status: {shown})")),
            Verb::Update if self.has_update(&incident) => nothing("has this update"),
            Verb::End if status == target => nothing(&format!("is {shown} already")),
            Verb::Start if was_started(&incident) => nothing("was started already"),
            _ if is_over(&incident) => {
                return Err(Failure::Other(format!(
                    "the {what} with the key `{key}` is {shown}, and is not reopened: use `statuspage incidents update {}` for that",
                    incident.id
                )));
            }
            _ => {
                let update = self.change(&incident, target);
                return Ok(Plan::Send(Change::Update(Box::new(update))));
            }
        };
        Ok(Plan::Nothing(Box::new(incident), why))
    }

    /// The status that the recipe sets.
    fn target(&self) -> Option<IncidentStatus> {
        match (self.kind, self.verb) {
            (Kind::Maintenance, Verb::Create) => Some(IncidentStatus::Scheduled),
            (_, Verb::Create | Verb::Update) => self.text("status").map(IncidentStatus::from),
            (_, Verb::Start) => Some(IncidentStatus::InProgress),
            (Kind::Incident, Verb::End) => Some(IncidentStatus::Resolved),
            (Kind::Maintenance, Verb::End) => Some(IncidentStatus::Completed),
        }
    }

    /// Returns whether the timeline has an update with this status and this text. The service may change spaces and line breaks.
    fn has_update(&self, incident: &Incident) -> bool {
        let words = |text: Option<&str>| -> Vec<String> {
            let words = text.unwrap_or_default().split_whitespace();
            words.map(str::to_owned).collect()
        };
        let (status, body) = (self.target(), words(self.text("body")));
        let mut updates = incident.incident_updates.iter().flatten();
        updates.any(|update| update.status == status && words(update.body.as_deref()) == body)
    }

    fn creation(&self) -> CreateIncidentParams {
        let name = self.text("name").unwrap_or_default();
        let mut params = CreateIncidentParams::new(&self.page_id, name)
            .status(self.target())
            .body(self.text("body"))
            .deliver_notifications(self.notify())
            .impact_override(self.text("impact").map(Impact::from))
            .metadata(metadata(&self.key));
        match self.kind {
            Kind::Incident => params = params.components(self.components()),
            Kind::Maintenance => {
                let ids = self.matches.get_many::<String>("component");
                params = params.component_ids(ids.map(Iterator::cloned));
                params.scheduled_for = self.time("from");
                params.scheduled_until = self.time("until");
                if self.matches.get_flag("auto") {
                    params = params
                        .scheduled_auto_in_progress(true)
                        .scheduled_auto_completed(true)
                        .auto_transition_to_maintenance_state(true)
                        .auto_transition_to_operational_state(true);
                }
            }
        }
        params
    }

    fn change(&self, incident: &Incident, status: Option<IncidentStatus>) -> UpdateIncidentParams {
        // In one request: two would be two updates, and notify subscribers twice.
        UpdateIncidentParams::new(&self.page_id, &incident.id)
            .status(status)
            .body(self.text("body"))
            .deliver_notifications(self.notify())
            .components(self.components())
    }

    /// Says what was sent.
    pub(super) fn sent(&self, incident: &Incident) -> String {
        let status = incident
            .status
            .as_ref()
            .map_or("unknown", IncidentStatus::as_str);
        let (what, key, id) = (self.kind.name(), &self.key, &incident.id);
        format!("sent: the {what} {id} with the key `{key}` is {status}")
    }

    /// Returns whether subscribers are notified of what is sent.
    pub(super) fn notifies(&self) -> bool {
        self.notify() != Some(false)
    }

    /// Says what the recipe is about to do, for a question.
    pub(super) fn action(&self) -> String {
        let what = match (self.kind, self.verb) {
            (Kind::Incident, Verb::Create) => "Open an incident",
            (Kind::Maintenance, Verb::Create) => "Schedule a maintenance",
            (Kind::Incident, Verb::End) => "Resolve the incident",
            (Kind::Maintenance, Verb::End) => "Complete the maintenance",
            (_, Verb::Update) => "Update the incident",
            (_, Verb::Start) => "Start the maintenance",
        };
        format!("{what} with the key `{}` (page {})", self.key, self.page_id)
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        // An error means that the command has no such option.
        let text = self.matches.try_get_one::<String>(name).ok().flatten();
        text.map(String::as_str)
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        self.matches.get_one(name).copied()
    }

    fn notify(&self) -> Option<bool> {
        self.matches.get_one("notify").copied()
    }

    fn components(&self) -> Option<Vec<(String, ComponentStatus)>> {
        let statuses = self.matches.get_many("component")?;
        Some(statuses.cloned().collect())
    }
}

/// Returns whether a maintenance has begun, even if it is completed.
fn was_started(maintenance: &Incident) -> bool {
    let updates = maintenance.incident_updates.iter().flatten();
    let statuses = updates.map(|update| update.status.as_ref());
    let mut statuses = statuses.chain([maintenance.status.as_ref()]);
    statuses.any(|status| {
        matches!(
            status,
            Some(IncidentStatus::InProgress | IncidentStatus::Verifying)
        )
    })
}

fn is_over(incident: &Incident) -> bool {
    let status = incident.status.as_ref();
    matches!(
        status,
        Some(IncidentStatus::Resolved | IncidentStatus::Completed)
    )
}
