//! One process of a fleet: it prints a line when it is ready, makes its calls when it gets one, and prints one for each call that
//! has ended. It ends after its last call, or the current one when its standard input ends.

use std::{
    io::stdin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use statuspage_client::{
    Client, Hook, RateLimit,
    params::{CreateIncidentParams, ListIncidentsParams},
};
use statuspage_redis::RedisLimit;
use tokio::task::JoinSet;

/// How many calls wait at the same time.
const TASKS: usize = 4;

/// One of so many calls creates an incident, and is urgent.
const URGENT: usize = 20;

/// Prints when the store is lost and found.
struct Store;

impl Hook for Store {
    fn shared_limit(&self, error: Option<&str>) {
        match error {
            Some(error) => println!("lost {error}"),
            None => println!("found"),
        }
    }
}

pub(crate) fn run(arguments: &[&str]) {
    let [
        url,
        key,
        page,
        redis,
        requests,
        window,
        margin,
        share,
        name,
        calls,
    ] = arguments.try_into().unwrap();
    let number = |text: &str| text.parse::<u32>().unwrap();
    let milliseconds = |text: &str| Duration::from_millis(text.parse().unwrap());
    let window = milliseconds(window);
    let limit = RedisLimit::new(redis, key).unwrap();
    let limit = limit
        .limit(number(requests), window)
        .margin(milliseconds(margin));
    let client = Client::builder()
        .api_key(key)
        .base_url(url)
        .shared_limit(limit, RateLimit::new(number(share), window))
        .hook(Store)
        .build()
        .unwrap();
    let calls = number(calls) as usize;
    println!("ready");
    stdin().read_line(&mut String::new()).unwrap();
    let next = Arc::new(AtomicUsize::new(0));
    let stopped = Arc::clone(&next);
    thread::spawn(move || {
        stdin().read_line(&mut String::new()).unwrap();
        stopped.store(calls, Ordering::Relaxed);
    });
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(call(client, page.to_owned(), name.to_owned(), calls, next));
}

async fn call(client: Client, page: String, name: String, calls: usize, next: Arc<AtomicUsize>) {
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let (client, page, name, next) = (
            client.clone(),
            page.clone(),
            name.clone(),
            Arc::clone(&next),
        );
        tasks.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= calls {
                    return;
                }
                let (id, start) = (format!("{name}-{number}."), Instant::now());
                let is_urgent = number % URGENT == URGENT - 1;
                if is_urgent {
                    let incident = CreateIncidentParams::new(&page, &id);
                    client.create_incident(&incident).await.unwrap();
                } else {
                    let list = ListIncidentsParams::new(&page).q(&id).limit(1);
                    client.list_incidents(&list).await.unwrap();
                }
                let kind = if is_urgent { "urgent" } else { "normal" };
                println!("done {id} {kind} {}", start.elapsed().as_millis());
            }
        });
    }
    tasks.join_all().await;
}
