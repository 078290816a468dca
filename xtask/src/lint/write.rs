//! `--suggest`: the overlay to its file.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::finding::Finding;
use super::suggestion;
use crate::file::Staged;
use crate::print;

/// Writes the overlay, all of it or nothing.
pub(super) fn write(target: &Path, force: bool, linted: &Path, findings: &[Finding]) -> Result<()> {
    let shown = target.display();
    let Some(overlay) = suggestion::overlay(&linted.display().to_string(), findings) else {
        print::report(&format!("nothing to suggest: {shown} is not written"));
        return Ok(());
    };
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(target).is_some_and(|target| Some(target) == real(linted)) {
        bail!("{shown} is the description itself: name another file for the overlay");
    }
    let count = overlay["actions"].as_array().map_or(0, Vec::len);
    let staged = Staged::new(target, serde_yaml::to_string(&overlay)?.as_bytes())
        .context("name a file in a folder that can be written to")?;
    if force {
        staged.replace()?;
    } else if !staged.create()? {
        bail!("{shown} exists already: name another file, or replace it with --force");
    }
    let verb = if count == 1 { "is" } else { "are" };
    let count = print::count(count, "action");
    print::report(&format!("{count} {verb} written to {shown}"));
    Ok(())
}
