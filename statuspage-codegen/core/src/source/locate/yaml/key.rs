//! A key of a YAML mapping: which steps lead on from it, and where it stands.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

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
        let place = match deserializer.deserialize_str(visitor) {
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

impl Visitor<'_> for KeyVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a scalar")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        let steps = self.key.steps.next.get(key);
        self.steps.set(steps);
        if steps.is_some() || self.key.is_first {
            return Err(E::custom(ARRIVED));
        }
        Ok(())
    }
}
