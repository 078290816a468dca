//! Calls per second of 8 tasks on 2 threads without a rate limit, and the CPU time of the calls.

use std::{fs, time::Instant};

use reqwest::header::HeaderValue;
use statuspage_client::{Client, RateLimit};
use tokio::task::JoinSet;

use crate::ways::{self, KEY, Way};

const TASKS: u32 = 8;
const WARM_UP: u32 = 100;
const CALLS_PER_TASK: u32 = 1500;

/// Makes the calls, and returns the seconds and the CPU ticks that they took. Linux only.
pub(crate) fn measure(way: Way, url: &str) -> (f64, f64) {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).enable_all().build().unwrap();
    let client = Client::builder().api_key(KEY).base_url(url);
    let client = client.rate_limit(RateLimit::NONE).build().unwrap();
    let (http, key) = ways::http_client();
    let run = |calls| {
        let (client, http, key) = (client.clone(), http.clone(), key.clone());
        runtime.block_on(run_tasks(way, client, http, url, key, calls));
    };
    run(WARM_UP);
    let (start, ticks) = (Instant::now(), cpu_ticks());
    run(CALLS_PER_TASK);
    (start.elapsed().as_secs_f64(), cpu_ticks() - ticks)
}

async fn run_tasks(
    way: Way,
    client: Client,
    http: reqwest::Client,
    url: &str,
    key: HeaderValue,
    calls: u32,
) {
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (client, http, url, key) = (client.clone(), http.clone(), url.to_owned(), key.clone());
        tasks.spawn(async move {
            for _ in 0..calls {
                let incident = match way {
                    Way::Client => ways::by_client(&client).await,
                    Way::ByHand => ways::by_hand(&http, &url, &key).await,
                };
                ways::check(&incident);
            }
        });
    }
    while let Some(result) = tasks.join_next().await {
        result.unwrap();
    }
}

/// The peak memory of this process, in kB.
pub(crate) fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap()
        .trim()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap()
}

/// The CPU time of this process, user and system, in clock ticks.
fn cpu_ticks() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The name of the program, in parentheses, may contain spaces.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let mut fields = fields.split_whitespace().skip(11);
    let mut next = || fields.next().unwrap().parse::<f64>().unwrap();
    next() + next()
}
