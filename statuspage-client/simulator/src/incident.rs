//! One incident: its fields, the components on it, its timeline, and how a request changes them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::ids::Ids;
use crate::nature::Nature;
use crate::values::Values;
use crate::{impact, timeline};

/// Fields of an incident that are null until something sets them.
const EMPTY: &[&str] = &[
    "impact_override",
    "monitoring_at",
    "postmortem_body",
    "postmortem_body_last_updated_at",
    "postmortem_published_at",
    "reminder_intervals",
    "resolved_at",
    "scheduled_for",
    "scheduled_reminded_at",
    "scheduled_until",
];

/// Fields of an incident that are false until something sets them.
const OFF: &[&str] = &[
    "auto_transition_deliver_notifications_at_end",
    "auto_transition_deliver_notifications_at_start",
    "auto_transition_to_maintenance_state",
    "auto_transition_to_operational_state",
    "postmortem_ignored",
    "postmortem_notified_subscribers",
    "postmortem_notified_twitter",
    "scheduled_auto_completed",
    "scheduled_auto_in_progress",
    "scheduled_remind_prior",
];

/// An incident as the service keeps it.
#[derive(Debug)]
pub(crate) struct Incident {
    nature: Nature,
    /// Everything but the components and the timeline.
    fields: Value,
    component_ids: Vec<String>,
    /// The timeline, newest first.
    pub(crate) updates: Vec<Value>,
    /// The worst impact that the components had while the incident went on.
    worst: &'static str,
}

impl Incident {
    /// A new incident that began at this time, before the request that opens it is applied.
    pub(crate) fn new(id: &str, page_id: &Value, nature: Nature, at: &str) -> Self {
        let mut fields = json!({
            "id": id,
            "page_id": page_id,
            "name": null,
            "status": nature.first_status(),
            "impact": "none",
            "incident_impacts": [],
            "metadata": {},
            "shortlink": format!("https://stspg.example/{id}"),
            "created_at": at,
            "updated_at": at,
        });
        for name in EMPTY {
            fields[name] = Value::Null;
        }
        for name in OFF {
            fields[name] = false.into();
        }
        Self {
            nature,
            fields,
            component_ids: Vec::new(),
            updates: Vec::new(),
            worst: impact::NONE,
        }
    }

    pub(crate) fn id(&self) -> &Value {
        &self.fields["id"]
    }

    pub(crate) fn nature(&self) -> Nature {
        self.nature
    }

    pub(crate) fn created_at(&self) -> &str {
        self.fields["created_at"].as_str().unwrap_or_default()
    }

    pub(crate) fn is_unresolved(&self) -> bool {
        self.nature == Nature::Realtime && !is_over(&self.fields["status"])
    }

    /// Whether the text occurs in the name, the status or an update, in whatever case.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let own = [&self.fields["name"], &self.fields["status"]];
        let bodies = self.updates.iter().map(|update| &update["body"]);
        own.into_iter()
            .chain(bodies)
            .filter_map(Value::as_str)
            .any(|place| place.to_lowercase().contains(&text))
    }

    /// The incident as it is returned, with its components as they are now.
    pub(crate) fn written(&self, components: &[Value]) -> Value {
        let mut incident = self.fields.clone();
        incident["components"] = self.attached(components).cloned().collect();
        incident["incident_updates"] = self.updates.clone().into();
        incident
    }

    /// Does what a checked request asks for, at this time.
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
        self.enter(&status, is_new || status != before, at);
        self.attach(values);
        let affected = self.change_components(values, components, at);
        if is_new || status != before || values.text("body").is_some_and(|body| !body.is_empty()) {
            let update = timeline::new_update(&ids.issue(), &self.fields, values, &affected, at);
            self.updates.insert(0, update);
        }
        self.weigh(components);
        self.fields["updated_at"] = at.into();
    }

    fn enter(&mut self, status: &Value, is_change: bool, at: &str) {
        self.fields["status"] = status.clone();
        if !is_change {
            return;
        }
        if status == "monitoring" {
            self.fields["monitoring_at"] = at.into();
        }
        // An incident that is opened again is resolved no more.
        self.fields["resolved_at"] = if is_over(status) {
            at.into()
        } else {
            Value::Null
        };
    }

    /// A list of components replaces the one before; components with a new status join it.
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

    /// Sets the statuses that the request gives, and returns the statuses before and after of every attached component.
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

    /// Finds the impact anew. It does not sink when the components recover: a major incident stays one in the history.
    fn weigh(&mut self, components: &[Value]) {
        let statuses = self
            .attached(components)
            .map(|component| &component["status"]);
        self.worst = impact::worst(self.worst, statuses.filter_map(Value::as_str));
        let computed = match self.nature {
            Nature::Scheduled => impact::MAINTENANCE.into(),
            Nature::Realtime | Nature::Backfilled => self.worst.into(),
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
