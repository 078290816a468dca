//! Writes the files of a sync, one sync at a time: all of them are complete on the disk, next to their targets, before
//! the first one is put in place.
//!
//! A kill between two of them leaves new files next to old ones. `--check` reports that, because the lock with the hashes
//! comes last, and the same sync, run again, completes it.

use std::fs::{self, File};

use anyhow::{Context, Result, bail};
use fs4::TryLockError;

use super::files::{CHANGELOG, Folder, LOCK, STATUSPAGE, UPSTREAM};
use crate::file::Staged;

/// The file that is locked while a sync runs. Git ignores the folder.
const RUNNING: &str = "target/sync.running";

/// Fails when another sync runs in the folder, and else removes what a killed one left. The lock lasts as long as the
/// file is open.
pub(super) fn exclusive(folder: &Folder) -> Result<File> {
    let path = folder.path(RUNNING);
    let open = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let mut options = File::options();
        options.create(true).write(true).truncate(false).open(&path)
    };
    let cannot = || format!("cannot lock {}", path.display());
    let file = open().with_context(cannot)?;
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => {
            for name in [UPSTREAM, CHANGELOG, STATUSPAGE, LOCK] {
                Staged::remove_leftover(&folder.path(name));
            }
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => bail!(
            "another `cargo xtask sync` is running in {}; nothing was written: try again when it has ended",
            folder.path("").display()
        ),
        Err(TryLockError::Error(error)) => Err(error).with_context(cannot),
    }
}

/// Puts the contents of files in place, in their order.
pub(super) fn write(folder: &Folder, outputs: &[(&str, Vec<u8>)]) -> Result<()> {
    let staged: Result<Vec<Staged>> = outputs
        .iter()
        .map(|(name, content)| Staged::new(&folder.path(name), content))
        .collect();
    let staged = staged.context("nothing was written")?;
    for file in staged {
        file.replace()
            .context("some files were written: correct that, then run the same command again")?;
    }
    Ok(())
}
