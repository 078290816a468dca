//! Fields of a response: whatever an optional one holds, the rest of the response is read.
//!
//! The service adds fields and values without notice, and some published types of its API were wrong. So an optional field
//! with another kind of value than described counts as absent. A required one does not: that is an error with its path,
//! wherever it stands.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use jiff::{Timestamp, civil::Date};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Number, Value};

use crate::{Secret, object::Object};

/// Reads the value of an optional field: null, and another kind of value than described, are `None`.
///
/// # Errors
///
/// A required field inside of it is missing or has another type, or the JSON is broken.
pub fn optional<'de, A: MapAccess<'de>, T: Lenient>(object: &mut A) -> Result<Option<T>, A::Error> {
    object.next_value_seed(LenientSeed::new())
}

/// Reads the value of a required field: another kind of value than described is an error.
///
/// # Errors
///
/// The value has another type, or the JSON is broken.
pub fn strict<'de, A: MapAccess<'de>, T: Lenient>(object: &mut A) -> Result<T, A::Error> {
    object.next_value().map(|Strict(value)| value)
}

/// A type that can be told from other kinds of JSON.
// Hidden, for it says nothing to who looks at a model.
#[doc(hidden)]
pub trait Lenient: DeserializeOwned {
    /// The value, and nothing but a value of its kind.
    ///
    /// # Errors
    ///
    /// It has another type, or the JSON is broken.
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// The value; `None` for null and for another kind of JSON value.
    ///
    /// # Errors
    ///
    /// A required field inside of it is missing or has another type, or the JSON is broken.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }

    /// What an object gives.
    ///
    /// # Errors
    ///
    /// As those of [`read`](Self::read).
    fn read_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    /// What an array gives.
    ///
    /// # Errors
    ///
    /// As those of [`read`](Self::read).
    fn read_array<'de, A: SeqAccess<'de>>(mut array: A) -> Result<Option<Self>, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

impl<T: Object + DeserializeOwned> Lenient for T {
    fn read_object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        <T as Object>::read(object).map(Some)
    }
}

/// What a type that is a JSON string, number or boolean gives: a value if it is one, whatever comes.
///
/// # Errors
///
/// The JSON is broken.
pub fn scalar<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(deserializer)?).ok())
}

macro_rules! scalars {
    ($($name:ty),*) => {
        $(impl Lenient for $name {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                scalar(deserializer)
            }
        })*
    };
}

scalars!(String, f64, bool, Timestamp, Date, Secret);

impl Lenient for Value {
    /// Null is absent, and everything else is what it is.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(Value::deserialize(deserializer)?).filter(|value| !value.is_null()))
    }
}

impl Lenient for i64 {
    /// Some JSON writers make `3.0` of 3.
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let value = number.as_i64().or_else(|| exact_integer(number.as_f64()?));
        value.ok_or_else(|| {
            D::Error::custom(format_args!(
                "invalid value: {number}, expected an integer of 64 bits"
            ))
        })
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(value.as_i64().or_else(|| exact_integer(value.as_f64()?)))
    }
}

/// The number, if it is whole and no digit of it can be lost.
#[expect(
    clippy::cast_possible_truncation,
    reason = "it is whole, and within the range"
)]
pub(crate) fn exact_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A value that may be null, where its place matters: an item of a list, a required field.
impl<T: Lenient> Lenient for Option<T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<Strict<T>>::deserialize(deserializer)?;
        Ok(value.map(|Strict(value)| value))
    }

    /// Also what is of another kind keeps its place.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        T::read(deserializer).map(Some)
    }
}

impl<T: Lenient> Lenient for Vec<T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Strict<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|Strict(item)| item).collect())
    }

    /// Items that are null or of another kind are left out.
    fn read_array<'de, A: SeqAccess<'de>>(mut array: A) -> Result<Option<Self>, A::Error> {
        let mut items = Self::new();
        while let Some(item) = array.next_element_seed(LenientSeed::new())? {
            items.extend(item);
        }
        Ok(Some(items))
    }
}

impl<K: DeserializeOwned + Ord, T: Lenient> Lenient for BTreeMap<K, T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = BTreeMap::<K, Strict<T>>::deserialize(deserializer)?;
        let entries = entries.into_iter();
        Ok(entries.map(|(key, Strict(value))| (key, value)).collect())
    }

    /// Entries whose value is null or of another kind are left out; free JSON has no other kind than null.
    fn read_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
        let mut entries = Self::new();
        while let Some(key) = object.next_key()? {
            if let Some(value) = object.next_value_seed(LenientSeed::new())? {
                entries.insert(key, value);
            }
        }
        Ok(Some(entries))
    }
}

/// Reads a part of a value as strictly as the whole.
struct Strict<T>(T);

impl<'de, T: Lenient> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::strict(deserializer).map(Self)
    }
}

/// Reads a part of a value as leniently as the whole.
struct LenientSeed<T>(PhantomData<T>);

impl<T> LenientSeed<T> {
    fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Lenient> DeserializeSeed<'de> for LenientSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer)
    }
}

/// Takes whatever comes, and hands on objects and arrays.
struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: Lenient> Visitor<'de> for LenientVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::read_object(object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Option<T>, A::Error> {
        T::read_array(array)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Option<T>, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests;
