//! Paginated lists: a stream that requests one page after the other, each when its first item is needed.

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

/// An operation that returns one page of a list; [`Items`] reads all pages.
///
/// The generated parameter structs of such operations implement it.
pub trait Paged: Operation<Output = Vec<<Self as Paged>::Item>> + Clone + 'static {
    /// The type of the items.
    type Item: Serialize + Send + 'static;

    /// The number of the first page.
    const FIRST_PAGE: i64;

    /// The maximum number of items on a page that can be requested, if it is known.
    const MAX_PAGE_SIZE: Option<i64>;

    /// Whether the service is known to return as many items as requested on every page except the last. Only then does a short
    /// first page end the list.
    const PAGE_SIZE_HONORED: bool = false;

    /// Returns the number of the page that the parameters request.
    fn page(&self) -> Option<i64>;

    /// Returns the number of items that the parameters request.
    fn size(&self) -> Option<i64>;

    /// Sets the page to request, and the number of items on it.
    fn set_page(&mut self, page: i64, size: Option<i64>);

    /// Returns a value that identifies an item in the list, such as its id; `None` if there is none.
    #[must_use]
    fn item_id(item: &Self::Item) -> Option<impl Hash + '_> {
        let _ = item;
        None::<()>
    }
}

/// A [`Stream`] of the items of a paginated list. Its own function [`next`](Self::next) works without a crate for streams.
///
/// The functions of the client with names that end in `_items` return it.
///
/// - **Start.** It starts with the page that the parameters request, by default with the first one. A page is requested when the
///   first item on it is needed. Pages have the size that the parameters request, limited to the maximum of the service; by
///   default they have the maximum size.
/// - **End.** The list ends at an empty page, or at a page with fewer items than an earlier one. A first page with fewer items
///   than requested does not end the list, because services may return fewer: one more page is requested. After the end,
///   `next` returns `None`.
/// - **Errors.** After an error, `next` returns `None`, so that a loop cannot repeat a failing request forever.
///   [`resume`](Self::resume) continues with the page that failed.
/// - **Repeated items.** If items are added or removed while the list is read, an item may be missed, or be on two pages. An item
///   with an id is returned once, as it was on the first of these pages. A page with only items of earlier pages is an error
///   of the kind [`Decode`](crate::ErrorKind::Decode), unless it is the last one: the service appears to ignore the page number.
///   Items without an id are not compared one by one; instead, a page counts as repeated if its items equal those of an
///   earlier page.
/// - **Memory.** Ids are stored as 64-bit hashes: those of the first 100,000 items, and of up to 100,000 recent ones. In longer
///   lists, an item that is on two pages far apart may be returned twice. A service that ignores the page number is still
///   detected.
///
/// The stream and its futures can be dropped at any time. Nothing runs in the background, and no item is lost.
///
/// To continue in another process, store the number of the page:
///
/// ```no_run
/// # async fn run(client: statuspage_client::Client, stored: i64) -> statuspage_client::Result<()> {
/// use statuspage_client::params::ListIncidentsParams;
///
/// let list = ListIncidentsParams::new("your-page-id").page(stored);
/// let mut incidents = client.list_incidents_items(&list);
/// while let Some(page) = incidents.next_page().await {
///     for incident in page? {
///         println!("{}", incident.id);
///     }
///     println!("continue with page {}", incidents.page());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "no request is sent until the first item is requested"]
pub struct Items<P: Paged> {
    client: Client,
    pages: Pages<P>,
    fetch: Option<Fetch<P::Item>>,
}

type Fetch<T> = Pin<Box<dyn Future<Output = Result<Response<Vec<T>>>> + Send>>;

impl<P: Paged> Items<P> {
    /// Creates the stream without sending a request. The generated functions call it; call it yourself for your own [`Paged`]
    /// types.
    pub fn new(client: &Client, params: &P) -> Self {
        Self {
            client: client.clone(),
            pages: Pages::new(params),
            fetch: None,
        }
    }

    /// Returns the next item; `None` at the end of the list and after an error.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and a page that has only items of earlier pages.
    pub async fn next(&mut self) -> Option<Result<P::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the remaining items of the current page, or all items of the next one; `None` at the end of the list and after an
    /// error. The returned list is never empty.
    ///
    /// # Errors
    ///
    /// The same as those of [`next`](Self::next).
    pub async fn next_page(&mut self) -> Option<Result<Vec<P::Item>>> {
        if let Err(error) = poll_fn(|context| self.poll_page(context)).await {
            return Some(Err(error));
        }
        let items = self.pages.take_page();
        (!items.is_empty()).then_some(Ok(items))
    }

    /// Returns the number of the page that the next item is on. After an error it is the page that failed, and at the end of the
    /// list the last page that was requested.
    ///
    /// To continue here later, request this page in the parameters. The new stream starts with the first item of the page, so
    /// some items are returned again unless you read whole pages.
    #[must_use]
    pub fn page(&self) -> i64 {
        self.pages.number()
    }

    /// Continues after an error: the next call requests the page that failed again. Without an error, it has no effect.
    ///
    /// ```no_run
    /// # async fn run(client: statuspage_client::Client) -> statuspage_client::Result<()> {
    /// use statuspage_client::params::ListIncidentsParams;
    ///
    /// let list = ListIncidentsParams::new("your-page-id");
    /// let mut incidents = client.list_incidents_items(&list);
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

    /// Fetches a page if there are no unread items and the list has not ended.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        if !self.pages.needs_page() {
            return Poll::Ready(Ok(()));
        }
        // Taken out while it is polled, because a future that panicked must not be polled again.
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

// No field is pinned in place: the future is in a box.
impl<P: Paged> Unpin for Items<P> {}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(formatter)
    }
}
