//! `--check`: whether upstream, overlay, effective description and lock fit each other.

use std::time::Duration;

use anyhow::Result;

use super::effective::Effective;
use super::files::{Folder, LOCK, OVERLAY, STATUSPAGE, UPSTREAM};
use super::lock::{Counts, Lock, sha256};
use super::upstream;
use crate::Outcome;
use crate::print::print;

/// Looks, prints what does not fit, and writes nothing.
pub(super) fn run(folder: &Folder, time_limit: Duration) -> Result<Outcome> {
    let findings = find(folder, time_limit);
    if findings.is_empty() {
        print(&format!(
            "{UPSTREAM}, {OVERLAY}, {STATUSPAGE} and {LOCK} fit each other.\n"
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
    let mut keep =
        |read: Result<Vec<u8>>| read.map_err(|error| findings.push(format!("{error:#}")));
    let upstream = keep(folder.read(UPSTREAM));
    let overlay = keep(folder.read(OVERLAY));
    let statuspage = keep(folder.read(STATUSPAGE));
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
    let (Ok(upstream), Ok(overlay), Ok(statuspage)) = (upstream, overlay, statuspage) else {
        return findings;
    };
    if let Some(lock) = &lock {
        let sums = &lock.sha256;
        for (name, bytes, sum) in [
            (UPSTREAM, &upstream, &sums.upstream),
            (OVERLAY, &overlay, &sums.overlay),
            (STATUSPAGE, &statuspage, &sums.statuspage),
        ] {
            if sha256(bytes) != *sum {
                findings.push(format!("{name}: is not as it was when {LOCK} was written"));
            }
        }
    }
    match upstream::parse(UPSTREAM, upstream, time_limit)
        .and_then(|(source, _)| Effective::new(&source, overlay))
    {
        Ok(effective) => compare(&effective, &statuspage, lock.as_ref(), &mut findings),
        Err(error) => findings.push(format!("{error:#}")),
    }
    findings
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
            "{STATUSPAGE}:{line}: is not what {UPSTREAM} and {OVERLAY} make, from this line on"
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
