//! Gets a file from a path or a URL, within a time limit.

mod download;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::Url;

use crate::file;

/// Gets the content of a URL or a file.
pub(crate) fn get(from: &str, time_limit: Duration) -> Result<Vec<u8>> {
    match url(from)? {
        Some(url) => download::download(&url, time_limit),
        None => read(Path::new(from), time_limit),
    }
}

/// Returns the URL, or `None` if the text is a path.
pub(crate) fn url(text: &str) -> Result<Option<Url>> {
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
pub(crate) fn read(path: &Path, limit: Duration) -> Result<Vec<u8>> {
    let (name, path) = (path.display(), PathBuf::from(path));
    let bytes = file::in_time(limit, move || file::read(&path))?.with_context(|| {
        let seconds = limit.as_secs();
        format!("{name} cannot be read within {seconds} s (see --time-limit); check whether it is the right file")
    })?;
    bytes.context("name a file or a URL with --from")
}
