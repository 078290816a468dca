//! The table: a line for each interval, and the checks at the end.

use std::{
    mem,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use crate::{
    audit::Audit,
    measure::{Interval, Statistics, Usage},
};

/// How much the memory may grow after the warm-up.
const MAX_GROWTH: u64 = 8 * 1024;

/// The warm-up is this part of the run.
const WARM_UP: u32 = 6;

pub(crate) struct Table {
    every: Duration,
    start: Instant,
    lines: u32,
    /// What the process used before the first client was made.
    before: Usage,
    /// The memory at the end of each round.
    memory: Vec<(Duration, u64)>,
    pub(crate) statistics: Arc<Statistics>,
    lost: u64,
}

impl Table {
    pub(crate) fn start(every: Duration) -> Self {
        println!(
            "| minute | MB | descriptors | threads | calls | dropped | p50 (ms) | p99 | max | errors |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        Self {
            every,
            start: Instant::now(),
            lines: 0,
            before: Usage::now(),
            memory: Vec::new(),
            statistics: Arc::default(),
            lost: 0,
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Notes the end of a round, and prints a line if it is time.
    pub(crate) fn note(&mut self) {
        let usage = Usage::now();
        let memory = usage.kilobytes.map(|memory| (self.elapsed(), memory));
        self.memory.extend(memory);
        if self.elapsed() >= self.every * (self.lines + 1) {
            self.lines += 1;
            self.print(usage);
        }
    }

    fn print(&mut self, usage: Usage) {
        let interval = mem::take(&mut *self.statistics.0.lock().unwrap());
        let Interval {
            calls,
            dropped,
            errors,
            latencies,
        } = interval;
        let timeouts = errors.get("Timeout").copied().unwrap_or_default();
        self.lost += dropped + timeouts;
        let errors = errors.iter().map(|(kind, count)| format!("{kind} {count}"));
        let [p50, p99, max] = [50, 99, 100].map(|percent| latencies.percentile(percent));
        println!(
            "| {:.0} | {} | {} | {} | {calls} | {dropped} | {:.1} | {} | {} | {} |",
            self.elapsed().as_secs_f64() / 60.0,
            usage.kilobytes.unwrap_or_default() / 1024,
            usage.descriptors.unwrap_or_default(),
            usage.threads.unwrap_or_default(),
            p50.as_secs_f64() * 1e3,
            p99.as_millis(),
            max.as_millis(),
            errors.collect::<Vec<_>>().join(", "),
        );
    }

    /// Checks the whole run, after all clients were dropped.
    pub(crate) fn finish(&self, audit: &Audit) {
        let (dropped, mut end) = (Instant::now(), Usage::now());
        let is_back = |now: Usage| {
            now.descriptors <= self.before.descriptors && now.threads <= self.before.threads
        };
        while !is_back(end) && dropped.elapsed() < Duration::from_secs(30) {
            thread::yield_now();
            end = Usage::now();
        }
        println!(
            "{} notifications, {} of them with an unknown end, none carried out twice; {} requests refused",
            audit.notifications, audit.unknown, audit.refused
        );
        println!("before: {:?}, after: {end:?}", self.before);
        assert!(is_back(end), "something is left");
        assert!(audit.notifications > audit.unknown && audit.unknown > 0);
        // Only a request that arrives after its future was dropped can be one too many.
        assert!(audit.refused <= self.lost, "{} refused", audit.refused);
        self.check_memory();
    }

    fn check_memory(&self) {
        let warm_up = self.elapsed() / WARM_UP;
        let mut after = self.memory.iter().filter(|(at, _)| *at >= warm_up);
        let (Some((_, first)), Some((_, last))) = (after.next(), after.next_back()) else {
            return;
        };
        println!("{first} kB after the warm-up, {last} kB at the end");
        assert!(*last <= first + MAX_GROWTH, "memory grows");
    }
}
