//! Progress on the standard error, if that is a terminal: pages that are read, and waits with their reason and the time left.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal as _, Write as _},
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use statuspage_client::{Attempt, Hook, Outcome, Wait};
use tokio::time::timeout;

/// How often the line is written. A call that is faster shows nothing.
const TICK: Duration = Duration::from_millis(500);

/// Shows what a call does while it takes long; a hook of the client, which clones share.
#[derive(Clone)]
pub(crate) struct Progress {
    state: Arc<Mutex<State>>,
    is_shown: bool,
}

#[derive(Default)]
struct State {
    pages: usize,
    items: usize,
    /// Why the call waits, and until when.
    wait: Option<(String, Instant)>,
    /// The failure of the attempt before.
    failure: Option<String>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            state: Arc::default(),
            is_shown: io::stderr().is_terminal(),
        }
    }

    /// Counts a page of a list.
    pub(crate) fn add_page(&self, items: usize) {
        let mut state = self.state();
        state.pages += 1;
        state.items += items;
    }

    /// Waits for a future, and shows the progress until then.
    pub(crate) async fn show<F: Future>(&self, future: F) -> F::Output {
        if !self.is_shown {
            return future.await;
        }
        let mut future = pin!(future);
        let mut is_written = false;
        let output = loop {
            if let Ok(output) = timeout(TICK, &mut future).await {
                break output;
            }
            is_written = true;
            rewrite(&self.state().line(Instant::now()));
        };
        if is_written {
            rewrite("");
        }
        output
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the line to show.
    fn line(&self, now: Instant) -> String {
        let mut line = String::new();
        if self.pages > 0 {
            let (pages, items) = (self.pages, self.items);
            let s = if pages == 1 { "" } else { "s" };
            // Writing to a String cannot fail.
            let _ = write!(line, "{items} items of {pages} page{s}; ");
        }
        match &self.wait {
            None => line.push_str("waiting for the response"),
            Some((reason, until)) => {
                let left = until.saturating_duration_since(now);
                let left = left.as_millis().div_ceil(1000);
                let _ = write!(line, "waiting {left} s: {reason}");
            }
        }
        if let Some(failure) = &self.failure {
            let _ = write!(line, " ({failure})");
        }
        line
    }
}

/// Replaces the line that the cursor is in.
fn rewrite(line: &str) {
    let width = usize::from(crate::output::terminal_width().unwrap_or(80)).saturating_sub(1);
    let line: String = line
        .chars()
        .filter(|sign| !sign.is_control())
        .take(width)
        .collect();
    let _ = write!(io::stderr().lock(), "\r\x1b[2K{line}");
}

impl Hook for Progress {
    fn waiting(&self, wait: &Wait) {
        let until = Instant::now() + wait.duration();
        self.state().wait = Some((wait.reason().to_string(), until));
    }

    fn before(&self, _: &mut Attempt<'_>) {
        self.state().wait = None;
    }

    fn after(&self, outcome: &Outcome<'_>) {
        let error = outcome.error();
        let failure = error.map(|error| match error.status() {
            Some(status) => format!("status {status}"),
            None => "no response".to_owned(),
        });
        self.state().failure = failure;
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::State;

    #[test]
    fn the_line_says_what_is_read_and_why_it_waits() {
        let now = Instant::now();
        let mut state = State::default();
        assert_eq!(state.line(now), "waiting for the response");
        state.pages = 1;
        state.items = 100;
        state.wait = Some((
            "the rate limit is used up".to_owned(),
            now + Duration::from_millis(41_200),
        ));
        assert_eq!(
            state.line(now),
            "100 items of 1 page; waiting 42 s: the rate limit is used up"
        );
        state.pages = 2;
        state.failure = Some("status 503".to_owned());
        state.wait = Some(("an attempt failed".to_owned(), now));
        assert_eq!(
            state.line(now),
            "100 items of 2 pages; waiting 0 s: an attempt failed (status 503)"
        );
    }
}
