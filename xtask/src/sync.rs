//! `cargo xtask sync`: gets upstream, applies the overlays, and writes the result.

mod changelog;
mod check;
mod effective;
mod files;
mod lock;
mod untyped;
mod upstream;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fs4::TryLockError;
use statuspage_codegen_core::{Diagnostic, Reading, Source};

use crate::diff::{self, Diff};
use crate::document;
use crate::file::Staged;
use crate::print::{Outcome, count, print};
use effective::Effective;
use files::Folder;
use lock::Lock;

/// Brings the description up to date.
///
/// Gets upstream, a published Swagger 2.0 description of the API as it was some years ago. Applies our corrections and
/// additions: the files of spec/overlay, in the order of their names. Shows what changes in upstream and in the generated code,
/// and warns of operations that come in with an untyped result. Writes
/// spec/upstream.yaml, spec/statuspage.json and spec/statuspage.lock, and appends the changes to the section Unreleased of
/// CHANGELOG.md. Each file is replaced as a whole, after all of them are prepared. If a run is killed in between,
/// `--check` reports it, and running the same command again completes it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to get upstream: a file, or an https URL (http only for this machine).
    ///
    /// Default: the source in spec/statuspage.lock. If that is a file which no longer exists, spec/upstream.yaml stays as it
    /// is, and only the overlays are applied again.
    #[arg(long, value_name = "FILE|URL")]
    from: Option<String>,

    /// Write `--from` to spec/statuspage.lock: it becomes the source of the next runs. Otherwise the lock keeps its source.
    #[arg(long, requires = "from")]
    set_source: bool,

    /// Write nothing; exit with 1 if the files do not fit each other.
    #[arg(long, conflicts_with_all = ["from", "dry_run"])]
    check: bool,

    /// Write nothing; show what would change.
    #[arg(long)]
    dry_run: bool,

    /// The time limit for getting the description, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    time_limit: u64,

    /// The folder with CHANGELOG.md and spec/.
    #[arg(long, value_name = "DIR", hide = true)]
    root: Option<PathBuf>,
}

/// Syncs, or checks with `--check` whether that was done.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = Folder::new(arguments.root.clone().unwrap_or_else(crate::file::root));
    let time_limit = Duration::from_secs(arguments.time_limit);
    if !folder.path("spec").is_dir() {
        bail!(
            "the folder {} does not exist",
            folder.path("spec").display()
        );
    }
    if arguments.check {
        return check::run(&folder);
    }
    let running = (!arguments.dry_run).then(|| exclusive(&folder));
    let _running = running.transpose()?;
    let from = arguments.from.as_deref();
    let upstream = upstream::get(&folder, from, arguments.set_source, time_limit)?;
    let bytes = upstream.bytes.clone();
    let (source, reading) = upstream::parse(from.unwrap_or(&upstream.source), bytes)?;
    let difference = show_upstream(&folder, &upstream.bytes, &source, &reading)?;
    let effective = Effective::new(&source, folder.overlays()?)?;
    let overlays = &effective.overlays;
    let lock = Lock {
        source: upstream.source,
        retrieved: upstream.retrieved,
        sha256: lock::sums(&upstream.bytes, overlays, effective.text.as_bytes()),
    };
    let notes = show_generated(&folder, &effective, difference.as_ref())?;

    let mut outputs = vec![(files::UPSTREAM, upstream.bytes)];
    if !notes.is_empty() {
        // Before the description: once that is written, the next run finds no difference to note.
        let text = changelog::with_notes(&folder, &notes)?;
        outputs.push((files::CHANGELOG, text.into_bytes()));
    }
    outputs.push((files::STATUSPAGE, effective.text.into_bytes()));
    // Last: its hashes say that all other files are in place.
    outputs.push((files::LOCK, lock.text()?.into_bytes()));
    outputs.retain(|(name, content)| !folder.has(name, content));
    write(&folder, &outputs, arguments.dry_run)?;
    Ok(Outcome::Fine)
}

