//! A key of a YAML mapping: which steps lead on from it, and where it stands.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, VariantAccess, Visitor,
};

use super::super::super::Place;
use super::super::super::body::Body;
use super::super::Steps;
use super::{ARRIVED, arrival};

/// Reads a key; what the parser says of its place is lost when this is over.
pub(super) struct Key<'a> {
    pub(super) body: &'a Body<'a>,
    pub(super) steps: &'a Steps,
    pub(super) is_first: bool,
}

/// A key, with the steps that lead on from it; its place if there are any, or if it is the first.
pub(super) struct Met<'a> {
    pub(super) steps: Option<&'a Steps>,
    pub(super) place: Option<Place>,
}

impl<'de, 'a> DeserializeSeed<'de> for Key<'a> {
    type Value = Met<'a>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Met<'a>, D::Error> {
        let steps = Cell::new(None);
        let body = self.body;
        let visitor = KeyVisitor {
            key: self,
            steps: &steps,
        };
        let place = match deserializer.deserialize_any(visitor) {
            Ok(()) => None,
            Err(error) => Some(arrival(error, body)?),
        };
        let steps = steps.get();
        Ok(Met { steps, place })
    }
}

struct KeyVisitor<'a, 'c> {
    key: Key<'a>,
    steps: &'c Cell<Option<&'a Steps>>,
}

impl<'de> Visitor<'de> for KeyVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_str("null")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<(), E> {
        self.visit_str(&flag.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        // As the tree has it.
        self.visit_str(&format!("{number:?}"))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        let steps = self.key.steps.next.get(key);
        self.steps.set(steps);
        if steps.is_some() || self.key.is_first {
            return Err(E::custom(ARRIVED));
        }
        Ok(())
    }

    /// A YAML tag: the key below it counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (_tag, variant) = access.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}

impl<'de> DeserializeSeed<'de> for KeyVisitor<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}
