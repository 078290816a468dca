//! The state of a paginated list: which page to request next, and where the list ends. It sends no requests.

use std::{fmt, mem, vec};

use super::{Paged, seen::Seen};
use crate::{Error, Response, Result};

/// A list that is read page by page.
pub(crate) struct Pages<P: Paged> {
    params: P,
    /// The number of the page that has unread items, or that is requested next.
    number: i64,
    /// The number of items to request.
    size: Option<i64>,
    unread: vec::IntoIter<P::Item>,
    state: State,
    /// The number of items on the longest page so far.
    longest: usize,
    seen: Seen,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// There may be more pages.
    Open,
    /// The last page was fetched.
    Complete,
    /// A page could not be fetched.
    Failed,
}

impl<P: Paged> Pages<P> {
    pub(crate) fn new(params: &P) -> Self {
        let size = match (params.size(), P::MAX_PAGE_SIZE) {
            (Some(size), Some(max)) => Some(size.min(max)),
            (size, max) => size.or(max),
        };
        Self {
            params: params.clone(),
            number: params.page().unwrap_or(P::FIRST_PAGE),
            size,
            unread: Vec::new().into_iter(),
            state: State::Open,
            longest: 0,
            seen: Seen::default(),
        }
    }

    pub(crate) fn number(&self) -> i64 {
        self.number
    }

    /// Returns whether a page must be fetched before the next item is known.
    pub(crate) fn needs_page(&self) -> bool {
        self.is_read() && self.state == State::Open
    }

    /// Returns whether there are no more items, unless the list is resumed.
    pub(crate) fn is_over(&self) -> bool {
        self.is_read() && self.state != State::Open
    }

    fn is_read(&self) -> bool {
        self.unread.as_slice().is_empty()
    }

    /// Returns the parameters that request the page.
    pub(crate) fn request(&self) -> P {
        let mut params = self.params.clone();
        params.set_page(self.number, self.size);
        params
    }

    /// Processes the result of the request.
    pub(crate) fn receive(&mut self, response: Result<Response<Vec<P::Item>>>) -> Result<()> {
        self.state = State::Failed;
        let response = response?;
        let (status, attempts) = (response.status(), response.attempts());
        let mut items = response.into_value();
        let count = items.len();
        let is_short = self.size.is_some_and(|size| count_of(count) < size);
        let is_last = count == 0 || count < self.longest || (P::PAGE_SIZE_HONORED && is_short);
        self.seen.retain_new::<P>(&mut items);
        if items.is_empty() && !is_last {
            let operation = self.params.info().id;
            return Err(
                Error::repeated_page(operation, status, self.number).with_attempts(attempts)
            );
        }
        self.longest = self.longest.max(count);
        self.state = if is_last {
            State::Complete
        } else {
            State::Open
        };
        self.unread = items.into_iter();
        Ok(())
    }

    pub(crate) fn resume(&mut self) {
        if self.state == State::Failed {
            self.state = State::Open;
        }
    }

    pub(crate) fn next_item(&mut self) -> Option<P::Item> {
        let item = self.unread.next()?;
        self.advance();
        Some(item)
    }

    /// Returns all unread items.
    pub(crate) fn take_page(&mut self) -> Vec<P::Item> {
        let items: Vec<_> = mem::take(&mut self.unread).collect();
        if !items.is_empty() {
            self.advance();
        }
        items
    }

    /// Moves to the next page when all of this one is read.
    fn advance(&mut self) {
        if self.needs_page() {
            self.number = self.number.saturating_add(1);
        }
    }
}

fn count_of(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}

impl<P: Paged> fmt::Debug for Pages<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("operation", &self.params.info().id)
            .field("page", &self.number)
            .field("size", &self.size)
            .field("unread", &self.unread.len())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
