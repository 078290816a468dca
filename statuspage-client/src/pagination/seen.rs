//! Which items of a list have come already, in bounded memory.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::Paged;

/// How many hashes each of the two sets holds: together under 5 MB.
const MAX_HASHES: usize = 100_000;

/// Hashes of what identifies the items so far.
///
/// Those of the beginning are kept: a service that starts again from there is always noticed. The others are forgotten all
/// at once when there are too many, which is enough to notice a service that repeats a page.
#[derive(Default)]
pub(super) struct Seen {
    beginning: BTreeSet<u64>,
    recent: BTreeSet<u64>,
}

impl Seen {
    /// Removes the items of a page that were on earlier pages.
    ///
    /// Without an id, equal items may be different ones. The same holds if an id is on the page twice. Then the page is
    /// compared as a whole, and keeps all of its items or none.
    pub(super) fn retain_new<P: Paged>(&mut self, items: &mut Vec<P::Item>) {
        let mut are_unique = true;
        let hashes: Vec<u64> = items
            .iter()
            .map(|item| {
                if let Some(id) = P::item_id(item) {
                    return hash(&id);
                }
                are_unique = false;
                // As JSON, so that equal items have equal hashes in whatever order their fields are.
                hash(&serde_json::to_value(item).ok())
            })
            .collect();
        if are_unique {
            let mut sorted = hashes.clone();
            sorted.sort_unstable();
            sorted.dedup();
            are_unique = sorted.len() == hashes.len();
        }
        if are_unique {
            let mut hashes = hashes.into_iter();
            items.retain(|_| hashes.next().is_some_and(|hash| self.insert(hash)));
        } else if !self.insert(hash(&hashes)) {
            items.clear();
        }
    }

    /// Whether it is new.
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
    fn the_beginning_and_the_end_of_a_long_list_are_known_in_bounded_memory() {
        let mut seen = Seen::default();
        let count = 5 * MAX_HASHES as u64 / 2;
        for hash in 0..count {
            assert!(seen.insert(hash));
            assert!(seen.beginning.len() + seen.recent.len() <= 2 * MAX_HASHES);
        }
        for hash in [0, MAX_HASHES as u64 - 1, count - 1] {
            assert!(!seen.insert(hash), "{hash}");
        }
        assert!(seen.insert(MAX_HASHES as u64), "forgotten");
    }
}
