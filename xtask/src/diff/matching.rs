//! Pairs the items of two descriptions.

use super::change::Step;

/// An item before and after; at most one of the two is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair<'a, T> {
    pub(super) old: Option<&'a T>,
    pub(super) new: Option<&'a T>,
}

impl<'a, T> Pair<'a, T> {
    pub(super) fn both(&self) -> Option<(&'a T, &'a T)> {
        self.old.zip(self.new)
    }

    /// Takes the same text of both items.
    pub(super) fn step(&self, text: fn(&'a T) -> Option<&'a str>) -> Step<'a> {
        let (old, new) = (self.old.and_then(text), self.new.and_then(text));
        Step { old, new }
    }

    /// Returns the new item, or the old one if it was removed.
    pub(super) fn last(&self) -> Option<&'a T> {
        self.new.or(self.old)
    }
}

/// Returns whether an old and a new item are the same one.
pub(super) type Rule<'r, T> = &'r dyn Fn(&T, &T) -> bool;

/// Pairs items by the first rule that holds; a later rule gets only the items that are not paired yet.
///
/// Returns the new ones in their order, then the removed ones in theirs.
pub(super) fn pair<'a, T>(old: &'a [T], new: &'a [T], rules: &[Rule<'_, T>]) -> Vec<Pair<'a, T>> {
    let mut left: Vec<&T> = old.iter().collect();
    let mut found: Vec<(&T, Option<&T>)> = new.iter().map(|thing| (thing, None)).collect();
    for same in rules {
        for (thing, before) in found.iter_mut().filter(|(_, before)| before.is_none()) {
            if let Some(at) = left.iter().position(|candidate| same(candidate, thing)) {
                *before = Some(left.remove(at));
            }
        }
    }
    let present = found.into_iter().map(|(new, old)| (old, Some(new)));
    let removed = left.into_iter().map(|old| (Some(old), None));
    let pairs = present.chain(removed);
    pairs.map(|(old, new)| Pair { old, new }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_rule_wins_wherever_its_thing_stands() {
        let old = ["b1", "a1", "c"];
        let new = ["a2", "b1", "d"];
        let equal = |old: &&str, new: &&str| old == new;
        let letter = |old: &&str, new: &&str| old[..1] == new[..1];
        let pairs = pair(&old, &new, &[&equal, &letter]);
        let pairs: Vec<_> = pairs.iter().map(|pair| (pair.old, pair.new)).collect();
        assert_eq!(
            pairs,
            [
                (Some(&"a1"), Some(&"a2")),
                (Some(&"b1"), Some(&"b1")),
                (None, Some(&"d")),
                (Some(&"c"), None),
            ]
        );
    }

    #[test]
    fn each_thing_is_paired_once() {
        let same = |_: &u8, _: &u8| true;
        let pairs = pair(&[1, 2], &[3, 4, 5], &[&same]);
        let both: Vec<_> = pairs.iter().filter_map(Pair::both).collect();
        assert_eq!(both, [(&1, &3), (&2, &4)]);
        assert_eq!(pairs.len(), 3);
    }
}
