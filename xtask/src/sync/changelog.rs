//! Appends to the section Unreleased of the changelog.

use std::io::ErrorKind;

use anyhow::{Context, Result};

use super::files::{CHANGELOG, Folder};

const HEADING: &str = "## Unreleased";

/// Returns the changelog with a note at the end of the section Unreleased, if that does not end with the note already.
pub(super) fn with_note(folder: &Folder, note: &str) -> Result<String> {
    let path = folder.path(CHANGELOG);
    let old = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.with_context(|| {
            let path = path.display();
            format!("cannot read {path}; nothing was written: correct it, then run the same command again")
        })?,
    };
    Ok(with(&old, note))
}

/// Returns the text with the note.
fn with(text: &str, note: &str) -> String {
    let note = note.trim();
    let (before, section, after) = split(text);
    let section = section.trim_end();
    if section.ends_with(note) {
        return text.to_owned();
    }
    let last = section.lines().last().unwrap_or_default();
    let is_item = |line: &str| line.starts_with("- ") || line.starts_with("  ");
    let gap = if is_item(last) && is_item(note) {
        "\n"
    } else {
        "\n\n"
    };
    let end = if after.is_empty() { "\n" } else { "\n\n" };
    format!("{before}{section}{gap}{note}{end}{after}")
}

/// Returns the text before the section Unreleased, the section with its heading, and the text after it.
fn split(text: &str) -> (String, &str, &str) {
    let heading = |text: &str, heading: &str| {
        let mut found = text.match_indices(heading).map(|(at, _)| at);
        found.find(|&at| at == 0 || text[..at].ends_with('\n'))
    };
    if let Some(start) = heading(text, HEADING) {
        let body = start + HEADING.len();
        let end = heading(&text[body..], "## ").map_or(text.len(), |at| body + at);
        return (text[..start].to_owned(), &text[start..end], &text[end..]);
    }
    // Before the newest release, or at the end of a changelog that has none.
    let at = heading(text, "## ").unwrap_or(text.len());
    let before = match text[..at].trim_end() {
        "" => "# Changelog",
        before => before,
    };
    (format!("{before}\n\n"), HEADING, &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\n## Unreleased\n\n- One.\n\n## 0.1.0\n\n- Old.\n";

    #[test]
    fn a_note_goes_to_the_end_of_the_unreleased_part_once() {
        let once = with(TEXT, "- Two.\n  - Three.\n");
        assert_eq!(
            once,
            "# Changelog\n\n## Unreleased\n\n- One.\n- Two.\n  - Three.\n\n## 0.1.0\n\n- Old.\n"
        );
        assert_eq!(with(&once, "- Two.\n  - Three.\n"), once);
    }

    #[test]
    fn the_same_note_counts_again_after_another() {
        let twice = with(&with(&with(TEXT, "- A."), "- B."), "- A.");
        assert!(
            twice.contains("- One.\n- A.\n- B.\n- A.\n\n## 0.1.0"),
            "{twice}"
        );
    }

    #[test]
    fn a_heading_gets_a_line_of_space() {
        let text = with(TEXT, "### Breaking\n\n- Gone.");
        assert!(
            text.contains("- One.\n\n### Breaking\n\n- Gone.\n\n## 0.1.0"),
            "{text}"
        );
    }

    #[test]
    fn a_missing_part_is_made() {
        assert_eq!(with("", "- A."), "# Changelog\n\n## Unreleased\n\n- A.\n");
        assert_eq!(
            with("# Changes\n\nText.\n\n## 0.1.0\n\n- Old.\n", "- A."),
            "# Changes\n\nText.\n\n## Unreleased\n\n- A.\n\n## 0.1.0\n\n- Old.\n"
        );
        assert_eq!(
            with("# Changelog\n\n## Unreleased\n", "- A."),
            "# Changelog\n\n## Unreleased\n\n- A.\n"
        );
    }
}
