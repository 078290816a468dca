//! An incident from start to end, and a maintenance: what a bot does on a bad day.
//!
//! `cargo run -p statuspage-examples` talks to a simulator inside this process.
//! With `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID` set it talks to the real service, and asks first, since
//! subscribers get mail; `--yes` skips the question.

use std::error::Error;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use statuspage_client::Client;
use statuspage_client::jiff::{SignedDuration, Timestamp};
use statuspage_client::models::{
    Component, ComponentId, ComponentStatus, Incident, IncidentId, IncidentStatus, PageId,
};
use statuspage_client::params::{
    CreateComponentParams, CreateIncidentParams, DeleteComponentParams, DeleteIncidentParams,
    GetPageParams, ListComponentsParams, ListIncidentsParams, ListScheduledIncidentsParams,
    ListUnresolvedIncidentsParams, UpdateIncidentParams,
};
use statuspage_simulator::Simulator;

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
    let yes = match std::env::args().nth(1).as_deref() {
        None => false,
        Some("--yes") => true,
        Some(other) => {
            return Err(format!("`{other}` is not an option: the only one is --yes").into());
        }
    };
    if let (Some(_), Some(page_id)) = (
        variable("STATUSPAGE_API_KEY"),
        variable("STATUSPAGE_PAGE_ID"),
    ) {
        let client = Client::from_env()?;
        if yes || confirm(&page_id)? {
            run(&client, &page_id.into()).await?;
        }
        return Ok(());
    }
    let simulator = Simulator::start().await?;
    println!(
        "Talking to a simulator at {}, inside this process.",
        simulator.url()
    );
    println!("(Set STATUSPAGE_API_KEY and STATUSPAGE_PAGE_ID to talk to the real service.)");
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .build()?;
    run(&client, &simulator.page_id().into()).await
}

async fn run(client: &Client, page_id: &PageId) -> Result<(), Box<dyn Error>> {
    let page = client.get_page(&GetPageParams::new(page_id)).await?;
    let name = page.name.as_deref().unwrap_or("without a name");
    step(&format!("The page is \"{name}\" ({page_id})"));

    let component = client
        .create_component(
            &CreateComponentParams::new(page_id)
                .name("Checkout")
                .description("Carts and payments"),
        )
        .await?;
    step(&format!("Made the component {}", shown(&component)));

    let incident = work_an_incident(client, page_id, &component.id).await?;
    let maintenance = schedule_a_maintenance(client, page_id, &component.id).await?;
    list(client, page_id).await?;

    step("Tidying up");
    for id in [incident, maintenance] {
        client
            .delete_incident(&DeleteIncidentParams::new(page_id, id))
            .await?;
    }
    client
        .delete_component(&DeleteComponentParams::new(page_id, component.id))
        .await?;
    println!("  Deleted both incidents and the component.");
    Ok(())
}

/// Opens an incident, posts updates, and resolves it; returns its id.
async fn work_an_incident(
    client: &Client,
    page_id: &PageId,
    component_id: &ComponentId,
) -> Result<IncidentId, Box<dyn Error>> {
    let incident = client
        .create_incident(
            &CreateIncidentParams::new(page_id, "Checkout is failing")
                .status(IncidentStatus::Investigating)
                .body("Payments fail for about half of all orders.")
                .components([(component_id, ComponentStatus::MajorOutage)]),
        )
        .await?;
    step(&format!("Opened the incident \"{}\"", named(&incident)));
    println!("  impact: {}", or_none(incident.impact.as_ref()));
    for component in incident.components.iter().flatten() {
        println!("  component: {}", shown(component));
    }

    let update = UpdateIncidentParams::new(page_id, &incident.id);
    for (status, component, body) in [
        (
            IncidentStatus::Identified,
            ComponentStatus::PartialOutage,
            "A payment provider rejects our certificate.",
        ),
        (
            IncidentStatus::Monitoring,
            ComponentStatus::DegradedPerformance,
            "The certificate is renewed; payments go through again.",
        ),
        (
            IncidentStatus::Resolved,
            ComponentStatus::Operational,
            "All orders go through. Failed ones were not charged.",
        ),
    ] {
        // Status and text in one request: two requests would make two updates, and notify subscribers twice.
        let update = update
            .clone()
            .status(status)
            .body(body)
            .components([(component_id, component)]);
        let incident = client.update_incident(&update).await?;
        step(&format!(
            "Posted an update: {}",
            or_none(incident.status.as_ref())
        ));
        if let Some(resolved_at) = incident.resolved_at {
            println!("  Resolved at {resolved_at}. The timeline, newest first:");
            for update in incident.incident_updates.iter().flatten() {
                let body = update.body.as_deref().unwrap_or_default();
                println!("  {:<14} {body}", or_none(update.status.as_ref()));
            }
        }
    }
    Ok(incident.id)
}

