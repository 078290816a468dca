//! The objects that the operations find in the simulator.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use statuspage_client::{Client, Method, raw::Request};
use statuspage_simulator::Simulator;

/// The ids of the objects, by the names of the parameters in paths.
pub(crate) struct Ids(BTreeMap<&'static str, String>);

impl Ids {
    pub(crate) fn of(&self, parameter: &str) -> &str {
        let id = self.0.get(parameter);
        id.unwrap_or_else(|| panic!("no id for {parameter}"))
    }
}

/// Resets the simulator, and creates one object of each kind. The ids are always the same.
pub(crate) async fn create(simulator: &Simulator, client: &Client) -> Ids {
    simulator.reset();
    let page = simulator.page_id();
    let on_page = |path: &str| format!("/pages/{page}/{path}");
    let send = async |method, path: String, body: Value| {
        let request = Request::new(method, path.leak()).json(&body);
        let sent = client.send_request::<Value>(request).await;
        sent.unwrap().into_value()
    };
    let post = async |path, body| send(Method::Post, path, body).await;
    let put = async |path, body| send(Method::Put, path, body).await;
    let id = |object: &Value| object["id"].as_str().unwrap().to_owned();
    let component = json!({"component": {"name": "API", "showcase": true}});
    let component = id(&post(on_page("components"), component).await);
    let member = json!({"component": {"name": "Member", "showcase": true}});
    let member = id(&post(on_page("components"), member).await);
    let group = json!({"component_group": {"name": "Group", "components": [member]}});
    let group = id(&post(on_page("component-groups"), group).await);
    let incident = json!({"incident": {"name": "Slow", "status": "resolved", "body": "Done."}});
    let incident = post(on_page("incidents"), incident).await;
    let update = id(&incident["incident_updates"][0]);
    let incident = id(&incident);
    let follower = json!({"subscriber": {"email": "follower@example.com"}});
    let path = format!("incidents/{incident}/subscribers");
    let follower = id(&post(on_page(&path), follower).await);
    let path = on_page(&format!("incidents/{incident}/postmortem"));
    put(path, json!({"postmortem": {"body_draft": "It was slow."}})).await;
    let path = on_page(&format!("incidents/{incident}/postmortem/publish"));
    put(path, json!({"postmortem": {"notify_subscribers": false}})).await;
    let access_user = json!({"page_access_user": {"email": "viewer@example.com"}});
    let access_user = id(&post(on_page("page_access_users"), access_user).await);
    let access_group = json!({"page_access_group": {"name": "Viewers"}});
    let access_group = id(&post(on_page("page_access_groups"), access_group).await);
    let seen = json!({"component_ids": [component], "metric_ids": [simulator.metric_id()]});
    let path = on_page(&format!("page_access_users/{access_user}"));
    put(path, json!({"page_access_user": seen})).await;
    let path = on_page(&format!("page_access_groups/{access_group}"));
    put(path, json!({"page_access_group": seen})).await;
    let subscriber = json!({"subscriber": {"email": "reader@example.com"}});
    let subscriber = id(&post(on_page("subscribers"), subscriber).await);
    let users = format!("/organizations/{}/users", simulator.organization_id());
    let user = id(&post(users, json!({"user": {"email": "member@example.com"}})).await);
    Ids(BTreeMap::from([
        ("page_id", page.to_owned()),
        ("organization_id", simulator.organization_id().to_owned()),
        (
            "metrics_provider_id",
            simulator.metrics_provider_id().to_owned(),
        ),
        ("metric_id", simulator.metric_id().to_owned()),
        ("component_id", component),
        ("component_group_id", group),
        ("incident_id", incident),
        ("incident_update_id", update),
        ("incident_subscriber_id", follower),
        ("page_access_user_id", access_user),
        ("page_access_group_id", access_group),
        ("subscriber_id", subscriber),
        ("user_id", user),
    ]))
}
