//! Schedules and completes a maintenance in a CI job: `cargo run -p statuspage-examples --bin ci_maintenance -- schedule JOB NAME`.
//!
//! Set `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID`. JOB is a key of the deployment, such as the id of the pipeline. It is kept in
//! the metadata of the maintenance and looked up first, so each command can be repeated, also after a failure that may have been
//! carried out. The exit code is 0 if the page is as wanted, 1 after a failure, and 2 if the arguments are wrong.

use std::process::ExitCode;

use statuspage_client::Error;
use statuspage_client::blocking::Client;
use statuspage_client::jiff::{SignedDuration, Timestamp};
use statuspage_client::models::{ComponentStatus, Incident, IncidentStatus, PageId};
use statuspage_client::params::{
    CreateIncidentParams, ListActiveMaintenancesParams, ListIncidentsParams,
    ListUpcomingMaintenancesParams, UpdateIncidentParams,
};
use statuspage_client::serde_json::json;

const USAGE: &str = "\
usage: ci_maintenance schedule JOB NAME [--in MINUTES] [--for MINUTES] [--component ID]…
       ci_maintenance complete JOB

schedule  begins a maintenance, or announces it, if there is none of this job
  --in MINUTES     begin then; without it, begin now
  --for MINUTES    its planned length; 60 by default
  --component ID   a component that is under maintenance; may be repeated
complete  ends the maintenance of this job; its components are operational again";

/// The name of our object in the metadata of an incident.
const METADATA: &str = "ci";

fn main() -> ExitCode {
    let command = match Command::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("error: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match start(&command) {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: &Command) -> Result<String, Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let page_id = std::env::var("STATUSPAGE_PAGE_ID")
        .map_err(|error| format!("the environment variable STATUSPAGE_PAGE_ID: {error}"))?;
    let page_id = PageId::from(page_id);
    match command {
        Command::Schedule(plan) => schedule(&client, &page_id, plan),
        Command::Complete { job } => complete(&client, &page_id, job),
    }
}

enum Command {
    Schedule(Plan),
    Complete { job: String },
}

struct Plan {
    job: String,
    name: String,
    /// Minutes until it begins; `None` means now.
    begin_in: Option<i64>,
    minutes: i64,
    component_ids: Vec<String>,
}

impl Command {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut next = |what: &str| {
            let argument = arguments.next().filter(|argument| !argument.is_empty());
            argument.ok_or_else(|| format!("{what} is missing"))
        };
        match next("the command")?.as_str() {
            "schedule" => {
                let mut plan = Plan {
                    job: next("JOB")?,
                    name: next("NAME")?,
                    begin_in: None,
                    minutes: 60,
                    component_ids: Vec::new(),
                };
                while let Some(option) = arguments.next() {
                    let value = arguments.next();
                    let value = value.ok_or_else(|| format!("the value of {option} is missing"))?;
                    match option.as_str() {
                        "--in" => plan.begin_in = Some(minutes(&value)?),
                        "--for" => plan.minutes = minutes(&value)?,
                        "--component" => plan.component_ids.push(value),
                        _ => return Err(format!("`{option}` is not an option")),
                    }
                }
                Ok(Self::Schedule(plan))
            }
            "complete" => {
                let job = next("JOB")?;
                match arguments.next() {
                    None => Ok(Self::Complete { job }),
                    Some(argument) => Err(format!("unexpected argument `{argument}`")),
                }
            }
            other => Err(format!("`{other}` is not a command")),
        }
    }
}

/// Returns a number of minutes from 1 to a year.
fn minutes(text: &str) -> Result<i64, String> {
    let number = text.parse().ok();
    number
        .filter(|number| (1..=366 * 24 * 60).contains(number))
        .ok_or_else(|| format!("`{text}` is not a number of minutes from 1 to 527040"))
}

fn schedule(
    client: &Client,
    page_id: &PageId,
    plan: &Plan,
) -> Result<String, Box<dyn std::error::Error>> {
    if let Some(maintenance) = find_open(client, page_id, &plan.job)? {
        return Ok(format!("{}: exists already", shown(&maintenance)));
    }
    let now = Timestamp::from_second(Timestamp::now().as_second())?;
    let begin = now + SignedDuration::from_mins(plan.begin_in.unwrap_or(0));
    let params = CreateIncidentParams::new(page_id, &plan.name)
        .body(&plan.name)
        .component_ids(&plan.component_ids)
        .scheduled_for(begin)
        .scheduled_until(begin + SignedDuration::from_mins(plan.minutes))
        .metadata([(METADATA, json!({"job": plan.job}))]);
    let params = if plan.begin_in.is_some() {
        params
            .status(IncidentStatus::Scheduled)
            .scheduled_auto_in_progress(true)
            .auto_transition_to_maintenance_state(true)
    } else {
        let ids = plan.component_ids.iter();
        params
            .status(IncidentStatus::InProgress)
            .components(ids.map(|id| (id, ComponentStatus::UnderMaintenance)))
    };
    match client.create_incident(&params) {
        Ok(maintenance) => Ok(format!("{}: created", shown(&maintenance))),
        // It may exist although the response is lost. Creating it again would notify subscribers twice.
        Err(error) if error.may_have_been_carried_out() => {
            match find_open(client, page_id, &plan.job)? {
                Some(maintenance) => Ok(format!("{}: created", shown(&maintenance))),
                None => Err(error.into()),
            }
        }
        Err(error) => Err(error.into()),
    }
}

fn complete(
    client: &Client,
    page_id: &PageId,
    job: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let Some(maintenance) = find_open(client, page_id, job)? else {
        let all = ListIncidentsParams::new(page_id);
        return match find(client.list_incidents_items(&all), job)? {
            Some(maintenance) => Ok(format!("{}: was completed before", shown(&maintenance))),
            None => Err(format!("there is no maintenance of the job `{job}`").into()),
        };
    };
    let components = maintenance.components.iter().flatten();
    let params = UpdateIncidentParams::new(page_id, &maintenance.id)
        .status(IncidentStatus::Completed)
        .body("The maintenance is complete.")
        .components(components.map(|component| (&component.id, ComponentStatus::Operational)));
    match client.update_incident(&params) {
        Ok(maintenance) => Ok(format!("{}: completed", shown(&maintenance))),
        Err(error) if error.may_have_been_carried_out() => match find_open(client, page_id, job)? {
            None => Ok(format!("{}: completed", shown(&maintenance))),
            Some(_) => Err(error.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Returns the maintenance of the job that is to come or under way.
fn find_open(client: &Client, page_id: &PageId, job: &str) -> Result<Option<Incident>, Error> {
    let active = ListActiveMaintenancesParams::new(page_id);
    let upcoming = ListUpcomingMaintenancesParams::new(page_id);
    let active = client.list_active_maintenances_items(&active);
    let upcoming = client.list_upcoming_maintenances_items(&upcoming);
    find(active.chain(upcoming), job)
}

fn find(
    incidents: impl IntoIterator<Item = Result<Incident, Error>>,
    job: &str,
) -> Result<Option<Incident>, Error> {
    for incident in incidents {
        let incident = incident?;
        let ours = incident.metadata.as_ref().and_then(|all| all.get(METADATA));
        if ours.is_some_and(|ours| ours["job"] == job) {
            return Ok(Some(incident));
        }
    }
    Ok(None)
}

fn shown(incident: &Incident) -> String {
    let link = incident.shortlink.as_deref().unwrap_or_default();
    format!("{} {link}", incident.id)
}
