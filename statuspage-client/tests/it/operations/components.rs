//! Components.

use statuspage_client::models::{Component, ComponentStatus, PageAccessGroupId, PageAccessUserId};
use statuspage_client::params::*;
use statuspage_client::{PartialDate, jiff::civil::date};

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let p = format!("/pages/{page}");
    let component = call!(
        table,
        create_a_component(
            CreateAComponentParams::new(&page)
                .name("Tills")
                .start_date(date(2026, 1, 2))
        ),
        post(format!("{p}/components.json"))
            .json(r#"{"component":{"name":"Tills","start_date":"2026-01-02"}}"#)
    );
    assert_eq!(component.start_date, Some(date(2026, 1, 2)));
    let list = call!(
        table,
        get_a_list_of_all_components(
            GetAListOfAllComponentsParams::new(&page)
                .page(1)
                .per_page(50)
        ),
        get(format!("{p}/components.json")).query(&[("page", "1"), ("per_page", "50")])
    );
    assert_eq!(list, std::slice::from_ref(&component));
    let path = format!("{p}/components/{}", component.id);
    let component = call!(
        table,
        update_a_component(
            UpdateAComponentParams::new(&page, &component.id)
                .status(ComponentStatus::MajorOutage)
                .clear_start_date()
        ),
        patch(
            format!("{path}.json"),
            r#"{"component":{"status":"major_outage","start_date":null}}"#
        )
    );
    assert_eq!(component.status, Some(ComponentStatus::MajorOutage));
    assert_eq!(component.start_date, None);
    let component = call!(
        table,
        replace_component(
            ReplaceComponentParams::new(&page, &component.id)
                .name("Tills")
                .status(ComponentStatus::Empty)
                .showcase(true)
                .clear_description()
        ),
        put(&path).json(
            r#"{"component":{"name":"Tills","description":null,"status":"","showcase":true}}"#
        )
    );
    assert_eq!(component.status, Some(ComponentStatus::Empty));
    let found = call!(
        table,
        get_component(GetComponentParams::new(&page, &component.id)),
        get(&path)
    );
    assert_eq!(found, component);
    let uptime = call!(
        table,
        get_component_uptime(
            GetComponentUptimeParams::new(&page, &component.id)
                .start(PartialDate::from_month(2026, 5).unwrap())
                .end(date(2026, 6, 7))
                .skip_related_events(true)
        ),
        get(format!("{path}/uptime")).query(&[
            ("skip_related_events", "true"),
            ("start", "2026-05"),
            ("end", "2026-06-07")
        ])
    );
    assert_eq!(
        (uptime.id, uptime.related_events),
        (component.id.clone(), None)
    );
    assert!(uptime.range_start.unwrap().starts_with("2026-05-01"));

    access(table, &component).await;
    let () = call!(
        table,
        delete_a_component(DeleteAComponentParams::new(&page, &component.id)),
        delete(format!("{path}.json"))
    );
}

async fn access(table: &mut Table, component: &Component) {
    let page = table.page();
    let path = format!("/pages/{page}/components/{}", component.id);
    let [first, second] = [access_user(table).await, access_user(table).await];
    let seen = call!(
        table,
        add_component_to_page_access_users(AddComponentToPageAccessUsersParams::new(
            &page,
            &component.id,
            [&first, &second]
        )),
        post(format!("{path}/page_access_users")).form(format!(
            "page_access_user_ids%5B%5D={first}&page_access_user_ids%5B%5D={second}"
        ))
    );
    assert_eq!(seen.id, component.id);
    let list = ListPageAccessUserComponentsParams::new(&page, &second);
    let list = table.client().list_page_access_user_components(&list);
    assert_eq!(list.await.unwrap(), std::slice::from_ref(component));
    let group = access_group(table).await;
    call!(
        table,
        add_component_to_page_access_groups(AddComponentToPageAccessGroupsParams::new(
            &page,
            &component.id,
            [&group]
        )),
        post(format!("{path}/page_access_groups"))
            .json(format!(r#"{{"page_access_group_ids":["{group}"]}}"#))
    );
    let list = ListPageAccessGroupComponentsParams::new(&page, &group);
    let list = table.client().list_page_access_group_components(&list);
    assert_eq!(list.await.unwrap(), std::slice::from_ref(component));
    call!(
        table,
        remove_component_from_page_access_groups(RemoveComponentFromPageAccessGroupsParams::new(
            &page,
            &component.id
        )),
        delete(format!("{path}/page_access_groups"))
    );
    let list = ListPageAccessGroupComponentsParams::new(&page, &group);
    let list = table.client().list_page_access_group_components(&list);
    assert_eq!(list.await.unwrap(), []);
    call!(
        table,
        remove_component_from_page_access_users(RemoveComponentFromPageAccessUsersParams::new(
            &page,
            &component.id
        )),
        delete(format!("{path}/page_access_users"))
    );
}

async fn access_user(table: &Table) -> PageAccessUserId {
    let user = CreatePageAccessUserParams::new(table.page());
    table
        .client()
        .create_page_access_user(&user)
        .await
        .unwrap()
        .id
}

async fn access_group(table: &Table) -> PageAccessGroupId {
    let group = CreatePageAccessGroupParams::new(table.page());
    table
        .client()
        .create_page_access_group(&group)
        .await
        .unwrap()
        .id
}
