//! All operations of the description, called through the generated functions against the simulator.

mod table;

use statuspage_client::models::{
    Branding, ComponentStatus, Impact, IncidentStatus, IncidentUpdateId, MetricsProviderType,
};
use statuspage_client::{ErrorKind, OPERATIONS};
use table::{Expected, Table};

/// Calls a function, and returns the operation of its parameters.
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

/// The page and the size that a list requests by default.
const FIRST_PAGE: &[(&str, &str)] = &[("page", "1"), ("per_page", "100")];

fn get(path: impl Into<String>) -> Expected {
    Expected::new("GET", path)
}

fn post(path: impl Into<String>, body: impl Into<String>) -> Expected {
    Expected::new("POST", path).body(body)
}

fn patch(path: impl Into<String>, body: impl Into<String>) -> Expected {
    Expected::new("PATCH", path).body(body)
}

fn delete(path: impl Into<String>) -> Expected {
    Expected::new("DELETE", path)
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "it is a table: a row for each operation"
)]
async fn every_operation_arrives_as_the_description_says() {
    use statuspage_client::params::*;

    let mut table = Table::start().await;
    let page = table.page();
    let p = format!("/pages/{page}");

    let profile = call!(
        table,
        get_your_page_profile(GetYourPageProfileParams::new(&page)),
        get(format!("{p}.json"))
    );
    assert_eq!(profile.id, page);
    let profile = call!(
        table,
        update_your_page_profile(
            UpdateYourPageProfileParams::new(&page)
                .name("é & x")
                .branding(Branding::Premium)
                .allow_email_subscribers(false)
                .clear_domain()
        ),
        patch(
            format!("{p}.json"),
            r#"{"page":{"name":"é & x","domain":null,"branding":"premium","allow_email_subscribers":false}}"#
        )
    );
    assert_eq!(profile.name.as_deref(), Some("é & x"));
    assert_eq!(profile.branding, Some(Branding::Premium));
    assert_eq!(profile.allow_email_subscribers, Some(false));

    let component = call!(
        table,
        create_a_component(
            CreateAComponentParams::new(&page)
                .name("Tills")
                .start_date("2026-01-02".parse().unwrap())
        ),
        post(
            format!("{p}/components.json"),
            r#"{"component":{"name":"Tills","start_date":"2026-01-02"}}"#
        )
    );
    assert_eq!(component.start_date.unwrap().to_string(), "2026-01-02");
    let list = call!(
        table,
        get_a_list_of_all_components(
            GetAListOfAllComponentsParams::new(&page)
                .page(1)
                .per_page(5)
        ),
        get(format!("{p}/components.json")).query(&[("page", "1"), ("per_page", "5")])
    );
    assert_eq!(list, std::slice::from_ref(&component));
    let component_path = format!("{p}/components/{}.json", component.id);
    let component = call!(
        table,
        update_a_component(
            UpdateAComponentParams::new(&page, &component.id)
                .status(ComponentStatus::MajorOutage)
                .clear_start_date()
        ),
        patch(
            component_path.clone(),
            r#"{"component":{"status":"major_outage","start_date":null}}"#
        )
    );
    assert_eq!(component.status, Some(ComponentStatus::MajorOutage));
    assert_eq!(component.start_date, None);

    let incident = call!(
        table,
        create_a_realtime_incident(
            CreateARealtimeIncidentParams::new(&page, "Tills are down")
                .status(IncidentStatus::Investigating)
                .body("50% + more")
                .components([(&component.id, ComponentStatus::PartialOutage)])
        ),
        post(
            format!("{p}/incidents.json"),
            format!(
                r#"{{"incident":{{"name":"Tills are down","status":"investigating","body":"50% + more","components":{{"{}":"partial_outage"}}}}}}"#,
                component.id
            )
        )
    );
    assert_eq!(incident.impact, Some(Impact::Major));
    let affected = &incident.components.as_ref().unwrap()[0];
    assert_eq!(affected.status, Some(ComponentStatus::PartialOutage));
    let update = incident.incident_updates.as_ref().unwrap()[0].clone();
    assert_eq!(update.body.as_deref(), Some("50% + more"));
    let list = call!(
        table,
        get_a_list_of_all_incidents(GetAListOfAllIncidentsParams::new(&page).q("tills").limit(2)),
        get(format!("{p}/incidents.json")).query(&[("q", "tills"), ("limit", "2"), ("page", "1")])
    );
    assert_eq!(list, std::slice::from_ref(&incident));
    let list = call!(
        table,
        unresolved_only(UnresolvedOnlyParams::new(&page)),
        get(format!("{p}/incidents/unresolved.json")).query(FIRST_PAGE)
    );
    assert_eq!(list, std::slice::from_ref(&incident));
    let list = call!(
        table,
        scheduled_only(ScheduledOnlyParams::new(&page)),
        get(format!("{p}/incidents/scheduled.json")).query(FIRST_PAGE)
    );
    assert_eq!(list, []);

    let incident_path = format!("{p}/incidents/{}", incident.id);
    let resolved = call!(
        table,
        update_an_incident_only_applies_to_realtime_and_scheduled_incidents(
            UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams::new(
                &page,
                &incident.id
            )
            .status(IncidentStatus::Resolved)
            .clear_impact_override()
        ),
        patch(
            format!("{incident_path}.json"),
            r#"{"incident":{"status":"resolved","impact_override":null}}"#
        )
    );
    assert!(resolved.resolved_at >= incident.created_at);
    let tuned = call!(
        table,
        tune_an_incident_update(
            TuneAnIncidentUpdateParams::new(&page, &incident.id, &update.id)
                .body("Better words")
                .display_at("2026-01-02T03:04:05-06:00".parse().unwrap())
        ),
        patch(
            format!("{incident_path}/incident_updates/{}.json", update.id),
            r#"{"incident_update":{"body":"Better words","display_at":"2026-01-02T09:04:05Z"}}"#
        )
    );
    assert_eq!(tuned.body.as_deref(), Some("Better words"));
    assert_eq!(
        tuned.display_at.unwrap().to_string(),
        "2026-01-02T09:04:05Z"
    );
    let deleted = call!(
        table,
        delete_an_incident(DeleteAnIncidentParams::new(&page, &incident.id)),
        delete(format!("{incident_path}.json"))
    );
    assert_eq!(deleted.id, incident.id);
    let () = call!(
        table,
        delete_a_component(DeleteAComponentParams::new(&page, &component.id)),
        delete(component_path)
    );

    let subscriber = table.simulator().subscriber_id().to_owned();
    let deleted = call!(
        table,
        delete_a_subscriber(
            DeleteASubscriberParams::new(&page, &subscriber).skip_unsubscription_notification(true)
        ),
        delete(format!("{p}/subscribers/{subscriber}.json"))
            .query(&[("skip_unsubscription_notification", "true")])
    );
    assert_eq!(deleted.id, subscriber.as_str());

    let list = call!(
        table,
        get_a_list_of_available_public_metric_providers(
            GetAListOfAvailablePublicMetricProvidersParams::new()
        ),
        get("/metrics_providers.json")
    );
    let pingdom = list
        .iter()
        .find(|found| found.r#type == Some(MetricsProviderType::Pingdom));
    assert_eq!(
        pingdom.unwrap().required_fields.as_ref().unwrap()[0],
        "email"
    );
    let list = call!(
        table,
        get_a_list_of_metric_providers_linked_to_your_page(
            GetAListOfMetricProvidersLinkedToYourPageParams::new(&page)
        ),
        get(format!("{p}/metrics_providers.json"))
    );
    let provider = list[0].id.clone();
    assert_eq!(list[0].page_id, Some(page.clone()));
    let metrics_path = format!("{p}/metrics_providers/{provider}/metrics.json");
    let metric = call!(
        table,
        create_a_custom_metric(
            CreateACustomMetricParams::new(&page, &provider)
                .name("Latency")
                .suffix("ms")
                .y_axis_max(0.5)
                .decimal_places(1)
        ),
        post(
            metrics_path.clone(),
            r#"{"metric":{"name":"Latency","suffix":"ms","y_axis_max":0.5,"decimal_places":1}}"#
        )
    );
    assert_eq!(metric.y_axis_max, Some(0.5));
    let list = call!(
        table,
        get_a_list_of_metrics_created_for_a_linked_metrics_provider(
            GetAListOfMetricsCreatedForALinkedMetricsProviderParams::new(&page, &provider)
                .per_page(100)
        ),
        get(metrics_path).query(&[("page", "1"), ("per_page", "100")])
    );
    assert!(list.contains(&metric));
    let data_path = format!("{p}/metrics/{}/data.json", metric.id);
    let received = call!(
        table,
        submit_data_for_a_custom_metric(SubmitDataForACustomMetricParams::new(
            &page,
            &metric.id,
            1_700_000_000,
            2.5
        )),
        post(
            data_path.clone(),
            r#"{"data":{"timestamp":1700000000,"value":2.5}}"#
        )
    );
    let point = received.data.unwrap();
    assert_eq!(
        (point.timestamp, point.value),
        (
            Some(statuspage_client::UnixSeconds(1_700_000_000)),
            Some(2.5)
        )
    );
    let cleared = call!(
        table,
        delete_all_data_for_a_custom_metric(DeleteAllDataForACustomMetricParams::new(
            &page, &metric.id
        )),
        delete(data_path)
    );
    assert_eq!(
        (cleared.id, cleared.most_recent_data_at),
        (metric.id.clone(), None)
    );

    let organization = table.simulator().organization_id().to_owned();
    let users_path = format!("/organizations/{organization}/users.json");
    let user = call!(
        table,
        create_a_user(
            CreateAUserParams::new(&organization)
                .email("keeper@zoo.example")
                .password("correct horse")
        ),
        post(
            users_path.clone(),
            r#"{"user":{"email":"keeper@zoo.example","password":"correct horse"}}"#
        )
    );
    assert_eq!(user.email.as_deref(), Some("keeper@zoo.example"));
    let list = call!(
        table,
        list_users(ListUsersParams::new(&organization)),
        get(users_path).query(FIRST_PAGE)
    );
    assert!(list.contains(&user));
    let deleted = call!(
        table,
        delete_a_user(DeleteAUserParams::new(&organization, &user.id)),
        delete(format!(
            "/organizations/{organization}/users/{}.json",
            user.id
        ))
    );
    assert_eq!(deleted, user);

    let viewers_path = format!("{p}/page_access_users.json");
    let viewer = call!(
        table,
        create_a_user_who_can_view_your_status_page(
            CreateAUserWhoCanViewYourStatusPageParams::new(&page)
                .email("guest@zoo.example")
                .metric_ids([&metric.id])
                .page_access_group_ids([""; 0])
                .subscribe_to_components(true)
        ),
        post(
            viewers_path.clone(),
            format!(
                r#"{{"page_access_user":{{"email":"guest@zoo.example","metric_ids":["{}"],"page_access_group_ids":[],"subscribe_to_components":true}}}}"#,
                metric.id
            )
        )
    );
    assert_eq!(viewer.page_access_group_ids.as_deref(), Some(&[][..]));
    let list = call!(
        table,
        retrieve_a_list_of_users(RetrieveAListOfUsersParams::new(&page).email("guest@zoo.example")),
        get(viewers_path).query(&[
            ("email", "guest@zoo.example"),
            ("page", "1"),
            ("per_page", "100")
        ])
    );
    assert_eq!(list, [viewer]);

    let missing: Vec<&str> = OPERATIONS
        .iter()
        .map(|operation| operation.id)
        .filter(|id| !table.has_seen(id))
        .collect();
    assert_eq!(
        missing, [""; 0],
        "the description has operations that this table lacks"
    );
    assert_eq!(OPERATIONS.len(), 25);
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
