//! The shared limit: it sends one script for each request.

use std::{
    fmt::{self, Write},
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

use redis::{AsyncConnectionConfig, Client, RedisError, Script, aio::MultiplexedConnection, cmd};
use sha2::{Digest, Sha256};
use statuspage_client::{
    Priority,
    shared_limit::{PermitAnswer, PermitRequest, SharedLimit, SharedLimitFuture},
};
use tokio::time::timeout;

use crate::{Error, server_time::ServerTime};

static SCRIPT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("limit.lua")));

/// How long connecting may take.
const CONNECT_TIME: Duration = Duration::from_secs(1);

/// Processes that wait for the same moment come back within so much time after it.
const MAX_JITTER: Duration = Duration::from_millis(50);

/// The rate limit of an API key, in Redis or Valkey; given to
/// [`ClientBuilder::shared_limit`](statuspage_client::ClientBuilder::shared_limit).
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{Client, RateLimit};
/// use statuspage_redis::RedisLimit;
///
/// let key = "0123-4567";
/// let limit = RedisLimit::new("redis://127.0.0.1/", key)?;
/// // Twelve processes use the key; without Redis, each one may send a twelfth.
/// let share = RateLimit::new(5, Duration::from_secs(60));
/// let client = Client::builder().api_key(key).shared_limit(limit, share).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// All processes with the same key must use the same settings.
#[derive(Clone)]
#[must_use]
pub struct RedisLimit {
    client: Client,
    /// The names of the script's keys.
    keys: [String; 5],
    /// A random name of this process.
    process: String,
    requests: u32,
    window: Duration,
    reserve: u32,
    margin: Option<Duration>,
    time_limit: Option<Duration>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    connection: Option<Connection>,
    time: Option<ServerTime>,
}

/// A connection, and the random name of the server's process, which changes when the server starts.
#[derive(Clone)]
struct Connection {
    redis: MultiplexedConnection,
    run: String,
}

impl RedisLimit {
    /// Creates the limit of an API key, with the service's limit: 60 requests in 60 seconds, of which 6 are kept for urgent calls.
    ///
    /// The URL is `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`; with the feature `tls` also `rediss://`. Nothing is sent
    /// before the first call. The key itself is never sent: the names of the data contain its hash.
    ///
    /// # Errors
    ///
    /// The URL is not valid, or needs a feature that is not enabled.
    pub fn new(url: &str, api_key: &str) -> Result<Self, Error> {
        let client = Client::open(url).map_err(|error| {
            Error(format!(
                "the URL of Redis is not valid: {}",
                describe(&error)
            ))
        })?;
        let mut hash = String::new();
        // Half of the hash is enough to distinguish keys.
        for byte in Sha256::digest(api_key.trim()).iter().take(16) {
            let _ = write!(hash, "{byte:02x}");
        }
        let keys = ["ends", "urgent", "normal", "due", "state"];
        Ok(Self {
            client,
            // The braces keep the keys on one server of a cluster.
            keys: keys.map(|name| format!("statuspage:{{{hash}}}:{name}")),
            process: format!("{:016x}", fastrand::u64(..)),
            requests: 60,
            window: Duration::from_secs(60),
            reserve: 6,
            margin: None,
            time_limit: None,
            state: Arc::default(),
        })
    }

    /// Sets how many requests may be sent in a window of this length; 0 requests count as 1.
    pub fn limit(mut self, requests: u32, window: Duration) -> Self {
        self.requests = requests.max(1);
        self.window = window;
        self
    }

    /// Sets how many of the requests are kept for urgent calls: see [`RateLimit::reserve`](statuspage_client::RateLimit::reserve).
    /// The difference is that here the first urgent call may have to wait for `window / requests` as well, and that the reserve
    /// costs the other calls nothing in the long run.
    pub fn reserve(mut self, requests: u32) -> Self {
        self.reserve = requests;
        self
    }

