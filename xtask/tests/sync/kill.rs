//! Kill -9 at every step and at random moments: the old three files, or the new three, and never some of each.

use std::hint::spin_loop;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use crate::folder::CHANGELOG;
use crate::pair::{Pair, State};

/// Starts an update, waits until it comes to a step, and kills it there.
fn kill_at(pair: &Pair, step: &str) {
    let mut child = pair.spawn(1, step);
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let paused = said.any(|line| line.unwrap() == format!("paused at {step}"));
    assert!(paused, "{step}: the run did not come to it");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The changelog after an update that was not interrupted.
fn changelog_after(to: usize) -> String {
    let pair = Pair::new();
    assert!(pair.spawn(to, "").wait().unwrap().success());
    pair.folder.read("CHANGELOG.md")
}

#[test]
fn killed_at_every_step() {
    for (step, at_once, later) in [
        ("staging", State::Set(0), 0),
        ("staged", State::Set(0), 0),
        ("ready", State::Set(0), 1),
        ("moved 1", State::Mixed, 1),
        ("moved 2", State::Mixed, 1),
        ("moved 3", State::Set(1), 1),
        ("noted", State::Set(1), 1),
        ("done", State::Set(1), 1),
    ] {
        let pair = Pair::new();
        kill_at(&pair, step);
        assert_eq!(pair.state(), at_once, "{step}");
        let dry = pair.folder.sync(&["--dry-run"]);
        let code = if pair.is_ready() { 2 } else { 0 };
        assert_eq!(dry.code, Some(code), "{step}: {dry:?}");
        assert_eq!(pair.state(), at_once, "{step}");
        assert_eq!(pair.recover(), State::Set(later), "{step}");
        let changelog = pair.folder.read("CHANGELOG.md");
        assert_eq!(changelog, changelog_after(later), "{step}");
        assert_eq!(changelog.contains("list_pets"), later == 1, "{step}");
    }
}

#[test]
fn edits_of_the_changelog_survive_an_interruption() {
    let pair = Pair::new();
    kill_at(&pair, "ready");
    let edited = CHANGELOG.replace("- A client.", "- A good client.");
    pair.folder.write("CHANGELOG.md", edited.as_bytes());
    assert_eq!(pair.recover(), State::Set(1));
    let text = pair.folder.read("CHANGELOG.md");
    assert!(
        text.contains("- A good client.") && text.contains("list_pets"),
        "{text}"
    );
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit.as_nanos()).unwrap().max(1);
        Duration::from_nanos(self.0 % limit)
    }
}

/// Keeps the processor busy until a moment, or a sign.
fn spin(until: impl Fn() -> bool) {
    while !until() {
        spin_loop();
    }
}

#[test]
fn killed_a_hundred_times() {
    let pair = Pair::new();
    let start = Instant::now();
    assert!(pair.spawn(1, "").wait().unwrap().success());
    let whole_run = start.elapsed();
    let mut random = Random(0x5eed_0f5a_fe5e_ed01);
    let (mut old, mut new, mut mixed, mut staged) = (0, 0, 0, 0);
    let mut from = 1;
    for run in 0..100 {
        let to = 1 - from;
        let mut child = pair.spawn(to, "");
        // At any moment, or a moment after a sign of what the run does: most of its work is in few microseconds.
        let limit = Instant::now() + Duration::from_secs(60);
        let longest = if run % 5 < 2 { 1 } else { 50 };
        let delay = random.below(whole_run / longest);
        let sign = || match run % 5 {
            0 | 1 => true,
            2 => !pair.leftovers().is_empty() || pair.is_at(to),
            3 => pair.is_ready() || pair.is_at(to),
            _ => pair.is_at(to),
        };
        spin(|| sign() || Instant::now() > limit);
        let start = Instant::now();
        spin(|| start.elapsed() >= delay);
        child.kill().unwrap();
        child.wait().unwrap();

        let state = pair.state();
        let is_ready = pair.is_ready();
        staged += usize::from(!pair.leftovers().is_empty());
        match state {
            State::Set(set) if set == from => old += 1,
            State::Set(_) => new += 1,
            State::Mixed => mixed += 1,
        }
        assert!(
            state != State::Mixed || is_ready,
            "nothing tells that the files are mixed"
        );
        let expected = if is_ready { State::Set(to) } else { state };
        assert_eq!(pair.recover(), expected);
        if expected == State::Set(to) {
            from = to;
        }
    }
    println!(
        "of 100 kills: {old} left the old files, {new} the new ones, {mixed} some of each until the next run; {staged} \
         left something to clear up; after the next run, always one whole set"
    );
    assert!(
        old > 0 && new > 0,
        "{old} old, {new} new: the kills were not spread over the run"
    );
}
