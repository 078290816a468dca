//! Opens, updates and resolves incidents for Alertmanager: `cargo run -p statuspage-examples --bin alertmanager_webhook`.
//!
//! Set `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID`. The argument is the address to listen on, 127.0.0.1:9095 by default.
//! The receiver in Alertmanager's configuration is `webhook_configs: [{url: "http://127.0.0.1:9095/"}]`. The label
//! `statuspage_component` of an alert may have the id of a component, whose status then follows the alert.
//!
//! A group of alerts has one incident while it is firing. The group's key and the alerts that fire are in the incident's
//! metadata, and each notification begins with a look at the unresolved incidents. So it does no harm that Alertmanager
//! repeats notifications, also after a failure that may have been carried out. Run one copy of this program: two could
//! open an incident each.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use statuspage_client::models::{ComponentStatus, Incident, IncidentStatus, PageId};
use statuspage_client::params::{
    CreateIncidentParams, ListUnresolvedIncidentsParams, UpdateIncidentParams,
};
use statuspage_client::serde_json::{self, Value, json};
use statuspage_client::{CallOptions, Client};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The name of our object in the metadata of an incident.
const METADATA: &str = "alertmanager";
/// The limits of the service, in characters.
const MAX_NAME: usize = 255;
const MAX_BODY: usize = 25_000;
/// The limit of a request to this program, in bytes.
const MAX_REQUEST: u64 = 4 << 20;
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// The limit of one call. Alertmanager waits for the response for its group interval, 5 minutes by default.
const CALL_DEADLINE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> ExitCode {
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Result<(), Box<dyn Error>> {
    let deadline = CallOptions::new().deadline(CALL_DEADLINE);
    let client = Client::from_env()?.with_options(deadline);
    let page_id = std::env::var("STATUSPAGE_PAGE_ID")
        .map_err(|error| format!("the environment variable STATUSPAGE_PAGE_ID: {error}"))?;
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:9095");
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("cannot listen on `{address}`: {error}"))?;
    println!("listening on {}", listener.local_addr()?);
    serve(&listener, &client, &page_id.into()).await;
    Ok(())
}

/// Answers one request after the other, so that two for the same group cannot both open an incident.
async fn serve(listener: &TcpListener, client: &Client, page_id: &PageId) {
    loop {
        let mut stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                eprintln!("cannot accept a connection: {error}");
                // Such as too many open files: the next try would fail at once, too.
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let (status, message) = respond(&mut stream, client, page_id).await;
        println!("{status}: {message}");
        let response = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{message}",
            message.len()
        );
        if let Err(error) = stream.write_all(response.as_bytes()).await {
            eprintln!("the sender did not wait for the response: {error}");
        }
    }
}

/// Returns the status and the text of the response. Alertmanager repeats a notification after a status of 500 or more.
async fn respond(
    stream: &mut TcpStream,
    client: &Client,
    page_id: &PageId,
) -> (&'static str, String) {
    let body = match tokio::time::timeout(READ_TIMEOUT, read_body(stream)).await {
        Ok(Ok(body)) => body,
        Ok(Err(error)) => return ("400 Bad Request", error.to_string()),
        Err(_) => return ("408 Request Timeout", "no request in time".to_owned()),
    };
    let notification = match Notification::parse(&body) {
        Ok(notification) => notification,
        Err(error) => return ("400 Bad Request", error.to_string()),
    };
    match notification.apply(client, page_id).await {
        Ok(done) => ("200 OK", format!("{done}: {}", notification.name())),
        Err(error) => ("502 Bad Gateway", error.to_string()),
    }
}

/// Reads a POST request, and returns its body.
async fn read_body(stream: &mut TcpStream) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = BufReader::new(stream.take(MAX_REQUEST));
    let mut line = String::new();
    reader.read_line(&mut line).await?;
    if !line.starts_with("POST ") {
        return Err("expected a POST request".into());
    }
    let mut length = None;
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line).await?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse::<u64>()?);
        }
    }
    let length = length.ok_or("expected a header Content-Length")?;
    if length > MAX_REQUEST {
        return Err(format!("the body is longer than {MAX_REQUEST} bytes").into());
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body).await?;
    if body.len() as u64 == length {
        Ok(body)
    } else {
        Err("the request ended before its body".into())
    }
}

/// What Alertmanager sends: the alerts of a group, of which some fire and some are resolved.
struct Notification {
    group_key: String,
    json: Value,
}

