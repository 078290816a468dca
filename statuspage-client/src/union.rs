//! Enums of values that have one of several types: which type a value has.

use serde::Serialize;
use serde_json::Value;

use crate::lenient::Lenient;

/// Implements what all such enums have, for one that implements `From<Value>`.
#[doc(hidden)]
#[macro_export]
macro_rules! union_type {
    ($name:ident { $($variant:ident)* }) => {
        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }
        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                <$crate::runtime::serde_json::Value as $crate::runtime::Deserialize>::deserialize(
                    deserializer,
                )
                .map(Self::from)
            }
        }
        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::runtime::Serialize::serialize(value, serializer)
                    })*
                    Self::Other(value) => {
                        $crate::runtime::Serialize::serialize(value, serializer)
                    }
                }
            }
        }
        impl $crate::runtime::Lenient for $name {
            fn read<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<std::option::Option<Self>, D::Error> {
                let value = <$crate::runtime::serde_json::Value as $crate::runtime::Lenient>::read(deserializer)?;
                Ok(value.map(Self::from))
            }
        }
    };
}

/// One type of an enum: the values of the discriminator that stand for it, and how it is read, with the number of values that
/// are lost.
pub type Candidate<T> = (&'static [&'static str], fn(&Value) -> Option<(usize, T)>);

/// Reads a value as the type that the discriminator names, or, without one, as the type that loses the least: the first of those.
/// Any other value is kept.
pub fn one_of<T>(
    value: Value,
    discriminator: Option<&str>,
    candidates: &[Candidate<T>],
    other: fn(Value) -> T,
) -> T {
    let tag = discriminator.and_then(|property| value.get(property)?.as_str());
    let found = if let Some(tag) = tag {
        let mut candidates = candidates.iter();
        let found = candidates.find(|(tags, _)| tags.contains(&tag));
        found.and_then(|(_, read)| read(&value))
    } else {
        let all = size(&value);
        let fits = candidates.iter().filter_map(|(_, read)| read(&value));
        let fits = fits.filter(|(lost, _)| *lost == 0 || *lost < all);
        fits.min_by_key(|(lost, _)| *lost)
    };
    match found {
        Some((_, found)) => found,
        None => other(value),
    }
}

/// Reads a value as one type; `None` if it has another one. Counts what of the value is lost, or has no field in it.
pub fn fit<T: Lenient + Serialize, U>(
    value: &Value,
    make: impl FnOnce(T) -> U,
) -> Option<(usize, U)> {
    let found = T::strict(value).ok()?;
    let kept = serde_json::to_value(&found).ok()?;
    Some((lost(value, &kept) + found.unnamed(), make(found)))
}

/// The number of values that are not null, at any depth.
fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The number of values that are not kept. A scalar that is written in another way, such as a date, is not lost.
fn lost(value: &Value, kept: &Value) -> usize {
    match (value, kept) {
        (Value::Array(items), Value::Array(kept)) if items.len() == kept.len() => {
            let pairs = items.iter().zip(kept);
            pairs.map(|(item, kept)| lost(item, kept)).sum()
        }
        (Value::Object(entries), Value::Object(kept)) => {
            let lost = entries.iter().map(|(key, value)| {
                kept.get(key)
                    .map_or_else(|| size(value), |kept| lost(value, kept))
            });
            lost.sum()
        }
        (Value::Array(_) | Value::Object(_), _) => size(value),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::{Candidate, fit, one_of};

    crate::object_type! { Cat { name: required "name", claws: optional "claws", } }
    crate::object_type! { Dog { name: required "name", barks: optional "barks", toys: optional "toys", } }

    #[derive(Clone, PartialEq)]
    struct Cat {
        name: String,
        claws: Option<i64>,
    }

    #[derive(Clone, PartialEq)]
    struct Dog {
        name: String,
        barks: Option<bool>,
        toys: Option<Vec<String>>,
    }

    crate::object_type! { Open { name: required "name", ..more: rest } }

    #[derive(Clone, PartialEq)]
    struct Open {
        name: String,
        more: BTreeMap<String, Value>,
    }

    #[test]
    fn what_has_no_field_counts_as_if_it_were_lost() {
        let fits = |value: &Value| {
            let open = fit(value, |_: Open| ()).unwrap();
            let dog = fit(value, |_: Dog| ()).unwrap();
            (open.0, dog.0)
        };
        assert_eq!(
            fits(&json!({"name": "a", "barks": true, "toys": []})),
            (2, 0)
        );
        assert_eq!(fits(&json!({"name": "a", "new": [1]})), (1, 2));
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Pet {
        Cat(Box<Cat>),
        Dog(Box<Dog>),
        Number(i64),
        Names(Vec<String>),
        Other(Value),
    }

    crate::union_type!(Pet { Cat Dog Number Names });

    const CANDIDATES: &[Candidate<Pet>] = &[
        (&["cat", "kitten"], |value| {
            fit(value, |found| Pet::Cat(Box::new(found)))
        }),
        (&["dog"], |value| {
            fit(value, |found| Pet::Dog(Box::new(found)))
        }),
        (&[], |value| fit(value, Pet::Number)),
        (&[], |value| fit(value, Pet::Names)),
    ];

    impl From<Value> for Pet {
        fn from(value: Value) -> Self {
            one_of(value, Some("type"), CANDIDATES, Self::Other)
        }
    }

    fn kind(value: &Value) -> &'static str {
        match Pet::from(value.clone()) {
            Pet::Cat(_) => "cat",
            Pet::Dog(_) => "dog",
            Pet::Number(_) => "number",
            Pet::Names(_) => "names",
            Pet::Other(other) => {
                assert_eq!(other, *value);
                "other"
            }
        }
    }

    #[test]
    fn the_discriminator_decides() {
        assert_eq!(
            kind(&json!({"type": "kitten", "name": "a", "barks": true})),
            "cat"
        );
        assert_eq!(
            kind(&json!({"type": "dog", "name": "a", "claws": 2})),
            "dog"
        );
        assert_eq!(kind(&json!({"type": "bird", "name": "a"})), "other");
        assert_eq!(kind(&json!({"type": "dog"})), "other");
    }

    #[test]
    fn without_it_the_least_is_lost() {
        assert_eq!(kind(&json!({"name": "a"})), "cat");
        assert_eq!(kind(&json!({"name": "a", "toys": ["b"]})), "dog");
        assert_eq!(kind(&json!({"name": "a", "toys": ["b"], "new": 1})), "dog");
        // An optional field with a value of another type is lost, too.
        assert_eq!(
            kind(&json!({"name": "a", "barks": "loudly", "claws": 3})),
            "cat"
        );
        assert_eq!(kind(&json!(3)), "number");
        assert_eq!(kind(&json!(["a", "b"])), "names");
        assert_eq!(kind(&json!([])), "names");
        assert_eq!(kind(&json!("text")), "other");
        assert_eq!(kind(&json!({"claws": 2})), "other");
    }

    #[test]
    fn values_are_written_as_their_types() {
        for value in [
            json!({"name": "a", "claws": 2}),
            json!(3),
            json!(["a"]),
            json!({"any": [1, null]}),
        ] {
            assert_eq!(
                serde_json::to_value(Pet::from(value.clone())).unwrap(),
                value
            );
        }
        let read: BTreeMap<String, Pet> = serde_json::from_value(json!({"a": 3})).unwrap();
        assert_eq!(read["a"], Pet::Number(3));
        assert_eq!(Pet::from(&Pet::Number(3)), Pet::Number(3));
    }
}
