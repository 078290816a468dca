//! Files: read up to a limit, and written whole or not at all.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// The maximum size of a file, in bytes. A pipe or a device may have no end.
pub(crate) const MAX_SIZE: u64 = 20_000_000;

/// The folder of the workspace. Cargo sets it at run time, which matters where checkouts share a target folder.
pub(crate) fn root() -> PathBuf {
    let built_in = || env!("CARGO_MANIFEST_DIR").into();
    let xtask = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(built_in));
    xtask.parent().unwrap_or(&xtask).to_owned()
}

/// Runs a function in a thread; returns `None` if it takes longer. The thread then ends with the process.
pub(crate) fn in_time<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .spawn(move || sender.send(work()))
        .context("cannot start a thread")?;
    Ok(receiver.recv_timeout(limit).ok())
}

/// Reads a file, a pipe or a device.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path);
    file.and_then(|file| file.take(MAX_SIZE + 1).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", path.display()))?;
    if bytes.len() as u64 > MAX_SIZE {
        bail!(too_large(path.display()));
    }
    Ok(bytes)
}

/// Reads a YAML file of this repository; `None` if it does not exist, or is empty. `help` says what to do if it cannot be read.
pub(crate) fn read_yaml<T: DeserializeOwned>(
    path: &Path,
    name: &str,
    help: &str,
) -> Result<Option<T>> {
    if !path.exists() {
        return Ok(None);
    }
    serde_yaml::from_slice(&read(path)?).with_context(|| format!("{name} cannot be read; {help}"))
}

/// Returns the SHA-256 hash of a content in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Returns the error for what is larger than [`MAX_SIZE`].
pub(crate) fn too_large(name: impl std::fmt::Display) -> String {
    let limit = MAX_SIZE / 1_000_000;
    format!(
        "{name} is larger than {limit} MB, too large for a description: check whether it is the right file"
    )
}

/// The new content of a file, written to the disk in the same folder, to be renamed to the file.
pub(crate) struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

impl Staged {
    /// Writes the content. Fails if the file is one that must not be replaced.
    pub(crate) fn new(target: &Path, content: &[u8]) -> Result<Self> {
        match fs::metadata(target) {
            Ok(found) if !found.is_file() => bail!("{}: it is not a file", cannot_write(target)),
            Ok(found) if found.permissions().readonly() => {
                bail!("{}: it is read-only", cannot_write(target))
            }
            _ => {}
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let staged = builder.tempfile_in(folder).and_then(|mut file| {
            file.write_all(content)?;
            file.as_file().sync_all()?;
            Ok(file)
        });
        Ok(Self {
            file: staged.with_context(|| cannot_write(target))?,
            target: target.to_owned(),
        })
    }

    /// Puts the content in place of the file.
    pub(crate) fn replace(self) -> Result<()> {
        let Self { file, target } = self;
        let done = file.persist(&target).map_err(|error| error.error);
        done.with_context(|| cannot_write(&target)).map(drop)
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let staged = |content| Staged::new(&path, content).unwrap();
        staged(b"one").replace().unwrap();
        staged(b"two").replace().unwrap();
        drop(staged(b"three"));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(Staged::new(folder.path(), b"").is_err());
    }
}
