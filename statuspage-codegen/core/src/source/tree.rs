//! Parses a YAML or JSON text into a tree.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::body::Body;
use super::written::Written;
use crate::value::Value;

/// Returns the maximum size of the tree of a text. Aliases, and long keys around many nodes, can turn a small text into a huge
/// tree. The pointer to a node counts too, because the reader creates one for each node.
fn budget(text: &str) -> usize {
    (16 << 20) + text.len().saturating_mul(32)
}

/// State shared by all nodes while a tree is read.
struct Shared<'b> {
    budget: Cell<usize>,
    written: Written<'b>,
    /// The number or boolean at which reading was interrupted to get its place.
    pending: Cell<Option<Value>>,
}

/// Reads a tree within a budget.
#[derive(Clone, Copy)]
struct Tree<'b> {
    shared: &'b Shared<'b>,
    /// The length of the pointer to the node.
    address: usize,
}

/// Reads the tree of a document. Parsers return only the values of numbers and booleans; `written` finds their texts.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    body: &Body<'_>,
) -> Result<Value, D::Error> {
    let shared = Shared {
        budget: Cell::new(budget(body.text)),
        written: Written::new(body),
        pending: Cell::new(None),
    };
    let tree = Tree {
        shared: &shared,
        address: 0,
    };
    tree.deserialize(deserializer)
}

impl Tree<'_> {
    fn spend<E: Error>(self, size: usize) -> Result<(), E> {
        let left = self.shared.budget.get().checked_sub(size).ok_or_else(|| {
            E::custom("with its aliases resolved, the document is far larger than its text")
        })?;
        self.shared.budget.set(left);
        Ok(())
    }

    /// Reads a number or a boolean. The parser reports the place only in an error, so this returns an error, from which reading
    /// continues.
    fn plain<E: Error>(self, value: Value) -> Result<Value, E> {
        if let Some(text) = self.shared.written.next(&value) {
            return self.node(with_text(value, text));
        }
        self.shared.pending.set(Some(value));
        Err(E::custom("a number or boolean"))
    }

    fn node<E: Error>(self, value: Value) -> Result<Value, E> {
        let text = match &value {
            Value::Number(text) | Value::String(text) => text.len(),
            _ => 0,
        };
        self.spend(size_of::<Value>() + self.address + text)?;
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self).or_else(|error| {
            let Some(value) = self.shared.pending.take() else {
                return Err(error);
            };
            let text = self.shared.written.at(&error.to_string());
            self.node(match text {
                Some(text) => with_text(value, text),
                None => value,
            })
        })
    }
}

/// Returns a number or a boolean with its text.
fn with_text(value: Value, text: &str) -> Value {
    match value {
        Value::Bool(flag, written) => {
            let spellings = ["True", "TRUE", "False", "FALSE"];
            let found = spellings.into_iter().find(|spelling| *spelling == text);
            Value::Bool(flag, found.unwrap_or(written))
        }
        Value::Number(_) => Value::Number(text.to_owned()),
        other => other,
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML or JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.node(Value::Null)
    }

    /// An empty YAML text is null.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        self.plain(Value::Bool(flag, if flag { "true" } else { "false" }))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.plain(Value::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        self.plain(Value::Number(number.to_string()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        self.plain(Value::Number(number.to_string()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        self.plain(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        self.plain(Value::Number(format!("{number:?}")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.node(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.node(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let address = self.address + 2;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Self { address, ..self })? {
            items.push(item);
        }
        self.node(Value::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(Key(self))? {
            let address = self.address + 1 + key.len();
            let value = access.next_value_seed(Self { address, ..self })?;
            entries.push((key, value));
        }
        self.node(Value::Mapping(entries))
    }

    /// A YAML tag is ignored.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, variant) = access.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a key of a mapping: any scalar, with its text.
struct Key<'b>(Tree<'b>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar as a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.0
            .spend(size_of::<Value>() + self.0.address + key.len())?;
        Ok(key.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::value::Value;

    fn yaml(text: &str) -> Value {
        Source::new("a.yaml", text.to_owned()).parse().unwrap()
    }

    #[test]
    fn keys_of_any_scalar_kind_become_text_in_order() {
        let Value::Mapping(entries) = yaml("200: a\ntrue: b\n~: c\n1.50: d\nz: e\na: f") else {
            panic!("a mapping");
        };
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["200", "true", "~", "1.50", "z", "a"]);
    }

    #[test]
    fn tags_are_ignored() {
        assert_eq!(yaml("!custom {a: !x 1}"), yaml("a: 1"));
    }

    #[test]
    fn json_and_yaml_give_the_same_tree() {
        let text = r#"{"a": [1, -2, 2.5, true, null, "x"], "b": {}}"#;
        assert_eq!(yaml(text), yaml(&format!("# YAML\n{text}")));
    }

    #[test]
    fn numbers_and_booleans_keep_their_text() {
        let written = "[&a 1.50, 0x1F, +5, *a, !x 1e3, !!float 2, !y &b # why\n  -0.0, TRUE, .5, 0o17, -.inf, *b]";
        let texts = [
            "1.50", "0x1F", "+5", "1.50", "1e3", "2", "-0.0", "TRUE", ".5", "0o17", "-.inf", "-0.0",
        ];
        for text in [
            written.to_owned(),
            format!("é: ü\nb: {written}\n"),
            format!("---\na: \"1.5\" # 1.5\nb:\n  {written}\n---\n"),
            format!("\u{feff}a: |\n  1.5\r\nb: {{c: \"\\n\", d: {written}}}\r\n"),
        ] {
            let mut tree = &yaml(&text);
            while let Value::Mapping(entries) = tree {
                tree = &entries.last().unwrap().1;
            }
            let Value::Sequence(items) = tree else {
                panic!("{text}");
            };
            let found: Vec<_> = items.iter().filter_map(Value::scalar).collect();
            assert_eq!(found, texts, "{text}");
        }
    }

    #[test]
    fn numbers_of_json_are_as_written() {
        let text = r#"{"a\"1": "\\", "b": [1.50, "2\"3", {"4": -1E+3}, true], "c": 12345678901234567890123, "d": 0}"#;
        let text = yaml(text);
        let other = yaml(
            "a\"1: '\\'\nb: [1.50, '2\"3', {4: -1E+3}, true]\nc: 12345678901234567890123\nd: 0",
        );
        assert_eq!(text, other);
    }
}
