//! Which items of a list were returned already, in bounded memory.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::Paged;

/// The maximum number of hashes in each of the two sets; together they take less than 5 MB.
const MAX_HASHES: usize = 100_000;

/// Hashes of the ids of the items so far.
///
/// Those of the first items are kept, so that a service that starts again from the beginning is always detected. The recent ones
/// are cleared when there are too many. What remains is enough to detect a service that repeats a page.
#[derive(Default)]
pub(super) struct Seen {
    beginning: BTreeSet<u64>,
    recent: BTreeSet<u64>,
}

impl Seen {
    /// Removes the items of a page that were on earlier pages.
    ///
    /// If an item has no id, or two items of the page have the same id, items cannot be compared one by one. Then the page is
    /// compared as a whole, and either all of its items are kept or none.
    pub(super) fn retain_new<P: Paged>(&mut self, items: &mut Vec<P::Item>) {
        let mut are_unique = true;
        let hashes: Vec<u64> = items
            .iter()
            .map(|item| {
                if let Some(id) = P::item_id(item) {
                    return hash(&id);
                }
                are_unique = false;
                // As a JSON value, so that the order of the fields does not change the hash.
                hash(&serde_json::to_value(item).ok())
            })
            .collect();
        if are_unique {
            let mut page = BTreeSet::new();
            are_unique = hashes.iter().all(|hash| page.insert(*hash));
        }
        if are_unique {
            let mut hashes = hashes.into_iter();
            items.retain(|_| hashes.next().is_some_and(|hash| self.insert(hash)));
        } else if !self.insert(hash(&hashes)) {
            items.clear();
        }
    }

    /// Adds a hash, and returns whether it is new.
    fn insert(&mut self, hash: u64) -> bool {
        if self.beginning.contains(&hash) {
            return false;
        }
        if self.beginning.len() < MAX_HASHES {
            return self.beginning.insert(hash);
        }
        if self.recent.len() == MAX_HASHES {
            self.recent.clear();
        }
        self.recent.insert(hash)
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{MAX_HASHES, Seen};

    #[test]
    fn the_first_and_the_recent_items_are_remembered_in_bounded_memory() {
        let mut seen = Seen::default();
        let count = 5 * MAX_HASHES as u64 / 2;
        for hash in 0..count {
            assert!(seen.insert(hash));
            assert!(seen.beginning.len() + seen.recent.len() <= 2 * MAX_HASHES);
        }
        for hash in [0, MAX_HASHES as u64 - 1, count - 1] {
            assert!(!seen.insert(hash), "{hash}");
        }
        assert!(seen.insert(MAX_HASHES as u64), "not remembered any more");
    }
}
