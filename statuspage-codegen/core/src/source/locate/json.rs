//! Places in a JSON text: the walk follows raw slices of it, whose offset is the place.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::Place;
use super::super::body::Body;
use super::Steps;

pub(super) fn find(body: &Body<'_>, steps: &Steps, found: &mut [Vec<Place>]) {
    if let Ok(raw) = serde_json::from_str(body.text) {
        walk(body, raw, steps, found);
    }
}

fn walk(body: &Body<'_>, raw: &RawValue, steps: &Steps, found: &mut [Vec<Place>]) {
    if !steps.ids.is_empty() {
        // Both are slices of one text, so the difference of their addresses is the offset.
        let offset = (raw.get().as_ptr() as usize).checked_sub(body.text.as_ptr() as usize);
        steps.note(offset.map(|offset| body.place(offset)), found);
    }
    if steps.next.is_empty() {
        return;
    }
    let mut json = serde_json::Deserializer::from_str(raw.get());
    // A scalar has no children, and is an error to this visitor.
    let children = json.deserialize_any(Children { steps });
    for (child, steps) in children.unwrap_or_default() {
        walk(body, child, steps, found);
    }
}

/// Finds the children that steps lead to; each is the slice of the text that it is.
struct Children<'a> {
    steps: &'a Steps,
}

impl<'de, 'a> Visitor<'de> for Children<'a>
where
    'a: 'de,
{
    type Value = Vec<(&'de RawValue, &'a Steps)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        while let Some((key, value)) = access.next_entry::<Cow<'_, str>, &RawValue>()? {
            let steps = self.steps.next.get(key.as_ref());
            children.extend(steps.map(|steps| (value, steps)));
        }
        Ok(children)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        let mut index = 0_usize;
        while let Some(value) = access.next_element::<&RawValue>()? {
            let steps = self.steps.next.get(&index.to_string());
            children.extend(steps.map(|steps| (value, steps)));
            index += 1;
        }
        Ok(children)
    }
}
