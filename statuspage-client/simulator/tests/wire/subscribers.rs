//! Subscribers: counts, searches, and what is done to many at once.

use serde_json::{Value, json};

use crate::all_operations::new;
use crate::caller::{Caller, column, id};
use crate::control::control;
use crate::shapes::assert_moment;

#[tokio::test]
async fn counts_of_subscribers_agree_with_the_lists() {
    let caller = Caller::start().await;
    let path = caller.on_page("subscribers");
    for fields in [
        json!({"email": "b@b.example"}),
        json!({"email": "a@b.example", "skip_confirmation_notification": true}),
        json!({"phone_country": "US", "phone_number": "5550100"}),
        json!({"endpoint": "https://x.example"}),
    ] {
        new(&caller, &path, json!({ "subscriber": fields })).await;
    }
    let histogram = caller.get(&format!("{path}/histogram_by_state")).await;
    for kind in ["email", "sms", "webhook", "slack"] {
        let mut total = 0;
        for state in ["active", "unconfirmed", "quarantined"] {
            let list = caller
                .get(&format!("{path}?type={kind}&state={state}"))
                .await;
            let count = caller
                .get(&format!("{path}/count?type={kind}&state={state}"))
                .await;
            let listed = list.as_array().unwrap().len();
            assert_eq!(
                (&count[kind], &histogram[kind][state]),
                (&json!(listed), &json!(listed))
            );
            total += listed;
        }
        assert_eq!(histogram[kind]["total"], total);
    }
    // The first page is 0, and the addresses are sorted.
    let first = caller
        .get(&format!("{path}?state=all&type=email&limit=1&page=0"))
        .await;
    assert_eq!(first[0]["email"], "a@b.example");
    for (query, status) in [
        ("sort_field=relevance", 422),
        ("sort_field=relevance&q=a", 200),
        ("q=a&type=slack", 422),
    ] {
        assert_eq!(
            caller
                .call("GET", &format!("{path}?{query}"), Value::Null)
                .await
                .0,
            status
        );
    }
    for (body, status) in [
        (json!({"subscribers": vec!["x"; 1]}), 422),
        (json!({"subscribers": []}), 422),
        (json!({"subscribers": "some"}), 422),
        (json!({"subscribers": "all", "type": "sms"}), 201),
    ] {
        let path = format!("{path}/unsubscribe");
        assert_eq!(caller.call("POST", &path, body).await.0, status);
    }
    let left = caller.get(&format!("{path}/unsubscribed")).await;
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["mode"], "sms");
}

#[tokio::test]
async fn many_are_at_most_100_and_all_are_under_100() {
    let caller = Caller::start().await;
    let path = caller.on_page("subscribers");
    let calls = ["resend_confirmation", "reactivate", "unsubscribe"];
    let mut ids = vec![caller.simulator.subscriber_id().to_owned()];
    for number in 1..=100 {
        let subscriber = json!({"email": format!("{number}@b.example")});
        ids.push(new(&caller, &path, json!({ "subscriber": subscriber })).await);
        // Nobody has this type, so that nobody leaves.
        let all = json!({"subscribers": "all"});
        let expected = match number {
            98 => 201,
            99 => 422,
            _ => continue,
        };
        for call in &calls[..2] {
            let path = format!("{path}/{call}");
            assert_eq!(caller.call("POST", &path, all.clone()).await.0, expected);
        }
        let all = json!({"subscribers": "all", "type": "slack"});
        let path = format!("{path}/unsubscribe");
        assert_eq!(caller.call("POST", &path, all).await.0, expected);
    }
    for (ids, expected) in [(&ids[..], 422), (&ids[..100], 201)] {
        for call in calls {
            let body = json!({ "subscribers": ids });
            let path = format!("{path}/{call}");
            assert_eq!(caller.call("POST", &path, body).await.0, expected, "{call}");
        }
    }
    let left = caller.get(&format!("{path}?state=all")).await;
    assert_eq!(column(&left, "id"), ids[100..]);
}

#[tokio::test]
async fn quarantined_subscribers_are_reactivated_and_no_others() {
    let caller = Caller::start().await;
    let path = caller.on_page("subscribers");
    let mut ids = vec![caller.simulator.subscriber_id().to_owned()];
    for fields in [
        json!({"endpoint": "https://x.example"}),
        json!({"email": "b@b.example"}),
    ] {
        ids.push(new(&caller, &path, json!({ "subscriber": fields })).await);
    }
    for id in &ids[..2] {
        let name = format!("subscribers/{id}");
        let body = r#"{"state": "quarantined"}"#;
        let expected = json!({"id": id, "state": "quarantined"});
        let set = control(&caller.simulator, "PUT", &name, body).await;
        assert_eq!(set, (200, expected.clone()));
        assert_eq!(
            control(&caller.simulator, "GET", &name, "").await.1,
            expected
        );
        let subscriber = caller.get(&format!("{path}/{id}")).await;
        assert_moment(&subscriber["quarantined_at"]);
    }
    let in_state = async |state: &str| {
        let list = caller
            .get(&format!("{path}?state={state}&sort_field=created_at"))
            .await;
        column(&list, "id")
    };
    for (body, status, quarantined) in [
        (
            json!({"subscribers": "all", "type": "teams"}),
            422,
            &ids[..2],
        ),
        (json!({"subscribers": ["none"]}), 422, &ids[..2]),
        (json!({"subscribers": ids, "type": "sms"}), 201, &ids[..2]),
        (json!({"subscribers": [ids[2]]}), 201, &ids[..2]),
        (
            json!({"subscribers": ids, "type": "email"}),
            201,
            &ids[1..2],
        ),
        (json!({"subscribers": "all"}), 201, &[]),
    ] {
        let path = format!("{path}/reactivate");
        let (got, response) = caller.call("POST", &path, body.clone()).await;
        assert_eq!((got, response.is_null()), (status, status == 201), "{body}");
        assert_eq!(in_state("quarantined").await, quarantined, "{body}");
        assert_eq!(in_state("unconfirmed").await, ids[2..], "{body}");
    }
    assert_eq!(in_state("active").await, ids[..2]);
    let subscriber = caller.get(&format!("{path}/{}", ids[0])).await;
    assert_eq!(subscriber["quarantined_at"], Value::Null);
}

#[tokio::test]
async fn a_subscriber_of_an_incident_is_confirmed_by_the_control() {
    let caller = Caller::start().await;
    let incident = caller.new_incident(json!({"name": "x"})).await;
    let path = caller.on_page(&format!("incidents/{}/subscribers", id(&incident)));
    let body = json!({"subscriber": {"email": "a@b.example"}});
    let subscriber = new(&caller, &path, body).await;
    let resend = format!("{path}/{subscriber}/resend_confirmation");
    assert_eq!(caller.call("POST", &resend, Value::Null).await.0, 201);
    assert!(caller.simulator.set_subscriber_state(&subscriber, "active"));
    assert_eq!(caller.call("POST", &resend, Value::Null).await.0, 422);
}
