//! `spec/drift.yaml`: the intended differences from the vendor's page, one per line.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use serde::Deserialize;
use serde_json::json;

use super::compare::Difference;
use crate::file;

/// Where they are, in the folder of the workspace.
pub(super) const FILE: &str = "spec/drift.yaml";

/// A known difference.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    /// The place, in which `*` stands for any text.
    at: String,
    /// What differs, as in the report.
    what: String,
    /// Why we are right.
    why: String,
}

impl Known {
    fn covers(&self, difference: &Difference) -> bool {
        self.what == difference.what && matches(&self.at, &difference.place)
    }

    /// Returns the line of the file without what follows the difference.
    pub(super) fn shown(&self) -> Difference {
        Difference {
            place: self.at.clone(),
            what: self.what.clone(),
        }
    }
}

/// Reads the known differences; none if the file does not exist.
pub(super) fn read(path: &Path) -> Result<Vec<Known>> {
    let help = "each line of it is `- {at: …, what: …, why: …}`";
    let known: Vec<Known> = file::read_yaml(path, FILE, help)?.unwrap_or_default();
    if let Some(empty) = known.iter().find(|known| known.why.trim().is_empty()) {
        bail!("{FILE} does not say why at `{}`", empty.at);
    }
    Ok(known)
}

/// Returns the differences that are not known, and the known ones that no longer exist.
pub(super) fn split<'a>(
    differences: &BTreeSet<Difference>,
    known: &'a [Known],
) -> (Vec<Difference>, Vec<&'a Known>) {
    let is_new = |found: &&Difference| !known.iter().any(|known| known.covers(found));
    let is_gone = |known: &&Known| !differences.iter().any(|found| known.covers(found));
    let new = differences.iter().filter(is_new).cloned().collect();
    (new, known.iter().filter(is_gone).collect())
}

/// Returns the lines that make the new differences at a place known, and removes these from the new ones.
pub(super) fn accept(place: &str, why: &str, new: &mut Vec<Difference>) -> Result<String> {
    let (accepted, others): (Vec<_>, Vec<_>) = std::mem::take(new)
        .into_iter()
        .partition(|found| matches(place, &found.place));
    *new = others;
    let whats: BTreeSet<String> = accepted.into_iter().map(|found| found.what).collect();
    if whats.is_empty() {
        bail!(
            "there is no new difference at `{place}`; name a place as the report does, with `*` for any text"
        );
    }
    // A string of JSON is one of YAML.
    let line = |what: String| {
        let [at, what, why] = [place, &*what, why].map(|text| json!(text));
        format!("- {{at: {at}, what: {what}, why: {why}}}\n")
    };
    Ok(whats.into_iter().map(line).collect())
}

/// Whether a text is like a pattern, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| matches(rest, &text[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("Page.name", "Page.name", true),
            ("Page.name", "Page.names", false),
            ("*.id", "Page.id", true),
            ("*.id", "Page.ids", false),
            ("GET * query page", "GET /ä/{id} query page", true),
            ("GET * query page", "GET /a query per_page", false),
            ("*", "", true),
            ("a*b*c", "abbc", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
