//! `statuspage incident` and `statuspage maintenance`: commands that a script can run again.
//!
//! Each looks for the key of the script first, and sends nothing if the page is as wanted.

mod commands;
mod lookup;
mod plan;

use clap::ArgMatches;
use serde_json::Value;
use statuspage_client::{
    Client, Error,
    models::Incident,
    params::{CreateIncidentParams, UpdateIncidentParams},
};
use statuspage_codegen_core::api::Type;

pub(crate) use self::commands::commands;
use self::plan::{Plan, Recipe};
use crate::{
    confirm, credentials,
    description::Description,
    dry_run,
    exit::Failure,
    global::Global,
    output::{self, Format, Printer},
    progress::Progress,
    run::runtime,
};

/// The fields of a table, unless the user names others.
const SUMMARY: [&str; 7] = [
    "id",
    "name",
    "status",
    "impact",
    "scheduled_for",
    "scheduled_until",
    "shortlink",
];

/// What a recipe changes.
enum Change {
    Create(Box<CreateIncidentParams>),
    Update(Box<UpdateIncidentParams>),
}

/// Runs the recipe that the arguments name; `None` if they name something else.
pub(crate) fn run(
    description: &Description,
    matches: &ArgMatches,
    global: &Global,
) -> Option<Result<(), Failure>> {
    let (group, matches) = matches.subcommand()?;
    let (verb, matches) = matches.subcommand()?;
    let recipe = Recipe::read(group, verb, matches)?;
    Some(carry_out(description, &recipe, global))
}

fn carry_out(description: &Description, recipe: &Recipe, global: &Global) -> Result<(), Failure> {
    let progress = Progress::new();
    let client = credentials::builder(global.key_file.as_deref())?.hook(progress.clone());
    let client = client.build().map_err(reading)?;
    let look = async || {
        let found = lookup::find(&client, &recipe.page_id, recipe.kind, &recipe.key);
        recipe.plan(progress.show(found).await.map_err(reading)?)
    };
    runtime()?.block_on(async {
        let change = match look().await? {
            Plan::Nothing(incident, why) => {
                output::note(&format!("nothing sent: {why}"));
                return print(description, &incident, global);
            }
            Plan::Send(change) => change,
        };
        if global.dry_run {
            return output::text(&change.request()?);
        }
        if recipe.notifies() && !global.yes {
            confirm::ask(&recipe.action(), "Subscribers are notified")?;
        }
        let incident = match progress.show(change.send(&client)).await {
            Ok(incident) => incident,
            // The response may be lost only.
            Err(error) if error.may_have_been_carried_out() => match look().await {
                Ok(Plan::Nothing(incident, _)) => *incident,
                _ => return Err(writing(error)),
            },
            Err(error) => return Err(writing(error)),
        };
        output::note(&recipe.sent(&incident));
        print(description, &incident, global)
    })
}

impl Change {
    async fn send(&self, client: &Client) -> Result<Incident, Error> {
        match self {
            Self::Create(params) => client.create_incident(params).await,
            Self::Update(params) => client.update_incident(params).await,
        }
    }

    fn request(&self) -> Result<String, Failure> {
        let base_url = credentials::base_url()?;
        let request = match self {
            Self::Create(params) => dry_run::request(&**params, &base_url),
            Self::Update(params) => dry_run::request(&**params, &base_url),
        };
        request.map_err(writing)
    }
}

fn print(description: &Description, incident: &Incident, global: &Global) -> Result<(), Failure> {
    let ty = Type::Model("Incident".to_owned());
    let mut value = serde_json::to_value(incident)
        .map_err(|error| Failure::Other(format!("the incident cannot be printed: {error}")))?;
    if let (Format::Table, true, Value::Object(fields)) =
        (global.format, global.fields.is_empty(), &mut value)
    {
        fields.retain(|name, _| SUMMARY.contains(&name.as_str()));
    }
    let mut printer = Printer::new(description, &ty, global);
    printer.value(value)?;
    printer.finish()
}

fn reading(error: Error) -> Failure {
    Failure::Call {
        error,
        only_reads: true,
    }
}

fn writing(error: Error) -> Failure {
    Failure::Call {
        error,
        only_reads: false,
    }
}
