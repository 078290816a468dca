//! Pagination of lists.

use serde_json::Value;

use crate::http::reply::Reply;
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;

/// A number that counts from 1.
const COUNT: Kind = Kind::Between(1, i64::MAX);

/// The number of the requested page; the first one is 1.
pub(crate) const PAGE: Field = Field::new("page", COUNT);

/// The number of items of a page.
pub(crate) const PER_PAGE: Field = Field::new("per_page", COUNT);

/// The name of `per_page` in the list of incidents.
pub(crate) const LIMIT: Field = Field::old_name("limit", "per_page", COUNT);

/// The number of the requested page in the list of subscribers; the first one is 0.
pub(crate) const PAGE_FROM_0: Field =
    Field::old_name("page", "page_from_0", Kind::Between(0, i64::MAX));

/// What most lists accept.
pub(crate) const PAGED: Accepts = Accepts::bare(&[PAGE, PER_PAGE]);

/// The default and maximum number of items of a page.
const MAX_PAGE_SIZE: usize = 100;

/// Returns 200 with the items of the requested page. Pages after the last one are empty.
pub(crate) fn page_of(items: impl Iterator<Item = Value>, values: &Values) -> Reply {
    let count = |name| {
        let count = values.integer(name)?;
        Some(usize::try_from(count).unwrap_or(usize::MAX))
    };
    let size = count("per_page").map_or(MAX_PAGE_SIZE, |size| size.min(MAX_PAGE_SIZE));
    let page = count("page").map(|page| page.saturating_sub(1));
    let page = page.or_else(|| count("page_from_0")).unwrap_or(0);
    let before = page.saturating_mul(size);
    Reply::ok(items.skip(before).take(size).collect())
}
