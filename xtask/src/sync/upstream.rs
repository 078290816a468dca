//! Gets upstream from a URL or a file, and reads it.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use statuspage_codegen_core::{Diagnostic, Reading, Rule, Severity, Source};

use super::files::{Folder, UPSTREAM};
use super::lock::Lock;
use crate::print::print;
use crate::{document, fetch};

/// Upstream as it was received.
pub(super) struct Upstream {
    /// Where to get it the next time, as in the lock.
    pub(super) source: String,
    /// The date on which these bytes were first retrieved.
    pub(super) retrieved: Date,
    pub(super) bytes: Vec<u8>,
}

/// Gets upstream from the source that the caller names, otherwise from the source in the lock. The lock keeps its source, unless
/// that is to be replaced.
pub(super) fn get(
    folder: &Folder,
    from: Option<&str>,
    set_source: bool,
    time_limit: Duration,
) -> Result<Upstream> {
    let lock = match (Lock::read(folder), from) {
        (Ok(lock), _) => lock,
        // The lock is replaced, and nothing in it is needed.
        (Err(_), Some(_)) => None,
        (Err(error), None) => return Err(error),
    };
    let locked = lock.as_ref().map_or(UPSTREAM, |lock| &lock.source);
    let bytes = if let Some(from) = from {
        fetch::get(from, time_limit)?
    } else if fetch::url(locked)?.is_some() {
        fetch::get(locked, time_limit)?
    } else if folder.path(locked).is_file() {
        fetch::read(&folder.path(locked), time_limit)?
    } else {
        print(&format!(
            "{locked}, the source of {UPSTREAM}, does not exist: {UPSTREAM} stays as it is.\n\n"
        ))?;
        fetch::read(&folder.path(UPSTREAM), time_limit)?
    };
    let source = match from {
        Some(from) if set_source || lock.is_none() => {
            folder.name_of(Path::new(from)).unwrap_or(from.to_owned())
        }
        _ => locked.to_owned(),
    };
    let unchanged = lock.filter(|lock| {
        lock.source == source && folder.read(UPSTREAM).is_ok_and(|present| present == bytes)
    });
    let today = || TimeZone::UTC.to_datetime(Timestamp::now()).date();
    Ok(Upstream {
        source,
        retrieved: unchanged.map_or_else(today, |lock| lock.retrieved),
        bytes,
    })
}

/// Reads the description.
pub(super) fn parse(name: &str, bytes: Vec<u8>) -> Result<(Source, Reading)> {
    let source = Source::from_bytes(name, bytes);
    let mut reading = document::api(&source)?;
    // An overlay could correct only one of two equal keys.
    let is_repeated = |found: &Diagnostic| found.rule == Rule::RepeatedKey;
    if !reading.warnings.iter().any(is_repeated) {
        return Ok((source, reading));
    }
    reading.warnings.retain(is_repeated);
    for found in &mut reading.warnings {
        found.severity = Severity::Error;
    }
    Err(document::refused(reading.warnings, &source))
}
