//! Formats text from outside for a one-line message: without secrets, short, and without control characters.
//!
//! Secrets are redacted before a text is cut: otherwise a part of one could remain at the cut.

use std::error::Error as StdError;

use crate::auth::Auth;

/// The maximum length of a line, in characters.
const MAX_LINE_LENGTH: usize = 300;

/// Returns the text in one line: white space and control characters become single spaces, and a long text is cut off.
pub(super) fn one_line(text: &str, auth: &Auth) -> String {
    shortened(&auth.redact(text))
}

/// The same for a text that contains no secrets.
pub(super) fn shortened(text: &str) -> String {
    let mut line = String::new();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((end, _)) = line.char_indices().nth(MAX_LINE_LENGTH) {
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}

/// Returns an excerpt of a body in one line: the title of an HTML page, otherwise the beginning.
pub(super) fn excerpt(body: &[u8], auth: &Auth) -> String {
    let text = String::from_utf8_lossy(body);
    one_line(html_title(&text).unwrap_or(&text), auth)
}

/// Returns the innermost cause, which is the most specific: "Connection refused", not "error sending request".
pub(super) fn cause(error: &dyn StdError, auth: &Auth) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    one_line(&cause.to_string(), auth)
}

fn html_title(text: &str) -> Option<&str> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    // Changing only the case of ASCII characters keeps all positions.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    let title = text.get(start..end)?;
    (!title.trim().is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::MAX_LINE_LENGTH;
    use crate::{ApiKey, auth::Auth};

    fn auth() -> Auth {
        ApiKey::new("89ab-cdef").unwrap().into()
    }

    fn one_line(text: &str) -> String {
        super::one_line(text, &auth())
    }

    fn excerpt(body: &[u8]) -> String {
        super::excerpt(body, &auth())
    }

    #[test]
    fn lines_and_control_characters_become_spaces() {
        assert_eq!(one_line(" a\r\n\tb\u{1b}[31m  c\u{0} "), "a b [31m c");
        assert_eq!(one_line(" \n "), "");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let text = "é".repeat(MAX_LINE_LENGTH + 1);
        assert_eq!(one_line(&text), format!("{}…", "é".repeat(MAX_LINE_LENGTH)));
        let text = "é".repeat(MAX_LINE_LENGTH);
        assert_eq!(one_line(&text), text);
        let text = "ab ".repeat(MAX_LINE_LENGTH);
        assert_eq!(one_line(&text).chars().count(), MAX_LINE_LENGTH + 1);
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
    fn no_part_of_a_key_remains_at_a_cut() {
        for length in 0..=MAX_LINE_LENGTH {
            for key in ["89ab-cdef", "89AB%2dCD%65f"] {
                let text = format!("{}{key}", "x".repeat(length));
                assert!(!one_line(&text).contains("89"), "{length}");
            }
        }
    }
}
