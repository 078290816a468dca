//! What a sync shows: what changed in upstream, what that changes in the generated code, and the warnings that are new.

use std::collections::{BTreeMap, BTreeSet};

use statuspage_codegen_core::{Diagnostic, Reading, Source};

use crate::diff::{self, Diff};
use crate::print::count;

/// A description before and after the sync; before, there may have been none that can be read.
pub(super) struct Update<'a> {
    pub(super) old: Option<&'a Reading>,
    pub(super) new: &'a Reading,
}

impl Update<'_> {
    pub(super) fn difference(&self) -> Option<Diff> {
        Some(diff::compare(&self.old?.api, &self.new.api))
    }

    /// The warnings that the description did not have before, for people; empty when there is none.
    pub(super) fn new_warnings(&self, source: &Source) -> String {
        let key = |found: &Diagnostic| {
            let pointer = found.pointer.to_string();
            (found.rule, pointer, found.message.clone())
        };
        let old = self.old.into_iter().flat_map(|reading| &reading.warnings);
        let known: BTreeSet<_> = old.map(key).collect();
        let warnings = self.new.warnings.iter();
        let mut new: Vec<Diagnostic> = warnings
            .filter(|found| !known.contains(&key(found)))
            .cloned()
            .collect();
        if new.is_empty() {
            return String::new();
        }
        Diagnostic::locate_all(&mut new, source);
        let lines: Vec<String> = new.iter().map(|found| found.render(source)).collect();
        let title = count(lines.len(), "new warning");
        format!("{title}:\n{}\n\n", lines.join("\n"))
    }
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
