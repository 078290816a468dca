//! Bodies of operations on incident templates and postmortems.

use statuspage_client::models::IncidentStatus;
use statuspage_client::params::*;

use super::sender::Sender;

#[tokio::test]
async fn create_incident_template() {
    let sender = Sender::start().await;
    let new = || CreateIncidentTemplateParams::new(sender.page(), "outage", "Tills", "We look");
    assert_eq!(
        sender.sent(new()).await,
        r#"{"template":{"name":"outage","title":"Tills","body":"We look"}}"#
    );
    let full = new()
        .group_id("g1")
        .update_status(IncidentStatus::Monitoring)
        .should_tweet(false)
        .should_send_notifications(true)
        .component_ids([sender.component()]);
    assert_eq!(
        sender.sent_in_full(full).await,
        format!(
            concat!(
                r#"{{"template":{{"name":"outage","title":"Tills","body":"We look","group_id":"g1","#,
                r#""update_status":"monitoring","should_tweet":false,"should_send_notifications":true,"#,
                r#""component_ids":["{}"]}}}}"#
            ),
            sender.component()
        )
    );
}

#[tokio::test]
async fn draft_postmortem() {
    let sender = Sender::start().await;
    let draft = DraftPostmortemParams::new(sender.page(), sender.maintenance(), "é\n\u{1}");
    assert_eq!(
        sender.sent_in_full(draft).await,
        r#"{"postmortem":{"body_draft":"é\n\u0001"}}"#
    );
}

#[tokio::test]
async fn publish_postmortem() {
    let sender = Sender::start().await;
    let draft = DraftPostmortemParams::new(sender.page(), sender.maintenance(), "Why");
    sender.sent(draft).await;
    let new = || PublishPostmortemParams::new(sender.page(), sender.maintenance(), false);
    assert_eq!(
        sender.sent(new()).await,
        r#"{"postmortem":{"notify_subscribers":false}}"#
    );
    let full = new().notify_twitter(true).custom_tweet("Read this");
    assert_eq!(
        sender.sent_in_full(full).await,
        r#"{"postmortem":{"notify_twitter":true,"notify_subscribers":false,"custom_tweet":"Read this"}}"#
    );
}
