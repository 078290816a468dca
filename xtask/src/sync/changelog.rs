//! Adds what changed in the generated code to the section Unreleased of the changelog, whose form is that of keepachangelog.com.

use std::io::ErrorKind;

use anyhow::{Context, Result};

use super::files::{CHANGELOG, Folder};

const UNRELEASED: &str = "## [Unreleased]";

/// The kinds of changes, in the order of their headings.
const HEADINGS: [&str; 6] = [
    "Added",
    "Changed",
    "Deprecated",
    "Removed",
    "Fixed",
    "Security",
];

/// Returns the changelog with each list at the end of the part with its heading, if that does not end with it already.
pub(super) fn with_notes(folder: &Folder, notes: &[(&str, String)]) -> Result<String> {
    let path = folder.path(CHANGELOG);
    let old = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.with_context(|| {
            let path = path.display();
            format!("cannot read {path}; nothing was written: correct it, then run the same command again")
        })?,
    };
    let add = |text: String, (heading, list): &(&str, String)| with(&text, heading, list);
    Ok(notes.iter().fold(old, add))
}

/// Returns the text with the list under the heading.
fn with(text: &str, heading: &str, list: &str) -> String {
    let list = list.trim();
    let text = match text.trim() {
        "" => "# Changelog\n",
        _ => text,
    };
    // The newest release follows.
    let release = || find(text, 0, |line| line.starts_with("## "));
    let Some(unreleased) = find(text, 0, |line| line.trim_end() == UNRELEASED) else {
        let part = format!("{UNRELEASED}\n\n### {heading}\n\n{list}");
        return insert(text, release().unwrap_or(text.len()), "\n\n", &part);
    };
    let start = unreleased + UNRELEASED.len();
    let end = find(text, start, |line| line.starts_with("## ")).unwrap_or(text.len());
    let title = format!("### {heading}");
    let found = find(&text[..end], start, |line| line.trim_end() == title);
    let Some(part) = found else {
        let order = |name: &str| HEADINGS.iter().position(|&known| known == name);
        let is_later = |line: &str| {
            let name = line.strip_prefix("### ").map(str::trim_end);
            name.and_then(order) > order(heading)
        };
        let at = find(&text[..end], start, is_later).unwrap_or(end);
        return insert(text, at, "\n\n", &format!("{title}\n\n{list}"));
    };
    let start = part + title.len();
    let end = find(&text[..end], start, |line| line.starts_with('#')).unwrap_or(end);
    let present = text[start..end].trim();
    if present.ends_with(list) {
        return text.to_owned();
    }
    let gap = if present.is_empty() { "\n\n" } else { "\n" };
    insert(text, end, gap, list)
}

/// Returns the start of the first line that is of the kind, at or after this place.
fn find(text: &str, from: usize, is_it: impl Fn(&str) -> bool) -> Option<usize> {
    let mut at = from;
    text[from..].split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        is_it(line).then_some(start)
    })
}

/// Returns the text with a part at this place, after the gap.
fn insert(text: &str, at: usize, gap: &str, part: &str) -> String {
    let (before, after) = (text[..at].trim_end(), &text[at..]);
    let end = if after.is_empty() { "\n" } else { "\n\n" };
    format!("{before}{gap}{part}{end}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- One.\n\n## [0.1.0]\n\n### Changed\n\n- Old.\n";
    const END: &str = "## [0.1.0]\n\n### Changed\n\n- Old.\n";

    #[test]
    fn a_list_goes_to_the_end_of_its_part_once() {
        let once = with(TEXT, "Changed", "- Two.\n  - Three.\n");
        assert_eq!(
            once,
            format!(
                "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- One.\n- Two.\n  - Three.\n\n{END}"
            )
        );
        assert_eq!(with(&once, "Changed", "- Two.\n  - Three.\n"), once);
    }

    #[test]
    fn the_same_list_counts_again_after_another() {
        let add = |text: &str, list| with(text, "Changed", list);
        let twice = add(&add(&add(TEXT, "- A."), "- B."), "- A.");
        assert!(
            twice.contains("- One.\n- A.\n- B.\n- A.\n\n## [0.1.0]"),
            "{twice}"
        );
    }

    #[test]
    fn a_missing_heading_is_added_in_its_order() {
        let text = with(&with(TEXT, "Removed", "- Gone."), "Added", "- New.");
        let parts = "### Added\n\n- New.\n\n### Changed\n\n- One.\n\n### Removed\n\n- Gone.";
        assert_eq!(
            text,
            format!("# Changelog\n\n## [Unreleased]\n\n{parts}\n\n{END}")
        );
        let text = with(&text, "Added", "- Newer.");
        assert!(text.contains("- New.\n- Newer.\n\n### Changed\n"), "{text}");
    }

    #[test]
    fn a_missing_section_is_added_before_the_newest_release() {
        let section = "## [Unreleased]\n\n### Added\n\n- A.\n";
        assert_eq!(
            with("", "Added", "- A."),
            format!("# Changelog\n\n{section}")
        );
        assert_eq!(
            with(
                "# Changes\n\nText.\n\n## [0.1.0]\n\n- Old.\n",
                "Added",
                "- A."
            ),
            format!("# Changes\n\nText.\n\n{section}\n## [0.1.0]\n\n- Old.\n")
        );
        for empty in [
            "# Changelog\n\n## [Unreleased]\n",
            "# Changelog\n\n## [Unreleased]\n\n### Added\n",
        ] {
            assert_eq!(
                with(empty, "Added", "- A."),
                format!("# Changelog\n\n{section}")
            );
        }
    }
}
