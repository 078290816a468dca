//! Lenient decoding of responses: an unexpected value in an optional field does not make the whole response an error.
//!
//! The service adds fields and values without notice, and some published types of its API are wrong. Therefore an optional field
//! counts as absent if its value has another type than described. For a required field, that is an error with the path of the
//! field, at any depth.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use jiff::{Timestamp, civil::Date};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Number, Value};

use crate::{
    Secret,
    object::{MapReader, Object},
};

/// A type that can be decoded leniently and strictly.
// Hidden: it is not useful in the documentation of a model.
#[doc(hidden)]
pub trait Lenient: DeserializeOwned {
    /// Reads the value strictly.
    ///
    /// # Errors
    ///
    /// The value has another type, or the JSON is not valid.
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Reads the value leniently; `None` if it is null or has another type.
    ///
    /// # Errors
    ///
    /// A required field of a nested object is missing or has another type, or the JSON is not valid.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }

    /// Reads a value from a JSON object; `None` unless the type is written as an object.
    ///
    /// # Errors
    ///
    /// The same as those of [`read`](Self::read).
    fn read_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<Option<Self>, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    /// Returns the number of values that have no field in a struct, but are kept.
    fn unnamed(&self) -> usize {
        0
    }

    /// Reads a value from a JSON array; `None` unless the type is written as an array.
    ///
    /// # Errors
    ///
    /// The same as those of [`read`](Self::read).
    fn read_array<'de, A: SeqAccess<'de>>(mut array: A) -> Result<Option<Self>, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

impl<T: Object + DeserializeOwned> Lenient for T {
    fn read_object<'de, A: MapAccess<'de>>(object: A) -> Result<Option<Self>, A::Error> {
        <T as Object>::read(MapReader::new(object)).map(Some)
    }

    fn unnamed(&self) -> usize {
        Object::unnamed(self)
    }
}

/// Reads a value that is written as a JSON string, number or boolean; `None` if it has another type.
///
/// # Errors
///
/// The JSON is not valid.
pub fn scalar<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(deserializer)?).ok())
}

/// Reads a type that is made from a string.
///
/// # Errors
///
/// The value is not a string.
pub fn text<'de, D: Deserializer<'de>, T: From<String>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer).map(T::from)
}

macro_rules! scalars {
    ($($name:ty),*) => {
        $(impl $crate::lenient::Lenient for $name {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                $crate::lenient::scalar(deserializer)
            }
        })*
    };
}
pub(crate) use scalars;

scalars!(String, f64, bool, Timestamp, Date, Secret);

impl Lenient for Value {
    /// Returns any value but null, which counts as absent.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(Value::deserialize(deserializer)?).filter(|value| !value.is_null()))
    }
}

macro_rules! integers {
    ($($name:ident $get:ident $what:literal)*) => {
        $(impl Lenient for $name {
            /// Accepts `3.0` as well, because some JSON writers write 3 so.
            fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = Number::deserialize(deserializer)?;
                let exact = || Self::try_from(exact_integer(number.as_f64()?)?).ok();
                number.$get().or_else(exact).ok_or_else(|| {
                    D::Error::custom(format_args!("invalid value: {number}, expected {}", $what))
                })
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                let value = Value::deserialize(deserializer)?;
                let exact = || Self::try_from(exact_integer(value.as_f64()?)?).ok();
                Ok(value.$get().or_else(exact))
            }
        })*
    };
}

integers! {
    i64 as_i64 "an integer of 64 bits"
    u64 as_u64 "an integer of 64 bits that is not negative"
}

/// Returns a number as an integer, if it is whole and small enough to be exact in a 64-bit float.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the number is whole and within the range"
)]
pub(crate) fn exact_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A value that may be null and must not be left out: an item of a list, or a required field.
impl<T: Lenient> Lenient for Option<T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::<Strict<T>>::deserialize(deserializer)?;
        Ok(value.map(|Strict(value)| value))
    }

    /// Returns `Some(None)` for null and for another type, so that the other items of a list keep their positions.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        T::read(deserializer).map(Some)
    }
}

impl<T: Lenient> Lenient for Vec<T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::<Strict<T>>::deserialize(deserializer)?;
        Ok(items.into_iter().map(|Strict(item)| item).collect())
    }

    /// Leaves out items that are null or have another type.
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

    /// Leaves out entries whose value is null or has another type.
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

/// A part of a value that is read strictly.
pub(crate) struct Strict<T>(pub(crate) T);

impl<'de, T: Lenient> Deserialize<'de> for Strict<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::strict(deserializer).map(Self)
    }
}

/// Reads a part of a value leniently.
pub(crate) struct LenientSeed<T>(PhantomData<T>);

impl<T> LenientSeed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Lenient> DeserializeSeed<'de> for LenientSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer)
    }
}

/// Accepts any JSON value, and passes objects and arrays to the type.
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
