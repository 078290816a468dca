//! Reads the tree of a YAML or JSON text, and finds the places of nodes on the way.

use std::fmt;

use serde_core::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::body::Body;
use super::locate::Steps;
use super::reader::Reader;
use super::{Place, syntax, written};
use crate::diagnostic::Diagnostic;
use crate::value::Value;

/// Reads the tree of a document, and adds the places of the nodes that `steps` lead to.
pub(super) fn read(
    body: &Body<'_>,
    steps: &Steps,
    places: &mut [Vec<Place>],
) -> Result<Value, Diagnostic> {
    let reader = Reader::new(body, places);
    let root = Tree {
        reader: &reader,
        address: 0,
        steps,
        needs_place: !steps.is_empty(),
        key_at: None,
    };
    let node = if body.is_json {
        let mut json = serde_json::Deserializer::from_str(body.text);
        let node = root.deserialize(&mut json);
        let node = node.and_then(|node| json.end().map(|()| node));
        node.map_err(|error| {
            let offset = (error.line() > 0).then(|| body.offset(error.line(), error.column()));
            syntax::diagnostic(body, offset, &error.to_string())
        })
    } else {
        read_yaml(body, root)
    }?;
    reader.note(steps, node.start);
    Ok(node.value)
}

#[cfg(feature = "yaml")]
fn read_yaml(body: &Body<'_>, root: Tree<'_>) -> Result<Node, Diagnostic> {
    let node = root.deserialize(serde_yaml::Deserializer::from_str(body.text));
    node.map_err(|error| {
        let offset = error.location();
        let offset = offset.map(|at| body.offset(at.line(), at.column()));
        syntax::diagnostic(body, offset, &error.to_string())
    })
}

#[cfg(not(feature = "yaml"))]
fn read_yaml(body: &Body<'_>, _root: Tree<'_>) -> Result<Node, Diagnostic> {
    Err(Diagnostic::syntax(
        Some(body.place(0)),
        "JSON",
        "it does not begin with `{`, and this build of the generator does not read YAML",
        "enable the feature `yaml` of `statuspage-codegen`",
    ))
}

/// Reads a node.
#[derive(Clone, Copy)]
struct Tree<'b> {
    reader: &'b Reader<'b>,
    /// The length of the pointer to the node.
    address: usize,
    /// The steps to the nodes inside that are looked for.
    steps: &'b Steps,
    needs_place: bool,
    /// The offset of the key around the node.
    key_at: Option<usize>,
}

/// A node that was read.
struct Node {
    value: Value,
    /// The offset at which it begins; unknown for an empty mapping or list of YAML, and if it is not needed.
    start: Option<usize>,
    /// Its place is that of its key: a mapping or list of YAML may begin on a later line.
    is_at_key: bool,
}

impl Tree<'_> {
    fn scalar<E: Error>(self, value: Value) -> Result<Node, E> {
        let is_plain = matches!(value, Value::Bool(..) | Value::Number(_));
        let is_needed = is_plain || self.needs_place;
        let start = self.reader.start(is_needed, || value.clone())?;
        self.scalar_at(value, start)
    }

    fn scalar_at<E: Error>(self, value: Value, start: Option<usize>) -> Result<Node, E> {
        let text = || written::plain_scalar(self.reader.body.text.get(start?..)?);
        let value = match value {
            Value::Bool(flag, written) => {
                let spellings = ["True", "TRUE", "False", "FALSE"];
                let found = text().and_then(|text| spellings.into_iter().find(|one| *one == text));
                Value::Bool(flag, found.unwrap_or(written))
            }
            Value::Number(number) => Value::Number(text().map_or(number, str::to_owned)),
            other => other,
        };
        self.node(value, start, false)
    }

    /// Returns a mapping or list, which begins at its first entry or at the bracket before it.
    fn collection<E: Error>(
        self,
        value: Value,
        token: Option<usize>,
        first: Option<usize>,
        openings: &[char],
    ) -> Result<Node, E> {
        let start = token.or_else(|| {
            let before = self.reader.body.text.get(..first?)?.trim_end();
            before.strip_suffix(openings).map(str::len).or(first)
        });
        self.node(value, start, token.is_none())
    }

    fn node<E: Error>(
        self,
        value: Value,
        start: Option<usize>,
        is_at_key: bool,
    ) -> Result<Node, E> {
        let text = match &value {
            Value::Number(text) | Value::String(text) => text.len(),
            _ => 0,
        };
        let size = size_of::<Value>() + self.address + text;
        self.reader.spend(size)?;
        Ok(Node {
            value,
            start,
            is_at_key,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self).or_else(|error| {
            let (value, start) = self.reader.interrupted(error)?;
            self.scalar_at(value, Some(start))
        })
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML or JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    /// An empty YAML text is null.
    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
        self.scalar(Value::Bool(flag, if flag { "true" } else { "false" }))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        self.scalar(Value::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        self.scalar(Value::Number(number.to_string()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Node, E> {
        self.scalar(Value::Number(number.to_string()))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Node, E> {
        self.scalar(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        self.scalar(Value::Number(format!("{number:?}")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        self.scalar(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let token = self.reader.token();
        let mut first = None;
        // Where an empty mapping or list is about: at the item before it, or at the key.
        let mut near = self.key_at;
        let mut items = Vec::new();
        loop {
            let steps = self.steps.to_item(items.len());
            let needs_place = !steps.is_empty() || self.needs_place && items.is_empty();
            let address = self.address + 2;
            let seed = Self {
                address,
                steps,
                needs_place,
                ..self
            };
            let Some(item) = access.next_element_seed(seed)? else {
                break;
            };
            first = first.or(item.start);
            near = item.start.or(near);
            self.reader.note(steps, near);
            items.push(item.value);
        }
        self.collection(Value::Sequence(items), token, first, &['[', '-'])
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let token = self.reader.token();
        let mut first = None;
        let mut entries = Vec::new();
        let key = |is_first: bool| Key {
            tree: self,
            needs_place: self.needs_place && is_first,
        };
        while let Some((key, start)) = access.next_key_seed(key(entries.is_empty()))? {
            first = first.or(start);
            let steps = self.steps.to(&key);
            let value = access.next_value_seed(Self {
                address: self.address + 1 + key.len(),
                steps,
                needs_place: !steps.is_empty(),
                key_at: start,
                ..self
            })?;
            let own = value.start.filter(|_| !value.is_at_key);
            self.reader.note(steps, own.or(start));
            entries.push((key, value.value));
        }
        self.collection(Value::Mapping(entries), token, first, &['{', '?'])
    }

    /// A YAML tag is ignored.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (_tag, variant) = access.variant::<serde_core::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a key of a mapping: any scalar, as text, and its offset if it is known.
struct Key<'b> {
    tree: Tree<'b>,
    needs_place: bool,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = (String, Option<usize>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let reader = self.tree.reader;
        deserializer.deserialize_str(self).or_else(|error| {
            let (key, start) = reader.interrupted(error)?;
            Ok((key.scalar().unwrap_or_default().to_owned(), Some(start)))
        })
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = (String, Option<usize>);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar as a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let reader = self.tree.reader;
        reader.spend(size_of::<Value>() + self.tree.address + key.len())?;
        let is_needed = self.needs_place || !self.tree.steps.to(key).is_empty();
        let start = reader.start(is_needed, || Value::String(key.to_owned()))?;
        Ok((key.to_owned(), start))
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
