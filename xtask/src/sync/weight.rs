//! How much memory the tree of a YAML text would take, found by walking it without building it.
//!
//! A few lines of aliases to aliases can unfold to any size. The parser limits how often an alias is followed, but not
//! how much stands behind it.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// What a node takes next to its text, in bytes.
const NODE: usize = 64;
/// The most that a tree may take, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// The parser's own limit, in its words.
const REPETITION: &str = "repetition limit exceeded";

/// Whether the tree of a text stays within the limit.
///
/// A text that is not valid YAML is small enough: its fault is for the parser to report. JSON has no aliases.
pub(super) fn is_small_enough(text: &str) -> bool {
    let text = body(text);
    if text.trim_start().starts_with('{') {
        return true;
    }
    let left = Cell::new(LIMIT);
    let walk = Walk { left: &left };
    // The last line of front matter begins a second document, which is empty.
    for document in serde_yaml::Deserializer::from_str(text) {
        if let Err(error) = walk.deserialize(document) {
            return left.get() > 0 && !error.to_string().contains(REPETITION);
        }
    }
    left.get() > 0
}

/// The text after its byte order mark and the first line of its front matter.
fn body(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.split_once('\n') {
        Some((first, rest)) if first.trim_end() == "---" => rest,
        _ => text,
    }
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    left: &'a Cell<usize>,
}

impl Walk<'_> {
    fn pass<E: Error>(self, text: usize) -> Result<(), E> {
        self.left.set(self.left.get().saturating_sub(NODE + text));
        if self.left.get() == 0 {
            return Err(E::custom("too large"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.pass(0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.pass(text.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        self.pass(0)?;
        while access.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        self.pass(0)?;
        while access.next_key_seed(self)?.is_some() {
            access.next_value_seed(self)?;
        }
        Ok(())
    }

    /// A YAML tag.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (_tag, variant) = access.variant::<serde::de::IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_weigh_what_they_unfold_to() {
        // Wide, which the parser's own limit lets pass, and with one long text.
        let wide = format!(
            "a: &a [{}]\nb: [{}]\n",
            "1,".repeat(4_000),
            "*a,".repeat(4_000)
        );
        assert!(!is_small_enough(&wide));
        let long = format!(
            "a: &a {}\nb: [{}]\n",
            "x".repeat(100_000),
            "*a,".repeat(1_000)
        );
        assert!(!is_small_enough(&long));
        let few = format!("a: &a [{}]\nb: [*a, *a]\n", "1,".repeat(4_000));
        assert!(is_small_enough(&few));
    }

    #[test]
    fn front_matter_hides_nothing() {
        let bomb = format!(
            "a: &a [{}]\nb: [{}]\n",
            "1,".repeat(4_000),
            "*a,".repeat(4_000)
        );
        for text in [
            format!("---\n{bomb}---\n"),
            format!("\u{feff}---\n{bomb}"),
            format!("---\u{a0}\n{bomb}"),
            format!(
                "--- {{a: &a [{}], b: [{}]}}\n",
                "1,".repeat(4_000),
                "*a,".repeat(4_000)
            ),
        ] {
            assert!(!is_small_enough(&text), "{:?}", &text[..20]);
        }
    }
}
