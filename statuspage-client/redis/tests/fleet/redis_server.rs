//! A Redis or Valkey without persistence, on a free port of this machine.

use std::{
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const PROGRAMS: [&str; 2] = ["redis-server", "valkey-server"];
const START_TIME: Duration = Duration::from_secs(20);

pub(crate) struct RedisServer {
    process: Child,
    port: u16,
}

impl RedisServer {
    pub(crate) fn is_installed() -> bool {
        program().is_some()
    }

    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let process = start(port);
        Self { process, port }
    }

    pub(crate) fn url(&self) -> String {
        url(self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Removes all data, and begins to count the scripts.
    pub(crate) fn clear(&self) {
        let mut connection = connect(self.port);
        redis::cmd("FLUSHALL").exec(&mut connection).unwrap();
        let reset = redis::cmd("CONFIG").arg("RESETSTAT").exec(&mut connection);
        reset.unwrap();
    }

    /// Returns how many scripts were run, and how many microseconds each took.
    pub(crate) fn scripts(&self) -> (f64, f64) {
        let info = self.info("commandstats");
        let line = info
            .lines()
            .find(|line| line.starts_with("cmdstat_evalsha:"));
        let value = |name: &str| -> f64 {
            let (_, rest) = line.unwrap().split_once(&format!("{name}=")).unwrap();
            rest.split(',').next().unwrap().trim().parse().unwrap()
        };
        (value("calls"), value("usec_per_call"))
    }

    /// Returns the names of all data.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut connection = connect(self.port);
        let names = redis::cmd("KEYS").arg("*").query(&mut connection);
        names.unwrap()
    }

    fn info(&self, section: &str) -> String {
        let mut connection = connect(self.port);
        let info = redis::cmd("INFO").arg(section).query(&mut connection);
        info.unwrap()
    }

    /// Waits until the server is old enough to know all that was sent in the last window.
    pub(crate) fn wait_until_older_than(&self, time: Duration) {
        wait_until(time + START_TIME, || {
            let info = self.info("server");
            let mut lines = info.lines();
            let uptime = lines.find_map(|line| line.strip_prefix("uptime_in_seconds:"));
            Duration::from_secs(uptime.unwrap().trim().parse().unwrap()) >= time
        });
    }

    pub(crate) fn pause(&self) {
        self.signal("-STOP");
    }

    pub(crate) fn resume(&self) {
        self.signal("-CONT");
    }

    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub(crate) fn restart(&mut self) {
        self.process = start(self.port);
    }

    fn signal(&self, signal: &str) {
        // The `kill` of the shell: not every system has it as a program.
        let kill = format!("kill {signal} {}", self.process.id());
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn url(port: u16) -> String {
    format!("redis://127.0.0.1:{port}/")
}

fn program() -> Option<&'static str> {
    PROGRAMS.into_iter().find(|program| {
        let version = Command::new(program).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    })
}

fn start(port: u16) -> Child {
    let process = Command::new(program().unwrap())
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--save", "", "--appendonly", "no"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    drop(connect(port));
    process
}

fn connect(port: u16) -> redis::Connection {
    let client = redis::Client::open(url(port)).unwrap();
    let mut connection = None;
    wait_until(START_TIME, || {
        connection = client.get_connection().ok();
        connection.is_some()
    });
    connection.unwrap()
}

/// Waits for another process.
pub(crate) fn wait_until(longest: Duration, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(
            start.elapsed() < longest,
            "it did not happen within {longest:?}"
        );
        sleep(Duration::from_millis(20));
    }
}
