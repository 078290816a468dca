//! The items of a paginated list, as a blocking iterator.

use std::fmt;

use super::Client;
use crate::{Paged, Result, pagination::Pages};

/// An iterator over the items of a paginated list. [`crate::Items`] describes when pages are requested, where the list ends and
/// what happens after an error.
///
/// The functions of the client with names that end in `_items` return it.
#[must_use = "no request is sent until the first item is requested"]
pub struct Items<P: Paged> {
    client: Client,
    pages: Pages<P>,
}

impl<P: Paged> Items<P> {
    /// Creates the iterator without sending a request. The generated functions call it; call it yourself for your own [`Paged`]
    /// types.
    pub fn new(client: &Client, params: &P) -> Self {
        Self {
            client: client.clone(),
            pages: Pages::new(params),
        }
    }

    /// Returns the number of the page that the next item is on; see [`crate::Items::page`].
    #[must_use]
    pub fn page(&self) -> i64 {
        self.pages.number()
    }

    /// Continues after an error; see [`crate::Items::resume`].
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
