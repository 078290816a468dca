//! Control characters in texts of the service: a terminal would carry them out.

use std::fmt::Write as _;

/// Replaces control characters except line breaks and tabs, and marks that change the direction of the text.
pub(crate) fn text(text: &str) -> String {
    escape(text, |sign| matches!(sign, '\n' | '\t'))
}

/// Replaces all of them; line breaks and tabs by spaces.
pub(crate) fn line(text: &str) -> String {
    let text = text.trim().replace("\r\n", " ");
    escape(&text.replace(['\n', '\t'], " "), |_| false)
}

fn escape(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_dangerous(sign) && !is_kept(sign) {
            // Writing to a String cannot fail. The notation is that of JSON, so escaped JSON stays the same value.
            let _ = write!(escaped, "\\u{:04x}", u32::from(sign));
        } else {
            escaped.push(sign);
        }
    }
    escaped
}

fn is_dangerous(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{line, text};

    #[test]
    fn control_characters_are_shown_and_not_carried_out() {
        assert_eq!(text("a\u{1b}[2J\n\tb\u{9b}c"), "a\\u001b[2J\n\tb\\u009bc");
        assert_eq!(line(" a\r\nb\tc\u{202e}d\u{7f} "), "a b c\\u202ed\\u007f");
        assert_eq!(text("é日本🎉"), "é日本🎉");
    }
}
