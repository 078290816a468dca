//! One incident: its fields, components and timeline, and how a request changes them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::parameters::values::Values;
use crate::state::ids::Ids;
use crate::state::incident_type::IncidentType;
use crate::state::{impact, timeline};

/// An incident as it is stored.
#[derive(Debug)]
pub(crate) struct Incident {
    pub(crate) kind: IncidentType,
    /// All fields except the components and the timeline.
    fields: Value,
    component_ids: Vec<String>,
    /// The timeline, newest first.
    pub(crate) updates: Vec<Value>,
    /// The worst impact of the components since the incident began.
    worst: &'static str,
    /// Null if there is none.
    pub(crate) postmortem: Value,
}

impl Incident {
    /// Creates an incident that began at this time, before the request that opens it is applied.
    pub(crate) fn new(id: &str, page_id: &str, incident_type: IncidentType, at: &str) -> Self {
        let fields = json!({
            "id": id,
            "page_id": page_id,
            "name": null,
            "status": incident_type.first_status(),
            "impact": "none",
            "incident_impacts": [],
            "metadata": {},
            "shortlink": format!("https://stspg.example/{id}"),
            "backfilled": incident_type == IncidentType::Backfilled,
            "created_at": at,
            "started_at": at,
            "updated_at": at,
            "impact_override": null,
            "monitoring_at": null,
            "postmortem_body": null,
            "postmortem_body_last_updated_at": null,
            "postmortem_published_at": null,
            "reminder_intervals": null,
            "resolved_at": null,
            "scheduled_for": null,
            "scheduled_reminded_at": null,
            "scheduled_until": null,
            "auto_transition_deliver_notifications_at_end": false,
            "auto_transition_deliver_notifications_at_start": false,
            "auto_transition_to_maintenance_state": false,
            "auto_transition_to_operational_state": false,
            "postmortem_ignored": false,
            "postmortem_notified_subscribers": false,
            "postmortem_notified_twitter": false,
            "scheduled_auto_completed": false,
            "scheduled_auto_in_progress": false,
            "scheduled_remind_prior": false,
        });
        Self {
            kind: incident_type,
            fields,
            component_ids: Vec::new(),
            updates: Vec::new(),
            worst: impact::NONE,
            postmortem: Value::Null,
        }
    }

    pub(crate) fn id(&self) -> &Value {
        &self.fields["id"]
    }

    pub(crate) fn created_at(&self) -> &str {
        self.fields["created_at"].as_str().unwrap_or_default()
    }

    pub(crate) fn is_unresolved(&self) -> bool {
        self.kind == IncidentType::Realtime && !is_over(&self.fields["status"])
    }

    /// Whether it is a maintenance with one of these statuses, or with any.
    pub(crate) fn is_scheduled(&self, statuses: Option<&[&str]>) -> bool {
        let status = self.fields["status"].as_str().unwrap_or_default();
        self.kind == IncidentType::Scheduled
            && statuses.is_none_or(|statuses| statuses.contains(&status))
    }

    /// Whether the component is attached to it.
    pub(crate) fn affects(&self, component_id: &Value) -> bool {
        self.component_ids
            .iter()
            .any(|id| component_id == id.as_str())
    }

    /// Sets the fields that a published postmortem has in its incident.
    pub(crate) fn show_postmortem(&mut self) {
        for (field, source) in [
            ("postmortem_body", "body"),
            ("postmortem_body_last_updated_at", "body_updated_at"),
            ("postmortem_published_at", "published_at"),
        ] {
            self.fields[field] = self.postmortem[source].clone();
        }
        for (field, source) in [
            ("postmortem_notified_subscribers", "notify_subscribers"),
            ("postmortem_notified_twitter", "notify_twitter"),
        ] {
            let is_published = !self.postmortem["published_at"].is_null();
            self.fields[field] = (is_published && self.postmortem[source] == true).into();
        }
    }

