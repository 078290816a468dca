//! The effective description as text: YAML in the tree's order, the same bytes for the same tree.

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
use statuspage_codegen_core::Source;

use super::written::Mark;

const HEADER: &str = "\
# Generated from upstream.yaml and overlay.yaml by `cargo xtask sync`. Do not edit by hand:
# what is to differ from upstream.yaml belongs in overlay.yaml.
";

/// Writes a tree, one line for each scalar that has no line breaks, so that a difference shows only what differs.
///
/// Fails when the text would not read back as the same tree, for example since it is nested too deeply.
pub(super) fn yaml(value: &Value, mark: &Mark) -> Result<String> {
    let body = serde_yaml::to_string(&Node(value)).context("the YAML writer refused it")?;
    let text = format!("{HEADER}{}", mark.remove(&body));
    let again = Source::new("the result", text.clone());
    let again = mark.tree(&again).context("it does not read back")?;
    ensure!(
        mark.without(&again) == mark.without(value),
        "it reads back as another tree"
    );
    Ok(text)
}

struct Node<'a>(&'a Value);

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(map) => {
                let mut entries = serializer.serialize_map(None)?;
                for (key, value) in map {
                    match number(key) {
                        Some(number) => entries.serialize_entry(&number, &Node(value))?,
                        None => entries.serialize_entry(key, &Node(value))?,
                    }
                }
                entries.end()
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(Node)),
            scalar => scalar.serialize(serializer),
        }
    }
}

/// A key that is a number, such as a status: written without quotes, as upstream does. Every reader of
/// descriptions takes both for the same key.
fn number(key: &str) -> Option<u64> {
    let number: u64 = key.parse().ok()?;
    (number.to_string() == key).then_some(number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::tree;

    fn yaml(value: &Value) -> Result<String> {
        super::yaml(value, &Mark::new(&[]))
    }

    /// Texts that a careless writer would let read back as something else.
    const TEXTS: &[&str] = &[
        "",
        " ",
        "a",
        "2.0",
        "2",
        "-1",
        "+1",
        "0x1F",
        "0o17",
        "007",
        "1e3",
        ".5",
        "1_000",
        ".inf",
        "true",
        "True",
        "null",
        "Null",
        "~",
        "no",
        "yes",
        "y",
        "on",
        "2024-01-31",
        "12:30:45",
        "- a",
        "a: b",
        "a:",
        ": a",
        "#",
        "a # b",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "'",
        "\"",
        "it's",
        "a\\b",
        "?",
        "? a",
        "-",
        "---",
        "...",
        "a\nb",
        "a\nb\n",
        "a\n\nb\n\n\n",
        "\n",
        "\na",
        " a\n b",
        "a \nb ",
        "a\n  b\n c",
        "\ta\n\tb",
        "a\tb",
        "\t",
        "a\r\nb",
        "a\rb",
        "\u{0}",
        "\u{7}",
        "\u{1b}[0m",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "a\u{2028}b\n\u{2029}",
        "\u{feff}a",
        "é",
        "日本語",
        "🙂",
        "<<",
        "=",
        " trailing ",
        "a, b",
        "200",
        "$.paths['/a/{b}']",
    ];

    /// A generator of small numbers: the same ones in every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(self.0 >> 33).unwrap() % end
        }

        fn text(&mut self) -> String {
            let texts = (0..=self.below(2)).map(|_| TEXTS[self.below(TEXTS.len())]);
            texts.collect::<Vec<_>>().concat()
        }

        fn tree(&mut self, depth: usize) -> Value {
            let kinds = if depth == 0 { 6 } else { 10 };
            match self.below(kinds) {
                0 => Value::Null,
                1 => json!(self.below(2) == 0),
                2 => json!(self.below(1000)),
                3 => json!([-7, i64::MIN, 0][self.below(3)]),
                4 => json!([0.5, 1e21, -2.5e-7, 1.0e300][self.below(4)]),
                5..=7 => Value::String(self.text()),
                8 => (0..self.below(5)).map(|_| self.tree(depth - 1)).collect(),
                _ => {
                    let entries = (0..self.below(5)).map(|_| (self.text(), self.tree(depth - 1)));
                    Value::Object(entries.collect())
                }
            }
        }
    }

    /// Writes, reads back, and compares with the order of keys, which is not part of equality.
    fn comes_back(value: &Value) {
        let text = yaml(value).unwrap();
        let again = tree(&Source::new("again", text.clone())).unwrap();
        assert_eq!(again.to_string(), value.to_string(), "{text}");
        assert_eq!(yaml(&again).unwrap(), text);
    }

    #[test]
    fn every_text_comes_back_as_value_key_and_item() {
        for text in TEXTS {
            comes_back(&json!({"value": text, *text: {*text: [text, [text]]}}));
            comes_back(&json!(text));
        }
    }

    #[test]
    fn trees_of_any_form_come_back() {
        let mut numbers = Numbers(1);
        for _ in 0..500 {
            comes_back(&numbers.tree(4));
        }
    }

    #[test]
    fn texts_that_look_like_numbers_are_quoted_and_keys_that_are_numbers_are_not() {
        let value = json!({"swagger": "2.0", "responses": {"200": {}, "007": 1}, "n": 2});
        assert_eq!(
            yaml(&value).unwrap().strip_prefix(HEADER),
            Some("swagger: '2.0'\nresponses:\n  200: {}\n  '007': 1\nn: 2\n")
        );
    }

    #[test]
    fn what_would_not_read_back_is_refused() {
        let deep = (0..200).fold(json!(1), |value, _| json!([value]));
        let error = format!("{:#}", yaml(&deep).unwrap_err());
        assert!(error.contains("it does not read back"), "{error}");
    }
}
