//! `cargo xtask sync`: gets upstream, applies the overlays, and writes what follows from the two.

mod changelog;
mod check;
mod download;
mod effective;
mod files;
mod lock;
mod report;
mod upstream;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use statuspage_codegen_core::{Reading, Source};

use crate::diff::{self, Diff};
use crate::file::Staged;
use crate::print::print;
use crate::{Outcome, document};
use effective::Effective;
use files::Folder;
use lock::Lock;

/// Brings the description up to date.
///
/// Gets upstream, a published Swagger 2.0 description of the API as it was some years ago; applies our corrections
/// and additions, the files of spec/overlay in the order of their names, and shows what changes in the generated code.
/// Writes spec/upstream.yaml, spec/statuspage.json and spec/statuspage.lock, and adds the difference to the unreleased
/// part of CHANGELOG.md. Each file is replaced as a whole, after all of them were prepared. If a run is killed between two
/// files, `--check` reports it, and the same command completes it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to get upstream: a file, or an https address (http for this machine only).
    ///
    /// Default: the source in spec/statuspage.lock. If that file does not exist any more, spec/upstream.yaml stays as it
    /// is, and only the overlays are applied again.
    #[arg(long, value_name = "FILE|URL")]
    from: Option<String>,

    /// Writes nothing; exits with 1 if the files do not fit each other.
    #[arg(long, conflicts_with_all = ["from", "dry_run"])]
    check: bool,

    /// Shows what would change, and writes nothing.
    #[arg(long)]
    dry_run: bool,

    /// How long a download may take, and after it the reading, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    time_limit: u64,

    /// The folder that has CHANGELOG.md and spec/.
    #[arg(long, value_name = "DIR", hide = true)]
    root: Option<PathBuf>,
}

/// Syncs, or with `--check` looks whether that was done.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = Folder::new(arguments.root.clone().unwrap_or_else(crate::root));
    let time_limit = Duration::from_secs(arguments.time_limit);
    if !folder.path("spec").is_dir() {
        bail!("there is no folder {}", folder.path("spec").display());
    }
    if arguments.check {
        return check::run(&folder, time_limit);
    }
    let upstream = upstream::get(&folder, arguments.from.as_deref(), time_limit)?;
    let bytes = upstream.bytes.clone();
    let (source, reading) = upstream::parse(&upstream.source, bytes, time_limit)?;
    let difference = show_upstream(&folder, &upstream.bytes, &source, &reading)?;
    let effective = Effective::new(&source, folder.overlays()?)?;
    let lock = Lock::new(
        upstream.source,
        upstream.retrieved,
        &upstream.bytes,
        &effective,
    );
    let note = show_generated(&folder, &effective, difference.as_ref())?;

    let mut outputs = vec![(files::UPSTREAM, upstream.bytes)];
    if let Some(note) = note {
        // Before the description: what is written once is not a difference the next time.
        let text = changelog::with_note(&folder, &note)?;
        outputs.push((files::CHANGELOG, text.into_bytes()));
    }
    outputs.push((files::STATUSPAGE, effective.text.into_bytes()));
    // Its hashes say that all others are in place.
    outputs.push((files::LOCK, lock.text()?.into_bytes()));
    outputs.retain(|(name, content)| !folder.has(name, content));
    write(&folder, &outputs, arguments.dry_run)?;
    Ok(Outcome::Fine)
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
    let mut lines = report::changed_lines(
        &String::from_utf8_lossy(&present),
        &String::from_utf8_lossy(bytes),
    );
    if present.starts_with(bytes.trim_ascii_end()) {
        lines += ". It ends where the present file goes on: check whether it is complete";
    }
    let present = Source::from_bytes(files::UPSTREAM, present);
    let old = document::api(&present).ok();
    let difference = old.as_ref().map(|old| diff::compare(&old.api, &new.api));
    let shown = difference.as_ref().map_or_else(String::new, Diff::text);
    let warnings = report::new_warnings(old.as_ref(), new, source);
    let name = files::UPSTREAM;
    print(&format!(
        "{name} has changed: {lines}.\n{warnings}Without the overlays:\n\n{shown}\n"
    ))?;
    Ok(difference)
}

/// Prints the difference to the present description, and gives it as a note for the changelog.
fn show_generated(
    folder: &Folder,
    effective: &Effective,
    upstream: Option<&Diff>,
) -> Result<Option<String>> {
    let old = folder
        .source(files::STATUSPAGE)
        .and_then(|source: Source| document::api(&source));
    let new = &effective.reading;
    let warnings = report::new_warnings(old.as_ref().ok(), new, &effective.source());
    let difference = match &old {
        Ok(old) => diff::compare(&old.api, &new.api),
        Err(error) => {
            print(&format!(
                "There is nothing to compare with: {error:#}\n\n{warnings}"
            ))?;
            return Ok(None);
        }
    };
    if upstream == Some(&difference) {
        print(&format!("With the overlays: the same.\n\n{warnings}"))?;
    } else {
        let shown = difference.text();
        print(&format!("With the overlays:\n\n{shown}\n{warnings}"))?;
    }
    Ok((!difference.is_empty()).then(|| difference.markdown()))
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
