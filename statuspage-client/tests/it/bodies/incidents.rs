//! Bodies of operations on incidents and their updates.

use serde_json::json;
use statuspage_client::models::{ComponentStatus, Impact, IncidentStatus};
use statuspage_client::params::*;

use super::sender::Sender;

/// Returns all fields with which an incident is created or updated, except its name, its old names and fields that exclude others.
macro_rules! full_incident {
    ($params:expr, $component:expr) => {
        $params
            .status(IncidentStatus::InProgress)
            .body("Begun")
            .components([($component, ComponentStatus::UnderMaintenance)])
            .component_ids([$component])
            .impact_override(Impact::Maintenance)
            .deliver_notifications(false)
            .scheduled_for("2026-01-02T03:04:05Z".parse().unwrap())
            .scheduled_until("2026-01-02T05:04:05.678+01:00".parse().unwrap())
            .scheduled_remind_prior(true)
            .scheduled_auto_in_progress(true)
            .scheduled_auto_completed(false)
            .scheduled_auto_transition(true)
            .auto_transition_to_maintenance_state(true)
            .auto_transition_to_operational_state(false)
            .auto_transition_deliver_notifications_at_start(true)
            .auto_transition_deliver_notifications_at_end(false)
            .auto_tweet_on_creation(true)
            .auto_tweet_one_hour_before(false)
            .auto_tweet_at_beginning(true)
            .auto_tweet_on_completion(false)
            .reminder_intervals("[1,5]")
            .metadata([("bot", json!({"ticket": 7}))])
            .backfilled(false)
            .backfill_date("2026-01-02".parse().unwrap())
    };
}

fn full_incident_json(component: &str) -> String {
    [
        r#""status":"in_progress","body":"Begun","components":{"COMPONENT":"under_maintenance"},"#,
        r#""component_ids":["COMPONENT"],"impact_override":"maintenance","deliver_notifications":false,"#,
        r#""scheduled_for":"2026-01-02T03:04:05Z","scheduled_until":"2026-01-02T04:04:05.678Z","#,
        r#""scheduled_remind_prior":true,"scheduled_auto_in_progress":true,"scheduled_auto_completed":false,"#,
        r#""scheduled_auto_transition":true,"auto_transition_to_maintenance_state":true,"#,
        r#""auto_transition_to_operational_state":false,"auto_transition_deliver_notifications_at_start":true,"#,
        r#""auto_transition_deliver_notifications_at_end":false,"auto_tweet_on_creation":true,"#,
        r#""auto_tweet_one_hour_before":false,"auto_tweet_at_beginning":true,"auto_tweet_on_completion":false,"#,
        r#""reminder_intervals":"[1,5]","metadata":{"bot":{"ticket":7}},"backfilled":false,"#,
        r#""backfill_date":"2026-01-02""#,
    ]
    .concat()
    .replace("COMPONENT", component)
}

#[tokio::test]
async fn create_a_realtime_incident() {
    let sender = Sender::start().await;
    let new = || CreateIncidentParams::new(sender.page(), "Work");
    assert_eq!(sender.sent(new()).await, r#"{"incident":{"name":"Work"}}"#);
    let component = sender.component();
    assert_eq!(
        sender
            .sent_in_full(full_incident!(new(), component).message("Begun, too"))
            .await,
        format!(
            r#"{{"incident":{{"name":"Work",{},"message":"Begun, too"}}}}"#,
            full_incident_json(component.as_str())
        )
    );
    assert_eq!(
        sender.sent(new().clear_reminder_intervals()).await,
        r#"{"incident":{"name":"Work","reminder_intervals":null}}"#
    );
}

#[tokio::test]
async fn update_an_incident_only_applies_to_realtime_and_scheduled_incidents() {
    let sender = Sender::start().await;
    let new = || UpdateIncidentParams::new(sender.page(), sender.maintenance());
    assert_eq!(sender.sent(new()).await, r#"{"incident":{}}"#);
    let component = sender.component();
    assert_eq!(
        sender
            .sent_in_full(full_incident!(new().name("Work"), component).message("Begun, too"))
            .await,
        format!(
            r#"{{"incident":{{"name":"Work",{},"message":"Begun, too"}}}}"#,
            full_incident_json(component.as_str())
        )
    );
    let cleared = new().clear_impact_override().clear_reminder_intervals();
    assert_eq!(
        sender.sent(cleared).await,
        r#"{"incident":{"impact_override":null,"reminder_intervals":null}}"#
    );
}

#[tokio::test]
async fn replace_incident() {
    let sender = Sender::start().await;
    let new = || ReplaceIncidentParams::new(sender.page(), sender.maintenance());
    assert_eq!(sender.sent(new()).await, r#"{"incident":{}}"#);
    let component = sender.component();
    assert_eq!(
        sender
            .sent_in_full(full_incident!(new().name("Work"), component))
            .await,
        format!(
            r#"{{"incident":{{"name":"Work",{}}}}}"#,
            full_incident_json(component.as_str())
        )
    );
    let cleared = new().clear_impact_override().clear_reminder_intervals();
    assert_eq!(
        sender.sent(cleared).await,
        r#"{"incident":{"impact_override":null,"reminder_intervals":null}}"#
    );
}

/// Checks the bodies of an operation that changes an update of an incident.
macro_rules! check_incident_update {
    ($params:ident) => {
        let sender = Sender::start().await;
        let new = || {
            $params::new(
                sender.page(),
                sender.maintenance(),
                sender.incident_update(),
            )
        };
        assert_eq!(sender.sent(new()).await, r#"{"incident_update":{}}"#);
        let full = new()
            .body("Words")
            .display_at("2026-01-02T03:04:05Z".parse().unwrap())
            .wants_twitter_update(true)
            .deliver_notifications(false);
        assert_eq!(
            sender.sent_in_full(full).await,
            concat!(
                r#"{"incident_update":{"body":"Words","display_at":"2026-01-02T03:04:05Z","wants_twitter_update":true,"#,
                r#""deliver_notifications":false}}"#
            )
        );
    };
}

#[tokio::test]
async fn tune_an_incident_update() {
    check_incident_update!(UpdateIncidentUpdateParams);
}

#[tokio::test]
async fn replace_incident_update() {
    check_incident_update!(ReplaceIncidentUpdateParams);
}
