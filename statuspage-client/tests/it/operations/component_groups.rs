//! Component groups.

use statuspage_client::models::ComponentGroupFields;
use statuspage_client::params::*;
use statuspage_client::{ErrorKind, PartialDate};

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let groups = format!("/pages/{page}/component-groups");
    let (first, second) = (table.component().await, table.component().await);

    let group = call!(
        table,
        create_component_group(
            CreateComponentGroupParams::new(
                &page,
                ComponentGroupFields::new([&first, &second], "Shop")
            )
            .description("What customers see")
        ),
        post(&groups).json(format!(
            r#"{{"description":"What customers see","component_group":{{"components":["{first}","{second}"],"name":"Shop"}}}}"#
        ))
    );
    assert_eq!(group.description.as_deref(), Some("What customers see"));
    let list = call!(
        table,
        list_component_groups(ListComponentGroupsParams::new(&page)),
        get(&groups).first_page()
    );
    assert_eq!(list, std::slice::from_ref(&group));
    let path = format!("{groups}/{}", group.id);
    let found = call!(
        table,
        get_component_group(GetComponentGroupParams::new(&page, &group.id)),
        get(&path)
    );
    assert_eq!(found, group);
    let uptime = call!(
        table,
        get_component_group_uptime(
            GetComponentGroupUptimeParams::new(&page, &group.id)
                .start(PartialDate::from_month(2026, 1).unwrap())
                .end(PartialDate::from_month(2026, 2).unwrap())
        ),
        get(format!("{path}/uptime")).query(&[("start", "2026-01"), ("end", "2026-02")])
    );
    assert_eq!(uptime.id, group.id);
    assert_eq!(uptime.uptime_percentage, Some(100.0));
    let group = call!(
        table,
        update_component_group(UpdateComponentGroupParams::new(
            &page,
            &group.id,
            ComponentGroupFields::new([&second], "Tills")
        )),
        patch(
            &path,
            format!(r#"{{"component_group":{{"components":["{second}"],"name":"Tills"}}}}"#)
        )
    );
    assert_eq!(group.components.as_deref(), Some(&[second.clone()][..]));
    let group = call!(
        table,
        replace_component_group(
            ReplaceComponentGroupParams::new(
                &page,
                &group.id,
                ComponentGroupFields::new([&first], "Doors")
            )
            .description("")
        ),
        put(&path).json(format!(
            r#"{{"description":"","component_group":{{"components":["{first}"],"name":"Doors"}}}}"#
        ))
    );
    assert_eq!(group.name.as_deref(), Some("Doors"));
    let deleted = call!(
        table,
        delete_component_group(DeleteComponentGroupParams::new(&page, &group.id)),
        delete(&path)
    );
    assert_eq!(deleted.id, group.id);
    let gone = GetComponentGroupParams::new(&page, &group.id);
    let gone = table.client().get_component_group(&gone).await.unwrap_err();
    assert_eq!(
        (gone.kind(), gone.is_not_found()),
        (ErrorKind::Status, true)
    );
}
