//! Those who follow one incident.

use statuspage_client::params::*;

use super::expected::{delete, get, post};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let incident = table.incident().await.id;
    let subscribers = format!("/pages/{page}/incidents/{incident}/subscribers");

    let subscriber = call!(
        table,
        create_incident_subscriber(
            CreateIncidentSubscriberParams::new(&page, &incident)
                .email("a+b@zoo.example")
                .skip_confirmation_notification(false)
        ),
        post(&subscribers).json(
            r#"{"subscriber":{"email":"a+b@zoo.example","skip_confirmation_notification":false}}"#
        )
    );
    assert_eq!(subscriber.email.as_deref(), Some("a+b@zoo.example"));
    let list = call!(
        table,
        list_incident_subscribers(ListIncidentSubscribersParams::new(&page, &incident).per_page(7)),
        get(&subscribers).query(&[("page", "1"), ("per_page", "7")])
    );
    assert_eq!(list, std::slice::from_ref(&subscriber));
    let path = format!("{subscribers}/{}", subscriber.id);
    let found = call!(
        table,
        get_incident_subscriber(GetIncidentSubscriberParams::new(
            &page,
            &incident,
            &subscriber.id
        )),
        get(&path)
    );
    assert_eq!(found, subscriber);
    let () =
        call!(
            table,
            resend_incident_subscriber_confirmation(
                ResendIncidentSubscriberConfirmationParams::new(&page, &incident, &subscriber.id)
            ),
            post(format!("{path}/resend_confirmation"))
        );
    let deleted = call!(
        table,
        delete_incident_subscriber(DeleteIncidentSubscriberParams::new(
            &page,
            &incident,
            &subscriber.id
        )),
        delete(&path)
    );
    assert_eq!(deleted, subscriber);
}
