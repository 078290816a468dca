//! Lists cut into pages, as all paginated operations return them.

use serde_json::Value;

use crate::fields::{Accepts, Field};
use crate::kind::Kind;
use crate::reply::Reply;
use crate::values::Values;

/// A number that counts from 1.
const COUNT: Kind = Kind::Between(1, i64::MAX);

/// The number of the page asked for; the first one is 1.
pub(crate) const PAGE: Field = Field::new("page", COUNT);

/// How many items a page has.
pub(crate) const PER_PAGE: Field = Field::new("per_page", COUNT);

/// The same under the name that the list of incidents has for it.
pub(crate) const LIMIT: Field = Field::old_name("limit", "per_page", COUNT);

/// What most lists accept.
pub(crate) const PAGED: Accepts = Accepts::bare(&[PAGE, PER_PAGE]);

/// The number of items of a page that asks for no number, and of one that asks for more.
const MOST: usize = 100;

/// 200 with the items of the page asked for. Behind the last page there is an empty one.
pub(crate) fn page_of(items: impl Iterator<Item = Value>, values: &Values) -> Reply {
    let count = |name| {
        let count = values.integer(name)?;
        Some(usize::try_from(count).unwrap_or(usize::MAX))
    };
    let size = count("per_page").map_or(MOST, |size| size.min(MOST));
    let before = count("page").map_or(0, |page| page.saturating_sub(1).saturating_mul(size));
    Reply::ok(items.skip(before).take(size).collect())
}
