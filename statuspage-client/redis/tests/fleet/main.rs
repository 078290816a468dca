//! Real processes with one API key, a real Redis and one simulator with the service's limit.
//!
//! `cargo test -p statuspage-redis --test fleet` runs small fleets with a short window. With `-- full` it runs twelve processes
//! with 2,000 calls and the service's limit, which takes 40 minutes; with `-- table` it prints what happens with more processes
//! and a slower store. It needs `redis-server` or `valkey-server`; without one it
//! prints that it has skipped the tests.

mod fleet;
mod redis_server;
mod script;
mod slow_proxy;
mod table;
mod worker;

use std::{env, thread, time::Duration};

use fleet::{Fleet, Outcome};
use redis_server::RedisServer;

/// A window that is short enough for a test, with the service's number of requests.
const SMALL: Fleet = Fleet {
    processes: 12,
    calls: 300,
    requests: 60,
    window: Duration::from_secs(3),
    margin: Duration::from_millis(600),
    share: 2,
};

const FULL: Fleet = Fleet {
    processes: 12,
    calls: 2000,
    requests: 60,
    window: Duration::from_secs(60),
    margin: Duration::from_millis(750),
    share: 3,
};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["worker", arguments @ ..] => return worker::run(arguments),
        ["--list", ..] | [_, "--list", ..] => return,
        _ => {}
    }
    if !RedisServer::is_installed() {
        println!("skipped: neither redis-server nor valkey-server is installed");
        return;
    }
    match arguments.as_slice() {
        ["full"] => return full(),
        ["table"] => return table::run(),
        _ => {}
    }
    let tests: [(&str, fn()); 3] = [
        (
            "the_script_keeps_the_limit",
            script::the_script_keeps_the_limit,
        ),
        ("a_fleet_shares_the_limit", a_fleet_shares_the_limit),
        (
            "killed_processes_and_a_lost_store_cause_no_refusals",
            killed_processes_and_a_lost_store_cause_no_refusals,
        ),
    ];
    let filters: Vec<_> = arguments.iter().filter(|it| !it.starts_with('-')).collect();
    let is_chosen = |name: &str| filters.is_empty() || filters.iter().any(|it| name.contains(**it));
    // They wait most of the time, so they run at the same time.
    let running: Vec<_> = tests
        .into_iter()
        .filter(|(name, _)| is_chosen(name))
        .map(|(name, test)| (name, thread::spawn(test)))
        .collect();
    let mut failed = false;
    for (name, test) in running {
        let passed = test.join().is_ok();
        println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
        failed |= !passed;
    }
    assert!(!failed, "a test failed");
}

fn a_fleet_shares_the_limit() {
    let redis = RedisServer::start();
    redis.wait_until_older_than(SMALL.window + SMALL.margin);
    let outcome = SMALL.run(&redis.url(), |_| {});
    check(&SMALL, &outcome);
    assert_eq!(outcome.finished, SMALL.calls);
    assert_eq!(outcome.lost_store, 0, "{outcome:?}");
    // An incident waits at most for the next permit, which comes back after a sixtieth of the window.
    assert!(outcome.slowest_urgent < SMALL.window / 4, "{outcome:?}");
    // The processes take turns. Otherwise the first one would end after a twelfth of the time.
    assert!(outcome.first_end > outcome.total / 5, "{outcome:?}");
    // A permit counts for the window and the margin. The rest is for a machine that does other things as well.
    let possible = SMALL.least_possible() * 36 / 30;
    assert!(outcome.total < possible * 3 / 2, "{outcome:?}");
}

fn killed_processes_and_a_lost_store_cause_no_refusals() {
    disturb(&SMALL);
}

/// Kills processes, and pauses and restarts the store.
fn disturb(fleet: &Fleet) {
    let mut redis = RedisServer::start();
    redis.wait_until_older_than(fleet.window + fleet.margin);
    let part = fleet.calls as usize / 4;
    // On a slow machine, too, the processes have calls left when the store is lost.
    let endless = Fleet {
        calls: u32::MAX / 2,
        ..*fleet
    };
    let outcome = endless.run(&redis.url(), |running| {
        running.wait_for(part);
        // Nine of twelve remain.
        running.kill(3);
        redis.pause();
        running.wait_for_lost_store(9);
        redis.resume();
        running.wait_for_found_store(9);
        running.wait_for(part * 2);
        redis.kill();
        running.wait_for_lost_store(18);
        redis.restart();
        running.wait_for_found_store(18);
        running.wait_for(part * 3);
        running.stop();
    });
    check(fleet, &outcome);
}

/// Checks what is true of every fleet: nothing is refused, lost or sent twice.
fn check(fleet: &Fleet, outcome: &Outcome) {
    println!("{fleet:?}\n{outcome:?}");
    assert_eq!(outcome.refused, 0, "{outcome:?}");
    assert_eq!(outcome.sent_twice, 0, "{outcome:?}");
    assert_eq!(outcome.finished_but_not_sent, 0, "{outcome:?}");
}

/// Takes more than half an hour.
fn full() {
    let disturbed = thread::spawn(|| disturb(&FULL));
    let redis = RedisServer::start();
    redis.wait_until_older_than(FULL.window + FULL.margin);
    let outcome = FULL.run(&redis.url(), |_| {});
    check(&FULL, &outcome);
    let ratio = outcome.total.as_secs_f64() / FULL.least_possible().as_secs_f64();
    println!("{ratio:.4} of the least possible");
    assert_eq!(outcome.finished, FULL.calls);
    assert!(ratio < 1.03);
    assert!(disturbed.join().is_ok());
}
