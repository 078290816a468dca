//! Putting foreign text into a one-line message: without the key, short, readable and harmless to a terminal.
//!
//! What cuts a text takes the key out of it first: of a key that the cut goes through, a part would be left.

use std::error::Error as StdError;

use crate::ApiKey;

const LONGEST_LINE: usize = 300;

/// The text in one line: white space and control characters become single spaces, and a long text is cut.
pub(super) fn one_line(text: &str, key: &ApiKey) -> String {
    let text = key.redact(text);
    let mut line = String::new();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((end, _)) = line.char_indices().nth(LONGEST_LINE) {
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}

/// A body that is not understood, in one line: the title of an HTML page, the beginning of anything else.
pub(super) fn excerpt(body: &[u8], key: &ApiKey) -> String {
    let text = String::from_utf8_lossy(body);
    one_line(html_title(&text).unwrap_or(&text), key)
}

/// The innermost cause, which is the one that says something: "Connection refused", not "error sending request".
pub(super) fn cause(error: &dyn StdError, key: &ApiKey) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    one_line(&cause.to_string(), key)
}

fn html_title(text: &str) -> Option<&str> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    // Changing the case of ASCII alone keeps every position.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    let title = text.get(start..end)?;
    (!title.trim().is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::LONGEST_LINE;
    use crate::ApiKey;

    fn one_line(text: &str) -> String {
        super::one_line(text, &ApiKey::new("89ab-cdef").unwrap())
    }

    fn excerpt(body: &[u8]) -> String {
        super::excerpt(body, &ApiKey::new("89ab-cdef").unwrap())
    }

    #[test]
    fn lines_and_control_characters_become_spaces() {
        assert_eq!(one_line(" a\r\n\tb\u{1b}[31m  c\u{0} "), "a b [31m c");
        assert_eq!(one_line(" \n "), "");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "é".repeat(LONGEST_LINE + 1);
        assert_eq!(one_line(&text), format!("{}…", "é".repeat(LONGEST_LINE)));
        let text = "é".repeat(LONGEST_LINE);
        assert_eq!(one_line(&text), text);
        let text = "ab ".repeat(LONGEST_LINE);
        assert_eq!(one_line(&text).chars().count(), LONGEST_LINE + 1);
    }

    #[test]
    fn an_excerpt_of_html_is_its_title() {
        let page =
            b"\n<!DOCTYPE html>\n<HTML><style>a{}</style><Title lang=en>502\nBad Gateway</TITLE>";
        assert_eq!(excerpt(page), "502 Bad Gateway");
        assert_eq!(
            excerpt(b"<html><title> </title>x"),
            "<html><title> </title>x"
        );
        assert_eq!(excerpt(b"<title>cut"), "<title>cut");
        assert_eq!(
            excerpt("a <title>b</title>".as_bytes()),
            "a <title>b</title>"
        );
        assert_eq!(excerpt(b"\xffa"), "\u{fffd}a");
    }

    #[test]
    fn a_cut_leaves_no_part_of_a_key() {
        for length in 0..=LONGEST_LINE {
            for key in ["89ab-cdef", "89AB%2dCD%65f"] {
                let text = format!("{}{key}", "x".repeat(length));
                assert!(!one_line(&text).contains("89"), "{length}");
            }
        }
    }
}
