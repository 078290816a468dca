//! Writes several files so that a kill, or a power cut, leaves all of the old ones or leads to all of the new ones.
//!
//! 1. Every new file is written to a folder `spec/.sync-…`, and flushed to the disk.
//! 2. That folder is renamed to `spec/.sync-ready`: from this moment on the change is made, before it the old files count.
//! 3. The files are renamed to their places, one after the other with nothing in between, and the note goes to the
//!    changelog.
//! 4. The folder is renamed once more, since it has nothing left to say, and removed.
//!
//! [`finish`] does 3 and 4 for what a killed run left, and removes what had not come to 2. Every step can be done again.
//!
//! What remains: three files cannot be renamed at once on any common system. After a kill in the ten microseconds or so
//! from the first rename to the last, files of the old and of the new set stand side by side until the next run. Each file
//! is whole even then, builds read only one of them (`statuspage.yaml`), the hashes in the lock do not fit (it is renamed
//! last), and `--check` says so. A process of its own for the renames was tried: it survives a kill of this one, but
//! whoever looks or runs again at once meets it at work. Two runs at once in one folder are not provided for.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::changelog;
use super::files::{CHANGELOG, Folder, LOCK, STATUSPAGE, UPSTREAM};

/// What all folders of this module begin with.
const PREFIX: &str = ".sync-";
/// The folder of a change that is made, but not yet in place.
pub(super) const READY: &str = ".sync-ready";
/// The end of the name of a folder that is to be removed.
const DONE: &str = ".done";
/// The file in such a folder that is to be added to the changelog.
const NOTE: &str = "note.md";
/// Names a step at which to wait for the kill that a test has in mind.
const PAUSE: &str = "XTASK_SYNC_PAUSE_AT";

/// The files to write, and the note for the changelog.
#[derive(Default)]
pub(super) struct Change {
    pub(super) files: Vec<(&'static str, Vec<u8>)>,
    pub(super) note: Option<String>,
}

impl Change {
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.files.iter().map(|(name, _)| *name).collect()
    }
}

/// Whether a change is made, but not yet in place.
pub(super) fn is_pending(folder: &Folder) -> bool {
    folder.spec().join(READY).exists()
}

/// Fails when [`finish`] would have something to do.
pub(super) fn refuse_pending(folder: &Folder) -> Result<()> {
    if is_pending(folder) {
        bail!(
            "an earlier run was interrupted; run `cargo xtask sync` without --dry-run to complete it"
        );
    }
    Ok(())
}

/// Writes a change, all or nothing.
pub(super) fn commit(folder: &Folder, change: &Change) -> Result<()> {
    if let Some(note) = &change.note {
        // A changelog that cannot be read is better known before than after.
        changelog::with_note(folder, note)?;
    }
    let spec = folder.spec();
    let staged = tempfile::Builder::new()
        .prefix(PREFIX)
        .tempdir_in(&spec)
        .with_context(|| format!("cannot make a folder in {}", spec.display()))?;
    write(&staged.path().join(".gitignore"), b"*\n")?;
    for (name, content) in &change.files {
        write(&staged.path().join(file_name(name)), content)?;
        pause("staging");
    }
    if let Some(note) = &change.note {
        write(&staged.path().join(NOTE), note.as_bytes())?;
    }
    flush_folder(staged.path())?;
    pause("staged");
    rename(staged.path(), &spec.join(READY))?;
    // It has another name now, and is no longer to be removed with this variable.
    let _old_name = staged.keep();
    flush_folder(&spec)?;
    pause("ready");
    finish(folder).map(drop)
}

/// Puts in place what is made, and removes what is not; says whether something was put in place.
pub(super) fn finish(folder: &Folder) -> Result<bool> {
    let pending = is_pending(folder);
    if pending {
        put_in_place(folder)?;
    }
    remove_leftovers(&folder.spec())?;
    Ok(pending)
}

fn put_in_place(folder: &Folder) -> Result<()> {
    let spec = folder.spec();
    let ready = spec.join(READY);
    let moves = [
        ("moved 1", UPSTREAM),
        ("moved 2", STATUSPAGE),
        ("moved 3", LOCK),
    ]
    .map(|(step, name)| (step, ready.join(file_name(name)), folder.path(name)));
    // A file that is replaced is freed when nobody has it open any more, and freeing takes twenty times as long as
    // renaming. So that it is not done between two renames, the old files are held open until all is in place.
    let old: Vec<_> = moves.iter().map(|(_, _, to)| File::open(to)).collect();
    for (step, from, to) in &moves {
        rename_if_there(from, to)?;
        pause(step);
    }
    drop(old);
    flush_folder(&spec)?;
    add_note(folder, &ready)?;
    pause("noted");
    rename_if_there(&ready, &spec.join(format!("{READY}{DONE}")))?;
    pause("done");
    Ok(())
}

fn add_note(folder: &Folder, ready: &Path) -> Result<()> {
    let path = ready.join(NOTE);
    if !path.exists() {
        return Ok(());
    }
    let note = fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
    if let Some(text) = changelog::with_note(folder, &note)? {
        let new = ready.join(CHANGELOG);
        write(&new, text.as_bytes())?;
        rename(&new, &folder.path(CHANGELOG))?;
        flush_folder(&folder.path(""))?;
    }
    Ok(())
}

fn remove_leftovers(spec: &Path) -> Result<()> {
    let entries = fs::read_dir(spec).with_context(|| cannot("read", spec))?;
    for entry in entries {
        let entry = entry.with_context(|| cannot("read", spec))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with(PREFIX) || name == READY {
            continue;
        }
        let mut path = entry.path();
        if !name.ends_with(DONE) {
            // Whoever might still be writing to it must not be able to make it ready while half of it is removed.
            let done = spec.join(format!("{name}{DONE}"));
            rename_if_there(&path, &done)?;
            path = done;
        }
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| cannot("remove", &path));
            }
            _ => {}
        }
    }
    Ok(())
}

fn file_name(name: &str) -> PathBuf {
    Path::new(name)
        .file_name()
        .map(PathBuf::from)
        .unwrap_or_default()
}

/// Writes a new file, down to the disk.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    written.with_context(|| cannot("write", path))
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("{} from {}", cannot("write", to), from.display()))
}

/// Renames a file, unless an earlier run did so.
fn rename_if_there(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done.with_context(|| format!("{} from {}", cannot("write", to), from.display())),
    }
}

fn cannot(what: &str, path: &Path) -> String {
    format!(
        "cannot {what} {}; mend that, then run `cargo xtask sync` again",
        path.display()
    )
}

/// Makes the names in a folder as lasting as the files.
#[cfg(unix)]
fn flush_folder(path: &Path) -> Result<()> {
    let flushed = File::open(path).and_then(|folder| folder.sync_all());
    flushed.with_context(|| cannot("flush", path))
}

/// Elsewhere a folder cannot be opened, and the file system sees to it.
#[cfg(not(unix))]
fn flush_folder(_: &Path) -> Result<()> {
    Ok(())
}

/// Waits at a step that a test asks for, until the test kills this process.
fn pause(step: &str) {
    if std::env::var_os(PAUSE).is_some_and(|wanted| wanted == step) {
        println!("paused at {step}");
        // When nobody is there to kill it, the run goes on.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}
