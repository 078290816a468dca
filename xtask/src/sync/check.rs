//! `--check`: whether upstream, overlays, effective description and lock fit each other.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Result;

use super::effective::Effective;
use super::files::{Folder, LOCK, OVERLAYS, STATUSPAGE, UPSTREAM};
use super::lock::{Counts, Lock, sums};
use super::upstream;
use crate::Outcome;
use crate::print::print;

/// Looks, prints what does not fit, and writes nothing.
pub(super) fn run(folder: &Folder, time_limit: Duration) -> Result<Outcome> {
    let findings = find(folder, time_limit);
    if findings.is_empty() {
        print(&format!(
            "{UPSTREAM}, {OVERLAYS}, {STATUSPAGE} and {LOCK} fit each other.\n"
        ))?;
        return Ok(Outcome::Fine);
    }
    print(&format!(
        "{}\n\nRun `cargo xtask sync`, and commit what it writes.\n",
        findings.join("\n")
    ))?;
    Ok(Outcome::Findings)
}

fn find(folder: &Folder, time_limit: Duration) -> Vec<String> {
    let mut findings = Vec::new();
    let upstream = keep(folder.read(UPSTREAM), &mut findings);
    let overlays = keep(folder.overlays(), &mut findings);
    let statuspage = keep(folder.read(STATUSPAGE), &mut findings);
    let lock = match Lock::read(folder) {
        Ok(Some(lock)) => Some(lock),
        Ok(None) => {
            findings.push(format!("{LOCK}: there is none"));
            None
        }
        Err(error) => {
            findings.push(format!("{error:#}"));
            None
        }
    };
    let (Some(upstream), Some(overlays), Some(statuspage)) = (upstream, overlays, statuspage)
    else {
        return findings;
    };
    if let Some(lock) = &lock {
        let sums = sums(&upstream, &overlays, &statuspage);
        let names: BTreeSet<&String> = sums.keys().chain(lock.sha256.keys()).collect();
        for name in names {
            let problem = match (sums.get(name), lock.sha256.get(name)) {
                (Some(found), Some(locked)) if found == locked => continue,
                (Some(_), Some(_)) => format!("is not as it was when {LOCK} was written"),
                (Some(_), None) => format!("was added after {LOCK} was written"),
                (None, _) => format!("is in {LOCK}, and does not exist"),
            };
            findings.push(format!("spec/{name}: {problem}"));
        }
    }
    match upstream::parse(UPSTREAM, upstream, time_limit)
        .and_then(|(source, _)| Effective::new(&source, overlays))
    {
        Ok(effective) => compare(&effective, &statuspage, lock.as_ref(), &mut findings),
        Err(error) => findings.push(format!("{error:#}")),
    }
    findings
}

/// What was read, or nothing and a finding.
fn keep<T>(read: Result<T>, findings: &mut Vec<String>) -> Option<T> {
    read.map_err(|error| findings.push(format!("{error:#}")))
        .ok()
}

/// Compares what should be with what is.
fn compare(
    effective: &Effective,
    statuspage: &[u8],
    lock: Option<&Lock>,
    findings: &mut Vec<String>,
) {
    if effective.text.as_bytes() != statuspage {
        let line = first_difference(effective.text.as_bytes(), statuspage);
        findings.push(format!(
            "{STATUSPAGE}:{line}: is not what {UPSTREAM} and {OVERLAYS} make, from this line on"
        ));
    }
    let counts = Counts::of(effective);
    if let Some(lock) = lock
        && lock.counts != counts
    {
        findings.push(format!(
            "{LOCK}: the counts are of another description, {:?}",
            lock.counts
        ));
    }
}

/// The first line, from 1, that differs.
fn first_difference(left: &[u8], right: &[u8]) -> usize {
    let mut pairs = left
        .split(|byte| *byte == b'\n')
        .zip(right.split(|byte| *byte == b'\n'));
    let same = pairs.by_ref().take_while(|(left, right)| left == right);
    same.count() + 1
}