impl Notification {
    fn parse(body: &[u8]) -> Result<Self, Box<dyn Error>> {
        let json: Value = serde_json::from_slice(body)?;
        let group_key = json["groupKey"].as_str().ok_or("expected a `groupKey`")?;
        let group_key = group_key.to_owned();
        if !json["alerts"].is_array() {
            return Err("expected a list of `alerts`".into());
        }
        Ok(Self { group_key, json })
    }

    /// Opens, updates or resolves the incident of the group, and returns what was done.
    async fn apply(
        &self,
        client: &Client,
        page_id: &PageId,
    ) -> Result<&'static str, statuspage_client::Error> {
        let incident = self.find(client, page_id).await?;
        let is_firing = self.firing().next().is_some();
        let Some(incident) = incident else {
            if !is_firing {
                return Ok("no incident to resolve");
            }
            let params = CreateIncidentParams::new(page_id, self.name())
                .status(IncidentStatus::Investigating)
                .body(self.body())
                .components(self.components())
                .metadata([(METADATA, self.metadata())]);
            client.create_incident(&params).await?;
            return Ok("opened");
        };
        // Text, status and metadata in one request: it is carried out as a whole or not at all.
        let params = UpdateIncidentParams::new(page_id, &incident.id).components(self.components());
        if !is_firing {
            let params = params.status(IncidentStatus::Resolved);
            let params = params.body("All alerts are resolved.");
            client.update_incident(&params).await?;
            return Ok("resolved");
        }
        if metadata_of(&incident) == Some(&self.metadata()) {
            return Ok("nothing new");
        }
        // With what other programs have put there.
        let mut metadata = incident.metadata.unwrap_or_default();
        metadata.insert(METADATA.to_owned(), self.metadata());
        let params = params.body(self.body()).metadata(metadata);
        client.update_incident(&params).await?;
        Ok("updated")
    }

    /// Returns the unresolved incident of the group.
    async fn find(
        &self,
        client: &Client,
        page_id: &PageId,
    ) -> Result<Option<Incident>, statuspage_client::Error> {
        let list = ListUnresolvedIncidentsParams::new(page_id);
        let mut incidents = client.list_unresolved_incidents_items(&list);
        while let Some(incident) = incidents.next().await {
            let incident = incident?;
            if metadata_of(&incident).is_some_and(|ours| ours["group_key"] == *self.group_key) {
                return Ok(Some(incident));
            }
        }
        Ok(None)
    }

    fn alerts(&self) -> impl Iterator<Item = &Value> {
        self.json["alerts"].as_array().into_iter().flatten()
    }

    fn firing(&self) -> impl Iterator<Item = &Value> {
        self.alerts().filter(|alert| alert["status"] == "firing")
    }

    fn name(&self) -> String {
        let summary = &self.json["commonAnnotations"]["summary"];
        let name = &self.json["groupLabels"]["alertname"];
        let name = summary.as_str().or(name.as_str());
        let name = name.unwrap_or("Alerts are firing");
        name.chars().take(MAX_NAME).collect()
    }

    /// Returns a line for each alert that fires.
    fn body(&self) -> String {
        let lines = self.firing().map(|alert| {
            let annotations = &alert["annotations"];
            let text = annotations["description"].as_str();
            let text = text.or(annotations["summary"].as_str());
            text.or(alert["labels"]["alertname"].as_str())
                .unwrap_or("An alert is firing.")
        });
        let body = lines.collect::<Vec<_>>().join("\n");
        body.chars().take(MAX_BODY).collect()
    }

    /// Returns the statuses of the components that the alerts name. A firing alert counts more than a resolved one.
    fn components(&self) -> BTreeMap<&str, ComponentStatus> {
        let mut components = BTreeMap::new();
        for alert in self.alerts() {
            let Some(id) = alert["labels"]["statuspage_component"].as_str() else {
                continue;
            };
            if alert["status"] != "firing" {
                components.entry(id).or_insert(ComponentStatus::Operational);
            } else if alert["labels"]["severity"] == "critical" {
                components.insert(id, ComponentStatus::MajorOutage);
            } else if components.get(id) != Some(&ComponentStatus::MajorOutage) {
                components.insert(id, ComponentStatus::PartialOutage);
            }
        }
        components
    }

    fn metadata(&self) -> Value {
        let mut firing: Vec<&Value> = self.firing().map(|alert| &alert["fingerprint"]).collect();
        firing.sort_by_key(|fingerprint| fingerprint.as_str());
        json!({"group_key": self.group_key, "firing": firing})
    }
}

fn metadata_of(incident: &Incident) -> Option<&Value> {
    incident.metadata.as_ref()?.get(METADATA)
}