/// Schedules a maintenance for tomorrow; returns its id.
async fn schedule_a_maintenance(
    client: &Client,
    page_id: &PageId,
    component_id: &ComponentId,
) -> Result<IncidentId, Box<dyn Error>> {
    let start =
        Timestamp::from_second(Timestamp::now().as_second())? + SignedDuration::from_hours(24);
    let maintenance = client
        .create_incident(
            &CreateIncidentParams::new(page_id, "Database upgrade")
                .status(IncidentStatus::Scheduled)
                .body("Checkout is read-only while the database is upgraded.")
                .component_ids([component_id])
                .scheduled_for(start)
                .scheduled_until(start + SignedDuration::from_hours(2))
                .scheduled_auto_in_progress(true)
                .scheduled_auto_completed(true),
        )
        .await?;
    step(&format!(
        "Scheduled the maintenance \"{}\"",
        named(&maintenance)
    ));
    println!(
        "  from {} until {}",
        or_none(maintenance.scheduled_for.as_ref()),
        or_none(maintenance.scheduled_until.as_ref())
    );
    Ok(maintenance.id)
}

async fn list(client: &Client, page_id: &PageId) -> Result<(), Box<dyn Error>> {
    // With a page given: without one, the service allows one such request a minute.
    let components = ListComponentsParams::new(page_id).page(1);
    let components = client.list_components(&components).await?;
    step(&format!("Components: {}", components.len()));
    for component in &components {
        println!("  {}", shown(component));
    }
    let all = ListIncidentsParams::new(page_id);
    let unresolved = ListUnresolvedIncidentsParams::new(page_id);
    let scheduled = ListScheduledIncidentsParams::new(page_id);
    for (title, incidents) in [
        (
            "Unresolved incidents",
            client.list_unresolved_incidents(&unresolved).await?,
        ),
        (
            "Scheduled maintenances",
            client.list_scheduled_incidents(&scheduled).await?,
        ),
        ("All incidents", client.list_incidents(&all).await?),
    ] {
        step(&format!("{title}: {}", incidents.len()));
        for incident in &incidents {
            let status = or_none(incident.status.as_ref());
            println!("  {status:<14} {}", named(incident));
        }
    }
    Ok(())
}

/// Asks whether to go on. Without a terminal nobody can answer, so that is a no.
fn confirm(page_id: &str) -> Result<bool, Box<dyn Error>> {
    println!(
        "This writes to the page {page_id} of the real service: its subscribers may get mail."
    );
    if !std::io::stdin().is_terminal() {
        println!("Nobody is there to ask: nothing was done. `--yes` skips the question.");
        return Ok(false);
    }
    print!("Go on? [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    let yes = matches!(answer.trim(), "y" | "Y" | "yes");
    if !yes {
        println!("Nothing was done.");
    }
    Ok(yes)
}

/// An environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn step(what: &str) {
    println!("\n{what}");
}

fn shown(component: &Component) -> String {
    let name = component.name.as_deref().unwrap_or("without a name");
    format!("\"{name}\": {}", or_none(component.status.as_ref()))
}

fn named(incident: &Incident) -> &str {
    incident.name.as_deref().unwrap_or("without a name")
}

/// The service may leave out every field except ids.
fn or_none(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}
