//! Where upstream comes from: an address, a file, or what is there already.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use reqwest::Url;
use statuspage_codegen_core::{Diagnostic, Reading, Rule, Severity, Source};

use super::download::{self, download};
use super::files::{Folder, UPSTREAM};
use super::lock::Lock;
use crate::document;
use crate::file::{self, Limits};
use crate::print::print;

/// How large upstream may be, in bytes.
pub(super) const SIZE_LIMIT: u64 = 20_000_000;

/// Upstream as it was received.
pub(super) struct Upstream {
    /// Where it came from, as the lock says it.
    pub(super) source: String,
    /// The day on which these bytes first came from there.
    pub(super) retrieved: Date,
    pub(super) bytes: Vec<u8>,
}

/// Gets it from where the caller says, or else the lock.
pub(super) fn get(folder: &Folder, from: Option<&str>, time_limit: Duration) -> Result<Upstream> {
    let lock = match (Lock::read(folder), from) {
        (Ok(lock), _) => lock,
        // It is replaced, and nothing in it is needed.
        (Err(_), Some(_)) => None,
        (Err(error), None) => return Err(error),
    };
    let (source, bytes) = match from {
        Some(from) => named(folder, from, time_limit)?,
        None => locked(folder, lock.as_ref(), time_limit)?,
    };
    let unchanged = lock.filter(|lock| {
        lock.source == source && folder.read(UPSTREAM).is_ok_and(|present| present == bytes)
    });
    Ok(Upstream {
        source,
        retrieved: unchanged.map_or_else(today, |lock| lock.retrieved),
        bytes,
    })
}

fn named(folder: &Folder, from: &str, time_limit: Duration) -> Result<(String, Vec<u8>)> {
    if let Some(address) = address(from)? {
        return Ok((from.to_owned(), download(&address, time_limit)?));
    }
    let path = Path::new(from);
    let bytes = read(path, time_limit)?;
    let source = folder.name_of(path).unwrap_or_else(|| from.to_owned());
    Ok((source, bytes))
}

fn locked(folder: &Folder, lock: Option<&Lock>, time_limit: Duration) -> Result<(String, Vec<u8>)> {
    let source = lock.map_or(UPSTREAM, |lock| &lock.source);
    if let Some(address) = address(source)? {
        return Ok((source.to_owned(), download(&address, time_limit)?));
    }
    let path = folder.path(source);
    if path.is_file() {
        return Ok((source.to_owned(), read(&path, time_limit)?));
    }
    print(&format!(
        "{source}, where {UPSTREAM} came from, does not exist: {UPSTREAM} stays as it is.\n\n"
    ))?;
    Ok((source.to_owned(), read(&folder.path(UPSTREAM), time_limit)?))
}

/// The address that a text is, unless it is a path.
fn address(text: &str) -> Result<Option<Url>> {
    if !text.contains("://") {
        return Ok(None);
    }
    let url = Url::parse(text).with_context(|| format!("`{text}` is not an address"))?;
    if let Err(reason) = download::allowed(&url) {
        bail!("{reason}");
    }
    Ok(Some(url))
}

/// Reads the description. That takes hours for some texts, so it has a time limit.
pub(super) fn parse(name: &str, bytes: Vec<u8>, limit: Duration) -> Result<(Source, Reading)> {
    let source = Source::from_bytes(name, bytes);
    let read = file::in_time(limit, move || {
        let reading = document::api(&source)?;
        // The overlay could correct only one of two equal keys.
        let repeated = reading
            .warnings
            .iter()
            .filter(|found| found.rule == Rule::RepeatedKey);
        let mut repeated: Vec<Diagnostic> = repeated.cloned().collect();
        if repeated.is_empty() {
            return Ok((source, reading));
        }
        for found in &mut repeated {
            found.severity = Severity::Error;
        }
        Err(document::refused(repeated, &source))
    })?;
    read.unwrap_or_else(|| {
        let seconds = limit.as_secs();
        bail!("{name} cannot be read within {seconds} s (see --time-limit); check whether it is the right file")
    })
}

fn read(path: &Path, time: Duration) -> Result<Vec<u8>> {
    let bytes = SIZE_LIMIT;
    file::read(path, Limits { bytes, time }).context("name a file or an address with --from")
}

fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}
