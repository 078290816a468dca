//! `--suggest`: the overlay to its file.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::finding::Finding;
use super::suggestion;

/// Writes the overlay, all of it or nothing.
pub(super) fn write(target: &Path, force: bool, linted: &Path, findings: &[Finding]) -> Result<()> {
    let shown = target.display();
    let Some(overlay) = suggestion::overlay(&linted.display().to_string(), findings) else {
        eprintln!("nothing to suggest: {shown} is not written");
        return Ok(());
    };
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(target).is_some_and(|target| Some(target) == real(linted)) {
        bail!("{shown} is the description itself: name another file for the overlay");
    }
    let cannot = || format!("cannot write {shown}: name a file in a folder that can be written to");
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    let file = file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = file.tempfile_in(folder).with_context(cannot)?;
    file.write_all(serde_yaml::to_string(&overlay)?.as_bytes())
        .with_context(cannot)?;
    file.as_file().sync_all().with_context(cannot)?;
    let kept = if force {
        file.persist(target)
    } else {
        file.persist_noclobber(target)
    };
    match kept.map_err(|error| error.error) {
        Ok(_) => {
            let count = overlay["actions"].as_array().map_or(0, Vec::len);
            eprintln!("{count} actions are written to {shown}");
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} exists already: name another file, or replace it with --force")
        }
        Err(error) => Err(error).with_context(cannot),
    }
}
