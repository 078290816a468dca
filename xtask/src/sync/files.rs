//! The files that are kept in sync: where they are, and how they are read.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use statuspage_codegen_core::Source;

use crate::file::{self, Limits};

/// A published description of the API, unchanged.
pub(super) const UPSTREAM: &str = "spec/upstream.yaml";
/// Our corrections.
pub(super) const OVERLAY: &str = "spec/overlay.yaml";
/// Upstream with our corrections: what the macro reads.
pub(super) const STATUSPAGE: &str = "spec/statuspage.yaml";
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

    /// The folder of the description.
    pub(super) fn spec(&self) -> PathBuf {
        self.path("spec")
    }

    /// A path as seen from here, when it lies inside.
    pub(super) fn name_of(&self, path: &Path) -> Option<String> {
        let path = path.canonicalize().ok()?;
        let inside = path.strip_prefix(self.root.canonicalize().ok()?).ok()?;
        Some(inside.display().to_string())
    }

    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path(name);
        file::read(&path, Limits::default()).context("restore the file with git")
    }

    /// A file as a text that diagnostics call by its name here.
    pub(super) fn source(&self, name: &str) -> Result<Source> {
        Ok(Source::from_bytes(name, self.read(name)?))
    }

    /// Whether a file has this content already.
    pub(super) fn has(&self, name: &str, content: &[u8]) -> bool {
        self.read(name).is_ok_and(|present| present == content)
    }
}
