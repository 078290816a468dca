//! Bodies of operations on members of an organization.

use statuspage_client::models::PageRoles;
use statuspage_client::params::*;

use super::sender::Sender;

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
async fn set_user_permissions() {
    let sender = Sender::start().await;
    let user = sender.user().await;
    // Without pages the user has access to none.
    let none: [(&str, PageRoles); 0] = [];
    let none = SetUserPermissionsParams::new(sender.organization(), &user, none);
    assert_eq!(sender.sent(none).await, r#"{"pages":{}}"#);
    let set = |roles| {
        SetUserPermissionsParams::new(sender.organization(), &user, [(sender.page(), roles)])
    };
    let page = sender.page();
    // A page without roles can be seen only.
    assert_eq!(
        sender.sent(set(PageRoles::new())).await,
        format!(r#"{{"pages":{{"{page}":{{}}}}}}"#)
    );
    let mut roles = PageRoles::new();
    roles.page_configuration = Some(true);
    roles.incident_manager = Some(false);
    roles.maintenance_manager = Some(true);
    assert_eq!(
        sender.sent_in_full(set(roles)).await,
        format!(
            r#"{{"pages":{{"{page}":{{"page_configuration":true,"incident_manager":false,"maintenance_manager":true}}}}}}"#
        )
    );
}
