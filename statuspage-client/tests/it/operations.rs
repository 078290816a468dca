//! All operations of the description, called through the generated functions against the simulator.

/// Calls a function, checks the request that arrived, and returns the result.
macro_rules! call {
    ($table:expr, $function:ident($params:expr), $expected:expr) => {{
        let params = $params;
        let value = $table
            .client()
            .$function(&params)
            .await
            .expect(stringify!($function));
        $table.arrived(&params, &$expected);
        value
    }};
}

mod component_groups;
mod components;
mod expected;
mod incident_subscribers;
mod incident_templates;
mod incidents;
mod metrics;
mod metrics_providers;
mod organizations;
mod page_access_groups;
mod page_access_users;
mod pages;
mod postmortems;
mod status_embed;
mod subscribers;
mod table;

use statuspage_client::models::IncidentUpdateId;
use statuspage_client::{ErrorKind, OPERATIONS};
use table::Table;

#[tokio::test]
async fn every_operation_arrives_as_the_description_says() {
    let mut table = Table::start().await;
    /// Each resource starts with an unused simulator.
    macro_rules! call_all_of {
        ($($resource:ident)*) => {
            $(
                table.simulator().reset();
                $resource::calls(&mut table).await;
            )*
        };
    }
    call_all_of! {
        component_groups components incident_subscribers incident_templates incidents metrics metrics_providers
        organizations page_access_groups page_access_users pages postmortems status_embed subscribers
    }

    let missing: Vec<&str> = OPERATIONS
        .iter()
        .map(|operation| operation.id)
        .filter(|id| !table.has_seen(id))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "the description has operations that this table lacks"
    );
    assert_eq!(OPERATIONS.len(), 113);
}

#[tokio::test]
async fn an_invalid_page_id_never_changes_the_path() {
    use statuspage_client::params::GetAListOfAllComponentsParams;

    let table = Table::start().await;
    for (id, sent) in [
        ("a/../b", "a%2F..%2Fb"),
        ("é x", "%C3%A9%20x"),
        ("%2e%2e", "%252e%252e"),
    ] {
        let params = GetAListOfAllComponentsParams::new(id);
        let error = table
            .client()
            .get_a_list_of_all_components(&params)
            .await
            .unwrap_err();
        assert!(error.is_not_found(), "{error}");
        let request = table.simulator().requests().pop().unwrap();
        assert_eq!(request.path, format!("/v1/pages/{sent}/components.json"));
    }
    let before = table.simulator().requests().len();
    for id in ["", ".", ".."] {
        let params = GetAListOfAllComponentsParams::new(id);
        let error = table
            .client()
            .get_a_list_of_all_components(&params)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
        assert!(error.to_string().contains("page_id"), "{error}");
    }
    assert_eq!(
        table.simulator().requests().len(),
        before,
        "nothing was sent"
    );
}

#[tokio::test]
async fn a_number_that_is_not_finite_is_not_sent() {
    use statuspage_client::params::{CreateACustomMetricParams, SubmitDataForACustomMetricParams};

    let table = Table::start().await;
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let point = SubmitDataForACustomMetricParams::new("page", "metric", 0, value);
        let error = table.client().send(&point).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
        let message = error.to_string();
        assert!(
            message.contains("`data`") && message.contains("`value`"),
            "{message}"
        );
        let metric = CreateACustomMetricParams::new("page", "provider").y_axis_min(value);
        let error = table.client().send(&metric).await.unwrap_err();
        assert!(error.to_string().contains("`y_axis_min`"), "{error}");
    }
    assert!(table.simulator().requests().is_empty());
}

#[test]
fn ids_are_strings_with_their_own_types() {
    let id = IncidentUpdateId::from("x1");
    assert_eq!(id, "x1");
    assert_eq!(format!("{id:>4}|{id:?}"), r#"  x1|IncidentUpdateId("x1")"#);
    assert_eq!(id.as_str(), "x1");
    assert_eq!("x1".parse(), Ok(id.clone()));
    assert_eq!(serde_json::to_string(&id).unwrap(), r#""x1""#);
    assert_eq!(
        serde_json::from_str::<IncidentUpdateId>(r#""x1""#).unwrap(),
        id
    );
}
