//! `cargo xtask drift`: where the vendor's page and our description differ.
//!
//! The steps, a file each: `page` (the document in the page), `side` (a document, as the generator reads it), `compare` and `values`,
//! `known` (the intended differences), `texts` (the hashes of the page's texts), `suggest` and `report`.

mod compare;
mod known;
mod page;
mod report;
mod side;
mod suggest;
#[cfg(test)]
mod tests;
mod texts;
mod values;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::{Timestamp, tz::TimeZone};
use statuspage_codegen_core::{Api, Severity, inspect};

use crate::file::Staged;
use crate::print::{Outcome, print};
use crate::{document, fetch};
use compare::compare;
use report::Report;

/// The vendor's page.
const PAGE: &str = "https://developer.statuspage.io/";

/// Compares our description with the vendor's page.
///
/// The page has an OpenAPI document, which is compared with spec/statuspage.json: operations by method and path without
/// `.json`, their parameters and responses, fields, enum values, statuses, types, what is required, null, limited or deprecated.
/// Sample values, random ids, order and prose do not count. Intended differences are in spec/drift.yaml, a line each with
/// its place, what differs and why we are right. Prints, as Markdown, the differences that are new, and those in spec/drift.yaml
/// that are gone; exits with 1 if there are any. Lists the places whose text on the page has changed since `--record`, by hashes.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The page: a URL (https, or http for this machine), a saved page, or a file with the OpenAPI document alone.
    #[arg(long, value_name = "FILE|URL", default_value = PAGE)]
    from: String,
    /// Write the new differences at this place to spec/drift.yaml; `*` stands for any text.
    #[arg(long, value_name = "PLACE", requires = "why")]
    accept: Option<String>,
    /// Why we are right.
    #[arg(long, value_name = "TEXT", requires = "accept")]
    why: Option<String>,
    /// Suggest an action of an overlay for each operation, parameter, field and enum value that only the page has.
    #[arg(long)]
    suggest: bool,
    /// Write the hashes of the page's texts to spec/drift.lock, with today's date.
    #[arg(long)]
    record: bool,
    /// The time limit for getting the page, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    time_limit: u64,
    /// The folder with spec/.
    #[arg(long, value_name = "DIR", hide = true)]
    root: Option<PathBuf>,
}

/// Prints the report.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let root = arguments.root.clone().unwrap_or_else(crate::file::root);
    let time_limit = Duration::from_secs(arguments.time_limit);
    let source = document::source(&root.join("spec/statuspage.json"))?;
    let ours = document::api(&source)?.api;
    let known_path = root.join(known::FILE);
    let mut known = known::read(&known_path)?;
    let record = texts::read(&root.join(texts::FILE))?;

    let from = arguments.from.clone();
    let bytes = fetch::get(&from, time_limit)?;
    let page = read(&from, bytes)?;
    let comparison = compare(&ours, &page);
    let hashes = comparison.texts.hashes();

    let (mut new, _) = known::split(&comparison.differences, &known);
    if let (Some(place), Some(why)) = (&arguments.accept, &arguments.why) {
        let lines = known::accept(place, why, &mut new)?;
        append(&known_path, &lines)?;
        known = known::read(&known_path)?;
    }
    let (new, gone) = known::split(&comparison.differences, &known);
    if arguments.record {
        let record = texts::Record {
            source: arguments.from.clone(),
            recorded: TimeZone::UTC.to_datetime(Timestamp::now()).date(),
            texts: hashes.clone(),
        };
        Staged::new(&root.join(texts::FILE), record.text()?.as_bytes())?.replace()?;
    }
    let suggestion = if arguments.suggest {
        let tree = source
            .parse()
            .map_err(|error| document::refused(vec![error], &source))?;
        suggest::actions(&new, &comparison, &document::json(tree))?
    } else {
        None
    };
    let report = Report {
        operations: [ours.operations.len(), page.operations.len()],
        known: comparison.differences.len() - new.len(),
        gone: gone.into_iter().map(known::Known::shown).collect(),
        new,
        recorded: record.as_ref().map(|record| record.recorded),
        texts: record.map_or_else(Vec::new, |record| record.changes(&hashes)),
        suggestion,
    };
    print(&report.markdown())?;
    let is_same = report.new.is_empty() && report.gone.is_empty();
    Ok(Outcome::of(!is_same))
}

/// The maximum number of diagnostics that are reported of a document that cannot be read.
const DIAGNOSTICS: usize = 10;

/// Reads the document in the page. What cannot be read completely would be reported as missing.
fn read(name: &str, bytes: Vec<u8>) -> Result<Api> {
    let source = page::document(name, bytes)?;
    let tree = source
        .parse()
        .map_err(|error| document::refused(vec![error], &source))?;
    let (api, mut diagnostics) = inspect(&source, &tree);
    diagnostics.retain(|found| found.severity == Severity::Error);
    match api {
        Some(api) if diagnostics.is_empty() => Ok(api),
        _ => {
            diagnostics.truncate(DIAGNOSTICS);
            let refused = document::refused(diagnostics, &source);
            Err(refused).with_context(|| format!("the OpenAPI document of {name} cannot be read completely, so it is not compared"))
        }
    }
}

/// Appends lines to a file, which may not exist yet.
fn append(path: &Path, lines: &str) -> Result<()> {
    let mut text = if path.exists() {
        String::from_utf8(crate::file::read(path)?).context("spec/drift.yaml is not UTF-8")?
    } else {
        String::new()
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Staged::new(path, (text + lines).as_bytes())?.replace()
}
