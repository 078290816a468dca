//! Page access users and subscribers from a CSV.

use std::error::Error;

use statuspage_client::models::{PageAccessUser, Subscriber, SubscriberState};
use statuspage_client::params::{
    DeleteSubscriberParams, ListPageAccessUserComponentsParams, ListPageAccessUsersParams,
    ListSubscribersParams,
};
use statuspage_simulator::Fault;

use crate::service::{Service, TestResult};

const PROGRAM: &str = env!("CARGO_BIN_EXE_access_from_csv");

fn users(service: &Service) -> Result<Vec<PageAccessUser>, Box<dyn Error>> {
    let list = ListPageAccessUsersParams::new(&service.page_id);
    Ok(service.client.list_page_access_users(&list)?)
}

/// Returns the subscribers that the CSV has.
fn subscribers(service: &Service) -> Result<Vec<Subscriber>, Box<dyn Error>> {
    let list = ListSubscribersParams::new(&service.page_id).state(SubscriberState::All);
    let mut subscribers = service.client.list_subscribers(&list)?;
    let is_ours = |email: &String| ["ada@test.example", "bob@test.example"].contains(&&**email);
    subscribers.retain(|subscriber| subscriber.email.as_ref().is_some_and(is_ours));
    Ok(subscribers)
}

fn csv(service: &Service) -> String {
    let component = &service.component_id;
    format!(
        "email,components,subscribe\r\n\"Ada@test.example\", {component} ,yes\r\n\r\nbob@test.example,,no\r\n"
    )
}

#[test]
fn rows_become_users_and_subscribers_once() -> TestResult {
    let service = Service::start()?;
    let outcome = service.run(PROGRAM, &[], &csv(&service))?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(
        outcome.stdout,
        "row 2: ada@test.example: user created, components set, subscribed\n\
         row 4: bob@test.example: user created\n"
    );
    let created = users(&service)?;
    assert_eq!(created.len(), 2);
    let ada = created
        .iter()
        .find(|user| user.email.as_deref() == Some("ada@test.example"));
    let ada = &ada.ok_or("no user")?.id;
    let list = ListPageAccessUserComponentsParams::new(&service.page_id, ada);
    let components = service.client.list_page_access_user_components(&list)?;
    let ids: Vec<_> = components.iter().map(|component| &component.id).collect();
    assert_eq!(ids, [&service.component_id]);
    let created = subscribers(&service)?;
    assert_eq!(created.len(), 1);
    assert_eq!(created[0].page_access_user_id.as_ref(), Some(ada));

    let outcome = service.run(PROGRAM, &[], &csv(&service))?;
    assert_eq!(
        outcome.stdout,
        "row 2: ada@test.example: components set\nrow 4: bob@test.example: nothing to do\n"
    );
    assert_eq!(
        (users(&service)?.len(), subscribers(&service)?.len()),
        (2, 1)
    );
    Ok(())
}

#[test]
fn who_has_left_is_not_subscribed_again() -> TestResult {
    let service = Service::start()?;
    service.run(PROGRAM, &[], &csv(&service))?;
    let ada = &subscribers(&service)?[0].id;
    let delete = DeleteSubscriberParams::new(&service.page_id, ada);
    service.client.delete_subscriber(&delete)?;
    let outcome = service.run(PROGRAM, &[], &csv(&service))?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(subscribers(&service)?.is_empty());
    Ok(())
}

#[test]
fn a_lost_response_is_looked_up() -> TestResult {
    let service = Service::start()?;
    let lost = |path| {
        Fault::disconnect()
            .carried_out()
            .for_method("POST")
            .for_path(path)
    };
    let paths = ["/page_access_users", "/subscribers"];
    service.simulator.fail_next(paths.map(lost));
    let outcome = service.run(PROGRAM, &[], &csv(&service))?;
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(
        (users(&service)?.len(), subscribers(&service)?.len()),
        (2, 1)
    );
    // Two users, one list of components, one subscriber.
    assert_eq!(service.carried_out("POST"), 4);
    Ok(())
}

#[test]
fn a_row_that_fails_does_not_stop_the_others() -> TestResult {
    let service = Service::start()?;
    let input = "email,components,subscribe\nada@test.example,unknown,yes\nbob@test.example,,yes\n";
    let outcome = service.run(PROGRAM, &[], input)?;
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(
        outcome.stderr.contains("row 2: ada@test.example: "),
        "{outcome:?}"
    );
    assert!(
        outcome.stderr.ends_with("1 of 2 rows failed\n"),
        "{outcome:?}"
    );
    assert_eq!(subscribers(&service)?.len(), 1);
    Ok(())
}

#[test]
fn a_wrong_file_sends_nothing() -> TestResult {
    let service = Service::start()?;
    for (rows, expected) in [
        ("mail,components\n", "row 1: expected the columns"),
        (
            "email,components,subscribe\nada,,\n",
            "row 2: `ada` is not an email",
        ),
        (
            "email,components,subscribe\na@b,\n",
            "row 2: expected 3 cells, found 2",
        ),
        ("email,components,subscribe\na@b,,maybe\n", "not `maybe`"),
        (
            "email,components,subscribe\n\"a@b,,\n",
            "a quote is not closed",
        ),
    ] {
        let outcome = service.run(PROGRAM, &[], rows)?;
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains(expected), "{outcome:?}");
    }
    let missing = service.run(PROGRAM, &["no-such-file.csv"], "")?;
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(service.simulator.requests().is_empty());
    Ok(())
}