    /// Whether the text occurs in the name, the status, the postmortem or an update. It is not case-sensitive.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let own = ["name", "status", "postmortem_body"].map(|name| &self.fields[name]);
        let bodies = self.updates.iter().map(|update| &update["body"]);
        own.into_iter()
            .chain(bodies)
            .filter_map(Value::as_str)
            .any(|place| place.to_lowercase().contains(&text))
    }

    /// Returns the incident as JSON, with the current state of its components.
    pub(crate) fn to_json(&self, components: &[Value]) -> Value {
        let mut incident = self.fields.clone();
        incident["components"] = self.attached(components).cloned().collect();
        incident["incident_updates"] = self.updates.clone().into();
        incident
    }

    /// Applies a checked request at this time.
    pub(crate) fn apply(
        &mut self,
        values: &Values,
        components: &mut [Value],
        ids: &mut Ids,
        at: &str,
    ) {
        let before = self.fields["status"].clone();
        values.write_to(&mut self.fields);
        if self.fields["metadata"].is_null() {
            self.fields["metadata"] = json!({});
        }
        let status = values.text("status").map_or(before.clone(), Value::from);
        let is_new = self.updates.is_empty();
        self.set_status(&status, is_new || status != before, at);
        self.attach(values);
        let affected = self.change_components(values, components, at);
        if is_new || status != before || values.text("body").is_some_and(|body| !body.is_empty()) {
            let update = timeline::new_update(&ids.issue(), &self.fields, values, &affected, at);
            self.updates.insert(0, update);
        }
        self.update_impact(components);
        self.fields["updated_at"] = at.into();
    }

    fn set_status(&mut self, status: &Value, is_change: bool, at: &str) {
        self.fields["status"] = status.clone();
        if !is_change {
            return;
        }
        if status == "monitoring" {
            self.fields["monitoring_at"] = at.into();
        }
        // A reopened incident is not resolved.
        self.fields["resolved_at"] = if is_over(status) {
            at.into()
        } else {
            Value::Null
        };
    }

    /// Sets the attached components: a list replaces the earlier one, components with a new status are
    /// added.
    fn attach(&mut self, values: &Values) {
        if let Some(ids) = values.list("component_ids") {
            self.component_ids = ids;
        }
        for (id, _) in values.map("components") {
            self.component_ids.push(id.to_owned());
        }
        let mut seen = BTreeSet::new();
        self.component_ids.retain(|id| seen.insert(id.clone()));
    }

    /// Sets the statuses that the request gives. Returns the old and new status of every attached
    /// component.
    fn change_components(&self, values: &Values, components: &mut [Value], at: &str) -> Value {
        let mut affected = Vec::new();
        for component in components {
            if !self.has(component) {
                continue;
            }
            let before = component["status"].clone();
            if let Some((_, status)) = values
                .map("components")
                .find(|(id, _)| component["id"] == **id)
            {
                component["status"] = status.into();
                component["updated_at"] = at.into();
            }
            affected.push(json!({
                "code": component["id"],
                "name": component["name"],
                "old_status": before,
                "new_status": component["status"],
            }));
        }
        affected.into()
    }

    /// Computes the impact. It does not decrease when components recover: a major incident stays major in
    /// the history.
    fn update_impact(&mut self, components: &[Value]) {
        let statuses = self
            .attached(components)
            .map(|component| &component["status"]);
        self.worst = impact::worst(self.worst, statuses.filter_map(Value::as_str));
        let computed = match self.kind {
            IncidentType::Scheduled => impact::MAINTENANCE.into(),
            IncidentType::Realtime | IncidentType::Backfilled => self.worst.into(),
        };
        let wanted = self.fields["impact_override"].clone();
        self.fields["impact"] = if wanted.is_null() { computed } else { wanted };
    }

    fn attached<'a>(&'a self, components: &'a [Value]) -> impl Iterator<Item = &'a Value> {
        components.iter().filter(|component| self.has(component))
    }

    fn has(&self, component: &Value) -> bool {
        self.component_ids.iter().any(|id| component["id"] == *id)
    }
}

fn is_over(status: &Value) -> bool {
    status == "resolved" || status == "completed"
}
