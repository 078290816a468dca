//! All operations of the description, called through the generated functions against the simulator.

#[path = "common/query.rs"]
mod query;
#[path = "operations/table.rs"]
mod table;

use statuspage_client::{JsonObject, Method, OPERATIONS, Operation, Request};
use table::Table;

/// Calls a function, and names the operation that its parameters are of.
macro_rules! call {
    ($table:expr, $function:ident($params:expr), $method:literal $path:expr, $pairs:expr) => {{
        let params = $params;
        let value = $table
            .client()
            .$function(&params)
            .await
            .expect(stringify!($function));
        $table.arrived(&params, $method, &$path, &$pairs);
        value
    }};
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "it is a table: a row for each operation"
)]
async fn every_operation_arrives_as_the_description_says() {
    use statuspage_client::params::*;

    let mut table = Table::start().await;
    let page = table.simulator().page_id().to_owned();
    let p = format!("/pages/{page}");

    let profile = call!(table, get_your_page_profile(GetYourPageProfileParams::new(&page)), "GET" format!("{p}.json"), []);
    assert_eq!(profile["id"], page);

    let params = UpdateYourPageProfileParams::new(&page)
        .allow_email_subscribers("t")
        .name("é & x");
    let pairs = [
        ("page[allow_email_subscribers]", "t"),
        ("page[name]", "é & x"),
    ];
    let profile =
        call!(table, update_your_page_profile(params), "PATCH" format!("{p}.json"), pairs);
    assert_eq!(profile["name"], "é & x");
    assert_eq!(profile["allow_email_subscribers"], true);

    let params = CreateAComponentParams::new(&page)
        .name("Tills")
        .description("All of them");
    let pairs = [
        ("component[description]", "All of them"),
        ("component[name]", "Tills"),
    ];
    let component =
        call!(table, create_a_component(params), "POST" format!("{p}/components.json"), pairs);
    let component_id = component["id"].as_str().unwrap().to_owned();
    let component_path = format!("{p}/components/{component_id}.json");

    let params = GetAListOfAllComponentsParams::new(&page);
    let list = call!(table, get_a_list_of_all_components(params), "GET" format!("{p}/components.json"), []);
    assert_eq!(list[0]["id"], component_id);

    let params = UpdateAComponentParams::new(&page, &component_id).status("major_outage");
    let pairs = [("component[status]", "major_outage")];
    let component = call!(table, update_a_component(params), "PATCH" component_path, pairs);
    assert_eq!(component["status"], "major_outage");

    let params = CreateARealtimeIncidentParams::new(&page)
        .name("Tills are down")
        .status("investigating")
        .message("50% + more")
        .component_ids(&component_id);
    let pairs = [
        ("incident[component_ids]", component_id.as_str()),
        ("incident[message]", "50% + more"),
        ("incident[name]", "Tills are down"),
        ("incident[status]", "investigating"),
    ];
    let incident = call!(table, create_a_realtime_incident(params), "POST" format!("{p}/incidents.json"), pairs);
    let incident_id = incident["id"].as_str().unwrap().to_owned();
    let incident_path = format!("{p}/incidents/{incident_id}");
    assert_eq!(incident["incident_updates"][0]["body"], "50% + more");
    let update_id = incident["incident_updates"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();

    let params = GetAListOfAllIncidentsParams::new(&page);
    let list =
        call!(table, get_a_list_of_all_incidents(params), "GET" format!("{p}/incidents.json"), []);
    assert_eq!(list[0]["id"], incident_id);

    let params = UnresolvedOnlyParams::new(&page);
    let list =
        call!(table, unresolved_only(params), "GET" format!("{p}/incidents/unresolved.json"), []);
    assert_eq!(list[0]["id"], incident_id);

    let params = ScheduledOnlyParams::new(&page);
    let list =
        call!(table, scheduled_only(params), "GET" format!("{p}/incidents/scheduled.json"), []);
    assert_eq!(list, serde_json::json!([]));

    let params =
        UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams::new(&page, &incident_id)
            .status("resolved");
    let pairs = [("incident[status]", "resolved")];
    let incident = call!(
        table,
        update_an_incident_only_applies_to_realtime_and_scheduled_incidents(params),
        "PATCH" format!("{incident_path}.json"),
        pairs
    );
    assert_eq!(incident["status"], "resolved");
    assert!(incident["resolved_at"].is_string());

    let params =
        TuneAnIncidentUpdateParams::new(&page, &incident_id, &update_id).body("Better words");
    let pairs = [("incident_update[body]", "Better words")];
    let path = format!("{incident_path}/incident_updates/{update_id}.json");
    let update = call!(table, tune_an_incident_update(params), "PATCH" path, pairs);
    assert_eq!(update["body"], "Better words");

    let params = DeleteAnIncidentParams::new(&page, &incident_id);
    let deleted =
        call!(table, delete_an_incident(params), "DELETE" format!("{incident_path}.json"), []);
    assert_eq!(deleted["id"], incident_id);

    let params = DeleteAComponentParams::new(&page, &component_id);
    let nothing = call!(table, delete_a_component(params), "DELETE" component_path, []);
    assert!(nothing.is_null());

    let subscriber = table.simulator().subscriber_id().to_owned();
    let params = DeleteASubscriberParams::new(&page, &subscriber);
    let deleted = call!(table, delete_a_subscriber(params), "DELETE" format!("{p}/subscribers/{subscriber}.json"), []);
    assert_eq!(deleted["id"], subscriber);

    let params = GetAListOfAvailablePublicMetricProvidersParams::new();
    let list = call!(table, get_a_list_of_available_public_metric_providers(params), "GET" "/metrics_providers.json", []);
    assert!(list[0]["type"].is_string());

    let provider = table.simulator().metrics_provider_id().to_owned();
    let params = GetAListOfMetricProvidersLinkedToYourPageParams::new(&page);
    let path = format!("{p}/metrics_providers.json");
    let list =
        call!(table, get_a_list_of_metric_providers_linked_to_your_page(params), "GET" path, []);
    assert_eq!(list[0]["id"], provider);

    let metrics_path = format!("{p}/metrics_providers/{provider}/metrics.json");
    let params = GetAListOfMetricsCreatedForALinkedMetricsProviderParams::new(&page, &provider);
    let list = call!(
        table,
        get_a_list_of_metrics_created_for_a_linked_metrics_provider(params),
        "GET" metrics_path,
        []
    );
    assert_eq!(list[0]["metrics_provider_id"], provider);

    let params = CreateACustomMetricParams::new(&page, &provider);
    let metric = call!(table, create_a_custom_metric(params), "POST" metrics_path, []);
    assert_eq!(metric["metrics_provider_id"], provider);

    let metric = table.simulator().metric_id().to_owned();
    let data_path = format!("{p}/metrics/{metric}/data.json");
    let params = DeleteAllDataForACustomMetricParams::new(&page, &metric);
    let cleared = call!(table, delete_all_data_for_a_custom_metric(params), "DELETE" data_path, []);
    assert_eq!(cleared["id"], metric);

    // The description has no parameter for the data itself, nor for a new user, and the service requires both.
    let params = SubmitDataForACustomMetricParams::new(&page, &metric);
    let error = table
        .client()
        .submit_data_for_a_custom_metric(&params)
        .await
        .unwrap_err();
    assert!(error.is_validation(), "{error}");
    table.arrived(&params, "POST", &data_path, &[]);

    let organization = table.simulator().organization_id().to_owned();
    let users_path = format!("/organizations/{organization}/users.json");
    let params = CreateAUserParams::new(&organization);
    let error = table.client().create_a_user(&params).await.unwrap_err();
    assert!(error.is_validation(), "{error}");
    table.arrived(&params, "POST", &users_path, &[]);
    let new_user = NewUser {
        organization_id: organization.clone(),
    };
    let user = table.client().send(&new_user).await.unwrap();
    assert_eq!(user.status(), 201);
    let user = user.into_value();
    let user = user["id"].as_str().unwrap().to_owned();
    let list = call!(table, list_users(ListUsersParams::new(&organization)), "GET" users_path, []);
    assert!(
        list.as_array()
            .unwrap()
            .iter()
            .any(|found| found["id"] == user)
    );
    let path = format!("/organizations/{organization}/users/{user}.json");
    let deleted = call!(table, delete_a_user(DeleteAUserParams::new(&organization, &user)), "DELETE" path, []);
    assert_eq!(deleted["id"], user);

    let viewers_path = format!("{p}/page_access_users.json");
    let params = CreateAUserWhoCanViewYourStatusPageParams::new(&page)
        .email("keeper@zoo.example")
        .component_ids("abc")
        .subscribe_to_components("true");
    let pairs = [
        ("page_access_user[component_ids][]", "abc"),
        ("page_access_user[email]", "keeper@zoo.example"),
        ("page_access_user[subscribe_to_components]", "true"),
    ];
    let viewer = call!(table, create_a_user_who_can_view_your_status_page(params), "POST" viewers_path, pairs);
    let params = RetrieveAListOfUsersParams::new(&page).email("keeper@zoo.example");
    let pairs = [("email", "keeper@zoo.example")];
    let list = call!(table, retrieve_a_list_of_users(params), "GET" viewers_path, pairs);
    assert_eq!(list, serde_json::json!([viewer]));

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

/// What the description lacks can be written by hand.
struct NewUser {
    organization_id: String,
}

impl Operation for NewUser {
    type Output = serde_json::Value;
    const ID: &'static str = "new-user";

    fn request(&self) -> Request {
        let user = JsonObject::new()
            .field("email", "keeper@zoo.example")
            .field("password", "correct horse");
        Request::new(Method::Post, "/organizations/{organization_id}/users.json")
            .path("organization_id", &self.organization_id)
            .json_object(JsonObject::new().object("user", user))
    }
}

#[tokio::test]
async fn an_odd_page_id_never_reaches_another_path() {
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
        assert_eq!(
            error.kind(),
            statuspage_client::ErrorKind::InvalidRequest,
            "{error}"
        );
        assert!(error.to_string().contains("page_id"), "{error}");
    }
    assert_eq!(
        table.simulator().requests().len(),
        before,
        "nothing was sent"
    );
}
