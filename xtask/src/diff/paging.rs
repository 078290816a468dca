//! The functions that go through all pages of a list.

use statuspage_codegen_core::api::Paging;

use super::change::{Change, Kind, code, wire};
use super::members::arrow;

/// Compares the paging of an operation before and after. What it asks for on the wire is the service's matter.
pub(super) fn compare(old: Option<&Paging>, new: Option<&Paging>) -> Vec<Change> {
    let changes = match (old, new) {
        (None, None) => [None, None],
        (None, Some(new)) => [Some(added(new)), None],
        (Some(old), None) => [Some(removed(old)), None],
        (Some(old), Some(new)) => [renamed(old, new), asked_otherwise(old, new)],
    };
    changes.into_iter().flatten().collect()
}

fn added(new: &Paging) -> Change {
    let text = "added: it goes through all pages".to_owned();
    Change::addition(Kind::Added, "function", text)
        .named(&new.function)
        .values(None, Some(&new.function))
}

fn removed(old: &Paging) -> Change {
    let text = "removed: there are no pages to go through any more".to_owned();
    Change::breaking(Kind::Removed, "function", text)
        .named(&old.function)
        .values(Some(&old.function), None)
}

fn renamed(old: &Paging, new: &Paging) -> Option<Change> {
    let [before, after] = [&old.function, &new.function];
    (before != after).then(|| {
        let text = format!("renamed, was {}", code(before));
        Change::breaking(Kind::Renamed, "function", text)
            .named(after)
            .values(Some(before), Some(after))
    })
}

fn asked_otherwise(old: &Paging, new: &Paging) -> Option<Change> {
    let [before, after] = [old, new].map(request);
    (before != after).then(|| {
        let text = format!("other pages on the wire: {}", arrow(&before, &after));
        let [before, after] = [before, after].map(|text| text.replace('`', ""));
        Change::addition(Kind::Wire, "function", text)
            .named(&new.function)
            .values(Some(&before), Some(&after))
    })
}

/// What is asked for.
fn request(paging: &Paging) -> String {
    let max = match paging.max_page_size {
        Some(max) => format!(" up to {max}"),
        None => String::new(),
    };
    let [page, size] = [&paging.page, &paging.size].map(|name| wire(name));
    format!("{page} from {}, {size}{max}", paging.first_page)
}
