//! Page access users, and the components and metrics that they see.

use statuspage_client::Selection;
use statuspage_client::models::{MetricId, PageAccessUserId};
use statuspage_client::params::*;

use super::expected::{delete, get, patch, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let users = format!("/pages/{page}/page_access_users");
    let provider = table.simulator().metrics_provider_id();
    let metric = CreateMetricParams::new(&page, provider);
    let metric = table.client().create_metric(&metric).await.unwrap().id;

    let user = call!(
        table,
        create_a_user_who_can_view_your_status_page(
            CreateAUserWhoCanViewYourStatusPageParams::new(&page)
                .email("guest@zoo.example")
                .metric_ids([&metric])
                .page_access_group_ids([""; 0])
                .subscribe_to_components(true)
        ),
        post(format!("{users}.json")).json(format!(
            r#"{{"page_access_user":{{"email":"guest@zoo.example","metric_ids":["{metric}"],"page_access_group_ids":[],"subscribe_to_components":true}}}}"#
        ))
    );
    assert_eq!(user.page_access_group_ids.as_deref(), Some(&[][..]));
    let list = call!(
        table,
        retrieve_a_list_of_users(RetrieveAListOfUsersParams::new(&page).email("guest@zoo.example")),
        get(format!("{users}.json")).query(&[
            ("email", "guest@zoo.example"),
            ("page", "1"),
            ("per_page", "100")
        ])
    );
    assert_eq!(list, std::slice::from_ref(&user));
    let path = format!("{users}/{}", user.id);
    let found = call!(
        table,
        get_page_access_user(GetPageAccessUserParams::new(&page, &user.id)),
        get(&path)
    );
    assert_eq!(found, user);
    let changed = call!(
        table,
        update_page_access_user(
            UpdatePageAccessUserParams::new(&page, &user.id).email("friend@zoo.example")
        ),
        patch(
            &path,
            r#"{"page_access_user":{"email":"friend@zoo.example"}}"#
        )
    );
    assert_eq!(changed.email.as_deref(), Some("friend@zoo.example"));
    let changed = call!(
        table,
        replace_page_access_user(
            ReplacePageAccessUserParams::new(&page, &user.id)
                .external_login("friend")
                .metric_ids([""; 0])
        ),
        put(&path).json(r#"{"page_access_user":{"external_login":"friend","metric_ids":[]}}"#)
    );
    assert_eq!(changed.external_login.as_deref(), Some("friend"));

    components(table, &user.id).await;
    metrics(table, &user.id, &metric).await;
    let () = call!(
        table,
        delete_page_access_user(DeletePageAccessUserParams::new(&page, &user.id)),
        delete(&path)
    );
}

async fn components(table: &mut Table, user: &PageAccessUserId) {
    let page = table.page();
    let path = format!("/pages/{page}/page_access_users/{user}/components");
    let (first, second) = (table.component().await, table.component().await);

    call!(
        table,
        replace_page_access_user_components(ReplacePageAccessUserComponentsParams::new(
            &page,
            user,
            [&second]
        )),
        post(&path).json(format!(r#"{{"component_ids":["{second}"]}}"#))
    );
    call!(
        table,
        add_page_access_user_components(AddPageAccessUserComponentsParams::new(
            &page,
            user,
            [&first]
        )),
        patch(&path, format!(r#"{{"component_ids":["{first}"]}}"#))
    );
    let seen = call!(
        table,
        put_page_access_user_components(PutPageAccessUserComponentsParams::new(
            &page,
            user,
            [&first, &second]
        )),
        put(&path).json(format!(r#"{{"component_ids":["{first}","{second}"]}}"#))
    );
    assert_eq!(seen.id, *user);
    let list = call!(
        table,
        list_page_access_user_components(ListPageAccessUserComponentsParams::new(&page, user)),
        get(&path).first_page()
    );
    assert_eq!(list.len(), 2);
    call!(
        table,
        remove_page_access_user_component(RemovePageAccessUserComponentParams::new(
            &page, user, &first
        )),
        delete(format!("{path}/{first}"))
    );
    call!(
        table,
        remove_page_access_user_components(RemovePageAccessUserComponentsParams::new(
            &page,
            user,
            [&second]
        )),
        delete(&path).json(format!(r#"{{"component_ids":["{second}"]}}"#))
    );
    call!(
        table,
        remove_page_access_user_components(RemovePageAccessUserComponentsParams::new(
            &page,
            user,
            Selection::All
        )),
        delete(&path)
    );
    let list = ListPageAccessUserComponentsParams::new(&page, user);
    let list = table.client().list_page_access_user_components(&list);
    assert_eq!(list.await.unwrap(), []);
}

async fn metrics(table: &mut Table, user: &PageAccessUserId, metric: &MetricId) {
    let page = table.page();
    let path = format!("/pages/{page}/page_access_users/{user}/metrics");
    let body = format!(r#"{{"metric_ids":["{metric}"]}}"#);

    call!(
        table,
        replace_page_access_user_metrics(ReplacePageAccessUserMetricsParams::new(
            &page, user, [""; 0]
        )),
        post(&path).json(r#"{"metric_ids":[]}"#)
    );
    call!(
        table,
        add_page_access_user_metrics(AddPageAccessUserMetricsParams::new(&page, user, [metric])),
        patch(&path, &body)
    );
    call!(
        table,
        put_page_access_user_metrics(PutPageAccessUserMetricsParams::new(&page, user, [metric])),
        put(&path).json(&body)
    );
    let list = call!(
        table,
        list_page_access_user_metrics(ListPageAccessUserMetricsParams::new(&page, user)),
        get(&path).first_page()
    );
    assert_eq!((list.len(), &list[0].id), (1, metric));
    call!(
        table,
        remove_page_access_user_metric(RemovePageAccessUserMetricParams::new(&page, user, metric)),
        delete(format!("{path}/{metric}"))
    );
    for (selection, expected) in [
        (
            Selection::from([""; 0]),
            delete(&path).json(r#"{"metric_ids":[]}"#),
        ),
        (Selection::All, delete(&path)),
    ] {
        let removed = call!(
            table,
            remove_page_access_user_metrics(RemovePageAccessUserMetricsParams::new(
                &page, user, selection
            )),
            expected
        );
        assert_eq!(removed.id, *user);
    }
}
