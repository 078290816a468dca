//! A folder with a description that is in sync, and the program that keeps it so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The upstream of most tests.
pub(crate) const API: &str = include_str!("../../sync/api.yaml");
pub(crate) const OVERLAY: &str = include_str!("../../sync/overlay.yaml");
/// The three files that are written together.
pub(crate) const SET: [&str; 3] = [
    "spec/upstream.yaml",
    "spec/statuspage.json",
    "spec/statuspage.lock",
];
pub(crate) const CHANGELOG: &str =
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A client.\n\n## [0.0.1]\n\n- Nothing.\n";

pub(crate) struct Folder {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// One that is in sync with [`API`].
    pub(crate) fn new() -> Self {
        let folder = Self::unsynced();
        let ran = folder.sync(&[]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        folder
    }

    /// One in which `sync` did not run yet.
    pub(crate) fn unsynced() -> Self {
        let folder = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir_all(folder.path("spec/overlay")).unwrap();
        folder.write("spec/upstream.yaml", API.as_bytes());
        folder.write("spec/overlay/a.yaml", OVERLAY.as_bytes());
        folder.write("CHANGELOG.md", CHANGELOG.as_bytes());
        folder
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A file next to the folder, as its path.
    pub(crate) fn outside(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        self.prepare(&mut command, arguments);
        command
    }

    /// Runs `sync` with these arguments.
    pub(crate) fn sync(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    /// Runs `sync` with little memory.
    pub(crate) fn sync_in_2_gb(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 2000000 && exec \"$0\" \"$@\""]);
        command.arg(env!("CARGO_BIN_EXE_xtask"));
        self.prepare(&mut command, arguments);
        Ran::from(command.output().unwrap())
    }

    fn prepare(&self, command: &mut Command, arguments: &[&str]) {
        command
            .args(["sync", "--root"])
            .arg(self.root())
            .args(arguments)
            .stdin(Stdio::null())
            .current_dir(self.folder.path());
    }

    /// Every file, by its path.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.root(), &mut files);
        files
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // An empty folder counts too.
            files.insert(path.clone(), Vec::new());
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}
