//! The body of every operation that has one, byte for byte: with the required fields, with all fields, and with cleared fields.
//! The simulator accepts each of them; it rejects names and types that the service does not have.

mod sender;

use sender::Sender;
use serde_json::json;
use statuspage_client::models::{Branding, ComponentStatus, Impact, IncidentStatus};
use statuspage_client::params::*;

#[tokio::test]
async fn update_your_page_profile() {
    let sender = Sender::start().await;
    let new = || UpdatePageParams::new(sender.page());
    assert_eq!(sender.sent(new()).await, r#"{"page":{}}"#);
    let full = new()
        .name("Zoo")
        .domain("status.zoo.example")
        .subdomain("zoo")
        .url("https://zoo.example")
        .branding(Branding::Basic)
        .layout(Branding::Premium)
        .css_body_background_color("#111")
        .css_font_color("#222")
        .css_light_font_color("#333")
        .css_greens("#444")
        .css_yellows("#555")
        .css_oranges("#666")
        .css_reds("#777")
        .css_blues("#888")
        .css_border_color("#999")
        .css_graph_color("#aaa")
        .css_link_color("#bbb")
        .css_no_data("#ccc")
        .hidden_from_search(true)
        .viewers_must_be_team_members(false)
        .allow_page_subscribers(true)
        .allow_incident_subscribers(false)
        .allow_email_subscribers(true)
        .allow_sms_subscribers(false)
        .allow_rss_atom_feeds(true)
        .allow_webhook_subscribers(false)
        .notifications_from_email("zoo@zoo.example")
        .time_zone("Pacific Time (US & Canada)")
        .notifications_email_footer("Yours,\n\"the\" zoo 🦁");
    assert_eq!(
        sender.sent_in_full(full).await,
        concat!(
            r#"{"page":{"name":"Zoo","domain":"status.zoo.example","subdomain":"zoo","url":"https://zoo.example","#,
            r##""branding":"basic","css_body_background_color":"#111","css_font_color":"#222","##,
            r##""css_light_font_color":"#333","css_greens":"#444","css_yellows":"#555","css_oranges":"#666","##,
            r##""css_reds":"#777","css_blues":"#888","css_border_color":"#999","css_graph_color":"#aaa","##,
            r##""css_link_color":"#bbb","css_no_data":"#ccc","hidden_from_search":true,"##,
            r#""viewers_must_be_team_members":false,"allow_page_subscribers":true,"allow_incident_subscribers":false,"#,
            r#""allow_email_subscribers":true,"allow_sms_subscribers":false,"allow_rss_atom_feeds":true,"#,
            r#""allow_webhook_subscribers":false,"notifications_from_email":"zoo@zoo.example","#,
            r#""time_zone":"Pacific Time (US & Canada)","#,
            r#""notifications_email_footer":"Yours,\n\"the\" zoo 🦁","layout":"premium"}}"#
        )
    );
    let cleared = new()
        .clear_domain()
        .clear_url()
        .clear_notifications_from_email()
        .clear_notifications_email_footer();
    assert_eq!(
        sender.sent(cleared).await,
        r#"{"page":{"domain":null,"url":null,"notifications_from_email":null,"notifications_email_footer":null}}"#
    );
}

#[tokio::test]
async fn create_a_component() {
    let sender = Sender::start().await;
    let new = || CreateComponentParams::new(sender.page());
    assert_eq!(sender.sent(new()).await, r#"{"component":{}}"#);
    let full = new()
        .name("Tills")
        .description("")
        .status(ComponentStatus::Empty)
        .group_id("g1")
        .showcase(true)
        .only_show_if_degraded(false)
        .start_date("2026-01-02".parse().unwrap());
    assert_eq!(
        sender.refused_in_full(full).await,
        concat!(
            r#"{"component":{"name":"Tills","description":"","status":"","group_id":"g1","showcase":true,"#,
            r#""only_show_if_degraded":false,"start_date":"2026-01-02"}}"#
        )
    );
}

#[tokio::test]
async fn update_a_component() {
    let sender = Sender::start().await;
    let new = || UpdateComponentParams::new(sender.page(), sender.component());
    assert_eq!(sender.sent(new()).await, r#"{"component":{}}"#);
    let full = new()
        .name("Tills")
        .description("All of them")
        .status(ComponentStatus::UnderMaintenance)
        .group_id("g1")
        .showcase(false)
        .only_show_if_degraded(true)
        .start_date("2026-01-02".parse().unwrap());
    assert_eq!(
        sender.refused_in_full(full).await,
        concat!(
            r#"{"component":{"name":"Tills","description":"All of them","status":"under_maintenance","group_id":"g1","#,
            r#""showcase":false,"only_show_if_degraded":true,"start_date":"2026-01-02"}}"#
        )
    );
    let cleared = new()
        .clear_description()
        .clear_group_id()
        .clear_start_date();
    assert_eq!(
        sender.sent(cleared).await,
        r#"{"component":{"description":null,"group_id":null,"start_date":null}}"#
    );
}

/// Returns all fields with which an incident is created or updated, except its name and fields that exclude others.
macro_rules! full_incident {
    ($params:expr, $component:expr) => {
        $params
            .status(IncidentStatus::InProgress)
            .body("Begun")
            .message("Begun, too")
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
        r#""backfill_date":"2026-01-02","message":"Begun, too""#,
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
        sender.sent_in_full(full_incident!(new(), component)).await,
        format!(
            r#"{{"incident":{{"name":"Work",{}}}}}"#,
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

#[tokio::test]
async fn tune_an_incident_update() {
    let sender = Sender::start().await;
    let new = || {
        UpdateIncidentUpdateParams::new(
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
}

#[tokio::test]
async fn create_a_custom_metric() {
    let sender = Sender::start().await;
    let new = || CreateMetricParams::new(sender.page(), sender.metrics_provider());
    assert_eq!(sender.sent(new()).await, r#"{"metric":{}}"#);
    let full = new()
        .name("Latency")
        .metric_identifier("zoo.latency")
        .transform("average")
        .application_id("app")
        .suffix("ms")
        .y_axis_min(-0.5)
        .y_axis_max(1e3)
        .y_axis_hidden(true)
        .display(false)
        .decimal_places(2)
        .tooltip_description("How long it takes");
    assert_eq!(
        sender.sent_in_full(full).await,
        concat!(
            r#"{"metric":{"name":"Latency","metric_identifier":"zoo.latency","transform":"average","#,
            r#""application_id":"app","suffix":"ms","y_axis_min":-0.5,"y_axis_max":1000.0,"y_axis_hidden":true,"#,
            r#""display":false,"decimal_places":2,"tooltip_description":"How long it takes"}}"#
        )
    );
}

#[tokio::test]
async fn submit_data_for_a_custom_metric() {
    let sender = Sender::start().await;
    let point = |timestamp, value| {
        SubmitMetricDataParams::new(sender.page(), sender.metric(), timestamp, value)
    };
    for (timestamp, value, json) in [
        (0, 0.0, r#"{"data":{"timestamp":0,"value":0.0}}"#),
        (
            1_700_000_000,
            1.5e-3,
            r#"{"data":{"timestamp":1700000000,"value":0.0015}}"#,
        ),
    ] {
        assert_eq!(sender.sent(point(timestamp, value)).await, json);
    }
}

#[tokio::test]
async fn create_a_user() {
    let sender = Sender::start().await;
    let new = || CreateUserParams::new(sender.organization());
    // The service requires more fields, and rejects the request.
    assert_eq!(sender.refused(new()).await, r#"{"user":{}}"#);
    let full = new()
        .email("ann@zoo.example")
        .password("correct \"horse\"")
        .first_name("Ann")
        .last_name("");
    assert!(!format!("{full:?}").contains("horse"), "{full:?}");
    assert_eq!(
        sender.sent_in_full(full).await,
        r#"{"user":{"email":"ann@zoo.example","password":"correct \"horse\"","first_name":"Ann","last_name":""}}"#
    );
}

#[tokio::test]
async fn create_a_user_who_can_view_your_status_page() {
    let sender = Sender::start().await;
    let new = || CreatePageAccessUserParams::new(sender.page());
    assert_eq!(sender.sent(new()).await, r#"{"page_access_user":{}}"#);
    let full = new()
        .email("guest@zoo.example")
        .external_login("guest")
        .component_ids([sender.component()])
        .metric_ids(["m1", "m2"])
        .page_access_group_ids([""; 0])
        .subscribe_to_components(false);
    assert_eq!(
        sender.refused_in_full(full).await,
        format!(
            concat!(
                r#"{{"page_access_user":{{"email":"guest@zoo.example","external_login":"guest","#,
                r#""component_ids":["{}"],"metric_ids":["m1","m2"],"page_access_group_ids":[],"#,
                r#""subscribe_to_components":false}}}}"#
            ),
            sender.component()
        )
    );
}

/// Checks that no operation with a body is missing in this file.
#[test]
fn every_operation_with_a_body_is_tested() {
    let source = include_str!("bodies.rs");
    for operation in statuspage_client::OPERATIONS {
        let function = operation.id.replace('-', "_");
        let is_here = source.contains(&format!("async fn {function}()"));
        let has_body = matches!(operation.method.as_str(), "POST" | "PATCH" | "PUT");
        assert_eq!(is_here, has_body, "{function}");
    }
}
