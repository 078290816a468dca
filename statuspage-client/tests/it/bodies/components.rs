//! Bodies of operations on components and component groups.

use statuspage_client::models::{ComponentGroupFields, ComponentStatus, PageAccessUserId};
use statuspage_client::params::*;

use super::sender::Sender;

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

/// Checks the bodies of an operation that changes a component.
macro_rules! check_component {
    ($params:ident) => {
        let sender = Sender::start().await;
        let new = || $params::new(sender.page(), sender.component());
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
    };
}

#[tokio::test]
async fn update_a_component() {
    check_component!(UpdateComponentParams);
}

#[tokio::test]
async fn replace_component() {
    check_component!(ReplaceComponentParams);
}

#[tokio::test]
async fn add_component_to_page_access_users() {
    let sender = Sender::start().await;
    let new = |ids: &[&PageAccessUserId]| {
        AddComponentToPageAccessUsersParams::new(sender.page(), sender.component(), ids.to_vec())
    };
    let user = sender.page_access_user().await;
    let one = new(&[&user]);
    assert_eq!(
        sender.sent_form(one).await,
        format!("page_access_user_ids%5B%5D={user}")
    );
    let other = sender.page_access_user().await;
    let two = new(&[&other, &user]);
    assert_eq!(
        sender.sent_form(two).await,
        format!("page_access_user_ids%5B%5D={other}&page_access_user_ids%5B%5D={user}")
    );
}

#[tokio::test]
async fn add_component_to_page_access_groups() {
    let sender = Sender::start().await;
    let (page, component) = (sender.page(), sender.component());
    let none = AddComponentToPageAccessGroupsParams::new(&page, component, [""; 0]);
    assert_eq!(sender.sent(none).await, r#"{"page_access_group_ids":[]}"#);
    let group = sender.page_access_group().await;
    let one = AddComponentToPageAccessGroupsParams::new(&page, component, [&group]);
    assert_eq!(
        sender.sent_in_full(one).await,
        format!(r#"{{"page_access_group_ids":["{group}"]}}"#)
    );
}

/// Checks the bodies of an operation with the fields of a component group, after which the ids of its path are.
macro_rules! check_component_group {
    ($sender:ident, $params:ident $(, $group:expr)?) => {
        let component = $sender.component();
        let new = || {
            let fields = ComponentGroupFields::new([component], "Sh\\op");
            $params::new($sender.page() $(, $group)?, fields)
        };
        let fields = format!(r#""component_group":{{"components":["{component}"],"name":"Sh\\op"}}"#);
        assert_eq!($sender.sent(new()).await, format!("{{{fields}}}"));
        assert_eq!(
            $sender.sent_in_full(new().description("What customers see")).await,
            format!(r#"{{"description":"What customers see",{fields}}}"#)
        );
        // A group is never empty.
        let empty = ComponentGroupFields::new([""; 0], "");
        assert_eq!(
            $sender.refused($params::new($sender.page() $(, $group)?, empty)).await,
            r#"{"component_group":{"components":[],"name":""}}"#
        );
    };
}

#[tokio::test]
async fn create_component_group() {
    let sender = Sender::start().await;
    check_component_group!(sender, CreateComponentGroupParams);
}

#[tokio::test]
async fn update_component_group() {
    let sender = Sender::start().await;
    let group = sender.component_group().await;
    check_component_group!(sender, UpdateComponentGroupParams, &group);
}

#[tokio::test]
async fn replace_component_group() {
    let sender = Sender::start().await;
    let group = sender.component_group().await;
    check_component_group!(sender, ReplaceComponentGroupParams, &group);
}
