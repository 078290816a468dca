//! Enforces the rate limit: admits requests or refuses them.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::http::reply::Reply;
use crate::rate_limit::{RateLimit, RetryAfter};

/// The statuses of the service's refusals: clients have seen both.
const STATUSES: [u16; 2] = [420, 429];

/// A rate limit and the requests that it has counted.
#[derive(Debug)]
pub(crate) struct Limiter {
    pub(crate) limit: RateLimit,
    /// When the requests of the window arrived, the oldest first.
    counted: VecDeque<Instant>,
    /// When each list was last admitted without `page` and `per_page`.
    lists: BTreeMap<&'static str, Instant>,
    refused: usize,
}

impl Limiter {
    pub(crate) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            counted: VecDeque::new(),
            lists: BTreeMap::new(),
            refused: 0,
        }
    }

    /// Counts a request that arrives now, or refuses it. `list` is the name of a list that is requested
    /// without `page` and `per_page`: one is admitted per window.
    pub(crate) fn admit(&mut self, list: Option<&'static str>, now: Instant) -> Result<(), Reply> {
        let window = self.limit.window;
        if let Some((list, last)) = list.and_then(|list| self.lists.get_key_value(list)) {
            let elapsed = now.duration_since(*last);
            if elapsed < window {
                let message = format!(
                    "Too many requests: the list of {list} without `page` and `per_page` is \
                     allowed once in any {window:?}"
                );
                return Err(self.refusal(429, window.saturating_sub(elapsed), &message));
            }
        }
        let is_over = |arrival: &Instant| now.duration_since(*arrival) >= window;
        while self.counted.front().is_some_and(is_over) {
            self.counted.pop_front();
        }
        if self.counted.len() < self.limit.requests {
            self.counted.push_back(now);
            self.lists.extend(list.map(|list| (list, now)));
            return Ok(());
        }
        // With a limit of 0 requests there is no oldest one.
        let oldest = self.counted.front().copied().unwrap_or(now);
        let remaining = window.saturating_sub(now.duration_since(oldest));
        let status = STATUSES[self.refused % STATUSES.len()];
        self.refused += 1;
        let requests = self.limit.requests;
        let message =
            format!("Too many requests: at most {requests} are allowed in any {window:?}");
        Err(self.refusal(status, remaining, &message))
    }

    /// Returns a refusal with this status, unless the limit sets another.
    fn refusal(&self, status: u16, remaining: Duration, message: &str) -> Reply {
        let wait = match self.limit.retry_after {
            RetryAfter::Remaining => Some(remaining),
            RetryAfter::Fixed(wait) => Some(wait),
            RetryAfter::Absent => None,
        };
        Reply::rate_limited(self.limit.status.unwrap_or(status), wait, message)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::header::RETRY_AFTER;
    use axum::response::IntoResponse;
    use tokio::time::{Instant, advance};

    use super::Limiter;
    use crate::rate_limit::RateLimit;

    const MILLISECOND: Duration = Duration::from_millis(1);

    /// Returns status and `Retry-After` of the refusal; `None` if the request is admitted.
    fn request(limiter: &mut Limiter) -> Option<(u16, Option<String>)> {
        request_list(limiter, None)
    }

    /// The same for a list without `page` and `per_page`.
    fn request_list(
        limiter: &mut Limiter,
        list: Option<&'static str>,
    ) -> Option<(u16, Option<String>)> {
        let reply = limiter.admit(list, Instant::now()).err()?.into_response();
        let wait = reply.headers().get(RETRY_AFTER);
        let wait = wait.map(|wait| wait.to_str().unwrap().to_owned());
        Some((reply.status().as_u16(), wait))
    }

    #[tokio::test(start_paused = true)]
    async fn the_window_rolls() {
        let mut limiter = Limiter::new(RateLimit::new(2, Duration::from_secs(10)));
        assert_eq!(request(&mut limiter), None);
        advance(Duration::from_secs(6)).await;
        assert_eq!(request(&mut limiter), None);
        assert!(request(&mut limiter).is_some());
        // 9.999 s after the first one: still in the window. After 10 s it has left, and it alone.
        advance(3_999 * MILLISECOND).await;
        assert!(request(&mut limiter).is_some());
        advance(MILLISECOND).await;
        assert_eq!(request(&mut limiter), None);
        assert!(request(&mut limiter).is_some());
        // The second one leaves 6 s later.
        advance(5_999 * MILLISECOND).await;
        assert!(request(&mut limiter).is_some());
        advance(MILLISECOND).await;
        assert_eq!(request(&mut limiter), None);
        assert!(request(&mut limiter).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn the_default_is_60_in_60_seconds() {
        let mut limiter = Limiter::new(RateLimit::default());
        for _ in 0..60 {
            assert_eq!(request(&mut limiter), None);
        }
        assert!(request(&mut limiter).is_some());
        advance(Duration::from_secs(60)).await;
        for _ in 0..60 {
            assert_eq!(request(&mut limiter), None);
        }
        assert!(request(&mut limiter).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn refused_requests_do_not_count() {
        let mut limiter = Limiter::new(RateLimit::new(1, Duration::from_secs(1)));
        assert_eq!(request(&mut limiter), None);
        for _ in 0..9 {
            advance(Duration::from_millis(100)).await;
            assert!(request(&mut limiter).is_some());
        }
        advance(Duration::from_millis(100)).await;
        assert_eq!(request(&mut limiter), None);
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_is_what_is_left_of_the_window_rounded_up() {
        let mut limiter = Limiter::new(RateLimit::new(1, Duration::from_secs(10)).status(429));
        assert_eq!(request(&mut limiter), None);
        for (step, wait) in [(0, "10"), (1, "10"), (999, "9"), (1, "9"), (8_998, "1")] {
            advance(step * MILLISECOND).await;
            assert_eq!(
                request(&mut limiter),
                Some((429, Some(wait.to_owned()))),
                "{step}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_list_without_pages_is_admitted_once_per_window() {
        let mut limiter = Limiter::new(RateLimit::new(3, Duration::from_secs(60)));
        let refused = |wait: &str| Some((429, Some(wait.to_owned())));
        assert_eq!(request_list(&mut limiter, Some("components")), None);
        assert_eq!(
            request_list(&mut limiter, Some("components")),
            refused("60")
        );
        assert_eq!(request_list(&mut limiter, Some("page_access_users")), None);
        // The refused one was not counted: there is room for a third request.
        advance(59_999 * MILLISECOND).await;
        assert_eq!(request_list(&mut limiter, Some("components")), refused("1"));
        assert_eq!(request(&mut limiter), None);
        // One that the limit of all requests refuses does not count for the list.
        let (status, _) = request_list(&mut limiter, Some("other")).unwrap();
        assert_eq!(status, 420);
        advance(MILLISECOND).await;
        assert_eq!(request_list(&mut limiter, Some("other")), None);
        assert_eq!(request_list(&mut limiter, Some("components")), None);
    }

    #[tokio::test(start_paused = true)]
    async fn the_wait_may_be_chosen() {
        let limit = RateLimit::new(0, MILLISECOND).status(429);
        for (chosen, wait) in [
            (None, None),
            (Some(Duration::ZERO), Some("0")),
            (Some(MILLISECOND), Some("1")),
            (Some(Duration::from_secs(7)), Some("7")),
        ] {
            let mut limiter = Limiter::new(limit.clone().retry_after(chosen));
            let wait = wait.map(str::to_owned);
            assert_eq!(request(&mut limiter), Some((429, wait)), "{chosen:?}");
        }
        let mut limiter = Limiter::new(limit);
        assert_eq!(request(&mut limiter), Some((429, Some("1".to_owned()))));
    }

    #[tokio::test(start_paused = true)]
    async fn the_status_alternates_or_is_the_chosen_one() {
        let none = RateLimit::new(0, Duration::from_secs(1));
        for (limit, expected) in [
            (none.clone(), [420, 429, 420]),
            (none.clone().status(420), [420; 3]),
            (none.clone().status(503), [503; 3]),
            (none.clone().status(0), [429; 3]),
            (none.status(102), [429; 3]),
        ] {
            let mut limiter = Limiter::new(limit);
            let statuses = [(); 3].map(|()| request(&mut limiter).unwrap().0);
            assert_eq!(statuses, expected);
        }
    }
}