/// Fails if another sync is running in the folder. The lock lasts as long as the file is open.
fn exclusive(folder: &Folder) -> Result<File> {
    // Git ignores the folder `target`.
    let path = folder.path("target/sync.running");
    let open = fs::create_dir_all(folder.path("target")).and_then(|()| File::create(&path));
    let cannot = || format!("cannot lock {}", path.display());
    let file = open.with_context(cannot)?;
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "another `cargo xtask sync` is running; nothing was written: try again when it has ended"
        ),
        Err(TryLockError::Error(error)) => Err(error).with_context(cannot),
    }
}

/// Prints what changed in upstream itself: the overlays may cover it, or fail because of it.
fn show_upstream(
    folder: &Folder,
    bytes: &[u8],
    source: &Source,
    new: &Reading,
) -> Result<Option<Diff>> {
    let present = folder.read(files::UPSTREAM).unwrap_or_default();
    if present.is_empty() || present == bytes {
        return Ok(None);
    }
    let mut note = "";
    if present.starts_with(bytes.trim_ascii_end()) {
        note = " The new file ends where the present one goes on: check whether it is complete.";
    }
    let present = Source::from_bytes(files::UPSTREAM, present);
    let old = document::api(&present).ok();
    let difference = old.as_ref().map(|old| diff::compare(&old.api, &new.api));
    let shown = difference.as_ref().map_or_else(String::new, Diff::text);
    let warnings = new_warnings(old.as_ref(), new, source);
    let name = files::UPSTREAM;
    print(&format!(
        "{name} has changed.{note}\n{warnings}Without the overlays:\n\n{shown}\n"
    ))?;
    Ok(difference)
}

/// Prints the difference to the present description, and returns it as a list for each heading of the changelog.
fn show_generated(
    folder: &Folder,
    effective: &Effective,
    upstream: Option<&Diff>,
) -> Result<Vec<(&'static str, String)>> {
    let old = folder
        .read(files::STATUSPAGE)
        .and_then(|bytes| document::api(&Source::from_bytes(files::STATUSPAGE, bytes)));
    let new = &effective.reading;
    let old_api = old.as_ref().ok().map(|old| &old.api);
    let warnings = new_warnings(old.as_ref().ok(), new, &effective.source)
        + &untyped::warning(old_api, &new.api);
    let difference = match &old {
        Ok(old) => diff::compare(&old.api, &new.api),
        Err(error) => {
            print(&format!(
                "The present description cannot be read, so there is no comparison: {error:#}\n\n{warnings}"
            ))?;
            return Ok(Vec::new());
        }
    };
    if upstream == Some(&difference) {
        print(&format!(
            "With the overlays: the same changes.\n\n{warnings}"
        ))?;
    } else {
        let shown = difference.text();
        print(&format!("With the overlays:\n\n{shown}\n{warnings}"))?;
    }
    Ok(difference.notes())
}

/// Returns the warnings that the description did not have before, as text; empty if there is none.
pub(super) fn new_warnings(old: Option<&Reading>, new: &Reading, source: &Source) -> String {
    let key = |found: &Diagnostic| {
        let pointer = found.pointer.to_string();
        (found.rule, pointer, found.message.clone())
    };
    let old = old.into_iter().flat_map(|reading| &reading.warnings);
    let known: BTreeSet<_> = old.map(key).collect();
    let mut warnings = new.warnings.clone();
    warnings.retain(|found| !known.contains(&key(found)));
    if warnings.is_empty() {
        return String::new();
    }
    let title = count(warnings.len(), "new warning");
    let text = document::refused(warnings, source);
    format!("{title}:\n{text}\n\n")
}

/// Replaces the files, in their order, after the contents of all of them were written next to them.
fn write(folder: &Folder, outputs: &[(&'static str, Vec<u8>)], dry_run: bool) -> Result<()> {
    if outputs.is_empty() {
        return print("Every file is up to date.\n");
    }
    let names: Vec<&str> = outputs.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    if dry_run {
        return print(&format!(
            "Nothing was written (--dry-run). Files that would change: {names}.\n"
        ));
    }
    let staged: Result<Vec<Staged>> = outputs
        .iter()
        .map(|(name, content)| Staged::new(&folder.path(name), content))
        .collect();
    for file in staged.context("nothing was written")? {
        file.replace().context(
            "some files were written, others not: correct that, then run the same command again",
        )?;
    }
    print(&format!("Written: {names}.\n"))
}