    /// Sets how much longer than the window a permit counts; an eightieth of the window by default, 750 milliseconds for the
    /// service.
    ///
    /// Half of it is how long a permit may take to be used, and half how much longer than another one a request may take to
    /// arrive. A longer margin makes refusals less likely, and costs as much of the throughput.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.margin = Some(margin);
        self
    }

    /// Sets how long the store may take for an answer; at most, and by default, a quarter of the margin. Then the calls go on
    /// without it.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = Some(limit);
        self
    }

    fn effective_margin(&self) -> Duration {
        self.margin.unwrap_or(self.window / 80)
    }

    fn effective_time_limit(&self) -> Duration {
        let most = self.effective_margin() / 4;
        self.time_limit.map_or(most, |limit| limit.min(most))
    }

    /// Runs the script, and returns when it was sent.
    async fn run(
        &self,
        operation: &str,
        priority: u8,
        has_more: bool,
        extra: u64,
        ages: &[Duration],
    ) -> Result<(Reply, Instant), Error> {
        let limit = self.effective_time_limit();
        let mut connection = self.connection().await?;
        let asked_at = Instant::now();
        let time = self.update(|state| state.time);
        let mut call = SCRIPT.prepare_invoke();
        for key in &self.keys {
            call.key(key);
        }
        call.arg(operation)
            .arg(&self.process)
            .arg(priority)
            .arg(u8::from(has_more))
            .arg(self.requests)
            .arg(milliseconds(self.window))
            .arg(milliseconds(self.effective_margin()))
            .arg(self.reserve.min(self.requests - 1))
            .arg(time.map_or(0, |time| time.at_most_in(limit)))
            .arg(extra)
            .arg(&connection.run);
        for age in ages {
            call.arg(milliseconds(*age));
        }
        let reply = timeout(limit, call.invoke_async::<Reply>(&mut connection.redis)).await;
        let reply = match reply {
            Ok(reply) => reply.map_err(|error| Error(format!("Redis: {}", describe(&error)))),
            Err(_) => Err(Error(format!("Redis did not answer within {limit:?}"))),
        };
        self.update(|state| match &reply {
            Ok((_, _, milliseconds)) => {
                let milliseconds = *milliseconds;
                state.time = Some(ServerTime {
                    milliseconds,
                    asked_at,
                });
            }
            // It may be broken, or full of commands that were given up.
            Err(_) => state.connection = None,
        });
        Ok((reply?, asked_at))
    }

    async fn connection(&self) -> Result<Connection, Error> {
        if let Some(connection) = self.update(|state| state.connection.clone()) {
            return Ok(connection);
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_TIME))
            .set_response_timeout(Some(CONNECT_TIME));
        let connecting = self
            .client
            .get_multiplexed_async_connection_with_config(&config);
        let connecting = async {
            let mut redis = connecting.await?;
            // The calls then take one round trip each.
            SCRIPT.load_async(&mut redis).await?;
            let info: String = cmd("INFO").arg("server").query_async(&mut redis).await?;
            let mut lines = info.lines();
            let run = lines.find_map(|line| line.strip_prefix("run_id:"));
            let run = run.unwrap_or_default().trim().to_owned();
            Ok(Connection { redis, run })
        };
        let connection = match timeout(CONNECT_TIME, connecting).await {
            Ok(connection) => connection.map_err(|error: RedisError| {
                Error(format!("no connection to Redis: {}", describe(&error)))
            })?,
            Err(_) => {
                return Err(Error(format!(
                    "no connection to Redis within {CONNECT_TIME:?}"
                )));
            }
        };
        self.update(|state| state.connection = Some(connection.clone()));
        Ok(connection)
    }

    fn update<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What the script returns: the kind of the answer, a pause, and the time of the server.
type Reply = (u8, u64, u64);

impl SharedLimit for RedisLimit {
    fn acquire<'a>(&'a self, request: &'a PermitRequest) -> SharedLimitFuture<'a, PermitAnswer> {
        Box::pin(async move {
            let priority = match request.priority {
                Priority::Urgent => 0,
                _ => 1,
            };
            let outage = u64::from(request.after_outage);
            let ages = &request.unreported;
            let ((kind, pause, _), asked_at) = self
                .run("acquire", priority, request.has_more, outage, ages)
                .await?;
            let pause = Duration::from_millis(pause);
            Ok(match kind {
                0 => {
                    let valid_for = self.effective_margin() / 2;
                    PermitAnswer::granted(
                        valid_for.saturating_sub(asked_at.elapsed()),
                        jittered(pause),
                    )
                }
                1 => PermitAnswer::Wait(jittered(pause)),
                _ => PermitAnswer::NotReady(jittered(pause)),
            })
        })
    }

    fn refused(&self, pause: Duration) -> SharedLimitFuture<'_, ()> {
        Box::pin(async move {
            self.run("refused", 1, false, milliseconds(pause), &[])
                .await?;
            Ok(())
        })
    }
}

impl fmt::Debug for RedisLimit {
    /// Omits the URL, which may contain a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RedisLimit")
            .field("requests", &self.requests)
            .field("window", &self.window)
            .field("reserve", &self.reserve)
            .field("margin", &self.effective_margin())
            .field("time_limit", &self.effective_time_limit())
            .finish_non_exhaustive()
    }
}

/// Adds a little to a pause, so that not all processes come back at the same time.
fn jittered(pause: Duration) -> Duration {
    if pause.is_zero() {
        return pause;
    }
    pause + MAX_JITTER.mul_f64(fastrand::f64())
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Describes an error without what it was about, which may be the URL.
fn describe(error: &RedisError) -> String {
    let detail = error.detail().unwrap_or_default();
    format!("{} {detail}", error.category()).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_as_documented() {
        let limit = RedisLimit::new("redis://127.0.0.1/", "key").unwrap();
        assert_eq!((limit.requests, limit.window.as_secs()), (60, 60));
        assert_eq!(limit.reserve, 6);
        let margin = limit.effective_margin();
        assert_eq!(margin, Duration::from_millis(750));
        assert_eq!(limit.effective_time_limit(), margin / 4);
    }

    #[test]
    fn the_url_is_not_shown() {
        let limit = RedisLimit::new("redis://user:hunter2@127.0.0.1:1/", "key").unwrap();
        let error = RedisLimit::new("http://user:hunter2@127.0.0.1/", "key").unwrap_err();
        let shown = format!("{limit:?} {error} {error:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn an_encrypted_url_needs_the_feature() {
        let limit = RedisLimit::new("rediss://127.0.0.1/", "key");
        assert_eq!(limit.is_ok(), cfg!(feature = "tls"));
    }
}
