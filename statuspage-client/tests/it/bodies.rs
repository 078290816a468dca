//! The body of every operation that has one, byte for byte: with the required fields, with all fields, and with cleared fields.
//! The simulator accepts each of them; it rejects names and types that the service does not have.

mod components;
mod incident_texts;
mod incidents;
mod metrics;
mod organizations;
mod page_access;
mod pages;
mod sender;
mod subscribers;

/// Operations of a method that usually has a body, which have none.
const WITHOUT_BODY: [&str; 3] = [
    "resend-incident-subscriber-confirmation",
    "resend-subscriber-confirmation",
    "revert-postmortem",
];

/// `DELETE` operations that have a body.
const DELETE_WITH_BODY: [&str; 3] = [
    "remove-page-access-group-components",
    "remove-page-access-user-components",
    "remove-page-access-user-metrics",
];

/// Checks that no operation with a body is missing in these files.
#[test]
fn every_operation_with_a_body_is_tested() {
    let source = concat!(
        include_str!("bodies/components.rs"),
        include_str!("bodies/incident_texts.rs"),
        include_str!("bodies/incidents.rs"),
        include_str!("bodies/metrics.rs"),
        include_str!("bodies/organizations.rs"),
        include_str!("bodies/page_access.rs"),
        include_str!("bodies/pages.rs"),
        include_str!("bodies/subscribers.rs"),
    );
    let mut tested = 0;
    for operation in statuspage_client::OPERATIONS {
        let function = operation.id.replace('-', "_");
        let is_here = source.contains(&format!("async fn {function}()"));
        let has_body = match operation.method.as_str() {
            "POST" | "PATCH" | "PUT" => !WITHOUT_BODY.contains(&operation.id),
            _ => DELETE_WITH_BODY.contains(&operation.id),
        };
        assert_eq!(is_here, has_body, "{function}");
        tested += usize::from(is_here);
    }
    assert_eq!(tested, 54);
}
