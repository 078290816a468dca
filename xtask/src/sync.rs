//! `cargo xtask sync`: gets upstream, applies the overlay, and writes what follows from the two, all or nothing.

mod changelog;
mod check;
mod download;
mod effective;
mod files;
mod journal;
mod lock;
mod text;
mod upstream;
mod weight;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use statuspage_spec::Source;

use crate::{Outcome, diff, document};
use effective::Effective;
use files::Folder;
use journal::Change;
use lock::Lock;

/// Brings the description up to date.
///
/// Gets the vendor's file, checks that it is a description, applies spec/overlay.yaml, and shows what changes in the
/// generated code. Writes spec/upstream.yaml, spec/statuspage.yaml and spec/statuspage.lock, all or none, and adds the
/// difference to the unreleased part of CHANGELOG.md. What a killed run leaves is completed by the next one.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where the vendor's file is: a file, or an https address (http for this machine only).
    ///
    /// Without it, the source that spec/statuspage.lock names; a file that is no longer there leaves spec/upstream.yaml
    /// as it is, so that only the overlay is applied again.
    #[arg(long, value_name = "FILE|URL")]
    from: Option<String>,

    /// Writes nothing; exits with 1 when the files do not fit each other.
    #[arg(long, conflicts_with_all = ["from", "dry_run"])]
    check: bool,

    /// Shows what would change, and writes nothing.
    #[arg(long)]
    dry_run: bool,

    /// How long a download may take, and then reading what came, in seconds.
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
    if arguments.check {
        return check::run(&folder, time_limit);
    }
    if arguments.dry_run {
        journal::refuse_pending(&folder)?;
    } else if journal::finish(&folder)? {
        println!("An earlier run was interrupted: what it had to write is in place now.\n");
    }
    let upstream = upstream::get(&folder, arguments.from.as_deref(), time_limit)?;
    let source = text::check(&upstream.source, &upstream.bytes, time_limit)?;
    document::api(&source)?;
    let effective = Effective::new(&source, folder.read(files::OVERLAY)?)?;
    let lock = Lock::new(
        upstream.source,
        upstream.retrieved,
        &upstream.bytes,
        &effective,
    );

    let note = show_difference(&folder, &effective);
    let mut change = Change::default();
    folder.put(&mut change, files::UPSTREAM, upstream.bytes);
    folder.put(&mut change, files::STATUSPAGE, effective.text.into_bytes());
    folder.put(&mut change, files::LOCK, lock.text()?.into_bytes());
    change.note = note;
    write(&folder, &change, arguments.dry_run)?;
    Ok(Outcome::Fine)
}

/// Prints the difference to the present description, and gives it as a note for the changelog.
fn show_difference(folder: &Folder, effective: &Effective) -> Option<String> {
    let old = folder
        .source(files::STATUSPAGE)
        .and_then(|source: Source| document::api(&source));
    let old = match old {
        Ok(reading) => reading.api,
        Err(error) => {
            println!("There is nothing to compare with: {error:#}\n");
            return None;
        }
    };
    let difference = diff::compare(&old, &effective.api);
    // It has colours, which this leaves out where they do not belong.
    anstream::println!("{}", difference.text());
    (!difference.is_empty()).then(|| difference.markdown())
}

fn write(folder: &Folder, change: &Change, dry_run: bool) -> Result<()> {
    let mut names = change.names();
    if names.is_empty() {
        println!("Every file is up to date.");
        return Ok(());
    }
    if change.note.is_some() {
        names.push(files::CHANGELOG);
    }
    let names = names.join(", ");
    if dry_run {
        println!("Nothing was written (--dry-run). To be written: {names}.");
        return Ok(());
    }
    journal::commit(folder, change)?;
    println!("Written: {names}.");
    Ok(())
}
