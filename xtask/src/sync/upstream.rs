//! Gets upstream from a URL or a file, and reads it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use reqwest::Url;
use statuspage_codegen_core::{Diagnostic, Reading, Rule, Severity, Source};

use super::download::{self, download};
use super::files::{Folder, UPSTREAM};
use super::lock::Lock;
use crate::print::print;
use crate::{document, file};

/// Upstream as it was received.
pub(super) struct Upstream {
    /// Where it came from, as in the lock.
    pub(super) source: String,
    /// The date on which these bytes first came from there.
    pub(super) retrieved: Date,
    pub(super) bytes: Vec<u8>,
}

/// Gets upstream from the source that the caller names, otherwise from the source in the lock.
pub(super) fn get(folder: &Folder, from: Option<&str>, time_limit: Duration) -> Result<Upstream> {
    let lock = match (Lock::read(folder), from) {
        (Ok(lock), _) => lock,
        // The lock is replaced, and nothing in it is needed.
        (Err(_), Some(_)) => None,
        (Err(error), None) => return Err(error),
    };
    let locked = lock.as_ref().map_or(UPSTREAM, |lock| &lock.source);
    let mut source = from.unwrap_or(locked).to_owned();
    let bytes = if let Some(address) = address(&source)? {
        download(&address, time_limit)?
    } else if from.is_some() {
        let path = PathBuf::from(&source);
        let bytes = read(path.clone(), time_limit)?;
        source = folder.name_of(&path).unwrap_or(source);
        bytes
    } else if folder.path(&source).is_file() {
        read(folder.path(&source), time_limit)?
    } else {
        print(&format!(
            "{source}, the source of {UPSTREAM}, does not exist: {UPSTREAM} stays as it is.\n\n"
        ))?;
        read(folder.path(UPSTREAM), time_limit)?
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

/// Returns the URL, or `None` if the text is a path.
fn address(text: &str) -> Result<Option<Url>> {
    if !text.contains("://") {
        return Ok(None);
    }
    let url = Url::parse(text).with_context(|| format!("`{text}` is not a valid URL"))?;
    if let Err(reason) = download::allowed(&url) {
        bail!("{reason}");
    }
    Ok(Some(url))
}

/// Reads a file or a pipe.
fn read(path: PathBuf, limit: Duration) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let bytes = in_time(&name, limit, move || file::read(&path))?;
    bytes.context("name a file or a URL with --from")
}

/// Reads the description, with a time limit because some texts take hours.
pub(super) fn parse(name: &str, bytes: Vec<u8>, limit: Duration) -> Result<(Source, Reading)> {
    let source = Source::from_bytes(name, bytes);
    in_time(name, limit, move || {
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
    })?
}

fn in_time<T: Send + 'static>(
    name: &str,
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    file::in_time(limit, work)?.with_context(|| {
        let seconds = limit.as_secs();
        format!("{name} cannot be read within {seconds} s (see --time-limit); check whether it is the right file")
    })
}
