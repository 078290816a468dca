//! An incident from start to end, and a maintenance: what a bot does on a bad day.
//!
//! `cargo run -p statuspage-client --example incident_lifecycle` talks to a simulator inside this process.
//! With `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID` set it talks to the real service, and asks first, since
//! subscribers get mail; `--yes` skips the question.

use std::error::Error;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use serde_json::Value;
use statuspage_client::Client;
use statuspage_client::params::{
    CreateAComponentParams, CreateARealtimeIncidentParams, DeleteAComponentParams,
    DeleteAnIncidentParams, GetAListOfAllComponentsParams, GetAListOfAllIncidentsParams,
    GetYourPageProfileParams, ScheduledOnlyParams, UnresolvedOnlyParams, UpdateAComponentParams,
    UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams as UpdateAnIncidentParams,
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
        Some(other) => return Err(format!("`{other}` is no option: the only one is --yes").into()),
    };
    if let (Some(_), Some(page_id)) = (
        variable("STATUSPAGE_API_KEY"),
        variable("STATUSPAGE_PAGE_ID"),
    ) {
        let client = Client::from_env()?;
        if yes || confirm(&page_id)? {
            run(&client, &page_id).await?;
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
    run(&client, simulator.page_id()).await
}

async fn run(client: &Client, page_id: &str) -> Result<(), Box<dyn Error>> {
    let page = client
        .get_your_page_profile(&GetYourPageProfileParams::new(page_id))
        .await?;
    step(&format!(
        "The page is \"{}\" ({page_id})",
        text(&page, "name")
    ));

    let component = client
        .create_a_component(
            &CreateAComponentParams::new(page_id)
                .name("Checkout")
                .description("Carts and payments"),
        )
        .await?;
    let component_id = text(&component, "id");
    step(&format!(
        "Made the component \"{}\" ({component_id})",
        text(&component, "name")
    ));

    let incident_id = work_an_incident(client, page_id, component_id).await?;
    let maintenance_id = schedule_a_maintenance(client, page_id).await?;
    list(client, page_id).await?;

    step("Tidying up");
    for id in [&incident_id, &maintenance_id] {
        client
            .delete_an_incident(&DeleteAnIncidentParams::new(page_id, id))
            .await?;
    }
    client
        .delete_a_component(&DeleteAComponentParams::new(page_id, component_id))
        .await?;
    println!("  Deleted both incidents and the component.");
    Ok(())
}

/// Opens an incident, posts updates, and resolves it; returns its id.
async fn work_an_incident(
    client: &Client,
    page_id: &str,
    component_id: &str,
) -> Result<String, Box<dyn Error>> {
    set_status(client, page_id, component_id, "major_outage").await?;
    let incident = client
        .create_a_realtime_incident(
            &CreateARealtimeIncidentParams::new(page_id)
                .name("Checkout is failing")
                .status("investigating")
                .message("Payments fail for about half of all orders.")
                .component_ids(component_id),
        )
        .await?;
    let incident_id = text(&incident, "id").to_owned();
    step(&format!(
        "Opened the incident \"{}\" ({incident_id})",
        text(&incident, "name")
    ));
    println!("  impact: {}", text(&incident, "impact"));

    for (status, message) in [
        ("identified", "A payment provider rejects our certificate."),
        (
            "monitoring",
            "The certificate is renewed; payments go through again.",
        ),
    ] {
        let update = UpdateAnIncidentParams::new(page_id, &incident_id)
            .status(status)
            .message(message);
        client
            .update_an_incident_only_applies_to_realtime_and_scheduled_incidents(&update)
            .await?;
        step(&format!("Posted an update: {status}"));
    }

    set_status(client, page_id, component_id, "operational").await?;
    let update = UpdateAnIncidentParams::new(page_id, &incident_id)
        .status("resolved")
        .message("All orders go through. Failed ones were not charged.");
    let resolved = client
        .update_an_incident_only_applies_to_realtime_and_scheduled_incidents(&update)
        .await?;
    step(&format!(
        "Resolved it at {}. Its timeline, newest first:",
        text(&resolved, "resolved_at")
    ));
    for update in items(&resolved["incident_updates"]) {
        println!("  {:<14} {}", text(update, "status"), text(update, "body"));
    }
    Ok(incident_id)
}

async fn set_status(
    client: &Client,
    page_id: &str,
    component_id: &str,
    status: &str,
) -> Result<(), Box<dyn Error>> {
    let update = UpdateAComponentParams::new(page_id, component_id).status(status);
    let component = client.update_a_component(&update).await?;
    step(&format!(
        "The component \"{}\" is now {}",
        text(&component, "name"),
        text(&component, "status")
    ));
    Ok(())
}

/// Schedules a maintenance for tomorrow; returns its id.
async fn schedule_a_maintenance(client: &Client, page_id: &str) -> Result<String, Box<dyn Error>> {
    let start = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let end = start + jiff::SignedDuration::from_hours(2);
    let maintenance = client
        .create_a_realtime_incident(
            &CreateARealtimeIncidentParams::new(page_id)
                .name("Database upgrade")
                .status("scheduled")
                .message("Checkout is read-only while the database is upgraded.")
                .scheduled_for(format!("{start:.0}"))
                .scheduled_until(format!("{end:.0}")),
        )
        .await?;
    step(&format!(
        "Scheduled the maintenance \"{}\"",
        text(&maintenance, "name")
    ));
    println!(
        "  from {} until {}",
        text(&maintenance, "scheduled_for"),
        text(&maintenance, "scheduled_until")
    );
    Ok(text(&maintenance, "id").to_owned())
}

async fn list(client: &Client, page_id: &str) -> Result<(), Box<dyn Error>> {
    let components = GetAListOfAllComponentsParams::new(page_id);
    let incidents = GetAListOfAllIncidentsParams::new(page_id);
    for (title, list) in [
        (
            "Components",
            client.get_a_list_of_all_components(&components).await?,
        ),
        (
            "Unresolved incidents",
            client
                .unresolved_only(&UnresolvedOnlyParams::new(page_id))
                .await?,
        ),
        (
            "Scheduled maintenances",
            client
                .scheduled_only(&ScheduledOnlyParams::new(page_id))
                .await?,
        ),
        (
            "All incidents",
            client.get_a_list_of_all_incidents(&incidents).await?,
        ),
    ] {
        step(&format!("{title}: {}", items(&list).len()));
        for item in items(&list) {
            println!("  {:<14} {}", text(item, "status"), text(item, "name"));
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

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or("-")
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
