//! Every paginated list: its first page, the names of its parameters, and its maximum size.

use serde_json::Value;
use statuspage_client::params::*;
use statuspage_client::{Client, Items, Paged};

use crate::common::{
    call::client,
    server::{Received, Server, ok},
};

/// The description has a parameter `page` for each operation that returns a paginated list.
const DESCRIPTION: &str = include_str!("../../../../spec/statuspage.json");

/// Reads a list of two items, and returns the queries of its requests.
async fn queries<P: Paged>(items: impl FnOnce(&Client) -> Items<P>) -> Vec<String> {
    let mut responses = [r#"[{"id":"a"},{"id":"b"}]"#].into_iter();
    let server = Server::responding(move |_| ok(responses.next().unwrap_or("[]")));
    let mut items = items(&client(&server.url()));
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
    let received = server.received();
    let lines = received.iter().map(Received::line);
    lines
        .map(|line| line.split_once('?').unwrap().1.to_owned())
        .collect()
}

/// Returns the query of a page of a list whose parameter for the size has this name.
fn query(name: &str, page: i64, size: i64) -> String {
    // The order of the description.
    match name {
        "limit" => format!("limit={size}&page={page}"),
        _ => format!("page={page}&{name}={size}"),
    }
}

#[tokio::test]
async fn every_list_has_its_own_first_page_parameters_and_maximum() {
    let mut tested = 0;
    /// A row is a function, the parameter for the size, and the first page.
    macro_rules! lists {
        ($($function:ident($params:expr), $size:ident, $first:literal;)*) => {
            $({
                let name = stringify!($size);
                let expected = [query(name, $first, 2), query(name, $first + 1, 2)];
                let found = queries(|client| client.$function(&$params.$size(2))).await;
                assert_eq!(found, expected, stringify!($function));
                for list in [$params, $params.$size(500)] {
                    let found = queries(|client| client.$function(&list)).await;
                    assert_eq!(found[0], query(name, $first, 100), stringify!($function));
                }
                tested += 1;
            })*
        };
    }
    lists! {
        list_component_groups_items(ListComponentGroupsParams::new("p")), per_page, 1;
        list_components_items(ListComponentsParams::new("p")), per_page, 1;
        list_incident_subscribers_items(ListIncidentSubscribersParams::new("p", "i")), per_page, 1;
        list_incident_templates_items(ListIncidentTemplatesParams::new("p")), per_page, 1;
        list_incidents_items(ListIncidentsParams::new("p")), limit, 1;
        list_unresolved_incidents_items(ListUnresolvedIncidentsParams::new("p")), per_page, 1;
        list_scheduled_incidents_items(ListScheduledIncidentsParams::new("p")), per_page, 1;
        list_upcoming_maintenances_items(ListUpcomingMaintenancesParams::new("p")), per_page, 1;
        list_active_maintenances_items(ListActiveMaintenancesParams::new("p")), per_page, 1;
        list_metrics_items(ListMetricsParams::new("p")), per_page, 1;
        list_metrics_provider_metrics_items(ListMetricsProviderMetricsParams::new("p", "m")), per_page, 1;
        list_users_items(ListUsersParams::new("o")), per_page, 1;
        list_page_access_groups_items(ListPageAccessGroupsParams::new("p")), per_page, 1;
        list_page_access_group_components_items(ListPageAccessGroupComponentsParams::new("p", "g")), per_page, 1;
        list_page_access_users_items(ListPageAccessUsersParams::new("p")), per_page, 1;
        list_page_access_user_components_items(ListPageAccessUserComponentsParams::new("p", "u")), per_page, 1;
        list_page_access_user_metrics_items(ListPageAccessUserMetricsParams::new("p", "u")), per_page, 1;
        list_subscribers_items(ListSubscribersParams::new("p")), limit, 0;
        list_unsubscribed_subscribers_items(ListUnsubscribedSubscribersParams::new("p")), per_page, 1;
    }
    let description: Value = serde_json::from_str(DESCRIPTION).unwrap();
    let paths = description["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let parameters = operations.filter_map(|operation| operation["parameters"].as_array());
    let is_page = |parameter: &&Value| {
        parameter["name"] == "page" || parameter["$ref"] == "#/parameters/page"
    };
    assert_eq!(parameters.flatten().filter(is_page).count(), tested);
    assert_eq!(tested, 19);
}
