//! Ten thousand calls under a mix of all faults: each one ends in time, and no POST or PATCH is carried out twice. It is a program of
//! its own, because it counts the open files of the process.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use statuspage_client::{
    CallOptions, Client, Error, ErrorKind, RateLimit, RetryPolicy,
    models::{ComponentId, MetricId, PageId},
    params::{
        CreateComponentParams, DeleteMetricDataParams, GetPageParams, SubmitMetricDataParams,
        UpdateComponentParams,
    },
};
use statuspage_simulator::{Fault, Simulator};

const TASKS: u32 = 50;
const CALLS: u32 = 10_000;
const DEADLINE: Duration = Duration::from_secs(5);
const MAX_BODY: usize = 64 * 1024;

/// The client, and the page, the component and the metric that the calls use.
#[derive(Clone)]
struct World {
    client: Client,
    page: PageId,
    component: ComponentId,
    metric: MetricId,
}

fn faults(elsewhere: &str) -> Vec<(Fault, f64)> {
    let soon = Duration::from_millis(2);
    let too_late = Duration::from_millis(1500);
    let none = Duration::ZERO;
    vec![
        (Fault::status(500), 0.02),
        (Fault::status(502).carried_out(), 0.02),
        (Fault::status(503).with_retry_after(none), 0.02),
        (Fault::status(504).carried_out(), 0.02),
        (Fault::status(420).with_retry_after(none), 0.02),
        (Fault::status(429).with_retry_after(none), 0.02),
        (Fault::response(500, "text/html", "<html>Oops"), 0.02),
        (Fault::not_json(), 0.02),
        (Fault::redirect(302, elsewhere), 0.02),
        (Fault::redirect(307, elsewhere), 0.02),
        (Fault::huge_body(4 * MAX_BODY as u64), 0.02),
        (Fault::disconnect(), 0.03),
        (Fault::disconnect().carried_out(), 0.03),
        (Fault::delay(soon), 0.03),
        (Fault::delay_response(soon), 0.03),
        (Fault::delay_response(too_late), 0.005),
        (Fault::truncated_body(), 0.03),
        (Fault::slow_body(soon), 0.03),
        (Fault::slow_body(too_late), 0.005),
    ]
}

async fn world(simulator: &Simulator) -> World {
    let client = Client::builder()
        .api_key(simulator.api_key())
        .base_url(simulator.url())
        .rate_limit(RateLimit::NONE)
        .timeout(Duration::from_secs(1))
        .max_body_size(MAX_BODY)
        .retry(RetryPolicy::new().base_delay(Duration::from_millis(2)))
        .build()
        .unwrap();
    let page = PageId::from(simulator.page_id());
    let component = CreateComponentParams::new(&page);
    let component = client.create_component(&component).await.unwrap().id;
    World {
        client: client.with_options(CallOptions::new().deadline(DEADLINE)),
        page,
        component,
        metric: simulator.metric_id().into(),
    }
}

impl World {
    /// Makes one of four calls. The body of a POST or PATCH contains the number of the call, which is unique.
    async fn call(&self, number: u32) -> Result<(), Error> {
        let (client, page) = (&self.client, &self.page);
        match number % 4 {
            0 => {
                let get = GetPageParams::new(page);
                client.get_page(&get).await.map(drop)
            }
            1 => {
                let point = f64::from(number);
                let post = SubmitMetricDataParams::new(page, &self.metric, 0, point);
                client.submit_metric_data(&post).await.map(drop)
            }
            2 => {
                let patch = UpdateComponentParams::new(page, &self.component);
                let patch = patch.name(number.to_string());
                client.update_component(&patch).await.map(drop)
            }
            _ => {
                let delete = DeleteMetricDataParams::new(page, &self.metric);
                client.delete_metric_data(&delete).await.map(drop)
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_in_time_and_no_post_or_patch_is_carried_out_twice() {
    let before = open_files();
    let elsewhere = Simulator::start().await.unwrap();
    let simulator = Simulator::start().await.unwrap();
    let world = world(&simulator).await;
    simulator.fail_randomly(7, faults(elsewhere.url()));
    let next = Arc::new(AtomicU32::new(0));
    let tasks: Vec<_> = (0..TASKS)
        .map(|_| tokio::spawn(work(world.clone(), Arc::clone(&next))))
        .collect();
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for task in tasks {
        for (end, count) in task.await.unwrap() {
            *ends.entry(end).or_default() += count;
        }
    }
    assert_eq!(ends.values().sum::<usize>(), CALLS as usize, "{ends:?}");
    // Most calls succeed, and the others fail with all kinds of errors.
    assert!(ends["success"] > CALLS as usize * 3 / 4, "{ends:?}");
    for kind in [
        ErrorKind::Status,
        ErrorKind::Transport,
        ErrorKind::Timeout,
        ErrorKind::Decode,
        ErrorKind::TooLarge,
    ] {
        assert!(ends.contains_key(&format!("{kind:?}")), "{ends:?}");
    }
    assert_eq!(elsewhere.requests().len(), 0, "no redirect is followed");
    check_effects(&simulator);
    drop((world, simulator, elsewhere));
    assert_all_is_closed(before).await;
}

/// Makes calls until all are made, and counts the results.
async fn work(world: World, next: Arc<AtomicU32>) -> BTreeMap<String, usize> {
    let mut ends = BTreeMap::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= CALLS {
            return ends;
        }
        let start = Instant::now();
        let end = match world.call(number).await {
            Ok(()) => "success".to_owned(),
            Err(error) => {
                format!("{:?}", error.kind())
            }
        };
        // Allows for a very slow machine.
        assert!(
            start.elapsed() < DEADLINE * 4,
            "{number}: {:?}",
            start.elapsed()
        );
        *ends.entry(end).or_default() += 1;
    }
}

/// Checks that no POST or PATCH was carried out twice, although many were sent twice.
fn check_effects(simulator: &Simulator) {
    let mut effects: BTreeMap<Vec<u8>, (usize, usize)> = BTreeMap::new();
    for request in simulator.take_requests() {
        if matches!(request.method.as_str(), "POST" | "PATCH") {
            let (sent, done) = effects.entry(request.body).or_default();
            *sent += 1;
            *done += usize::from(request.carried_out);
        }
    }
    let twice: Vec<_> = effects.values().filter(|(_, done)| *done > 1).collect();
    assert_eq!(twice.len(), 0, "{twice:?}");
    assert!(
        effects.values().any(|(sent, _)| *sent > 1),
        "none was retried"
    );
    let lost = effects.values().filter(|(_, done)| *done == 0).count();
    assert!(
        lost > 0,
        "no fault occurred before a request was carried out"
    );
}

/// Checks that every task has ended, and every connection is closed.
async fn assert_all_is_closed(before: Option<usize>) {
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    let start = Instant::now();
    // Dropped tasks end when the runtime polls them next.
    while (tasks() > 0 || open_files() > before) && start.elapsed() < Duration::from_secs(30) {
        tokio::task::yield_now().await;
    }
    assert_eq!(tasks(), 0);
    assert!(open_files() <= before, "{:?} {before:?}", open_files());
}

/// Returns the number of open files and sockets, on systems that report it.
fn open_files() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/fd").ok()?.count())
}
