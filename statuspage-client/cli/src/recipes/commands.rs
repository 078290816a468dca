//! The commands of the recipes.

use clap::{Arg, ArgAction, Command, builder::PossibleValuesParser, value_parser};
use statuspage_client::{jiff::Timestamp, models::ComponentStatus};

use crate::value::TIME;

const INCIDENT: &str = "\
Drives an incident by a key of yours, such as the number of an alert. The key is
kept in the metadata of the incident: {\"statuspage-cli\": {\"key\": KEY}}.

Every command can be repeated: it looks for the key first, and sends nothing if
the page is as wanted already. A script that was stopped at any point can run
again from its start.";

const MAINTENANCE: &str = "\
Drives a maintenance by a key of yours, such as the number of a CI job. The key is
kept in the metadata of the maintenance: {\"statuspage-cli\": {\"key\": KEY}}.

Every command can be repeated: it looks for the key first, and sends nothing if
the page is as wanted already. A script that was stopped at any point can run
again from its start.";

const LIMITS: &str = "\
What it costs:
  The key is looked for among what is not over yet, in one to four requests.
  If it is not there, all incidents of the page are read: one request for every
  100, of the 60 that an API key has in a minute.

What can still happen twice:
  Two runs at the same time with the same key: neither finds what the other is
  about to send.
  A request that was on its way when its process was killed: it may be carried
  out after the next run has looked.
  An update whose text was edited since: the next run does not recognize it.

--dry-run looks for the key too, and prints the request that would follow.";

/// Returns the groups with their commands.
pub(crate) fn commands() -> [Command; 2] {
    let group = |name, about: &'static str, long: &'static str| {
        Command::new(name)
            .about(about)
            .long_about(long)
            .after_long_help(LIMITS)
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_value_name("COMMAND")
    };
    let incident = group(
        "incident",
        "Open, update and resolve an incident by a key; can be repeated",
        INCIDENT,
    );
    let maintenance = group(
        "maintenance",
        "Schedule, start and complete a maintenance by a key; can be repeated",
        MAINTENANCE,
    );
    [
        incident.subcommands([
            command("open", "Open an incident, unless one with this key exists")
                .arg(name())
                .arg(status().default_value("investigating"))
                .arg(body())
                .arg(statuses())
                .arg(
                    option("impact", "IMPACT", "Impact, instead of the one that follows from the components")
                        .value_parser(["none", "minor", "major", "critical"]),
                ),
            command("update", "Post an update, unless the incident has one with this status and text")
                .arg(status().required(true))
                .arg(body().required(true))
                .arg(statuses()),
            command("resolve", "Resolve the incident, unless it is resolved").arg(body()).arg(statuses()),
        ]),
        maintenance.subcommands([
            command("schedule", "Schedule a maintenance, unless one with this key exists")
                .arg(name())
                .arg(time("from", "Start, such as 2026-01-31T08:00:00Z"))
                .arg(time("until", "End"))
                .arg(body())
                .arg(
                    option("component", "ID", "Component that is affected; may be repeated")
                        .action(ArgAction::Append),
                )
                .arg(
                    Arg::new("auto").long("auto").action(ArgAction::SetTrue).help(
                        "Let the service start and complete it, and set the statuses of its components",
                    ),
                ),
            command("start", "Start the maintenance, unless it is in progress").arg(body()).arg(statuses()),
            command("complete", "Complete the maintenance, unless it is completed").arg(body()).arg(statuses()),
        ]),
    ]
}

fn command(verb: &'static str, about: &'static str) -> Command {
    let key = option(
        "key",
        "KEY",
        "Key of yours, by which the other commands find it",
    )
    .required(true);
    let page = option("page", "PAGE_ID", "Page")
        .required(true)
        .env("STATUSPAGE_PAGE_ID");
    let notify = option(
        "notify",
        "BOOLEAN",
        "Whether to notify subscribers [default: true]",
    );
    Command::new(verb)
        .about(about)
        .after_long_help(LIMITS)
        .arg(key.value_parser(clap::builder::NonEmptyStringValueParser::new()))
        .arg(page.display_order(900))
        .arg(notify.value_parser(value_parser!(bool)).display_order(900))
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn name() -> Arg {
    option("name", "TEXT", "Title").required(true)
}

fn body() -> Arg {
    option("body", "TEXT", "Text of the update")
}

fn status() -> Arg {
    // Not `resolved`: that is `resolve`.
    let statuses = PossibleValuesParser::new(["investigating", "identified", "monitoring"]);
    option("status", "STATUS", "Status").value_parser(statuses)
}

fn time(name: &'static str, help: &'static str) -> Arg {
    let read = |text: &str| {
        let time = text.parse::<Timestamp>();
        time.map_err(|_| format!("expected {TIME}"))
    };
    option(name, "TIME", help).required(true).value_parser(read)
}

/// Statuses of components.
fn statuses() -> Arg {
    option(
        "component",
        "ID=STATUS",
        "New status of a component, such as abc=major_outage; may be repeated",
    )
    .action(ArgAction::Append)
    .value_parser(|text: &str| {
        let pair = text
            .split_once('=')
            .filter(|(id, status)| !id.is_empty() && !status.is_empty());
        let (id, status) = pair.ok_or("expected ID=STATUS, such as abc=major_outage")?;
        Ok::<_, &str>((id.to_owned(), ComponentStatus::from(status)))
    })
}
