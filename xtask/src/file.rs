//! Files: read within limits of size and time, and written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// How large a file and how slow its source may be. A pipe or a device may have no end.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) bytes: u64,
    pub(crate) time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 100_000_000,
            time: Duration::from_secs(60),
        }
    }
}

/// The stack of a thread, in bytes: documents may be nested 128 levels deep.
const STACK: usize = 16 * 1024 * 1024;

/// Runs a function in a thread; returns `None` if it takes longer. The thread then ends with the process.
pub(crate) fn in_time<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || sender.send(work()))
        .context("cannot start a thread")?;
    Ok(receiver.recv_timeout(limit).ok())
}

/// Reads a file, a pipe or a device.
pub(crate) fn read(path: &Path, limits: Limits) -> Result<Vec<u8>> {
    let (name, owned) = (path.display(), path.to_owned());
    let read = in_time(limits.time, move || {
        let mut bytes = Vec::new();
        let file = File::open(owned)?;
        file.take(limits.bytes + 1).read_to_end(&mut bytes)?;
        std::io::Result::Ok(bytes)
    })?;
    let Some(read) = read else {
        let seconds = limits.time.as_secs();
        bail!(
            "{name} did not end within {seconds} s; if it is a pipe, check the program that writes to it"
        );
    };
    let bytes = read.with_context(|| format!("cannot read {name}"))?;
    if bytes.len() as u64 > limits.bytes {
        bail!(
            "{name} is larger than {} MB, so that it is not a description: name the right file",
            limits.bytes / 1_000_000
        );
    }
    Ok(bytes)
}

/// The new content of a file, complete on the disk next to it, and not yet in its place.
pub(crate) struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

impl Staged {
    /// Writes the content next to the file, which must be one that can be replaced.
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
        Self::remove_leftover(target);
        let name = Self::name(target);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&name).rand_bytes(0);
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

    /// Removes what a run left that was killed. The name is always the same, so that such files do not pile up.
    pub(crate) fn remove_leftover(target: &Path) {
        // When there is none, that is fine; when it cannot be removed, staging fails and says so.
        let _ = fs::remove_file(target.with_file_name(Self::name(target)));
    }

    fn name(target: &Path) -> OsString {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(".new");
        name
    }

    /// Puts the content in place of the file.
    pub(crate) fn replace(self) -> Result<()> {
        let Self { file, target } = self;
        let done = file.persist(&target).map_err(|error| error.error);
        done.with_context(|| cannot_write(&target)).map(drop)
    }

    /// Puts the content in place, unless there is a file; says whether it did.
    pub(crate) fn create(self) -> Result<bool> {
        let Self { file, target } = self;
        match file.persist_noclobber(&target).map_err(|error| error.error) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            done => done.with_context(|| cannot_write(&target)).map(|_| true),
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_without_a_writer_and_a_device_without_an_end_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let limits = |bytes, millis| Limits {
            bytes,
            time: Duration::from_millis(millis),
        };
        let refusal = |path: &Path, limits| read(path, limits).unwrap_err().to_string();
        assert!(refusal(&pipe, limits(10, 50)).contains("did not end within"));
        let endless = refusal(Path::new("/dev/zero"), limits(1_000_000, 60_000));
        assert!(endless.contains("is larger than 1 MB"), "{endless}");
    }

    #[test]
    fn a_file_is_replaced_whole_and_made_only_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let staged = |content| Staged::new(&path, content).unwrap();
        assert!(staged(b"one").create().unwrap());
        assert!(!staged(b"two").create().unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        staged(b"three").replace().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        drop(staged(b"four"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(Staged::new(folder.path(), b"").is_err());
    }
}
