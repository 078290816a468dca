//! `--check`: whether upstream, overlays, effective description and lock fit each other.

use std::collections::BTreeSet;

use anyhow::Result;

use super::effective::Effective;
use super::files::{Folder, LOCK, OVERLAYS, STATUSPAGE, UPSTREAM};
use super::lock::{Lock, sums};
use super::upstream;

use crate::print::{Outcome, print};

/// Prints what does not fit, and writes nothing.
pub(super) fn run(folder: &Folder) -> Result<Outcome> {
    let mut findings = Vec::new();
    if let Err(error) = find(folder, &mut findings) {
        findings.push(format!("{error:#}"));
    }
    print(&if findings.is_empty() {
        format!("{UPSTREAM}, {OVERLAYS}, {STATUSPAGE} and {LOCK} fit each other.\n")
    } else {
        let findings = findings.join("\n");
        format!("{findings}\n\nRun `cargo xtask sync`, and commit what it writes.\n")
    })?;
    Ok(Outcome::of(!findings.is_empty()))
}

fn find(folder: &Folder, findings: &mut Vec<String>) -> Result<()> {
    let lock = Lock::read(folder).unwrap_or_else(|error| {
        findings.push(format!("{error:#}"));
        None
    });
    if lock.is_none() && findings.is_empty() {
        findings.push(format!("{LOCK} does not exist"));
    }
    let (upstream, overlays) = (folder.read(UPSTREAM)?, folder.overlays()?);
    let statuspage = folder.read(STATUSPAGE).unwrap_or_default();
    if let Some(lock) = &lock {
        let sums = sums(&upstream, &overlays, &statuspage);
        let names: BTreeSet<&String> = sums.keys().chain(lock.sha256.keys()).collect();
        for name in names {
            let problem = match (sums.get(name), lock.sha256.get(name)) {
                (Some(found), Some(locked)) if found == locked => continue,
                (Some(_), Some(_)) => format!("has changed since {LOCK} was written"),
                (Some(_), None) => format!("was added after {LOCK} was written"),
                (None, _) => format!("is listed in {LOCK}, but does not exist"),
            };
            findings.push(format!("spec/{name}: {problem}"));
        }
    }
    let (source, _) = upstream::parse(UPSTREAM, upstream)?;
    let effective = Effective::new(&source, overlays)?;
    if effective.text.as_bytes() != statuspage {
        let line = first_difference(effective.text.as_bytes(), &statuspage);
        findings.push(format!(
            "{STATUSPAGE}:{line}: differs, from this line on, from what {UPSTREAM} and {OVERLAYS} give"
        ));
    }
    Ok(())
}

/// Returns the first line, from 1, that differs.
fn first_difference(left: &[u8], right: &[u8]) -> usize {
    let mut pairs = left
        .split(|byte| *byte == b'\n')
        .zip(right.split(|byte| *byte == b'\n'));
    let same = pairs.by_ref().take_while(|(left, right)| left == right);
    same.count() + 1
}
