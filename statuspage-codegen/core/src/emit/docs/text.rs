//! Converts the document's text to Markdown with words and lists only.
//!
//! Otherwise, indented and fenced code would become doctests, brackets would become broken links, and angle brackets HTML. A word
//! with a character that has a meaning in Markdown becomes code, and a URL becomes a link. Invisible characters, and those that
//! change the direction of the text, are removed.

use crate::is_hidden;

/// The paragraphs of a text. The items of a list are lines of one paragraph.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for raw in text.lines() {
        let (item, raw) = match raw.trim().strip_prefix(['-', '*', '+']) {
            Some(rest) if rest.starts_with(' ') => (true, rest),
            _ => (false, raw),
        };
        let line = words(raw);
        if line.is_empty() {
            open = false;
            continue;
        }
        let line = if item { format!("- {line}") } else { line };
        match paragraphs.last_mut().filter(|_| open) {
            Some(last) if item && last.starts_with("- ") => {
                last.push('\n');
                last.push_str(&line);
            }
            Some(last) if !item => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => paragraphs.push(line),
        }
        open = true;
    }
    paragraphs
}

/// A text in one line.
pub(super) fn words(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().filter_map(word).collect();
    words.join(" ")
}

/// The first sentence of a paragraph: up to a full stop that a capital letter follows.
pub(super) fn first_sentence(paragraph: &str) -> &str {
    let paragraph = paragraph.lines().next().unwrap_or_default();
    let end = paragraph.match_indices(". ").find(|(at, stop)| {
        let rest = paragraph.get(at + stop.len()..).unwrap_or_default();
        rest.starts_with(char::is_uppercase)
    });
    end.and_then(|(at, _)| paragraph.get(..=at))
        .unwrap_or(paragraph)
}

/// Adds a full stop at the end of a text, unless it ends with such a mark.
pub(super) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?', ':']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// Formats any text as inline code; invisible characters are escaped.
pub(super) fn code(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|found| {
            if is_hidden(found) {
                found.escape_unicode().to_string()
            } else {
                found.into()
            }
        })
        .collect();
    if shown.trim().is_empty() {
        return "` `".to_owned();
    }
    if shown.contains('`') {
        // The fence is longer than any run of backticks inside; the spaces at its ends are not rendered.
        let longest = shown
            .split(|found| found != '`')
            .map(str::len)
            .max()
            .unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        return format!("{fence} {shown} {fence}");
    }
    format!("`{shown}`")
}

/// Formats a word as Markdown; `None` if it has no visible character.
fn word(raw: &str) -> Option<String> {
    // Most words. The rest of the function is slow without optimization, as macros are usually compiled.
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(raw.to_owned());
    }
    let visible: String = raw
        .chars()
        .filter(|&found| !is_hidden(found) && found != '`')
        .collect();
    let core = visible
        .trim_start_matches(OPENING)
        .trim_end_matches(CLOSING);
    let Some(start) = visible.find(core).filter(|_| !core.is_empty()) else {
        // Only punctuation: a dash is kept, but not a ruler or the underline of a heading.
        return Some(visible)
            .filter(|rest| matches!(rest.as_str(), "-" | "–" | "—" | "/" | "&" | "…"));
    };
    let (before, rest) = visible.split_at(start);
    let after = rest.strip_prefix(core).unwrap_or_default();
    let is_address = core.starts_with("https://") || core.starts_with("http://");
    let shown = if is_address && !core.contains(['<', '>', '\\', '[', ']']) {
        format!("<{core}>")
    } else if raw.contains('`') || core.contains(MEANINGFUL) {
        format!("`{core}`")
    } else {
        core.to_owned()
    };
    Some(format!("{before}{shown}{after}"))
}

const OPENING: &[char] = &['(', '"', '\'', '-', '=', '+', '.'];
const CLOSING: &[char] = &[')', '"', '\'', '.', ',', ';', ':', '!', '?', '-', '='];

/// Characters with a meaning in Markdown or HTML at any position.
const MEANINGFUL: &[char] = &[
    '\\', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '$', '^', '=',
];

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_markup_is_shown_as_code() {
        for (text, shown) in [
            (
                "A plain text, with (brackets).",
                "A plain text, with (brackets).",
            ),
            (
                "one of none|minor|major (optional)",
                "one of `none|minor|major` (optional)",
            ),
            (
                "see [page_id] and <b>bold</b>",
                "see `[page_id]` and `<b>bold</b>`",
            ),
            (
                "at https://zoo.example/a_b.",
                "at <https://zoo.example/a_b>.",
            ),
            ("run `a b` now", "run `a` `b` now"),
            ("# Heading", "`#` Heading"),
            ("a */ b", "a `*/` b"),
            ("\u{202e}turned\u{200b} text", "turned text"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(paragraphs(text), [shown], "{text}");
        }
    }

    #[test]
    fn code_blocks_become_words_and_lists_stay() {
        let text = "First\nline.\n\n    indented();\n\n```rust\nfenced();\n```\n\nA list:\n- one\n* two\n\n===\n---";
        assert_eq!(
            paragraphs(text),
            [
                "First line.",
                "indented();",
                "`rust` fenced();",
                "A list:",
                "- one\n- two"
            ]
        );
    }

    #[test]
    fn a_sentence_ends_before_a_capital_letter() {
        for (text, first) in [
            ("One. Two. Three", "One."),
            ("Some, e.g. this one. More", "Some, e.g. this one."),
            ("No end", "No end"),
            ("Ends.", "Ends."),
            ("- item\n- item", "- item"),
            ("É. É", "É."),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }

    #[test]
    fn code_shows_any_text() {
        assert_eq!(code("a[b]"), "`a[b]`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("a\n\u{202e}"), "`a\\u{a}\\u{202e}`");
        assert_eq!(code(""), "` `");
    }
}
