//! A simulator and an HTTP client that talks to it.

use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use statuspage_simulator::{Simulator, SimulatorBuilder};

use crate::sockets::PATIENCE;

/// The status and the body of a response; null where the body is empty.
pub(crate) type Response = (u16, Value);

pub(crate) struct Caller {
    pub(crate) simulator: Simulator,
    client: Client,
}

impl Caller {
    pub(crate) async fn start() -> Self {
        Self::with(Simulator::builder()).await
    }

    pub(crate) async fn with(builder: SimulatorBuilder) -> Self {
        let client = client();
        let simulator = builder.start().await.unwrap();
        Self { simulator, client }
    }

    /// The path of something on the page: `components/x` becomes `/pages/PAGE/components/x`.
    pub(crate) fn on_page(&self, rest: &str) -> String {
        format!("/pages/{}/{rest}", self.simulator.page_id())
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let url = format!("{}{path}", self.simulator.url());
        self.client.request(method, url)
    }

    /// Calls with the key and a body of this type.
    pub(crate) async fn send(&self, method: &str, path: &str, mime: &str, body: &str) -> Response {
        let request = self
            .request(method, path)
            .header(
                "Authorization",
                format!("OAuth {}", self.simulator.api_key()),
            )
            .header("Content-Type", mime)
            .body(body.to_owned());
        send(request).await
    }

    /// Calls with the key and a JSON body; null is no body.
    pub(crate) async fn call(&self, method: &str, path: &str, body: Value) -> Response {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(method, path, "application/json", &body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub(crate) async fn new_component(&self, name: &str) -> String {
        let body = json!({"component": {"name": name}});
        let (status, component) = self.call("POST", &self.on_page("components"), body).await;
        assert_eq!(status, 201, "{component}");
        id(&component)
    }

    /// Opens an incident with these fields, and returns it.
    pub(crate) async fn new_incident(&self, fields: Value) -> Value {
        let body = json!({ "incident": fields });
        let (status, incident) = self.call("POST", &self.on_page("incidents"), body).await;
        assert_eq!(status, 201, "{incident}");
        incident
    }

    /// Updates an incident with these fields, and returns it.
    pub(crate) async fn update(&self, incident: &Value, fields: Value) -> Value {
        let path = self.on_page(&format!("incidents/{}", id(incident)));
        let (status, incident) = self
            .call("PATCH", &path, json!({ "incident": fields }))
            .await;
        assert_eq!(status, 200, "{incident}");
        incident
    }
}

/// A client that follows no redirect.
pub(crate) fn client() -> Client {
    let client = Client::builder().no_proxy().timeout(PATIENCE);
    client.redirect(Policy::none()).build().unwrap()
}

/// Sends a request. A body that is there must be declared as JSON, and be JSON.
pub(crate) async fn send(request: reqwest::RequestBuilder) -> Response {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let mime = response.headers().get("content-type").cloned();
    let body = response.text().await.unwrap();
    if body.is_empty() {
        assert_eq!(mime, None);
        return (status, Value::Null);
    }
    assert_eq!(mime.unwrap(), "application/json; charset=utf-8");
    (status, serde_json::from_str(&body).unwrap())
}

pub(crate) fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

/// What one field of each object of a list holds.
pub(crate) fn column(list: &Value, field: &str) -> Vec<String> {
    let items = list.as_array().unwrap().iter();
    items
        .map(|item| item[field].as_str().unwrap().to_owned())
        .collect()
}
