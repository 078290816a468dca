//! What a sync shows: what changed in upstream, and the warnings that are new.

use std::collections::{BTreeMap, BTreeSet};

use statuspage_codegen_core::{Diagnostic, Reading, Source};

use crate::document;
use crate::print::count;

/// Returns the warnings that the description did not have before, as text; empty if there is none.
pub(super) fn new_warnings(old: Option<&Reading>, new: &Reading, source: &Source) -> String {
    let key = |found: &Diagnostic| {
        let pointer = found.pointer.to_string();
        (found.rule, pointer, found.message.clone())
    };
    let old = old.into_iter().flat_map(|reading| &reading.warnings);
    let known: BTreeSet<_> = old.map(key).collect();
    let mut warnings = new.warnings.clone();
    warnings.retain(|found| !known.contains(&key(found)));
    if warnings.is_empty() {
        return String::new();
    }
    let title = count(warnings.len(), "new warning");
    let text = document::refused(warnings, source);
    format!("{title}:\n{text}\n\n")
}

/// Returns the numbers of added and removed lines, ignoring their order.
pub(super) fn changed_lines(old: &str, new: &str) -> String {
    let mut surplus: BTreeMap<&str, isize> = BTreeMap::new();
    for line in new.lines() {
        *surplus.entry(line).or_default() += 1;
    }
    for line in old.lines() {
        *surplus.entry(line).or_default() -= 1;
    }
    let sum = |sign: isize| {
        let counts = surplus.values().map(|count| (count * sign).max(0));
        counts.sum::<isize>().unsigned_abs()
    };
    format!("{} added, {} removed", count(sum(1), "line"), sum(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_often_as_they_occur() {
        assert_eq!(
            changed_lines("a\nb\nb\nc\n", "b\na\nd\ne\n"),
            "2 lines added, 2 removed"
        );
        assert_eq!(changed_lines("a\n", "a\na\n"), "1 line added, 0 removed");
    }
}
