//! Lists that come in pages, read to their end: one page at a time, each when its first item is asked for.

use std::{
    fmt,
    future::poll_fn,
    hash::{DefaultHasher, Hash, Hasher},
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use crate::{Client, Error, Operation, Response, Result};

/// An operation that returns one page of a list: what [`Items`] goes through.
///
/// The generated parameter structs of such operations implement it.
pub trait Paged: Operation<Output = Vec<<Self as Paged>::Item>> + Clone + 'static {
    /// What the list is of.
    type Item: Send + 'static;

    /// The number of the first page.
    const FIRST: i64;

    /// The greatest number of items that may be asked for, if one is known.
    const MOST: Option<i64>;

    /// The number of the page that the parameters ask for.
    fn page(&self) -> Option<i64>;

    /// The number of items that they ask for.
    fn size(&self) -> Option<i64>;

    /// Asks for this page, with so many items.
    fn turn_to(&mut self, page: i64, size: Option<i64>);
}

/// The items of a list that comes in pages: a [`Stream`], which can do without a crate for streams by its own
/// [`next`](Self::next).
///
/// The functions of the client whose names end with `_stream` make it.
///
/// - It begins with the page that the parameters name, else with the first.
/// - A page is asked for when the one before it is read, and the first when its first item is asked for. Pages are as large
///   as the parameters say, but no larger than the service makes them; else they are as large as possible.
/// - The list ends with a page that has fewer items than were asked for, or none. Then there is only `None`.
/// - After an error, the next call asks for the same page again. Leave the loop if that is not what you want.
/// - Pages are numbers, not places: an item may be missed or come twice when others are added or removed meanwhile. A page
///   that has just the items of the one before it is an error, since a service that pays no heed to the number would
///   give them forever.
///
/// It can be dropped at any time, and so can the futures that it gives: nothing runs beside them, and no item is lost.
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
    params: P,
    /// The page whose items are unread, or that is to be fetched.
    page: i64,
    /// How many items a page has, but for the last.
    size: Option<i64>,
    fetch: Option<Fetch<P::Item>>,
    unread: vec::IntoIter<P::Item>,
    /// Whether the list ends with the unread items.
    is_last: bool,
    /// The digest of the page that was fetched last.
    digest: Option<u64>,
}

type Fetch<T> = Pin<Box<dyn Future<Output = Result<Response<Vec<T>>>> + Send>>;

impl<P: Paged> Items<P> {
    /// What the generated functions call; also for a [`Paged`] written by hand.
    pub fn new(client: &Client, params: &P) -> Self {
        let size = match (params.size(), P::MOST) {
            (Some(size), Some(most)) => Some(size.min(most)),
            (size, most) => size.or(most),
        };
        Self {
            client: client.clone(),
            params: params.clone(),
            page: params.page().unwrap_or(P::FIRST),
            size,
            fetch: None,
            unread: Vec::new().into_iter(),
            is_last: false,
            digest: None,
        }
    }

    /// The next item; `None` at the end of the list.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], and a page that has the items of the one before it.
    pub async fn next(&mut self) -> Option<Result<P::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All items of a page that are not read yet, and never none; `None` at the end of the list.
    ///
    /// # Errors
    ///
    /// As of [`next`](Self::next).
    pub async fn next_page(&mut self) -> Option<Result<Vec<P::Item>>> {
        if let Err(error) = poll_fn(|context| self.poll_page(context)).await {
            return Some(Err(error));
        }
        let items: Vec<_> = mem::take(&mut self.unread).collect();
        self.turn();
        (!items.is_empty()).then_some(Ok(items))
    }

    /// The page that the next item is on; at the end of the list, the last one that was asked for.
    ///
    /// Parameters with this page go on from here, in another run too. They begin with the first item of the page, so that
    /// some items come again unless whole pages are read.
    #[must_use]
    pub fn page(&self) -> i64 {
        self.page
    }

    /// Sees to it that there are unread items, unless the list is at its end.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Result<()>> {
        if self.is_last || !self.unread.as_slice().is_empty() {
            return Poll::Ready(Ok(()));
        }
        let fetch = self.fetch.get_or_insert_with(|| {
            let (client, mut params) = (self.client.clone(), self.params.clone());
            params.turn_to(self.page, self.size);
            Box::pin(async move { client.send(&params).await })
        });
        let answer = ready!(fetch.as_mut().poll(context));
        self.fetch = None;
        Poll::Ready(answer.and_then(|answer| self.receive(answer)))
    }

    fn receive(&mut self, answer: Response<Vec<P::Item>>) -> Result<()> {
        let status = answer.status();
        let digest = Some(digest(answer.body()));
        let items = answer.into_value();
        if !items.is_empty() && digest == self.digest {
            return Err(Error::from_repetition(P::ID, status, self.page));
        }
        self.digest = digest;
        let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        self.is_last = items.is_empty() || self.size.is_some_and(|size| count < size);
        self.unread = items.into_iter();
        Ok(())
    }

    /// Turns to the next page when all of this one is read.
    fn turn(&mut self) {
        if self.unread.as_slice().is_empty() && !self.is_last {
            self.page = self.page.saturating_add(1);
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
        let item = items.unread.next();
        items.turn();
        Poll::Ready(item.map(Ok))
    }
}

// Nothing in it is ever pinned in place: the future is in a box.
impl<P: Paged> Unpin for Items<P> {}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("operation", &P::ID)
            .field("page", &self.page)
            .field("size", &self.size)
            .field("unread", &self.unread.len())
            .field("is_last", &self.is_last)
            .finish_non_exhaustive()
    }
}

/// A number that stands for a page.
fn digest(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}
