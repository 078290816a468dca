//! `cargo xtask lint`: everything that is wrong or unusual in a description, with its place, and what corrects it.
//!
//! The findings are the reader's diagnostics and those of the rules in `lint/rules.rs`.

mod finding;
mod hints;
mod names;
mod paths;
mod references;
mod report;
mod rules;
pub(crate) mod suggestion;
#[cfg(test)]
mod tests;
mod types;

use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use statuspage_codegen_core::{Source, inspect};

use crate::document;
use crate::print::{self, Format, Outcome, print};
use finding::Finding;

/// Finds what is wrong or unusual in a description.
///
/// JSON: `{"file", "errors", "warnings", "findings": [{"file", "rule", "severity", "message", "help", "line", "column",
/// "pointer", "suggestion"}]}`. `errors` and `warnings` are numbers, `severity` is error or warning, `line` and `column` are
/// from 1, or null if unknown, `pointer` is a JSON pointer, and `suggestion` is an overlay action, or null. With `--rules`:
/// `[{"rule", "what", "why", "help"}]`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The description [default: spec/statuspage.json].
    file: Option<PathBuf>,
    /// The format of the findings.
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
        print(&match arguments.format {
            Format::Text => rules::text(),
            Format::Json => format!("{:#}\n", rules::json()),
        })?;
        return Ok(Outcome::Fine);
    }
    let path = document::path(arguments.file.as_deref());
    let source = document::source(&path)?;
    let findings = find(&source);
    if let Some(target) = &arguments.suggest {
        suggest(target, arguments.force, &path, &findings)?;
    }
    print(&match arguments.format {
        Format::Text => report::text(&source, &findings)?,
        Format::Json => format!("{:#}\n", report::json(&source, &findings)),
    })?;
    Ok(Outcome::of(!findings.is_empty()))
}

/// Returns all findings, each once, in the order of the text.
fn find(source: &Source) -> Vec<Finding> {
    let tree = match source.parse() {
        Ok(tree) => tree,
        Err(error) => return vec![Finding::from(error)],
    };
    let (api, diagnostics) = inspect(source, &tree);
    let mut findings: Vec<Finding> = diagnostics.into_iter().map(Finding::from).collect();
    let root = document::json(tree);
    if let Some(api) = &api {
        paths::find(api, &root, &mut findings);
        references::find(&root, &mut findings);
        types::find(api, &root, &mut findings);
        names::find(api, &root, &mut findings);
    }
    finding::locate_all(&mut findings, source);
    findings.sort_by(|one, other| {
        let [one, other] =
            [one, other].map(|found| (found.pointer.file(), found.place, found.rule));
        one.cmp(&other)
    });
    findings
}

/// Writes the suggested actions as an overlay.
fn suggest(target: &Path, force: bool, linted: &Path, findings: &[Finding]) -> Result<()> {
    let shown = target.display();
    let Some(overlay) = suggestion::overlay(&linted.display().to_string(), findings) else {
        print::report(&format!("nothing to suggest: {shown} is not written"));
        return Ok(());
    };
    if canonicalize(target).is_ok_and(|target| canonicalize(linted).is_ok_and(|it| it == target)) {
        bail!("{shown} is the description itself: name another file for the overlay");
    }
    if target.exists() && !force {
        bail!("{shown} exists already: name another file, or replace it with --force");
    }
    std::fs::write(target, serde_yaml::to_string(&overlay)?).with_context(|| {
        format!("cannot write {shown}; name a file in a folder that can be written to")
    })?;
    let count = overlay["actions"].as_array().map_or(0, Vec::len);
    let count = print::count(count, "action");
    print::report(&format!("wrote {count} to {shown}"));
    Ok(())
}
