//! Bodies of operations on subscribers of the page and of an incident.

use statuspage_client::Selection;
use statuspage_client::models::{SubscriberState, SubscriberType};
use statuspage_client::params::*;

use super::sender::Sender;

#[tokio::test]
async fn create_subscriber() {
    let sender = Sender::start().await;
    let new = || CreateSubscriberParams::new(sender.page());
    // The service requires an address, and rejects the request.
    assert_eq!(sender.refused(new()).await, r#"{"subscriber":{}}"#);
    let webhook = new().endpoint("https://zoo.example/hook?a=b&c=d");
    assert_eq!(
        sender.sent(webhook).await,
        r#"{"subscriber":{"endpoint":"https://zoo.example/hook?a=b&c=d"}}"#
    );
    let full = new()
        .email("ann@zoo.example")
        .endpoint("https://zoo.example")
        .phone_country("US")
        .phone_number("5550100")
        .skip_confirmation_notification(true)
        .page_access_user("u1")
        .component_ids([sender.component()]);
    // A subscriber has one address.
    assert_eq!(
        sender.refused_in_full(full).await,
        format!(
            concat!(
                r#"{{"subscriber":{{"email":"ann@zoo.example","endpoint":"https://zoo.example","#,
                r#""phone_country":"US","phone_number":"5550100","skip_confirmation_notification":true,"#,
                r#""page_access_user":"u1","component_ids":["{}"]}}}}"#
            ),
            sender.component()
        )
    );
}

#[tokio::test]
async fn create_incident_subscriber() {
    let sender = Sender::start().await;
    let new = || CreateIncidentSubscriberParams::new(sender.page(), sender.maintenance());
    assert_eq!(sender.refused(new()).await, r#"{"subscriber":{}}"#);
    let sms = new().phone_country("DE").phone_number("3012345");
    assert_eq!(
        sender.sent(sms).await,
        r#"{"subscriber":{"phone_country":"DE","phone_number":"3012345"}}"#
    );
    let full = new()
        .email("ann@zoo.example")
        .phone_country("US")
        .phone_number("5550100")
        .skip_confirmation_notification(false);
    assert_eq!(
        sender.refused_in_full(full).await,
        concat!(
            r#"{"subscriber":{"email":"ann@zoo.example","phone_country":"US","phone_number":"5550100","#,
            r#""skip_confirmation_notification":false}}"#
        )
    );
}

#[tokio::test]
async fn update_subscriber() {
    let sender = Sender::start().await;
    let new = |selection: Selection<_>| {
        UpdateSubscriberParams::new(sender.page(), sender.subscriber(), selection)
    };
    let component = sender.component().clone();
    let one = new([component.clone()].into());
    assert_eq!(
        sender.sent_in_full(one).await,
        format!(r#"{{"component_ids":["{component}"]}}"#)
    );
    sender.sends_no_body(new(Selection::All)).await;
    // The service does not take an empty list for all or none.
    assert_eq!(
        sender.refused(new(Selection::Only(Vec::new()))).await,
        r#"{"component_ids":[]}"#
    );
}

#[tokio::test]
async fn resend_subscriber_confirmations() {
    let sender = Sender::start().await;
    let all = ResendSubscriberConfirmationsParams::new(sender.page(), Selection::All);
    assert_eq!(sender.sent_in_full(all).await, r#"{"subscribers":"all"}"#);
    let only = ResendSubscriberConfirmationsParams::new(sender.page(), [sender.subscriber()]);
    assert_eq!(
        sender.sent(only).await,
        format!(r#"{{"subscribers":["{}"]}}"#, sender.subscriber())
    );
    // An id that is the word is not all subscribers.
    let word = ResendSubscriberConfirmationsParams::new(sender.page(), ["all"]);
    assert_eq!(sender.refused(word).await, r#"{"subscribers":["all"]}"#);
}

#[tokio::test]
async fn reactivate_subscribers() {
    let sender = Sender::start().await;
    let all = ReactivateSubscribersParams::new(sender.page(), Selection::All);
    assert_eq!(sender.sent(all).await, r#"{"subscribers":"all"}"#);
    let full = ReactivateSubscribersParams::new(sender.page(), [sender.subscriber()])
        .r#type(SubscriberType::IntegrationPartner);
    assert_eq!(
        sender.sent_in_full(full).await,
        format!(
            r#"{{"subscribers":["{}"],"type":"integration_partner"}}"#,
            sender.subscriber()
        )
    );
}

#[tokio::test]
async fn unsubscribe_subscribers() {
    let sender = Sender::start().await;
    let full = UnsubscribeSubscribersParams::new(sender.page(), Selection::All)
        .r#type(SubscriberType::Webhook)
        .state(SubscriberState::Quarantined)
        .skip_unsubscription_notification(true);
    assert_eq!(
        sender.sent_in_full(full).await,
        r#"{"subscribers":"all","type":"webhook","state":"quarantined","skip_unsubscription_notification":true}"#
    );
    let none = UnsubscribeSubscribersParams::new(sender.page(), [""; 0]);
    assert_eq!(sender.refused(none).await, r#"{"subscribers":[]}"#);
    let one = UnsubscribeSubscribersParams::new(sender.page(), [sender.subscriber()]);
    assert_eq!(
        sender.sent(one).await,
        format!(r#"{{"subscribers":["{}"]}}"#, sender.subscriber())
    );
}
