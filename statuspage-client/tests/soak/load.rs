//! The clients, and the rounds: the tasks and threads that use the clients at the same time.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, atomic::AtomicU64},
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use serde_json::Value;
use statuspage_client::{CallOptions, Client, ClientBuilder, RateLimit, RetryPolicy};
use tokio::{runtime::Runtime, task::JoinSet, time::timeout};

use crate::{
    audit::Outcome,
    calls::World,
    faults::{MAX_BODY, TOO_LATE},
    measure::Statistics,
    round::{HANGS, Round},
    service::{REQUESTS, Service, WINDOW},
};

/// The deadline of each call.
const DEADLINE: Duration = Duration::from_secs(5);

/// How long a round is at most.
const ROUND: Duration = Duration::from_secs(15);

/// How many tasks or threads of each kind there are.
const FREE: usize = 24;
const LIMITED: usize = 16;
const DROPPING: usize = 6;
const LISTING: usize = 4;
const BLOCKING: usize = 2;

/// The clients that live as long as the run.
pub(crate) struct Clients {
    free: Client,
    limited: Client,
}

fn builder(service: &Service, index: usize) -> ClientBuilder {
    let text = |name: &str| service.simulators[index][name].as_str().unwrap().to_owned();
    Client::builder()
        .api_key(text("api_key"))
        .base_url(text("url"))
        .rate_limit(RateLimit::NONE)
        .timeout(TOO_LATE * 2 / 3)
        .max_body_size(usize::try_from(MAX_BODY).unwrap())
        .retry(
            RetryPolicy::new()
                .base_delay(Duration::from_millis(2))
                // A refusal that asks for more lets the call fail at once, and the operation wait for this long.
                .max_retry_after(Duration::from_millis(5)),
        )
}

impl Clients {
    pub(crate) fn new(service: &Service) -> Self {
        // A tenth longer, because a request may arrive late, after its future was dropped.
        let limit = RateLimit::new(REQUESTS, WINDOW * 11 / 10);
        let limited = builder(service, 1)
            .rate_limit(limit)
            .retry(RetryPolicy::new().base_delay(Duration::from_millis(2)));
        Self {
            free: builder(service, 0).build().unwrap(),
            limited: limited.build().unwrap(),
        }
    }
}

/// Runs a round, and returns what became of the calls that notify subscribers.
pub(crate) fn round(
    runtime: &Runtime,
    clients: &Clients,
    service: &mut Service,
    rng: &mut Rng,
    (first, longest): (u64, Duration),
    statistics: &Arc<Statistics>,
) -> BTreeMap<u64, Outcome> {
    service.reset();
    let about = service.simulators.clone();
    let options = || CallOptions::new().deadline(DEADLINE);
    let world = |client: &Client, about: &Value| {
        let client = client.with_options(options());
        runtime.block_on(World::new(client, about))
    };
    let free = world(&clients.free, &about[0]);
    let limited = world(&clients.limited, &about[1]);
    // These two are created again for each round.
    let short_lived = builder(service, 0).build().unwrap();
    let short_lived = free.with_client(short_lived.with_options(options()));
    let blocking = builder(service, 0).build_blocking().unwrap();
    let blocking = Arc::new(free.with_client(blocking.with_options(options())));
    service.fail(rng.u64(..));
    let round = Arc::new(Round {
        end: Instant::now() + longest.min(ROUND),
        calls: AtomicU64::new(0),
        token: AtomicU64::new(first),
        outcomes: Mutex::default(),
        statistics: Arc::clone(statistics),
    });
    let threads: Vec<_> = (0..BLOCKING)
        .map(|_| {
            let (round, world, rng) = (Arc::clone(&round), Arc::clone(&blocking), rng.fork());
            thread::spawn(move || round.block(&world, rng))
        })
        .collect();
    let (free, short_lived, limited) = (Arc::new(free), Arc::new(short_lived), Arc::new(limited));
    let mut tasks = JoinSet::new();
    let mut spawn = |world: &Arc<World<Client>>, number: usize, drops: u8| {
        for _ in 0..number {
            let (round, world, rng) = (Arc::clone(&round), Arc::clone(world), rng.fork());
            tasks.spawn_on(
                async move { round.call(&world, rng, drops).await },
                runtime.handle(),
            );
        }
    };
    spawn(&free, FREE, 0);
    spawn(&free, DROPPING, 230);
    spawn(&short_lived, DROPPING, 26);
    spawn(&limited, LIMITED, 64);
    for world in [&free, &limited] {
        for number in 0..LISTING {
            let (round, world, rng) = (Arc::clone(&round), Arc::clone(world), rng.fork());
            let task = async move {
                match number {
                    0 => round.abandon(&world, rng).await,
                    _ => round.list(&world, rng).await,
                }
            };
            tasks.spawn_on(task, runtime.handle());
        }
    }
    drop((free, limited, short_lived, blocking));
    runtime.block_on(async {
        let all = timeout(ROUND + HANGS, tasks.join_all()).await;
        all.expect("a call hangs");
    });
    for thread in threads {
        thread.join().unwrap();
    }
    mem::take(&mut *round.outcomes.lock().unwrap())
}
