//! `cargo xtask build-cost`: what depending on the client costs a user's build.
//!
//! Two crates do the same call: one depends on the client, the other on reqwest (same features), serde and
//! `serde_json` alone. Both are built from nothing, in turn, in one run, with the same versions of everything.

mod crates;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::Outcome;
use crates::UserCrate;

/// Measures what depending on the client costs a user's build.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How often each build is run; the median counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
}

/// Measures, and prints the tables of the documentation.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let runs = usize::from(arguments.runs);
    let root = crate::root();
    let folder = root.join("target/build-cost");
    let library = crates::copy_library(&root, &folder.join("library"))?;
    let client = crates::with_client(&folder.join("with-client"), &root)?;
    let plain = crates::plain(&folder.join("plain"), &root)?;
    for user in [&client, &plain] {
        cargo(user, &["fetch"])?;
    }
    print_clean(&client, &plain, runs)?;
    print_rebuilds(&client, &plain, &library, runs)?;
    println!(
        "\nCrates in the graph: {} with the client, {} without.",
        count(&client)?,
        count(&plain)?
    );
    Ok(Outcome::Fine)
}

/// Clean `cargo check` and `cargo build`, the two crates in turn.
fn print_clean(client: &UserCrate, plain: &UserCrate, runs: usize) -> Result<()> {
    println!(
        "| from nothing | with the client | reqwest, serde, serde_json | ratio |\n|---|---|---|---|"
    );
    for command in ["check", "build"] {
        let mut pairs = Vec::new();
        for run in 1..=runs {
            eprintln!("cargo {command}, run {run} of {runs}");
            let mut pair = [Duration::ZERO; 2];
            for (time, user) in pair.iter_mut().zip([client, plain]) {
                user.clean()?;
                *time = cargo(user, &[command])?;
            }
            pairs.push(pair);
        }
        let [with, without] =
            [0, 1].map(|which| median(pairs.iter().map(|pair| pair[which].as_secs_f64())));
        let ratio = median(
            pairs
                .iter()
                .map(|[with, without]| with.as_secs_f64() / without.as_secs_f64()),
        );
        println!("| `cargo {command}` | {with:.1} s | {without:.1} s | {ratio:.2} |");
    }
    Ok(())
}

/// Builds after a small change, in what the clean builds left.
fn print_rebuilds(
    client: &UserCrate,
    plain: &UserCrate,
    library: &Path,
    runs: usize,
) -> Result<()> {
    println!(
        "\n| `cargo build` again after | with the client | reqwest, serde, serde_json |\n|---|---|---|"
    );
    let nothing = rebuild(client, runs, |_| Ok(()))?;
    let nothing_plain = rebuild(plain, runs, |_| Ok(()))?;
    println!("| nothing changed | {nothing:.2} s | {nothing_plain:.2} s |");
    let line = |user: &UserCrate, run| crates::append(&user.main(), &format!("// Line {run}.\n"));
    let own = rebuild(client, runs, |run| line(client, run))?;
    let own_plain = rebuild(plain, runs, |run| line(plain, run))?;
    println!("| one line of the user's crate changed | {own:.2} s | {own_plain:.2} s |");
    let description = library.join("spec/statuspage.yaml");
    let spec = rebuild(client, runs, |_| crates::change_one_character(&description))?;
    println!("| one character of the description changed | {spec:.2} s | |");
    Ok(())
}

fn rebuild(user: &UserCrate, runs: usize, change: impl Fn(usize) -> Result<()>) -> Result<f64> {
    let mut times = Vec::new();
    for run in 1..=runs {
        change(run)?;
        times.push(cargo(user, &["build"])?.as_secs_f64());
    }
    Ok(median(times.into_iter()))
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The packages that are built for a crate, its own among them.
fn count(user: &UserCrate) -> Result<usize> {
    let arguments = [
        "tree",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}",
    ];
    let output = user.cargo(&arguments).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut packages: Vec<&str> = text.lines().collect();
    packages.sort_unstable();
    packages.dedup();
    Ok(packages.len())
}

/// Runs cargo quietly; its output is shown when it fails.
fn cargo(user: &UserCrate, arguments: &[&str]) -> Result<Duration> {
    let mut command: Command = user.cargo(arguments);
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .output()
        .context("cannot run cargo")?;
    let time = start.elapsed();
    if !output.status.success() {
        bail!(
            "`cargo {}` failed:\n{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(time)
}
