//! `cargo xtask lint`: everything that is wrong or unusual in a description, with its place, and what corrects it.
//!
//! The findings are the reader's diagnostics and those of the rules in `lint/rules.rs`, in the order of the text.
//! `--format json` prints one object: `file`; `errors` and `warnings`, their numbers; and `findings`, an array of
//! objects with
//!
//! - `file`, `rule`, `severity` (`error` or `warning`), `message` and `help`: text;
//! - `line` and `column`, from 1, the column in characters; null where the place is unknown;
//! - `pointer`: the JSON pointer to the node, empty for the whole document;
//! - `suggestion`: the overlay action that corrects it, with `target` and either `update` or `remove`; or null.
//!
//! With `--rules` it is an array of objects with `rule`, `what`, `why` and `help`.

mod finding;
mod gaps;
mod hints;
mod names;
mod node;
mod parameters;
mod places;
mod references;
mod report;
mod rules;
mod suggestion;
#[cfg(test)]
mod tests;
mod write;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;
use statuspage_codegen_core::{Severity, Source, inspect};

use crate::file::{self, Limits};
use crate::print::print;
use crate::{Format, Outcome, document};
use finding::Finding;
use node::Node;

/// Finds what is wrong or unusual in a description.
///
/// JSON is an object with `file`, `errors`, `warnings` and `findings`; each finding has `file`, `rule`, `severity`,
/// `message`, `help`, `line`, `column`, `pointer` and `suggestion` (an overlay action, or null).
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The description [default: spec/statuspage.yaml].
    file: Option<PathBuf>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the suggested actions as an OpenAPI overlay to this file.
    #[arg(long, value_name = "OVERLAY_FILE")]
    suggest: Option<PathBuf>,
    /// Let `--suggest` replace a file.
    #[arg(long, requires = "suggest")]
    force: bool,
    /// List the rules instead: what each finds, why it matters, and what to do.
    #[arg(long, conflicts_with_all = ["file", "suggest"])]
    rules: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.rules {
        return print_rules(arguments.format).map(|()| Outcome::Fine);
    }
    let path = arguments
        .file
        .clone()
        .unwrap_or_else(|| default_file(&crate::root()));
    let name = path.display().to_string();
    let bytes = file::read(&path, Limits::default())
        .context("name a description, or none for spec/statuspage.yaml")?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let findings = find(&Source::from_bytes(name.as_str(), bytes));
    if let Some(target) = &arguments.suggest {
        write::write(target, arguments.force, &path, &findings)?;
    }
    match arguments.format {
        Format::Text => print(&report::text(&name, &text, &findings)?)?,
        Format::Json => {
            let found = json!({
                "file": name,
                "errors": report::count(&findings, Severity::Error),
                "warnings": report::count(&findings, Severity::Warning),
                "findings": findings.iter().map(|finding| finding.json(&name)).collect::<Vec<_>>(),
            });
            print(&format!("{found:#}\n"))?;
        }
    }
    Ok(if findings.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}

/// The repository's description, by the shortest name that works where we are.
fn default_file(root: &Path) -> PathBuf {
    let file = root.join("spec/statuspage.yaml");
    let here = std::env::current_dir().ok();
    let short = here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned));
    short.unwrap_or(file)
}

/// All findings, each once, in the order of the text.
fn find(source: &Source) -> Vec<Finding> {
    let tree = match source.parse() {
        Ok(tree) => tree,
        Err(error) => return vec![Finding::from(error)],
    };
    let (api, diagnostics) = inspect(source, &tree);
    let mut findings: Vec<Finding> = diagnostics.into_iter().map(Finding::from).collect();
    let tree = document::json(tree);
    let root = Node::root(&tree);
    if let Some(api) = &api {
        let places = places::places(api, &root);
        gaps::find(api, &places, &root, &mut findings);
        references::find(api, &root, &mut findings);
        parameters::find(api, &places, &root, &mut findings);
        hints::find(api, &places, &root, &mut findings);
        names::find(api, &root, &mut findings);
    }
    finding::locate_all(&mut findings, source, &root);
    findings.sort_by_key(|finding| (finding.place, finding.rule));
    findings
}

fn print_rules(format: Format) -> Result<()> {
    match format {
        Format::Text => print(&rules::text()),
        Format::Json => print(&format!("{:#}\n", rules::json())),
    }
}
