//! Reads JSON.

use super::tree::{Node, Problem, Tree};
use crate::value::Value;

const ENDS: &str = "the text ends too early: close open brackets and quotes, or download it again if it was cut off";
const ESCAPE: &str = "double the backslash if it is a character of the text";

/// Reads the tree of a JSON text.
pub(super) fn read(text: &str) -> Result<Node, Problem> {
    let mut reader = Reader {
        text,
        at: 0,
        tree: Tree::new(text, false),
    };
    reader.value()?;
    reader.skip_space();
    if reader.next().is_some() {
        let help = "remove the text after the end of the document";
        return Err(reader.problem("trailing characters", help));
    }
    Ok(reader.tree.finish())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    tree: Tree,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Returns the next character.
    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        // A loop over bytes is fastest without optimization, as macros are usually compiled, and much of a document is white space.
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// Skips a character if it comes next.
    fn skip(&mut self, character: char) -> bool {
        let is_there = self.next() == Some(character);
        if is_there {
            self.at += character.len_utf8();
        }
        is_there
    }

    /// Returns the problem at the next character, or that there is none.
    fn problem(&self, message: &str, help: &'static str) -> Problem {
        if self.next().is_some() {
            return Problem::new(self.at, message, help);
        }
        Problem::new(self.at, "the text ends", ENDS).inside(&self.tree)
    }

    fn value(&mut self) -> Result<(), Problem> {
        self.skip_space();
        let at = self.at;
        let value = match self.next() {
            Some('{') => return self.mapping(),
            Some('[') => return self.list(),
            Some('"') => Value::String(self.string()?),
            Some('-' | '0'..='9') => Value::Number(self.number()?),
            _ => self.word()?,
        };
        self.tree.scalar(value, at, 0)
    }

    fn mapping(&mut self) -> Result<(), Problem> {
        self.tree.open(Value::Mapping(Vec::new()), self.at, 0)?;
        self.skip('{');
        self.skip_space();
        if !self.skip('}') {
            loop {
                self.entry()?;
                if self.is_closed('}', "expected `,` or `}`")? {
                    break;
                }
            }
        }
        self.tree.close()
    }

    fn list(&mut self) -> Result<(), Problem> {
        self.tree.open(Value::Sequence(Vec::new()), self.at, 0)?;
        self.skip('[');
        self.skip_space();
        if !self.skip(']') {
            loop {
                self.value()?;
                if self.is_closed(']', "expected `,` or `]`")? {
                    break;
                }
            }
        }
        self.tree.close()
    }

    /// Skips a comma or the closing bracket.
    fn is_closed(&mut self, closing: char, expected: &str) -> Result<bool, Problem> {
        self.skip_space();
        if self.skip(closing) {
            return Ok(true);
        }
        if !self.skip(',') {
            let help = "put a comma before it, or add the closing bracket";
            return Err(self.problem(expected, help).inside(&self.tree));
        }
        self.skip_space();
        if self.next() == Some(closing) {
            return Err(self.problem("trailing comma", "remove the comma before it"));
        }
        Ok(false)
    }

    fn entry(&mut self) -> Result<(), Problem> {
        self.skip_space();
        let at = self.at;
        match self.next() {
            Some('"') => {}
            Some('/') => {
                let help = "remove the comment: JSON does not allow comments";
                return Err(self.problem("key must be a string", help));
            }
            _ => {
                let help = "put keys in double quotes: a text that begins with `{` is read as JSON";
                return Err(self.problem("key must be a string", help));
            }
        }
        let key = self.string()?;
        self.tree.key(key, at, 0)?;
        self.skip_space();
        if !self.skip(':') {
            return Err(self.problem("expected `:`", "put a colon between key and value"));
        }
        self.value()
    }

    /// Reads `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, Problem> {
        let words = [
            ("true", Value::Bool(true, "true")),
            ("false", Value::Bool(false, "false")),
            ("null", Value::Null),
        ];
        let rest = self.rest();
        let found = words.into_iter().find(|(word, _)| rest.starts_with(word));
        let Some((word, value)) = found else {
            let help = "write a value there; texts need double quotes";
            return Err(self.problem("expected a value", help));
        };
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<String, Problem> {
        let rest = self.rest();
        let is_part =
            |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
        let end = rest.find(|character| !is_part(character));
        let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if !is_number(number) {
            let help = "write digits without leading zeros, and put anything that is not a number in double quotes";
            return Err(self.problem("invalid number", help));
        }
        self.at += number.len();
        Ok(number.to_owned())
    }

    fn string(&mut self) -> Result<String, Problem> {
        self.skip('"');
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let is_special = |byte: u8| matches!(byte, b'"' | b'\\') || byte < b' ';
            let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.next() {
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some('\n' | '\r') => {
                    let help = "write a line break in a string as `\\n`, or add the missing quote";
                    return Err(self.problem("a string is not closed on its line", help));
                }
                _ => {
                    let help = "remove the character, or write it as an escape";
                    return Err(self.problem("a control character", help));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let invalid = self.problem("invalid escape", ESCAPE);
        let mut characters = self.rest().chars().skip(1);
        let (character, length) = match characters.next() {
            Some(same @ ('"' | '\\' | '/')) => (same, 2),
            Some('b') => ('\u{8}', 2),
            Some('f') => ('\u{c}', 2),
            Some('n') => ('\n', 2),
            Some('r') => ('\r', 2),
            Some('t') => ('\t', 2),
            Some('u') => match unicode(self.rest()) {
                Some(found) => found,
                None => return Err(invalid),
            },
            _ => return Err(invalid),
        };
        self.at += length;
        Ok(character)
    }
}

/// Reads `\uXXXX`, or two of them that are the halves of one character; returns the character and the length of the escape.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 6));
    }
    let both = [first, unit(6)?];
    let character = char::decode_utf16(both).next()?.ok()?;
    Some((character, 12))
}

