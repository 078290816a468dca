//! The rate limit: so many requests in any window of time, and the others wait in the order in which they came.
//!
//! A request takes a slot before it is sent, and gives it back one window after its answer came: the service counts when the
//! request reaches it, which is some time between the two. So whoever waits for a slot is never refused on account of
//! requests of this client. There is no task and no timer but that of whoever waits first.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

/// How many requests may be sent in a window of time. All clones of a client share it; two clients do not, even with the
/// same key.
///
/// ```
/// use std::time::Duration;
/// use statuspage_client::{Client, RateLimit};
///
/// // Leaves a third of the service's limit to other programs with the same key.
/// let limit = RateLimit::new(40, Duration::from_secs(60));
/// let client = Client::builder().api_key("0123-4567").rate_limit(limit).build()?;
/// # Ok::<(), statuspage_client::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    requests: u32,
    window: Duration,
}

impl RateLimit {
    /// The service's own: 60 requests in any 60 seconds for each API key, as its documentation says.
    pub const SERVICE: Self = Self::new(60, Duration::from_secs(60));

    /// No limit: requests are sent at once.
    pub const NONE: Self = Self::new(u32::MAX, Duration::ZERO);

    /// So many requests, at least one, in any window of that length.
    #[must_use]
    pub const fn new(requests: u32, window: Duration) -> Self {
        let requests = if requests == 0 { 1 } else { requests };
        Self { requests, window }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::SERVICE
    }
}

/// A rate limit, and the requests that count at present.
pub(crate) struct Limiter {
    limit: RateLimit,
    /// Only its holder waits for a slot; the others wait for it, which they get in order.
    turn: tokio::sync::Mutex<()>,
    state: Mutex<State>,
    /// An answer came, so that there is a time to wait for.
    answered: Notify,
}

#[derive(Default)]
struct State {
    /// Requests that are on their way, or whose answer is.
    under_way: u32,
    /// When answered requests count no more, in order.
    ends: VecDeque<Instant>,
    /// The service refused a request, and said when to come again.
    closed_until: Option<Instant>,
}

/// What whoever is first in the queue waits for.
enum Wait {
    Until(Instant),
    ForAnAnswer,
}

impl Limiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            turn: tokio::sync::Mutex::default(),
            state: Mutex::default(),
            answered: Notify::new(),
        }
    }

    /// Waits until a request may be sent. Whoever gives up waiting leaves the queue as if never there.
    pub(crate) async fn slot(self: &Arc<Self>) -> Slot {
        let _turn = self.turn.lock().await;
        loop {
            let answered = self.answered.notified();
            match self.take() {
                Ok(()) => {
                    let limiter = Arc::clone(self);
                    return Slot {
                        limiter,
                        sent: false,
                    };
                }
                Err(Wait::Until(time)) => sleep_until(time).await,
                Err(Wait::ForAnAnswer) => answered.await,
            }
        }
    }

    /// Sends nothing for a while: the service counts requests of other programs, too.
    pub(crate) fn close(&self, pause: Duration) {
        let until = Instant::now().checked_add(pause);
        let mut state = self.state();
        state.closed_until = state.closed_until.max(until);
    }

    fn take(&self) -> Result<(), Wait> {
        let mut state = self.state();
        let now = Instant::now();
        if let Some(until) = state.closed_until {
            if now < until {
                return Err(Wait::Until(until));
            }
            state.closed_until = None;
        }
        while state.ends.front().is_some_and(|end| *end <= now) {
            state.ends.pop_front();
        }
        let counted = state.ends.len() + state.under_way as usize;
        if counted < self.limit.requests as usize {
            state.under_way += 1;
            return Ok(());
        }
        let next = state.ends.front().copied();
        Err(next.map_or(Wait::ForAnAnswer, Wait::Until))
    }

    /// Nothing can panic while it is held, so that a poisoned state is a sound one.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave to send one request. It is given back when dropped: at once if nothing was sent, else after the window.
pub(crate) struct Slot {
    limiter: Arc<Limiter>,
    sent: bool,
}

impl Slot {
    /// The request is on its way: from now on it counts, even if nobody waits for its answer any more.
    pub(crate) fn sent(&mut self) {
        self.sent = true;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut state = self.limiter.state();
        state.under_way = state.under_way.saturating_sub(1);
        let window = self.limiter.limit.window;
        if self.sent && !window.is_zero() {
            state.ends.extend(Instant::now().checked_add(window));
        }
        drop(state);
        self.limiter.answered.notify_one();
    }
}

#[cfg(test)]
mod tests;
