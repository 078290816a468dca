//! Starts the processes of a fleet, and compares what they did with what the simulator received.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use statuspage_simulator::{RateLimit, RecordedRequest, Simulator};

use crate::redis_server::wait_until;

/// Longer than any part of a fleet's work takes.
const LONGEST: Duration = Duration::from_secs(1500);

#[derive(Clone, Copy, Debug)]
pub(crate) struct Fleet {
    pub(crate) processes: u32,
    /// The maximum number of calls of all processes.
    pub(crate) calls: u32,
    pub(crate) requests: u32,
    pub(crate) window: Duration,
    pub(crate) margin: Duration,
    /// The limit of each process without the store.
    pub(crate) share: u32,
}

/// What a fleet did.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// From the first request to the last one.
    pub(crate) total: Duration,
    /// When the first process had nothing left to do.
    pub(crate) first_end: Duration,
    pub(crate) finished: u32,
    pub(crate) refused: usize,
    pub(crate) sent_twice: usize,
    pub(crate) finished_but_not_sent: usize,
    pub(crate) lost_store: usize,
    /// The longest time that an urgent call took.
    pub(crate) slowest_urgent: Duration,
}

/// A fleet that runs.
pub(crate) struct Running {
    processes: Vec<Child>,
    readers: Vec<JoinHandle<()>>,
    lines: Arc<Mutex<Vec<String>>>,
    ends: Arc<Mutex<Vec<Instant>>>,
}

impl Fleet {
    /// Returns how long so many calls take at least.
    pub(crate) fn least_possible(&self) -> Duration {
        self.window * ((self.calls - 1) / self.requests)
    }

    /// Runs the processes until they end. `disturb` may kill some.
    pub(crate) fn run(&self, redis: &str, disturb: impl FnOnce(&mut Running)) -> Outcome {
        let limit = RateLimit::new(self.requests as usize, self.window);
        let simulator = Simulator::builder().rate_limit(limit).start_blocking();
        let simulator = simulator.unwrap();
        let mut running = self.start(&simulator, redis);
        running.wait_until_counted("ready", self.processes as usize);
        let start = Instant::now();
        for process in &mut running.processes {
            process.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        }
        disturb(&mut running);
        for reader in running.readers {
            reader.join().unwrap();
        }
        for mut process in running.processes {
            process.wait().unwrap();
        }
        let lines = running.lines.lock().unwrap();
        let first_end = running.ends.lock().unwrap().iter().min().copied().unwrap() - start;
        outcome(&simulator.take_requests(), &lines, first_end)
    }

    fn start(&self, simulator: &Simulator, redis: &str) -> Running {
        let mut running = Running {
            processes: Vec::new(),
            readers: Vec::new(),
            lines: Arc::default(),
            ends: Arc::default(),
        };
        for number in 0..self.processes {
            let calls = (self.calls + number) / self.processes;
            let mut process = Command::new(env::current_exe().unwrap())
                .args(["worker", simulator.url(), simulator.api_key()])
                .args([simulator.page_id(), redis, &self.requests.to_string()])
                .arg(self.window.as_millis().to_string())
                .arg(self.margin.as_millis().to_string())
                .arg(self.share.to_string())
                .arg(format!("w{number}"))
                .arg(calls.to_string())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let output = BufReader::new(process.stdout.take().unwrap());
            let (lines, ends) = (Arc::clone(&running.lines), Arc::clone(&running.ends));
            running.processes.push(process);
            running.readers.push(thread::spawn(move || {
                for line in output.lines() {
                    lines.lock().unwrap().push(line.unwrap());
                }
                ends.lock().unwrap().push(Instant::now());
            }));
        }
        running
    }
}

impl Running {
    /// Waits until so many calls have ended.
    pub(crate) fn wait_for(&self, calls: usize) {
        self.wait_until_counted("done ", calls);
    }

    /// Waits until it has happened so often that a process has lost the store.
    pub(crate) fn wait_for_lost_store(&self, times: usize) {
        self.wait_until_counted("lost ", times);
    }

    /// Waits until it has happened so often that a process has found the store again.
    pub(crate) fn wait_for_found_store(&self, times: usize) {
        self.wait_until_counted("found", times);
    }

    /// Lets the processes end after their current calls.
    pub(crate) fn stop(&mut self) {
        for process in &mut self.processes {
            drop(process.stdin.take());
        }
    }

    fn wait_until_counted(&self, start: &str, times: usize) {
        wait_until(LONGEST, || {
            let ended = self.ends.lock().unwrap().len();
            let count = self.count(start);
            assert!(
                count >= times || ended < self.processes.len(),
                "all processes have ended after {count} of {times} lines `{start}`"
            );
            count >= times
        });
    }

    /// Kills so many processes.
    pub(crate) fn kill(&mut self, number: usize) {
        for process in &mut self.processes[..number] {
            process.kill().unwrap();
        }
    }

    fn count(&self, start: &str) -> usize {
        let lines = self.lines.lock().unwrap();
        lines.iter().filter(|line| line.starts_with(start)).count()
    }
}

fn outcome(requests: &[RecordedRequest], lines: &[String], first_end: Duration) -> Outcome {
    let mut sent = BTreeMap::new();
    for request in requests.iter().filter(|request| request.carried_out) {
        *sent.entry(id(request)).or_insert(0) += 1;
    }
    let done = lines.iter().filter_map(|line| line.strip_prefix("done "));
    let done: Vec<Vec<&str>> = done.map(|line| line.split(' ').collect()).collect();
    let finished: BTreeSet<&str> = done.iter().map(|words| words[0]).collect();
    let urgent = done.iter().filter(|words| words[1] == "urgent");
    let is_refused = |request: &&RecordedRequest| matches!(request.status, Some(420 | 429));
    let times = requests.iter().map(|request| request.at);
    Outcome {
        total: times.clone().max().unwrap().abs_diff(times.min().unwrap()),
        first_end,
        finished: u32::try_from(finished.len()).unwrap(),
        refused: requests.iter().filter(is_refused).count(),
        sent_twice: sent.values().filter(|times| **times > 1).count(),
        finished_but_not_sent: finished
            .iter()
            .filter(|id| !sent.contains_key(**id))
            .count(),
        lost_store: lines
            .iter()
            .filter(|line| line.starts_with("lost "))
            .count(),
        slowest_urgent: urgent
            .map(|words| Duration::from_millis(words[2].parse().unwrap()))
            .max()
            .unwrap_or_default(),
    }
}

/// Returns the name of a call: `w3-17.`, from the query of a list or the body of an incident.
fn id(request: &RecordedRequest) -> String {
    let body = String::from_utf8_lossy(&request.body);
    let text = format!("{}{body}", request.query.as_deref().unwrap_or_default());
    let start = text.find('w').unwrap();
    let end = text[start..].find('.').unwrap();
    text[start..=start + end].to_owned()
}
