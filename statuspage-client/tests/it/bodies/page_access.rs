//! Bodies of operations on page access users and groups, and on what they see.

use statuspage_client::Selection;
use statuspage_client::params::*;

use super::sender::Sender;

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

/// Checks the bodies of an operation that changes a page access user.
macro_rules! check_user {
    ($params:ident) => {
        let sender = Sender::start().await;
        let user = sender.page_access_user().await;
        let new = || $params::new(sender.page(), &user);
        assert_eq!(sender.sent(new()).await, r#"{"page_access_user":{}}"#);
        let group = sender.page_access_group().await;
        let full = new()
            .email("guest@zoo.example")
            .external_login("guest")
            .component_ids([sender.component()])
            .metric_ids([""; 0])
            .page_access_group_ids([&group]);
        assert_eq!(
            sender.sent_in_full(full).await,
            format!(
                concat!(
                    r#"{{"page_access_user":{{"email":"guest@zoo.example","external_login":"guest","#,
                    r#""component_ids":["{}"],"metric_ids":[],"page_access_group_ids":["{}"]}}}}"#
                ),
                sender.component(),
                group
            )
        );
    };
}

#[tokio::test]
async fn update_page_access_user() {
    check_user!(UpdatePageAccessUserParams);
}

#[tokio::test]
async fn replace_page_access_user() {
    check_user!(ReplacePageAccessUserParams);
}

/// Checks the bodies of an operation with the fields of a page access group, after which the ids of its path are.
macro_rules! check_group {
    ($sender:ident, $params:ident $(, $group:expr)?) => {
        let new = || $params::new($sender.page() $(, $group)?);
        assert_eq!($sender.sent(new()).await, r#"{"page_access_group":{}}"#);
        let user = $sender.page_access_user().await;
        let full = new()
            .name("Partners")
            .external_identifier("ldap:7")
            .component_ids([""; 0])
            .metric_ids([$sender.metric()])
            .page_access_user_ids([&user]);
        assert_eq!(
            $sender.sent_in_full(full).await,
            format!(
                concat!(
                    r#"{{"page_access_group":{{"name":"Partners","external_identifier":"ldap:7","#,
                    r#""component_ids":[],"metric_ids":["{}"],"page_access_user_ids":["{}"]}}}}"#
                ),
                $sender.metric(),
                user
            )
        );
    };
}

#[tokio::test]
async fn create_page_access_group() {
    let sender = Sender::start().await;
    check_group!(sender, CreatePageAccessGroupParams);
}

#[tokio::test]
async fn update_page_access_group() {
    let sender = Sender::start().await;
    let group = sender.page_access_group().await;
    check_group!(sender, UpdatePageAccessGroupParams, &group);
}

#[tokio::test]
async fn replace_page_access_group() {
    let sender = Sender::start().await;
    let group = sender.page_access_group().await;
    check_group!(sender, ReplacePageAccessGroupParams, &group);
}

/// Checks the bodies of an operation that requires a list of ids.
macro_rules! check_list {
    ($params:ident, $owner:ident, $field:literal, $of:ident) => {
        let sender = Sender::start().await;
        let owner = sender.$owner().await;
        let none = $params::new(sender.page(), &owner, [""; 0]);
        assert_eq!(
            sender.sent(none).await,
            concat!(r#"{""#, $field, r#"":[]}"#)
        );
        let one = $params::new(sender.page(), &owner, [sender.$of()]);
        assert_eq!(
            sender.sent_in_full(one).await,
            format!(concat!(r#"{{""#, $field, r#"":["{}"]}}"#), sender.$of())
        );
        let two = $params::new(sender.page(), &owner, ["a", "b"]);
        assert_eq!(
            sender.refused_in_full(two).await,
            concat!(r#"{""#, $field, r#"":["a","b"]}"#)
        );
    };
}

/// The same for an operation that removes all if the ids are left out: then there is no body.
macro_rules! check_selection {
    ($params:ident, $owner:ident, $field:literal, $of:ident) => {
        check_list!($params, $owner, $field, $of);
        let sender = Sender::start().await;
        let owner = sender.$owner().await;
        let all = $params::new(sender.page(), &owner, Selection::All);
        sender.sends_no_body(all).await;
    };
}

#[tokio::test]
async fn add_page_access_user_components() {
    check_list!(
        AddPageAccessUserComponentsParams,
        page_access_user,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn put_page_access_user_components() {
    check_list!(
        PutPageAccessUserComponentsParams,
        page_access_user,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn replace_page_access_user_components() {
    check_list!(
        ReplacePageAccessUserComponentsParams,
        page_access_user,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn remove_page_access_user_components() {
    check_selection!(
        RemovePageAccessUserComponentsParams,
        page_access_user,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn add_page_access_user_metrics() {
    check_list!(
        AddPageAccessUserMetricsParams,
        page_access_user,
        "metric_ids",
        metric
    );
}

#[tokio::test]
async fn put_page_access_user_metrics() {
    check_list!(
        PutPageAccessUserMetricsParams,
        page_access_user,
        "metric_ids",
        metric
    );
}

#[tokio::test]
async fn replace_page_access_user_metrics() {
    check_list!(
        ReplacePageAccessUserMetricsParams,
        page_access_user,
        "metric_ids",
        metric
    );
}

#[tokio::test]
async fn remove_page_access_user_metrics() {
    check_selection!(
        RemovePageAccessUserMetricsParams,
        page_access_user,
        "metric_ids",
        metric
    );
}

#[tokio::test]
async fn replace_page_access_group_components() {
    check_list!(
        ReplacePageAccessGroupComponentsParams,
        page_access_group,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn remove_page_access_group_components() {
    check_selection!(
        RemovePageAccessGroupComponentsParams,
        page_access_group,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn add_page_access_group_components() {
    check_list!(
        AddPageAccessGroupComponentsParams,
        page_access_group,
        "component_ids",
        component
    );
}

#[tokio::test]
async fn put_page_access_group_components() {
    check_list!(
        PutPageAccessGroupComponentsParams,
        page_access_group,
        "component_ids",
        component
    );
}