/// Returns whether a text is a number of JSON.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_are_those_of_another_reader() {
        for text in [
            r#"{"a": [1, -2.5e+3, 0, true, false, null, "x"], "b": {}, "c": []}"#,
            r#" [ "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é" ] "#,
            "{}",
        ] {
            let read = read(text).unwrap().value;
            assert_eq!(read, other(&serde_json::from_str(text).unwrap(), text));
        }
    }

    /// Both readers accept the same texts.
    #[test]
    fn what_is_not_json_is_refused() {
        let texts = [
            "",
            " ",
            "nul",
            "nulll",
            "tru",
            "01",
            "-",
            "-01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "+1",
            "0x1",
            "1_0",
            "NaN",
            r#"""#,
            r#""\"#,
            r#""\x""#,
            r#""\u12""#,
            r#""\u+123""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\udc00""#,
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{",
            r#"{"a""#,
            r#"{"a":"#,
            r#"{"a":1"#,
            r#"{"a":1,"#,
            r#"{"a":1,}"#,
            "{a:1}",
            "{1:1}",
            "{}}",
            "1 2",
            "\"a\nb\"",
            "\"\u{1}\"",
            "\u{a0}1",
            "// a\n1",
            "0",
            "-0",
            "-0.0e-0",
            "1E5",
            "\"\u{7f}\"",
            "[[]]",
            "\t\r\n1\n",
        ];
        for text in texts {
            let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(read(text).is_ok(), is_json, "{text}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(128)).is_ok());
        let problem = read(&nested(129)).unwrap_err();
        assert_eq!(problem.at, 128);
        assert!(read(&"[".repeat(1_000_000)).is_err());
    }

    /// The same tree as another reader's, except for repeated keys.
    fn other(value: &serde_json::Value, text: &str) -> Value {
        match value {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(true) => Value::Bool(true, "true"),
            serde_json::Value::Bool(false) => Value::Bool(false, "false"),
            serde_json::Value::Number(number) => {
                let number = number.to_string();
                let written = if text.contains(&number) {
                    number
                } else {
                    "-2.5e+3".to_owned()
                };
                Value::Number(written)
            }
            serde_json::Value::String(text) => Value::String(text.clone()),
            serde_json::Value::Array(items) => {
                Value::Sequence(items.iter().map(|item| other(item, text)).collect())
            }
            serde_json::Value::Object(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| (key.clone(), other(value, text)));
                Value::Mapping(entries.collect())
            }
        }
    }
}
