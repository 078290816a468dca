//! The tree of a YAML or JSON text: mappings keep their order, keys are text, tags do nothing.

use std::fmt;

use serde::de::{
    Deserialize, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
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
    pub(crate) fn scalar(&self) -> Option<String> {
        match self {
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Number(text) | Self::String(text) => Some(text.clone()),
            Self::Null | Self::Sequence(_) | Self::Mapping(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML or JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// An empty YAML text.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // `{:?}` keeps `1.0` apart from `1`: a version may be written so.
        Ok(Value::Number(format!("{number:?}")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = access.next_key()? {
            entries.push((key, access.next_value()?));
        }
        Ok(Value::Mapping(entries))
    }

    /// A YAML tag: the value below it counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, variant) = access.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant()
    }
}

/// A mapping's key: any scalar, as text (YAML response codes are integers).
pub(crate) struct Key(pub(crate) String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self("null".to_owned())),
            key => key.scalar().map(Self).ok_or_else(|| {
                D::Error::custom(format!("a key must be a scalar, not {}", key.kind()))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(text: &str) -> Value {
        serde_yaml::from_str(text).unwrap()
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
        let error = serde_yaml::from_str::<Value>("? [a]\n: b").unwrap_err();
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
        assert_eq!(serde_json::from_str::<Value>(text).unwrap(), yaml(text));
    }
}
