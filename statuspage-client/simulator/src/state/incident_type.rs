//! The three types of incidents that one operation creates, and what each of them allows.

use serde_json::Value;

use crate::http::reply::Reply;
use crate::parameters::values::Values;

/// Every status that an incident can have.
pub(crate) const STATUSES: &[&str] = &[
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
];

/// The type of an incident, which never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IncidentType {
    /// An outage that is going on.
    Realtime,
    /// An announced maintenance.
    Scheduled,
    /// An outage of the past, added to the history.
    Backfilled,
}

impl IncidentType {
    /// Returns the type of the incident that these parameters create.
    pub(crate) fn requested(values: &Values) -> Self {
        let is_scheduled = values.text("scheduled_for").is_some()
            || values
                .text("status")
                .is_some_and(|status| Self::Scheduled.statuses().contains(&status));
        if values.flag("backfilled") == Some(true) {
            Self::Backfilled
        } else if is_scheduled {
            Self::Scheduled
        } else {
            Self::Realtime
        }
    }

    /// The status if the request gives none.
    pub(crate) fn first_status(self) -> &'static str {
        match self {
            Self::Realtime => "investigating",
            Self::Scheduled => "scheduled",
            Self::Backfilled => "resolved",
        }
    }

    fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Realtime => &STATUSES[..4],
            Self::Scheduled => &STATUSES[4..],
            Self::Backfilled => &STATUSES[3..4],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Realtime => "realtime",
            Self::Scheduled => "scheduled",
            Self::Backfilled => "backfilled",
        }
    }

    /// Returns 422 if the parameters are invalid for an incident of this type, or contain unknown
    /// components.
    pub(crate) fn check(self, values: &Values, components: &[Value]) -> Result<(), Reply> {
        let mut wrong = Vec::new();
        if let Some(status) = values.text("status")
            && !self.statuses().contains(&status)
        {
            let (name, statuses) = (self.name(), self.statuses().join(", "));
            wrong.push(format!(
                "incident[status] of a {name} incident must be one of {statuses}, not `{status}`"
            ));
        }
        if self == Self::Realtime && values.text("scheduled_for").is_some() {
            wrong.push("incident[scheduled_for] is not for a realtime incident".to_owned());
        }
        let changed = values.map("components").map(|(id, _)| id.to_owned());
        let mut named: Vec<String> = values.list("component_ids").unwrap_or_default();
        named.extend(changed);
        if self == Self::Backfilled && !named.is_empty() {
            wrong.push("a backfilled incident cannot have components".to_owned());
        }
        for id in named {
            if !components.iter().any(|component| component["id"] == *id) {
                wrong.push(format!("there is no component `{id}` on this page"));
            }
        }
        Reply::check(&wrong)
    }
}
