//! What a fleet of many processes does at several latencies of the store. The processes are clients in this one.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use statuspage_client::{
    Client, RateLimit,
    params::{CreateIncidentParams, ListIncidentsParams},
};
use statuspage_redis::RedisLimit;
use statuspage_simulator::Simulator;
use tokio::{task::JoinSet, time::sleep};

use crate::{redis_server::RedisServer, slow_proxy};

const REQUESTS: u32 = 60;
const WINDOW: Duration = Duration::from_secs(3);

pub(crate) fn run() {
    let redis = RedisServer::start();
    redis.wait_until_older_than(WINDOW * 2);
    println!(
        "| processes | calls | latency | refused | time | asked per call | script | slowest incident |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (processes, calls) in [(1000, 1200), (100, 600), (12, 600)] {
        for latency in [1, 10, 100] {
            let latency = Duration::from_millis(latency);
            runtime.block_on(cell(&redis, processes, calls, latency));
        }
    }
}

async fn cell(redis: &RedisServer, processes: u32, calls: u32, latency: Duration) {
    redis.clear();
    // A quarter of it is the time limit of the store.
    let margin = Duration::from_millis(600).max(latency * 16);
    let limit = statuspage_simulator::RateLimit::new(REQUESTS as usize, WINDOW);
    let simulator = Simulator::builder()
        .rate_limit(limit)
        .start()
        .await
        .unwrap();
    let url = slow_proxy::start(redis.port(), latency).await;
    let client = || {
        let limit = RedisLimit::new(&url, simulator.api_key()).unwrap();
        let limit = limit.limit(REQUESTS, WINDOW).margin(margin);
        Client::builder()
            .api_key(simulator.api_key())
            .base_url(simulator.url())
            .shared_limit(limit, RateLimit::new(1, WINDOW * 20))
            .build()
            .unwrap()
    };
    let page: Arc<str> = simulator.page_id().into();
    let mut load = JoinSet::new();
    let clients: Vec<_> = (0..processes).map(|_| client()).collect();
    for (number, client) in (0..).zip(clients) {
        // This one process has the work of all of them, so they do not start at the same time.
        sleep(Duration::from_millis(5)).await;
        let page = Arc::clone(&page);
        let own = (calls + number) / processes;
        // Two calls wait at a time.
        for half in [own / 2, own - own / 2] {
            let (client, page) = (client.clone(), Arc::clone(&page));
            load.spawn(async move {
                for _ in 0..half {
                    let list = ListIncidentsParams::new(&*page).limit(1);
                    client.list_incidents(&list).await.unwrap();
                }
            });
        }
    }
    let bot = client();
    let incidents = tokio::spawn(async move {
        let mut slowest = Duration::ZERO;
        loop {
            sleep(Duration::from_millis(700)).await;
            let start = Instant::now();
            let incident = CreateIncidentParams::new(&*page, "Checkout is failing");
            bot.create_incident(&incident).await.unwrap();
            slowest = slowest.max(start.elapsed());
            while load.try_join_next().is_some() {}
            if load.is_empty() {
                return slowest;
            }
        }
    });
    let slowest = incidents.await.unwrap();
    let requests = simulator.take_requests();
    let is_refused = |status: Option<u16>| matches!(status, Some(420 | 429));
    let refused = requests.iter().filter(|it| is_refused(it.status)).count();
    let times = requests.iter().map(|request| request.at);
    let total = times.clone().max().unwrap().abs_diff(times.min().unwrap());
    let sent = u32::try_from(requests.len() - refused).unwrap();
    let possible = (WINDOW + margin).mul_f64(f64::from(sent - 1) / f64::from(REQUESTS));
    let (scripts, microseconds) = redis.scripts();
    println!(
        "| {processes} | {sent} | {latency:?} | {refused} | {:.1} s, {:.0} % | {:.2} | {microseconds:.0} µs | {} ms |",
        total.as_secs_f64(),
        100.0 * total.as_secs_f64() / possible.as_secs_f64(),
        scripts / f64::from(sent),
        slowest.as_millis(),
    );
}
