//! The files that are kept in sync: where they are, and how they are read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::file;

/// A published description of the API, unchanged.
pub(super) const UPSTREAM: &str = "spec/upstream.yaml";
/// The folder of our corrections and additions.
pub(super) const OVERLAYS: &str = "spec/overlay";
/// Upstream with our corrections: what the macro reads.
pub(super) const STATUSPAGE: &str = "spec/statuspage.json";
/// The source of upstream, and the hashes of the files.
pub(super) const LOCK: &str = "spec/statuspage.lock";
/// The changelog.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

/// The folder with all of them.
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Returns a path relative to the folder; `None` if it is outside.
    pub(super) fn name_of(&self, path: &Path) -> Option<String> {
        let path = path.canonicalize().ok()?;
        let inside = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        Some(inside.display().to_string())
    }

    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path(name);
        file::read(&path).context("restore the file with git")
    }

    /// Reads the overlays in the order of their file names, in which they are applied.
    pub(super) fn overlays(&self) -> Result<Vec<Overlay>> {
        let folder = self.path(OVERLAYS);
        let cannot = || {
            format!(
                "cannot read {}; restore the folder with git",
                folder.display()
            )
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder).with_context(cannot)? {
            let name = entry.with_context(cannot)?.file_name();
            let name = name.to_string_lossy();
            if name.ends_with(".yaml") && !name.starts_with('.') {
                names.push(format!("{OVERLAYS}/{name}"));
            }
        }
        names.sort();
        let read = |name: String| {
            let bytes = self.read(&name)?;
            Ok(Overlay { name, bytes })
        };
        names.into_iter().map(read).collect()
    }

    /// Returns whether a file has this content already.
    pub(super) fn has(&self, name: &str, content: &[u8]) -> bool {
        self.read(name).is_ok_and(|present| present == content)
    }
}

/// An overlay.
pub(super) struct Overlay {
    /// Its path, relative to the folder.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}
