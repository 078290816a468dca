//! What the script answers to single processes.

use std::time::Duration;

use statuspage_client::{
    Priority,
    shared_limit::{PermitAnswer, PermitRequest, SharedLimit},
};
use statuspage_redis::RedisLimit;

use crate::redis_server::RedisServer;

const WINDOW: Duration = Duration::from_secs(2);
/// It also sets how long Redis may take to answer, on a machine that does other things as well.
const MARGIN: Duration = Duration::from_secs(2);
const REQUESTS: u32 = 10;
const RESERVE: u32 = 2;

pub(crate) fn the_script_keeps_the_limit() {
    let redis = RedisServer::start();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(a_young_server_is_not_ready(&redis));
    redis.wait_until_older_than(WINDOW + MARGIN);
    runtime.block_on(async {
        the_reserve_is_kept_for_urgent_calls(&redis).await;
        what_was_sent_without_the_store_counts(&redis).await;
        a_refusal_stops_all_processes(&redis).await;
        a_process_that_has_ended_is_skipped(&redis).await;
        after_an_outage_of_all_nobody_is_first(&redis).await;
    });
    the_key_is_not_sent(&redis);
}

fn process(redis: &RedisServer, key: &str) -> RedisLimit {
    let limit = RedisLimit::new(&redis.url(), key).unwrap();
    limit
        .limit(REQUESTS, WINDOW)
        .reserve(RESERVE)
        .margin(MARGIN)
}

async fn ask(process: &RedisLimit, priority: Priority) -> PermitAnswer {
    let request = PermitRequest::new(priority);
    process.acquire(&request).await.unwrap()
}

fn is_granted(answer: &PermitAnswer) -> bool {
    matches!(answer, PermitAnswer::Granted { .. })
}

/// Returns how long the answer makes the process wait.
fn pause(answer: &PermitAnswer) -> Duration {
    match answer {
        PermitAnswer::Wait(pause) => *pause,
        other => panic!("{other:?}"),
    }
}

async fn a_young_server_is_not_ready(redis: &RedisServer) {
    let answer = ask(&process(redis, "young"), Priority::Urgent).await;
    let PermitAnswer::NotReady(pause) = answer else {
        panic!("{answer:?}");
    };
    assert!(
        pause <= WINDOW + MARGIN + Duration::from_secs(1),
        "{pause:?}"
    );
}

async fn the_reserve_is_kept_for_urgent_calls(redis: &RedisServer) {
    let processes = [(); 2].map(|()| process(redis, "reserve"));
    for number in 0..REQUESTS - RESERVE {
        let process = &processes[number as usize % 2];
        assert!(is_granted(&ask(process, Priority::Normal).await));
    }
    let [one, other] = &processes;
    let refused = ask(one, Priority::Normal).await;
    assert!(pause(&refused) <= WINDOW + MARGIN + Duration::from_millis(50));
    for _ in 0..RESERVE {
        assert!(is_granted(&ask(other, Priority::Urgent).await));
    }
    pause(&ask(other, Priority::Urgent).await);
}

async fn what_was_sent_without_the_store_counts(redis: &RedisServer) {
    let mut request = PermitRequest::new(Priority::Normal);
    // The last two are too old to count.
    let old = WINDOW + MARGIN;
    request.unreported = vec![Duration::from_millis(100); 8];
    request.unreported.extend([old, old * 2]);
    let process = process(redis, "unreported");
    let answer = process.acquire(&request).await.unwrap();
    assert!(pause(&answer) > WINDOW);
    assert!(is_granted(&ask(&process, Priority::Urgent).await));
}

async fn a_refusal_stops_all_processes(redis: &RedisServer) {
    let processes = [(); 2].map(|()| process(redis, "refusal"));
    let [one, other] = &processes;
    // With permits left, the refusal is about one operation only.
    one.refused(Duration::from_secs(60)).await.unwrap();
    for _ in 0..REQUESTS - RESERVE {
        assert!(is_granted(&ask(other, Priority::Normal).await));
    }
    one.refused(Duration::from_secs(60)).await.unwrap();
    for priority in [Priority::Urgent, Priority::Normal] {
        let pause = pause(&ask(other, priority).await);
        assert!(pause > Duration::from_secs(50), "{pause:?}");
    }
}

async fn a_process_that_has_ended_is_skipped(redis: &RedisServer) {
    let processes = [(); 2].map(|()| process(redis, "ended"));
    let [ended, other] = &processes;
    for _ in 0..REQUESTS - RESERVE {
        assert!(is_granted(&ask(other, Priority::Normal).await));
    }
    // It is the first in the queue, and is killed.
    pause(&ask(ended, Priority::Normal).await);
    let mut waited = Duration::ZERO;
    loop {
        let answer = ask(other, Priority::Normal).await;
        if is_granted(&answer) {
            break;
        }
        let pause = pause(&answer).max(Duration::from_millis(10));
        waited += pause;
        assert!(waited < (WINDOW + MARGIN) * 2, "{waited:?}");
        tokio::time::sleep(pause).await;
    }
}

async fn after_an_outage_of_all_nobody_is_first(redis: &RedisServer) {
    let process = process(redis, "outage");
    let mut request = PermitRequest::new(Priority::Urgent);
    request.after_outage = true;
    let pause = pause(&process.acquire(&request).await.unwrap());
    assert!(pause > Duration::from_secs(2), "{pause:?}");
}

fn the_key_is_not_sent(redis: &RedisServer) {
    let names = redis.names();
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        let (_, rest) = name.split_once("statuspage:{").unwrap();
        let (hash, _) = rest.split_once("}:").unwrap();
        assert!(hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
