//! The files that are kept in sync: where they are, and how they are read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use statuspage_codegen_core::Source;

use crate::file;

/// A published description of the API, unchanged.
pub(super) const UPSTREAM: &str = "spec/upstream.yaml";
/// The folder of our corrections and additions.
pub(super) const OVERLAYS: &str = "spec/overlay";
/// Upstream with our corrections: what the macro reads.
pub(super) const STATUSPAGE: &str = "spec/statuspage.json";
/// Hashes of the others when they were written.
pub(super) const LOCK: &str = "spec/statuspage.lock";
/// What is new for users.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

/// The folder that has them all.
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

    /// A path as seen from here, when it lies inside.
    pub(super) fn name_of(&self, path: &Path) -> Option<String> {
        let path = path.canonicalize().ok()?;
        let inside = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        Some(inside.display().to_string())
    }

    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path(name);
        file::read(&path).context("restore the file with git")
    }

    /// A file as a text that diagnostics call by its name here.
    pub(super) fn source(&self, name: &str) -> Result<Source> {
        Ok(Source::from_bytes(name, self.read(name)?))
    }

    /// The overlays, in the order in which they are applied: that of their file names.
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

    /// Whether a file has this content already.
    pub(super) fn has(&self, name: &str, content: &[u8]) -> bool {
        self.read(name).is_ok_and(|present| present == content)
    }
}

/// An overlay as it was read.
pub(super) struct Overlay {
    /// Its path, seen from the folder.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}
