//! Clients of several kinds under a mix of all faults, for as long as one likes: nothing grows, nothing hangs, and nothing that
//! notifies subscribers is carried out twice. The simulator runs in a process of its own, so that memory and descriptors are those of
//! the clients alone.
//!
//! `cargo test -p statuspage-client --features blocking --test soak` runs for two seconds. For an hour, with a line in the table every
//! five minutes:
//!
//! ```text
//! cargo test --release -p statuspage-client --features blocking --test soak -- seconds=3600 seed=7
//! ```

mod audit;
mod calls;
mod faults;
mod load;
mod measure;
mod round;
mod service;
mod table;

use std::{env, time::Duration};

use fastrand::Rng;

use crate::{audit::Audit, load::Clients, service::Service, table::Table};

/// A run that is short enough for each change.
const SHORT: Duration = Duration::from_secs(2);

/// A run is longer than asked for if it has fewer calls that notify subscribers than this.
const MIN_NOTIFICATIONS: u64 = 100;

/// How many lines the table has.
const LINES: u32 = 12;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments == ["service"] {
        return service::run();
    }
    if arguments.iter().any(|argument| argument == "--list") {
        return;
    }
    let value = |name: &str| {
        let mut values = arguments.iter().filter_map(|it| it.strip_prefix(name));
        values.next().map(|value| value.parse::<u64>().unwrap())
    };
    let duration = value("seconds=").map_or(SHORT, Duration::from_secs);
    let seed = value("seed=").unwrap_or_else(|| Rng::new().u64(..));
    println!("seed={seed} seconds={}", duration.as_secs());
    run(duration, seed);
    println!("test soak ... ok");
}

fn run(duration: Duration, seed: u64) {
    let mut service = Service::start();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().build().unwrap();
    let mut table = Table::start(duration / LINES);
    let clients = Clients::new(&service);
    let (mut audit, mut rng) = (Audit::default(), Rng::with_seed(seed));
    while table.elapsed() < duration || audit.notifications < MIN_NOTIFICATIONS {
        let left = duration.saturating_sub(table.elapsed()).max(SHORT / 2);
        let first = audit.notifications;
        let statistics = &table.statistics;
        let outcomes = load::round(
            &runtime,
            &clients,
            &mut service,
            &mut rng,
            (first, left),
            statistics,
        );
        audit.check(&outcomes, &service.take());
        table.note();
    }
    drop(clients);
    table.finish(&audit);
}
