//! Incidents, maintenances, and their updates.

use statuspage_client::models::{ComponentStatus, Impact, Incident, IncidentStatus};
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let incidents = format!("/pages/{page}/incidents");
    let component = table.component().await;

    let incident = call!(
        table,
        create_a_realtime_incident(
            CreateARealtimeIncidentParams::new(&page, "Tills are down")
                .status(IncidentStatus::Investigating)
                .body("50% + more")
                .components([(&component, ComponentStatus::PartialOutage)])
        ),
        post(format!("{incidents}.json")).json(format!(
            r#"{{"incident":{{"name":"Tills are down","status":"investigating","body":"50% + more","components":{{"{component}":"partial_outage"}}}}}}"#
        ))
    );
    assert_eq!(incident.impact, Some(Impact::Major));
    let affected = &incident.components.as_ref().unwrap()[0];
    assert_eq!(affected.status, Some(ComponentStatus::PartialOutage));
    let update = incident.incident_updates.as_ref().unwrap()[0].clone();
    assert_eq!(update.body.as_deref(), Some("50% + more"));
    lists(table, &incident).await;

    let path = format!("{incidents}/{}", incident.id);
    let found = call!(
        table,
        get_incident(GetIncidentParams::new(&page, &incident.id)),
        get(&path)
    );
    assert_eq!(found, incident);
    let replaced = call!(
        table,
        replace_incident(
            ReplaceIncidentParams::new(&page, &incident.id)
                .name("Tills are slow")
                .impact_override(Impact::Minor)
                .clear_reminder_intervals()
        ),
        put(&path).json(
            r#"{"incident":{"name":"Tills are slow","impact_override":"minor","reminder_intervals":null}}"#
        )
    );
    assert_eq!(replaced.name.as_deref(), Some("Tills are slow"));
    let resolved = call!(
        table,
        update_an_incident_only_applies_to_realtime_and_scheduled_incidents(
            UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams::new(
                &page,
                &incident.id
            )
            .status(IncidentStatus::Resolved)
            .clear_impact_override()
        ),
        patch(
            format!("{path}.json"),
            r#"{"incident":{"status":"resolved","impact_override":null}}"#
        )
    );
    assert!(resolved.resolved_at >= incident.created_at);

    let updates = format!("{path}/incident_updates/{}", update.id);
    let tuned = call!(
        table,
        tune_an_incident_update(
            TuneAnIncidentUpdateParams::new(&page, &incident.id, &update.id)
                .body("Better words")
                .display_at("2026-01-02T03:04:05-06:00".parse().unwrap())
        ),
        patch(
            format!("{updates}.json"),
            r#"{"incident_update":{"body":"Better words","display_at":"2026-01-02T09:04:05Z"}}"#
        )
    );
    assert_eq!(tuned.body.as_deref(), Some("Better words"));
    assert_eq!(
        tuned.display_at.unwrap().to_string(),
        "2026-01-02T09:04:05Z"
    );
    let replaced = call!(
        table,
        replace_incident_update(
            ReplaceIncidentUpdateParams::new(&page, &incident.id, &update.id)
                .body("Best words")
                .wants_twitter_update(false)
        ),
        put(&updates)
            .json(r#"{"incident_update":{"body":"Best words","wants_twitter_update":false}}"#)
    );
    assert_eq!(replaced.body.as_deref(), Some("Best words"));
    let deleted = call!(
        table,
        delete_an_incident(DeleteAnIncidentParams::new(&page, &incident.id)),
        delete(format!("{path}.json"))
    );
    assert_eq!(deleted.id, incident.id);
}

async fn lists(table: &mut Table, incident: &Incident) {
    let page = table.page();
    let incidents = format!("/pages/{page}/incidents");
    let list = call!(
        table,
        get_a_list_of_all_incidents(GetAListOfAllIncidentsParams::new(&page).q("50%").limit(2)),
        get(format!("{incidents}.json")).query(&[("q", "50%"), ("limit", "2"), ("page", "1")])
    );
    assert_eq!(list, std::slice::from_ref(incident));
    let list = call!(
        table,
        unresolved_only(UnresolvedOnlyParams::new(&page)),
        get(format!("{incidents}/unresolved.json")).first_page()
    );
    assert!(list.contains(incident));
    let list = call!(
        table,
        scheduled_only(ScheduledOnlyParams::new(&page)),
        get(format!("{incidents}/scheduled.json")).first_page()
    );
    assert_eq!(list, []);
    let list = call!(
        table,
        list_upcoming_maintenances(ListUpcomingMaintenancesParams::new(&page)),
        get(format!("{incidents}/upcoming")).first_page()
    );
    assert_eq!(list, []);
    let list = call!(
        table,
        list_active_maintenances(ListActiveMaintenancesParams::new(&page)),
        get(format!("{incidents}/active_maintenance")).first_page()
    );
    assert_eq!(list, []);
}
