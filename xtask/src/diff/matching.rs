//! Which thing of the old description is which of the new.

/// A thing before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Added(&'a T),
    Removed(&'a T),
}

/// Whether an old and a new thing are the same one.
pub(super) type Rule<'r, T> = &'r dyn Fn(&T, &T) -> bool;

/// Pairs things by the first rule that fits; a later rule sees only what the earlier ones left.
///
/// The new ones come in their order, then the removed ones in theirs.
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
    let present = found.into_iter().map(|(thing, before)| match before {
        Some(before) => Pair::Both(before, thing),
        None => Pair::Added(thing),
    });
    present.chain(left.into_iter().map(Pair::Removed)).collect()
}

/// The things that are on both sides.
pub(super) fn both<'p, 'a, T>(
    pairs: &'p [Pair<'a, T>],
) -> impl Iterator<Item = (&'a T, &'a T)> + use<'p, 'a, T> {
    pairs.iter().filter_map(|pair| match pair {
        Pair::Both(old, new) => Some((*old, *new)),
        Pair::Added(_) | Pair::Removed(_) => None,
    })
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
        assert_eq!(
            pairs,
            [
                Pair::Both(&"a1", &"a2"),
                Pair::Both(&"b1", &"b1"),
                Pair::Added(&"d"),
                Pair::Removed(&"c"),
            ]
        );
        assert_eq!(
            both(&pairs).collect::<Vec<_>>(),
            [(&"a1", &"a2"), (&"b1", &"b1")]
        );
    }

    #[test]
    fn each_thing_is_paired_once() {
        let same = |_: &u8, _: &u8| true;
        let pairs = pair(&[1, 2], &[3, 4, 5], &[&same]);
        assert_eq!(
            pairs,
            [Pair::Both(&1, &3), Pair::Both(&2, &4), Pair::Added(&5)]
        );
    }
}
