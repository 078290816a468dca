//! Lists in pages, read to their end: one page at a time, each when its first item is asked for.

mod pages;
mod seen;

use std::{
    fmt,
    future::poll_fn,
    hash::Hash,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::{FusedStream, Stream};
use serde::Serialize;

use crate::{Client, Operation, Response, Result};

pub(crate) use pages::Pages;

/// An operation that returns one page of a list, which [`Items`] reads to its end.
///
/// The generated parameter structs of such operations implement it.
pub trait Paged: Operation<Output = Vec<<Self as Paged>::Item>> + Clone + 'static {
    /// The type of an item.
    type Item: Serialize + Send + 'static;

    /// The number of the first page.
    const FIRST_PAGE: i64;

    /// The greatest number of items that may be asked for, if one is known.
    const MAX_PAGE_SIZE: Option<i64>;

    /// Whether the service is known to return as many items as were asked for on each page but the last. Only then does a
    /// short first page end the list.
    const PAGE_SIZE_HONORED: bool = false;

    /// Returns the number of the page that the parameters ask for.
    fn page(&self) -> Option<i64>;

    /// Returns the number of items that they ask for.
    fn size(&self) -> Option<i64>;

    /// Asks for this page, with so many items.
    fn set_page(&mut self, page: i64, size: Option<i64>);

    /// Returns what identifies an item in the list, such as its id; `None` where nothing does.
    #[must_use]
    fn item_id(item: &Self::Item) -> Option<impl Hash + '_> {
        let _ = item;
        None::<()>
    }
}

/// The items of a list in pages: a [`Stream`], which can do without a crate for streams by its own [`next`](Self::next).
///
/// The functions of the client whose names end with `_stream` return it.
///
/// - **Start.** It begins with the page that the parameters name, else with the first. A page is requested when the one
///   before it is read, and the first when its first item is asked for. Pages are as large as the parameters say, but no
///   larger than the service allows; else they are as large as possible.
/// - **End.** The list ends at an empty page, or at a page with fewer items than an earlier one. A first page with fewer items
///   than were asked for proves nothing, since services may return less: one more request is sent. Then there is only `None`.
/// - **Errors.** After an error there is only `None`, so that no loop goes on failing. [`resume`](Self::resume) goes on from
///   the page that failed.
/// - **Repeated items.** Pages are numbers, not positions: when items are added or removed meanwhile, one may be missed, or
///   be on two pages. An item with an id comes only once, as it was at first. A page without any new item, at which the list
///   does not end, is an error of the kind [`Decode`](crate::ErrorKind::Decode): the service appears to ignore the number of
///   the page. Items without an id are not compared one by one: there, a page is repeated if its items are equal to those of
///   an earlier page. The ids are kept as 64-bit hashes: those of the first 100,000 items, and of up to 100,000 recent ones.
///   In longer lists, an item that was on a page long ago may come again; a service that ignores the number is still noticed.
///
/// It can be dropped at any time, and so can the futures that it returns: nothing runs in the background, and no item is lost.
///
/// To go on in another run, keep the number of the page:
///
/// ```no_run
/// # async fn run(client: statuspage_client::Client, kept: i64) -> statuspage_client::Result<()> {
/// use statuspage_client::params::GetAListOfAllIncidentsParams;
///
/// let list = GetAListOfAllIncidentsParams::new("your-page-id").page(kept);
/// let mut incidents = client.get_a_list_of_all_incidents_stream(&list);
/// while let Some(page) = incidents.next_page().await {
///     for incident in page? {
///         println!("{}", incident.id);
///     }
///     println!("keep {}", incidents.page());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<P: Paged> {
    client: Client,
    pages: Pages<P>,
    fetch: Option<Fetch<P::Item>>,
}

type Fetch<T> = Pin<Box<dyn Future<Output = Result<Response<Vec<T>>>> + Send>>;

impl<P: Paged> Items<P> {
    /// Creates the list without sending anything. The generated functions call it; so can you, for a [`Paged`] of your own.
    pub fn new(client: &Client, params: &P) -> Self {
        Self {
            client: client.clone(),
            pages: Pages::new(params),
            fetch: None,
        }
    }

    /// Returns the next item; `None` at the end of the list, and after an error.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and a page that has only items of earlier pages.
    pub async fn next(&mut self) -> Option<Result<P::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns all new items of a page that are not read yet, at least one; `None` at the end of the list, and after an error.
    ///
    /// # Errors
    ///
    /// As of [`next`](Self::next).
    pub async fn next_page(&mut self) -> Option<Result<Vec<P::Item>>> {
        if let Err(error) = poll_fn(|context| self.poll_page(context)).await {
            return Some(Err(error));
        }
        let items = self.pages.take_page();
        (!items.is_empty()).then_some(Ok(items))
    }

    /// Returns the page that the next item is on: after an error, the one that failed; at the end of the list, the last one
    /// that was requested.
    ///
    /// Parameters with this page go on from here, in another run too. They begin with the first item of the page, so that
    /// some items come again unless whole pages are read.
    #[must_use]
    pub fn page(&self) -> i64 {
        self.pages.number()
    }

    /// Goes on after an error: the next call requests the page that failed once more. Without an error, it changes nothing.
    ///
    /// ```no_run
    /// # async fn run(client: statuspage_client::Client) -> statuspage_client::Result<()> {
    /// use statuspage_client::params::GetAListOfAllIncidentsParams;
    ///
    /// let list = GetAListOfAllIncidentsParams::new("your-page-id");
    /// let mut incidents = client.get_a_list_of_all_incidents_stream(&list);
    /// while let Some(incident) = incidents.next().await {
    ///     match incident {
    ///         Ok(incident) => println!("{}", incident.id),
    ///         Err(error) if error.is_timeout() => incidents.resume(),
    ///         Err(error) => return Err(error),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume(&mut self) {
        self.pages.resume();
    }

    /// Fetches a page if there are no unread items and the list goes on.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        if !self.pages.needs_page() {
            return Poll::Ready(Ok(()));
        }
        // Taken out while it is polled: a future that panicked must not be polled again.
        let mut fetch = self.fetch.take().unwrap_or_else(|| {
            let (client, params) = (self.client.clone(), self.pages.request());
            Box::pin(async move { client.send(&params).await })
        });
        match fetch.as_mut().poll(context) {
            Poll::Ready(response) => Poll::Ready(self.pages.receive(response)),
            Poll::Pending => {
                self.fetch = Some(fetch);
                Poll::Pending
            }
        }
    }
}

impl<P: Paged> Stream for Items<P> {
    type Item = Result<P::Item>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        if let Err(error) = ready!(items.poll_page(context)) {
            return Poll::Ready(Some(Err(error)));
        }
        Poll::Ready(items.pages.next_item().map(Ok))
    }
}

impl<P: Paged> FusedStream for Items<P> {
    fn is_terminated(&self) -> bool {
        self.pages.is_over()
    }
}

// Nothing in it is ever pinned in place: the future is in a box.
impl<P: Paged> Unpin for Items<P> {}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(formatter)
    }
}
