//! The tree of a YAML or JSON text: mappings keep their order, keys are text, tags do nothing.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// A node of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the shortest text that reads back the same.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Sequence(Vec<Value>),
    /// Entries in the document's order; a repeated key is kept, and the first one is found.
    Mapping(Vec<(String, Value)>),
}

impl Value {
    /// The kind of node, as a diagnostic calls it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }

    /// A scalar's text; `None` for null, lists and mappings.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Number(text) | Self::String(text) => Some(text),
            Self::Null | Self::Sequence(_) | Self::Mapping(_) => None,
        }
    }
}

/// How large a tree may be beside its text. The pointer to a node counts with the node, because whoever reads a tree
/// makes pointers. Aliases, and long keys around many nodes, make a small text an immense tree.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    pub(crate) fn new(text: &str) -> Self {
        Self(Cell::new((16 << 20) + text.len().saturating_mul(32)))
    }

    fn spend<E: Error>(&self, size: usize) -> Result<(), E> {
        let left = self.0.get().checked_sub(size).ok_or_else(|| {
            E::custom(
                "written out with all its aliases, it is far larger than its text: it is not read",
            )
        })?;
        self.0.set(left);
        Ok(())
    }
}

/// Reads a tree within a budget.
#[derive(Clone, Copy)]
pub(crate) struct Tree<'b> {
    budget: &'b Budget,
    /// The length of the pointer to the node.
    address: usize,
}

impl<'b> Tree<'b> {
    pub(crate) fn new(budget: &'b Budget) -> Self {
        Self { budget, address: 0 }
    }

    fn node<E: Error>(self, value: Value) -> Result<Value, E> {
        let text = match &value {
            Value::Number(text) | Value::String(text) => text.len(),
            _ => 0,
        };
        self.budget
            .spend(size_of::<Value>() + self.address + text)?;
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
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

    /// An empty YAML text.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        self.node(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.node(Value::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        self.node(Value::Number(number.to_string()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        self.node(Value::Number(number.to_string()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        self.node(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // `{:?}` keeps `1.0` apart from `1`: a version may be written so.
        self.node(Value::Number(format!("{number:?}")))
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
        while let Some(key) = access.next_key_seed(KeySeed(self))? {
            let address = self.address + 1 + key.len();
            let value = access.next_value_seed(Self { address, ..self })?;
            entries.push((key, value));
        }
        self.node(Value::Mapping(entries))
    }

    /// A YAML tag: the value below it counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, variant) = access.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a mapping's key: any scalar, as text (YAML response codes are integers).
struct KeySeed<'b>(Tree<'b>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        match self.0.deserialize(deserializer)? {
            Value::Null => Ok("null".to_owned()),
            Value::Number(text) | Value::String(text) => Ok(text),
            key => key.scalar().map(str::to_owned).ok_or_else(|| {
                D::Error::custom(format!("a key must be a scalar, not {}", key.kind()))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value, serde_yaml::Error> {
        let budget = Budget::new(text);
        Tree::new(&budget).deserialize(serde_yaml::Deserializer::from_str(text))
    }

    fn yaml(text: &str) -> Value {
        read(text).unwrap()
    }

    #[test]
    fn keys_of_any_scalar_kind_become_text_in_order() {
        let Value::Mapping(entries) = yaml("200: a\ntrue: b\n~: c\n1.5: d\nz: e\na: f") else {
            panic!("a mapping");
        };
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["200", "true", "null", "1.5", "z", "a"]);
    }

    #[test]
    fn collections_are_no_keys() {
        let error = read("? [a]\n: b").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("a key must be a scalar, not a list"),
            "{error}"
        );
    }

    #[test]
    fn tags_do_nothing() {
        assert_eq!(yaml("!custom {a: !x 1}"), yaml("{a: 1}"));
    }

    #[test]
    fn json_and_yaml_give_the_same_tree() {
        let text = r#"{"a": [1, -2, 2.5, true, null, "x"], "b": {}}"#;
        let budget = Budget::new(text);
        let json = Tree::new(&budget).deserialize(&mut serde_json::Deserializer::from_str(text));
        assert_eq!(json.unwrap(), yaml(text));
    }
}
