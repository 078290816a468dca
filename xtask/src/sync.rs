//! `cargo xtask sync`: gets upstream, applies the overlays, and writes what follows from the two.

mod changelog;
mod check;
mod download;
mod effective;
mod files;
mod lock;
mod report;
mod upstream;
mod write;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use statuspage_codegen_core::{Reading, Source};

use crate::diff::Diff;
use crate::print::print;
use crate::{Outcome, document};
use effective::Effective;
use files::Folder;
use lock::Lock;
use report::Update;

/// Brings the description up to date.
///
/// Gets upstream, a published Swagger 2.0 description of the API as it was some years ago; applies our corrections
/// and additions, the files of spec/overlay in the order of their names, and shows what changes in the generated code.
/// Writes spec/upstream.yaml, spec/statuspage.yaml and spec/statuspage.lock, and adds the difference to the unreleased
/// part of CHANGELOG.md. Each file is written whole, after all of them were prepared; when a run is
/// killed between two of them, `--check` reports it, and the same command completes it.
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
    if !folder.spec().is_dir() {
        bail!("there is no folder {}", folder.spec().display());
    }
    if arguments.check {
        return check::run(&folder, time_limit);
    }
    let _running = if arguments.dry_run {
        None
    } else {
        Some(write::exclusive(&folder)?)
    };
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
    let update = Update {
        old: old.as_ref(),
        new,
    };
    let difference = update.difference();
    let shown = difference.as_ref().map_or_else(String::new, Diff::text);
    print(&format!(
        "{} has changed: {lines}.
{}Without the overlays:

{shown}
",
        files::UPSTREAM,
        update.new_warnings(source)
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
    let update = Update {
        old: old.as_ref().ok(),
        new: &effective.reading,
    };
    let warnings = update.new_warnings(&effective.source());
    let difference = match (&old, update.difference()) {
        (Err(error), _) => {
            print(&format!(
                "There is nothing to compare with: {error:#}\n\n{warnings}"
            ))?;
            return Ok(None);
        }
        (Ok(_), difference) => difference.unwrap_or_default(),
    };
    if upstream == Some(&difference) {
        print(&format!("With the overlays: the same.\n\n{warnings}"))?;
    } else {
        print(&format!(
            "With the overlays:\n\n{}\n{warnings}",
            difference.text()
        ))?;
    }
    Ok((!difference.is_empty()).then(|| difference.markdown()))
}

fn write(folder: &Folder, outputs: &[(&'static str, Vec<u8>)], dry_run: bool) -> Result<()> {
    if outputs.is_empty() {
        return print("Every file is up to date.\n");
    }
    let names: Vec<&str> = outputs.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    if dry_run {
        return print(&format!(
            "Nothing was written (--dry-run). To be written: {names}.\n"
        ));
    }
    write::write(folder, outputs)?;
    print(&format!("Written: {names}.\n"))
}
