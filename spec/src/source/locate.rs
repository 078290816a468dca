//! JSON pointer -> line and column, by walking the text again.
//!
//! YAML: the walk follows the pointer and fails on arrival, and the parser's error carries the place.
//! JSON: the walk follows raw slices of the text, whose offset is the place.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::value::RawValue;

use super::Place;

/// The place of a node in a YAML text.
pub(super) fn yaml(text: &str, tokens: &[String]) -> Option<Place> {
    let walk = |stop_at_key| {
        let seed = Walk {
            tokens,
            stop_at_key,
        };
        let error = seed
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .err()?;
        let at = error.location()?;
        let collection = error.to_string().contains(COLLECTION);
        let place = Place {
            line: at.line(),
            column: at.column(),
        };
        error
            .to_string()
            .contains(ARRIVED)
            .then_some((place, collection))
    };
    match walk(false)? {
        // A block mapping begins at its first key, on a later line than the key that it belongs to.
        (place, true) => Some(walk(true).map_or(place, |(key, _)| key)),
        (place, false) => Some(place),
    }
}

const ARRIVED: &str = "arrived at ";
const COLLECTION: &str = "arrived at a collection";

/// Follows the tokens, and fails at the node that they lead to; or at the key before it.
struct Walk<'a> {
    tokens: &'a [String],
    stop_at_key: bool,
}

impl Walk<'_> {
    fn scalar<E: Error>(&self) -> Result<(), E> {
        if self.tokens.is_empty() {
            return Err(E::custom(format_args!("{ARRIVED}a scalar")));
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
        self.scalar()
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.scalar()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.scalar()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        self.scalar()
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        self.scalar()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.scalar()
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Some((token, rest)) = self.tokens.split_first() else {
            return Err(A::Error::custom(COLLECTION));
        };
        let seed = WalkKey {
            token,
            fail: self.stop_at_key && rest.is_empty(),
        };
        while let Some(found) = access.next_key_seed(seed)? {
            if found {
                let tokens = rest;
                access.next_value_seed(Walk { tokens, ..self })?;
            } else {
                access.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let Some((token, tokens)) = self.tokens.split_first() else {
            return Err(A::Error::custom(COLLECTION));
        };
        for _ in 0..token.parse().unwrap_or(0_usize) {
            if access.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        access.next_element_seed(Walk { tokens, ..self })?;
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    /// A YAML tag: the node below it counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (_tag, variant) = access.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

/// Reads a key and tells whether it is the one looked for. It fails inside the visitor, where the parser still
/// knows the key's place.
#[derive(Clone, Copy)]
struct WalkKey<'a> {
    token: &'a str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for WalkKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for WalkKey<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar")
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        self.visit_str("null")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<bool, E> {
        self.visit_str(&flag.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<bool, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<bool, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<bool, E> {
        // As the tree has it.
        self.visit_str(&format!("{number:?}"))
    }

    /// A YAML tag: the key below it counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<bool, A::Error> {
        let (_tag, variant) = access.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        let found = key == self.token;
        if found && self.fail {
            return Err(E::custom(format_args!("{ARRIVED}a key")));
        }
        Ok(found)
    }
}

/// The place of a node in a JSON text.
pub(super) fn json(text: &str, tokens: &[String]) -> Option<Place> {
    let mut raw: &RawValue = serde_json::from_str(text).ok()?;
    for token in tokens {
        raw = serde_json::Deserializer::from_str(raw.get())
            .deserialize_any(Child { token })
            .ok()??;
    }
    // Both are slices of one text, so the difference of their addresses is the offset.
    let offset = (raw.get().as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Place {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..)?.chars().count() + 1,
    })
}

/// Takes one step of a pointer in a JSON value; the value is the slice of the text that the child is.
struct Child<'a> {
    token: &'a str,
}

impl<'de> Visitor<'de> for Child<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some((key, value)) = access.next_entry::<Cow<'_, str>, &RawValue>()? {
            if key == self.token && found.is_none() {
                found = Some(value);
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut index = 0_usize;
        let mut found = None;
        while let Some(value) = access.next_element::<&RawValue>()? {
            if self.token.parse() == Ok(index) {
                found = Some(value);
            }
            index += 1;
        }
        Ok(found)
    }
}
