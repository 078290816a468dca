//! What is measured while the clients run: calls, errors, latencies, and what the process uses.

use std::{collections::BTreeMap, fs, sync::Mutex, time::Duration};

use statuspage_client::Error;

/// What happened since the last line of the table.
#[derive(Debug, Default)]
pub(crate) struct Interval {
    pub(crate) calls: u64,
    pub(crate) dropped: u64,
    pub(crate) errors: BTreeMap<String, u64>,
    pub(crate) latencies: Latencies,
}

/// The interval that runs.
#[derive(Debug, Default)]
pub(crate) struct Statistics(pub(crate) Mutex<Interval>);

impl Statistics {
    pub(crate) fn dropped(&self) {
        self.0.lock().unwrap().dropped += 1;
    }

    pub(crate) fn finished(&self, error: Option<&Error>) {
        let interval = &mut *self.0.lock().unwrap();
        interval.calls += 1;
        if let Some(error) = error {
            let kind = format!("{:?}", error.kind());
            *interval.errors.entry(kind).or_default() += 1;
        }
    }

    pub(crate) fn took(&self, latency: Duration) {
        self.0.lock().unwrap().latencies.add(latency);
    }
}

/// The number of calls by latency in microseconds. There are 16 classes up to each power of two, so a class is at most 6 % wide.
#[derive(Debug, Default)]
pub(crate) struct Latencies(BTreeMap<u64, u64>);

const CLASSES: u64 = 16;

impl Latencies {
    fn add(&mut self, latency: Duration) {
        let microseconds = u64::try_from(latency.as_micros()).unwrap();
        let shift = u64::from((microseconds / CLASSES).checked_ilog2().unwrap_or_default());
        let class = shift * CLASSES + (microseconds >> shift);
        *self.0.entry(class).or_default() += 1;
    }

    /// Returns the upper end of the class that so many percent of the calls are in or below.
    pub(crate) fn percentile(&self, percent: u64) -> Duration {
        let total = self.0.values().sum::<u64>();
        let mut below = 0;
        let class = self.0.iter().find(|(_, count)| {
            below += **count;
            below * 100 >= total * percent
        });
        let class = class.map_or(0, |(class, _)| *class);
        let shift = (class / CLASSES).saturating_sub(1);
        Duration::from_micros((class - shift * CLASSES + 1) << shift)
    }
}

/// What this process uses; `None` where the system does not report it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    pub(crate) kilobytes: Option<u64>,
    pub(crate) descriptors: Option<usize>,
    pub(crate) threads: Option<u64>,
}

impl Usage {
    pub(crate) fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Self {
            kilobytes: number("VmRSS:"),
            descriptors: fs::read_dir("/proc/self/fd").ok().map(Iterator::count),
            threads: number("Threads:"),
        }
    }
}
