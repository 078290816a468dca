//! Putting foreign text into a one-line message: short, readable and harmless to a terminal.

use std::error::Error as StdError;

const LONGEST_LINE: usize = 300;

/// No message needs more of a body than this.
const LONGEST_READ: usize = 64 * 1024;

/// The text in one line: white space and control characters become single spaces, and a long text is cut.
pub(super) fn one_line(text: &str) -> String {
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
pub(super) fn excerpt(body: &[u8]) -> String {
    let body = body.get(..LONGEST_READ).unwrap_or(body);
    let text = String::from_utf8_lossy(body);
    one_line(html_title(&text).unwrap_or(&text))
}

/// The innermost cause, which is the one that says something: "Connection refused", not "error sending request".
pub(super) fn cause(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    one_line(&cause.to_string())
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
    use super::{LONGEST_LINE, excerpt, one_line};

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
}
