//! A folder that goes from one set of files to another, and is looked at after a kill.

use std::fs;
use std::process::{Child, Stdio};

use crate::folder::{API, CHANGELOG, Folder, SET};

/// Two sets of files, and a folder that goes from one to the other.
pub(crate) struct Pair {
    pub(crate) folder: Folder,
    files: [String; 2],
    sets: [[String; 3]; 2],
}

/// What the folder has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Set(usize),
    Mixed,
}

impl Pair {
    pub(crate) fn new() -> Self {
        let folder = Folder::new();
        let more = API.replace(
            "definitions:\n",
            "  /pets:\n    get:\n      operationId: list-pets\n      responses:\n        200:\n          description: OK\ndefinitions:\n",
        );
        let files = [
            folder.outside("old.yaml", API.as_bytes()),
            folder.outside("new.yaml", more.as_bytes()),
        ];
        let sets = [1, 0].map(|index: usize| {
            let ran = folder.sync(&["--from", &files[index]]);
            assert_eq!(ran.code, Some(0), "{ran:?}");
            present(&folder)
        });
        let [new, old] = sets;
        folder.write("CHANGELOG.md", CHANGELOG.as_bytes());
        Self {
            folder,
            files,
            sets: [old, new],
        }
    }

    /// Every file is whole, and of the old set or of the new one.
    pub(crate) fn state(&self) -> State {
        let present = present(&self.folder);
        for (index, text) in present.iter().enumerate() {
            let whole = self.sets.iter().any(|set| set[index] == *text);
            assert!(
                whole,
                "{} is neither the old nor the new one:\n{text}",
                SET[index]
            );
        }
        let set = self.sets.iter().position(|set| *set == present);
        set.map_or(State::Mixed, State::Set)
    }

    pub(crate) fn spawn(&self, to: usize, pause: &str) -> Child {
        self.folder
            .command(&["--from", &self.files[to]])
            .env("XTASK_SYNC_PAUSE_AT", pause)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    pub(crate) fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path("spec")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }

    /// Whether the last of the files is of this set.
    pub(crate) fn is_at(&self, set: usize) -> bool {
        present(&self.folder)[2] == self.sets[set][2]
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.leftovers().iter().any(|name| name == ".sync-ready")
    }

    /// What the next run makes of what a killed one left.
    pub(crate) fn recover(&self) -> State {
        let checked = self.folder.sync(&["--check"]);
        let interrupted = checked.stdout.contains("an earlier run was interrupted");
        assert_eq!(interrupted, self.is_ready(), "{checked:?}");
        assert_eq!(checked.code, Some(i32::from(interrupted)), "{checked:?}");
        let ran = self.folder.sync(&[]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(self.leftovers(), [""; 0]);
        let state = self.state();
        assert_ne!(state, State::Mixed);
        state
    }
}

/// The three files; the lock without its date, which may change at midnight.
fn present(folder: &Folder) -> [String; 3] {
    SET.map(|name| {
        let text = folder.read(name);
        if name != "spec/statuspage.lock" {
            return text;
        }
        let lines = text.split_inclusive('\n');
        lines
            .filter(|line| !line.starts_with("retrieved:"))
            .collect()
    })
}
