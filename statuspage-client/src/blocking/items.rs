//! The items of a list in pages, without async.

use std::fmt;

use super::Client;
use crate::{Paged, Result, pagination::Pages};

/// The items of a list in pages, as an iterator; see [`crate::Items`], which says when pages are requested, how the list ends,
/// and what comes after an error.
///
/// The functions of the client whose names end with `_stream` return it.
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<P: Paged> {
    client: Client,
    pages: Pages<P>,
}

impl<P: Paged> Items<P> {
    /// Creates the list without sending anything. The generated functions call it; so can you, for a [`Paged`] of your own.
    pub fn new(client: &Client, params: &P) -> Self {
        Self {
            client: client.clone(),
            pages: Pages::new(params),
        }
    }

    /// Returns the page that the next item is on; see [`crate::Items::page`].
    #[must_use]
    pub fn page(&self) -> i64 {
        self.pages.number()
    }

    /// Goes on after an error; see [`crate::Items::resume`].
    pub fn resume(&mut self) {
        self.pages.resume();
    }
}

impl<P: Paged> Iterator for Items<P> {
    type Item = Result<P::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.pages.needs_page() {
            let response = self.client.send(&self.pages.request());
            if let Err(error) = self.pages.receive(response) {
                return Some(Err(error));
            }
        }
        self.pages.next_item().map(Ok)
    }
}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(formatter)
    }
}
