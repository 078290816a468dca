//! Finds places in a YAML text. The parser reports places only in errors, so the walk returns an error at each key and scalar
//! that is looked for, and continues after it.

mod key;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::super::Place;
use super::super::body::Body;
use super::Steps;
use key::Key;

pub(super) fn find(body: &Body<'_>, steps: &Steps, found: &mut [Vec<Place>]) {
    let found = RefCell::new(found);
    let walk = Walk {
        body,
        steps,
        found: &found,
        near: None,
    };
    // Nodes after a syntax error are not found.
    if let Ok(root) = walk.deserialize(serde_yaml::Deserializer::from_str(body.text)) {
        steps.note(root.place, &mut found.borrow_mut());
    }
}

static NO_STEPS: Steps = Steps {
    ids: Vec::new(),
    next: BTreeMap::new(),
};

/// The end of the message of such an error, before the place.
const ARRIVED: &str = "a place to look for";

/// Returns the place in such an error; other errors end the walk.
fn arrival<E: Error>(error: E, body: &Body<'_>) -> Result<Place, E> {
    let text = error.to_string();
    if text.ends_with(ARRIVED) {
        // The parser reports no place for the beginning of the text.
        return Ok(body.position(1, 1));
    }
    let place = text.rsplit_once(" at line ").and_then(|(message, at)| {
        let (line, column) = at.split_once(" column ")?;
        let (line, column) = (line.parse().ok()?, column.parse().ok()?);
        message
            .ends_with(ARRIVED)
            .then(|| body.position(line, column))
    });
    place.ok_or(error)
}

/// Walks through a node, and notes the places of those inside it.
#[derive(Clone, Copy)]
struct Walk<'a, 'f> {
    body: &'a Body<'a>,
    steps: &'a Steps,
    found: &'a RefCell<&'f mut [Vec<Place>]>,
    /// The place of the enclosing key.
    near: Option<Place>,
}

/// The result of walking through a node.
struct Walked {
    /// Where it begins; unknown for an empty mapping or list.
    place: Option<Place>,
    is_collection: bool,
}

impl<'a> Walk<'a, '_> {
    fn into(self, steps: &'a Steps, near: Option<Place>) -> Self {
        Self {
            steps,
            near,
            ..self
        }
    }

    /// Returns the place of a mapping or list, from the place of its first entry and the bracket before it.
    fn collection(self, first: Option<Place>, openings: &[char]) -> Walked {
        let opening = first.and_then(|first| {
            let before = self.body.before(first)?.trim_end();
            let before = before.strip_suffix(openings)?;
            Some(self.body.place(before.len()))
        });
        Walked {
            place: opening.or(first),
            is_collection: true,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = Walked;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Walked, D::Error> {
        deserializer.deserialize_any(self).or_else(|error| {
            let place = Some(arrival(error, self.body)?);
            Ok(Walked {
                place,
                is_collection: false,
            })
        })
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = Walked;

    /// A scalar is an error, which contains its place.
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(ARRIVED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Walked, A::Error> {
        let mut first = None;
        while let Some(key) = access.next_key_seed(Key {
            body: self.body,
            steps: self.steps,
            is_first: first.is_none(),
        })? {
            first = first.or(key.place);
            let Some(steps) = key.steps else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = access.next_value_seed(self.into(steps, key.place))?;
            // A block mapping begins at its first key, on a later line than its own key.
            let own = value.place.filter(|_| !value.is_collection);
            steps.note(own.or(key.place), &mut self.found.borrow_mut());
        }
        Ok(self.collection(first, &['{', '?']))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Walked, A::Error> {
        let mut first = None;
        let mut index = 0_usize;
        loop {
            let steps = self.steps.next.get(&index.to_string());
            if steps.is_none() && index > 0 {
                if access.next_element::<IgnoredAny>()?.is_none() {
                    break;
                }
            } else {
                let steps = steps.unwrap_or(&NO_STEPS);
                let Some(item) = access.next_element_seed(self.into(steps, self.near))? else {
                    break;
                };
                first = first.or(item.place);
                steps.note(item.place.or(self.near), &mut self.found.borrow_mut());
            }
            index += 1;
        }
        Ok(self.collection(first, &['[', '-']))
    }

    /// A YAML tag is ignored.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Walked, A::Error> {
        let (_tag, variant) = access.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }
}
