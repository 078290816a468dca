//! The process of the simulator, and the way to it: a line on its standard input for each request, and a line of JSON as the response.

use std::{
    env,
    io::{BufRead, BufReader, Write, stdin, stdout},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use statuspage_simulator::{RateLimit, RecordedRequest, Simulator};
use tokio::time::timeout;

use crate::faults;

/// What precedes the number of a call in its body.
pub(crate) const TOKEN: &str = "soak-";

/// The limit of the service, 60 times as fast.
pub(crate) const REQUESTS: u32 = 60;
pub(crate) const WINDOW: Duration = Duration::from_secs(1);

/// How long to wait at most until the faults have no effect any more.
const SETTLED: Duration = Duration::from_secs(10);

/// The process.
pub(crate) struct Service {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// How to reach the simulator without a limit, and the one with a limit.
    pub(crate) simulators: [Value; 2],
}

impl Service {
    pub(crate) fn start() -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .arg("service")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut service = Self {
            process,
            input,
            output,
            simulators: [Value::Null, Value::Null],
        };
        service.simulators = serde_json::from_value(service.ask("reset")).unwrap();
        service
    }

    /// Puts both simulators back to the start, without faults.
    pub(crate) fn reset(&mut self) {
        self.ask("reset");
    }

    /// Lets requests fail from now on.
    pub(crate) fn fail(&mut self, seed: u64) {
        self.ask(&format!("fail {seed}"));
    }

    /// Returns what arrived since the last time, once all of it is settled.
    pub(crate) fn take(&mut self) -> Value {
        self.ask("take")
    }

    fn ask(&mut self, line: &str) -> Value {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // The process ends at the end of its input.
        self.input = None;
        let _ = self.process.wait();
    }
}

/// Serves until the end of the standard input.
pub(crate) fn run() {
    let limit = RateLimit::new(REQUESTS as usize, WINDOW);
    let simulators = [
        Simulator::start_blocking().unwrap(),
        Simulator::builder()
            .rate_limit(limit)
            .start_blocking()
            .unwrap(),
    ];
    let elsewhere = Simulator::start_blocking().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    for line in stdin().lines() {
        let line = line.unwrap();
        let answer = match line.split_once(' ') {
            Some((_, seed)) => {
                let seed = seed.parse().unwrap();
                for simulator in &simulators {
                    simulator.fail_randomly(seed, faults::all(elsewhere.url()));
                }
                Value::Null
            }
            None if line == "reset" => {
                simulators.iter().for_each(Simulator::reset);
                let about = simulators.iter().map(Simulator::to_json);
                about
                    .map(|json| serde_json::from_str::<Value>(&json).unwrap())
                    .collect()
            }
            None => runtime.block_on(record(&simulators, &elsewhere)),
        };
        writeln!(stdout().lock(), "{answer}").unwrap();
    }
}

/// Returns which calls were carried out, and how many requests were refused.
async fn record(simulators: &[Simulator; 2], elsewhere: &Simulator) -> Value {
    let mut answer = json!({"carried_out": [], "refused": 0, "missing": 0, "unsettled": 0});
    answer["elsewhere"] = elsewhere.take_requests().len().into();
    let mut carried_out = Vec::new();
    for simulator in simulators {
        let wait = simulator.wait_until(|requests| requests.iter().all(is_settled));
        let is_settled = timeout(SETTLED, wait).await.is_ok();
        answer["unsettled"] = (number(&answer["unsettled"]) + u64::from(!is_settled)).into();
        let missing = number(&answer["missing"]) + simulator.dropped_requests() as u64;
        answer["missing"] = missing.into();
        for request in simulator.take_requests() {
            if request.carried_out {
                carried_out.extend(token(&request));
            }
            if matches!(request.status, Some(420 | 429)) && request.fault.is_none() {
                answer["refused"] = (number(&answer["refused"]) + 1).into();
            }
        }
    }
    answer["carried_out"] = carried_out.into();
    answer
}

pub(crate) fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// Returns the number of the call that sent a request.
fn token(request: &RecordedRequest) -> Option<u64> {
    let body = String::from_utf8_lossy(&request.body);
    let (_, rest) = body.split_once(TOKEN)?;
    rest.split('.').next()?.parse().ok()
}

/// Whether it is certain that a request is carried out, or that it is not.
fn is_settled(request: &RecordedRequest) -> bool {
    let is_delayed = |fault| faults::delays().iter().any(|(delay, _)| delay == fault);
    request.carried_out
        || request.status.is_some()
        || request.method == "GET"
        || request.fault.as_ref().is_some_and(|it| !is_delayed(it))
}
