//! Subscribers of the page.

use statuspage_client::Selection;
use statuspage_client::models::{
    SortDirection, SubscriberSortField, SubscriberState, SubscriberType,
};
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    one_by_one(table).await;
    in_bulk(table).await;
}

async fn one_by_one(table: &mut Table) {
    let page = table.page();
    let subscribers = format!("/pages/{page}/subscribers");
    let (first, second) = (table.component().await, table.component().await);

    let subscriber = call!(
        table,
        create_subscriber(
            CreateSubscriberParams::new(&page)
                .email("keeper@zoo.example")
                .component_ids([&first])
        ),
        post(&subscribers).json(format!(
            r#"{{"subscriber":{{"email":"keeper@zoo.example","component_ids":["{first}"]}}}}"#
        ))
    );
    assert_eq!(subscriber.components.as_deref(), Some(&[first][..]));
    let list = call!(
        table,
        list_subscribers(
            ListSubscribersParams::new(&page)
                .q("keeper@")
                .r#type(SubscriberType::Email)
                .state(SubscriberState::Unconfirmed)
                .sort_field(SubscriberSortField::Relevance)
                .sort_direction(SortDirection::Desc)
        ),
        get(&subscribers).query(&[
            ("q", "keeper@"),
            ("type", "email"),
            ("state", "unconfirmed"),
            ("limit", "100"),
            ("page", "0"),
            ("sort_field", "relevance"),
            ("sort_direction", "desc")
        ])
    );
    assert_eq!(list, std::slice::from_ref(&subscriber));
    let path = format!("{subscribers}/{}", subscriber.id);
    let found = call!(
        table,
        get_subscriber(GetSubscriberParams::new(&page, &subscriber.id)),
        get(&path)
    );
    assert_eq!(found, subscriber);
    let changed = call!(
        table,
        update_subscriber(UpdateSubscriberParams::new(
            &page,
            &subscriber.id,
            [&second]
        )),
        patch(&path, format!(r#"{{"component_ids":["{second}"]}}"#))
    );
    assert_eq!(changed.components.as_deref(), Some(&[second][..]));
    let () = call!(
        table,
        resend_subscriber_confirmation(ResendSubscriberConfirmationParams::new(
            &page,
            &subscriber.id
        )),
        post(format!("{path}/resend_confirmation"))
    );
    let deleted = call!(
        table,
        delete_a_subscriber(
            DeleteASubscriberParams::new(&page, &subscriber.id)
                .skip_unsubscription_notification(true)
        ),
        delete(format!("{path}.json")).query(&[("skip_unsubscription_notification", "true")])
    );
    assert_eq!(deleted.id, subscriber.id);
    let left = call!(
        table,
        list_unsubscribed_subscribers(ListUnsubscribedSubscribersParams::new(&page)),
        get(format!("{subscribers}/unsubscribed")).first_page()
    );
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, subscriber.id);
}

async fn in_bulk(table: &mut Table) {
    let page = table.page();
    let subscribers = format!("/pages/{page}/subscribers");
    let subscriber = table.simulator().subscriber_id().to_owned();

    let counts = call!(
        table,
        count_subscribers(
            CountSubscribersParams::new(&page)
                .r#type(SubscriberType::Email)
                .state(SubscriberState::All)
        ),
        get(format!("{subscribers}/count")).query(&[("type", "email"), ("state", "all")])
    );
    assert_eq!((counts.email, counts.sms.unwrap_or(0)), (Some(1), 0));
    let () = call!(
        table,
        resend_subscriber_confirmations(ResendSubscriberConfirmationsParams::new(
            &page,
            Selection::All
        )),
        post(format!("{subscribers}/resend_confirmation")).json(r#"{"subscribers":"all"}"#)
    );
    let is_set = table
        .simulator()
        .set_subscriber_state(&subscriber, "quarantined");
    assert!(is_set);
    let () = call!(
        table,
        reactivate_subscribers(
            ReactivateSubscribersParams::new(&page, [&*subscriber]).r#type(SubscriberType::Email)
        ),
        post(format!("{subscribers}/reactivate")).json(format!(
            r#"{{"subscribers":["{subscriber}"],"type":"email"}}"#
        ))
    );
    let histogram = call!(
        table,
        count_subscribers_by_state(CountSubscribersByStateParams::new(&page)),
        get(format!("{subscribers}/histogram_by_state"))
    );
    let emails = histogram.email.unwrap();
    assert_eq!(
        (emails.active, emails.quarantined, emails.total),
        (Some(1), Some(0), Some(1))
    );
    let () = call!(
        table,
        unsubscribe_subscribers(
            UnsubscribeSubscribersParams::new(&page, Selection::All)
                .state(SubscriberState::Active)
                .skip_unsubscription_notification(true)
        ),
        post(format!("{subscribers}/unsubscribe")).json(
            r#"{"subscribers":"all","state":"active","skip_unsubscription_notification":true}"#
        )
    );
    let list = ListSubscribersParams::new(&page).state(SubscriberState::All);
    assert_eq!(table.client().list_subscribers(&list).await.unwrap(), []);
}
