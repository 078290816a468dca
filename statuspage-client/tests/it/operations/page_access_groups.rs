//! Page access groups, and the components that they see.

use statuspage_client::Selection;
use statuspage_client::models::PageAccessGroupId;
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let groups = format!("/pages/{page}/page_access_groups");
    let first = table.component().await;

    let group = call!(
        table,
        create_page_access_group(
            CreatePageAccessGroupParams::new(&page)
                .name("Partners")
                .component_ids([&first])
        ),
        post(&groups).json(format!(
            r#"{{"page_access_group":{{"name":"Partners","component_ids":["{first}"]}}}}"#
        ))
    );
    assert_eq!(group.component_ids.as_deref(), Some(&[first.clone()][..]));
    let path = format!("{groups}/{}", group.id);
    let list = call!(
        table,
        list_page_access_groups(ListPageAccessGroupsParams::new(&page)),
        get(&groups).first_page()
    );
    assert!(list.contains(&group));
    let found = call!(
        table,
        get_page_access_group(GetPageAccessGroupParams::new(&page, &group.id)),
        get(&path)
    );
    assert_eq!(found, group);
    let changed = call!(
        table,
        update_page_access_group(
            UpdatePageAccessGroupParams::new(&page, &group.id).external_identifier("ldap:7")
        ),
        patch(
            &path,
            r#"{"page_access_group":{"external_identifier":"ldap:7"}}"#
        )
    );
    assert_eq!(changed.external_identifier.as_deref(), Some("ldap:7"));
    let changed = call!(
        table,
        replace_page_access_group(
            ReplacePageAccessGroupParams::new(&page, &group.id)
                .name("Friends")
                .metric_ids([table.simulator().metric_id()])
        ),
        put(&path).json(format!(
            r#"{{"page_access_group":{{"name":"Friends","metric_ids":["{}"]}}}}"#,
            table.simulator().metric_id()
        ))
    );
    assert_eq!(changed.name.as_deref(), Some("Friends"));

    components(table, &group.id).await;
    let deleted = call!(
        table,
        delete_page_access_group(DeletePageAccessGroupParams::new(&page, &group.id)),
        delete(&path)
    );
    assert_eq!(deleted.id, group.id);
}

async fn components(table: &mut Table, group: &PageAccessGroupId) {
    let page = table.page();
    let path = format!("/pages/{page}/page_access_groups/{group}/components");
    let (first, second) = (table.component().await, table.component().await);

    let seen = call!(
        table,
        replace_page_access_group_components(ReplacePageAccessGroupComponentsParams::new(
            &page,
            group,
            [&second]
        )),
        post(&path).json(format!(r#"{{"component_ids":["{second}"]}}"#))
    );
    assert_eq!(seen.component_ids.as_deref(), Some(&[second.clone()][..]));
    let seen = call!(
        table,
        add_page_access_group_components(AddPageAccessGroupComponentsParams::new(
            &page,
            group,
            [&first]
        )),
        patch(&path, format!(r#"{{"component_ids":["{first}"]}}"#))
    );
    assert_eq!(seen.component_ids.unwrap().len(), 2);
    call!(
        table,
        put_page_access_group_components(PutPageAccessGroupComponentsParams::new(
            &page,
            group,
            [&first]
        )),
        put(&path).json(format!(r#"{{"component_ids":["{first}"]}}"#))
    );
    let list = call!(
        table,
        list_page_access_group_components(ListPageAccessGroupComponentsParams::new(&page, group)),
        get(&path).first_page()
    );
    assert_eq!(list.len(), 2);
    call!(
        table,
        remove_page_access_group_component(RemovePageAccessGroupComponentParams::new(
            &page, group, &first
        )),
        delete(format!("{path}/{first}"))
    );
    let left = call!(
        table,
        remove_page_access_group_components(RemovePageAccessGroupComponentsParams::new(
            &page,
            group,
            [&second]
        )),
        delete(&path).json(format!(r#"{{"component_ids":["{second}"]}}"#))
    );
    assert_eq!(left.component_ids.as_deref(), Some(&[][..]));
    call!(
        table,
        remove_page_access_group_components(RemovePageAccessGroupComponentsParams::new(
            &page,
            group,
            Selection::All
        )),
        delete(&path)
    );
}
