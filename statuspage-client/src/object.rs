//! Structs that are written as JSON objects: the functions with which the generated code reads and writes their fields.
//!
//! serde's derived code is about thirty times longer for each field, and the expansion of the macro should be readable. It would
//! also accept an array for a struct, and reject a field that occurs twice; here the last one counts.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};

/// A struct that is written as a JSON object. `object_type!` implements it and serde's traits.
// Hidden: it is not useful in the documentation of a model.
#[doc(hidden)]
pub trait Object: Sized {
    /// Reads the fields.
    ///
    /// # Errors
    ///
    /// A required field is missing or has another type, or the JSON is not valid.
    fn read<'de, A: MapAccess<'de>>(object: A) -> Result<Self, A::Error>;

    /// Writes the fields that have a value.
    ///
    /// # Errors
    ///
    /// The serializer fails.
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error>;

    /// Returns the number of values that have no field, but are kept.
    fn unnamed(&self) -> usize {
        0
    }
}

/// For recursive structs.
impl<T: Object> Object for Box<T> {
    fn read<'de, A: MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
        T::read(object).map(Self::new)
    }

    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        T::write(self, object)
    }

    fn unnamed(&self) -> usize {
        T::unnamed(self)
    }
}

/// Implements [`Object`] and serde's traits for a struct, of which it lists the fields:
///
/// ```text
/// object_type! { Animal { id: required "id", born_at: optional "bornAt", ..additional_properties: rest } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object_type {
    (@other $object:ident $key:ident) => {
        $crate::runtime::skip(&mut $object)?
    };
    (@other $object:ident $key:ident $rest:ident $kind:ident) => {
        $crate::runtime::$kind::read(&mut $object, &$key, &mut $rest)?
    };
    ($name:ident { $($field:ident: $kind:ident $wire:literal,)* $(..$rest:ident: $rest_kind:ident)? }) => {
        impl $crate::runtime::Object for $name {
            fn read<'de, A: $crate::runtime::serde::de::MapAccess<'de>>(
                mut object: A,
            ) -> std::result::Result<Self, A::Error> {
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                while let Some(key) = object.next_key::<$crate::runtime::Key<'_>>()? {
                    match key.as_str() {
                        $($wire => $field = $crate::runtime::$kind::read(&mut object)?,)*
                        _ => $crate::object_type!(@other object key $($rest $rest_kind)?),
                    }
                }
                Ok(Self { $($field: $crate::runtime::$kind::value($wire, $field)?,)* $($rest)? })
            }

            fn write<M: $crate::runtime::serde::ser::SerializeMap>(
                &self,
                object: &mut M,
            ) -> std::result::Result<(), M::Error> {
                $($crate::runtime::$kind::write(object, $wire, &self.$field)?;)*
                $($crate::runtime::$rest_kind::write(object, &self.$rest)?;)?
                Ok(())
            }
            $(
                fn unnamed(&self) -> usize {
                    self.$rest.len()
                }
            )?
        }
        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                $crate::runtime::read_object(deserializer)
            }
        }
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> std::result::Result<S::Ok, S::Error> {
                $crate::runtime::write_object(self, serializer)
            }
        }
    };
}

/// The name of a field, borrowed from the input if possible.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// Returns the name as it is in the JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }
}

/// Reads a struct from a JSON object.
///
/// # Errors
///
/// The value is not an object, or [`Object::read`] fails.
pub fn read_object<'de, D: Deserializer<'de>, T: Object>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
        T::read(object)
    }
}

/// Writes a struct as a JSON object.
///
/// # Errors
///
/// The serializer fails.
pub fn write_object<S: Serializer, T: Object>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    value.write(&mut object)?;
    object.end()
}

/// Ignores the value of a field that is not in the description.
///
/// # Errors
///
/// The JSON is not valid.
pub fn skip<'de, A: MapAccess<'de>>(object: &mut A) -> Result<(), A::Error> {
    object.next_value::<IgnoredAny>().map(drop)
}

/// How `object_type!` reads and writes a required field.
pub mod required {
    use serde::{
        de::{Error, MapAccess},
        ser::{Serialize, SerializeMap},
    };

    use crate::lenient::{Lenient, Strict};

    /// Reads the value, which must have the described type.
    ///
    /// # Errors
    ///
    /// The value has another type, or the JSON is not valid.
    pub fn read<'de, A: MapAccess<'de>, T: Lenient>(object: &mut A) -> Result<Option<T>, A::Error> {
        object.next_value().map(|Strict(value)| Some(value))
    }

    /// Returns the value.
    ///
    /// # Errors
    ///
    /// The object does not have the field.
    pub fn value<T, E: Error>(name: &'static str, value: Option<T>) -> Result<T, E> {
        value.ok_or_else(|| E::missing_field(name))
    }

    /// Writes the field.
    ///
    /// # Errors
    ///
    /// The serializer fails.
    pub fn write<M: SerializeMap, T: Serialize>(
        object: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        object.serialize_entry(name, value)
    }
}

/// How `object_type!` reads and writes an optional field.
pub mod optional {
    use serde::{
        de::MapAccess,
        ser::{Serialize, SerializeMap},
    };

    use crate::lenient::{Lenient, LenientSeed};

    /// Reads the value; `None` if it is null or has another type than described.
    ///
    /// # Errors
    ///
    /// A required field of a nested object is missing or has another type, or the JSON is not valid.
    pub fn read<'de, A: MapAccess<'de>, T: Lenient>(object: &mut A) -> Result<Option<T>, A::Error> {
        object.next_value_seed(LenientSeed::new())
    }

    /// Returns the value, or `None` if the object does not have the field.
    ///
    /// # Errors
    ///
    /// None.
    pub fn value<T, E>(_name: &'static str, value: Option<T>) -> Result<Option<T>, E> {
        Ok(value)
    }

    /// Writes the field, if it has a value.
    ///
    /// # Errors
    ///
    /// The serializer fails.
    pub fn write<M: SerializeMap, T: Serialize>(
        object: &mut M,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => object.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}

/// How `object_type!` reads and writes a required number, list or map of numbers.
pub mod required_number {
    use serde::{Serialize, ser::SerializeMap};

    pub use super::required::{read, value};
    use crate::request::{Finite, Numbers};

    /// Writes the field.
    ///
    /// # Errors
    ///
    /// A number is not finite, or the serializer fails.
    pub fn write<M: SerializeMap, T: Numbers + Serialize>(
        object: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        super::required::write(object, name, &Finite(value))
    }
}

/// How `object_type!` reads and writes an optional number, list or map of numbers.
pub mod optional_number {
    use serde::{Serialize, ser::SerializeMap};

    pub use super::optional::{read, value};
    use crate::request::{Finite, Numbers};

    /// Writes the field, if it has a value.
    ///
    /// # Errors
    ///
    /// A number is not finite, or the serializer fails.
    pub fn write<M: SerializeMap, T: Numbers + Serialize>(
        object: &mut M,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        super::optional::write(object, name, &value.as_ref().map(Finite))
    }
}

/// How `object_type!` reads and writes the fields that the struct does not list.
pub mod rest {
    use std::collections::BTreeMap;

    use serde::{
        Serialize,
        de::{DeserializeOwned, Error, IntoDeserializer, MapAccess},
        ser::SerializeMap,
    };

    use super::Key;
    use crate::lenient::{Lenient, LenientSeed};

    /// Adds a value to the map, unless it is null or has another type than described.
    ///
    /// # Errors
    ///
    /// A required field of a nested object is missing or has another type, or the JSON is not valid.
    pub fn read<'de, A: MapAccess<'de>, K: DeserializeOwned + Ord, T: Lenient>(
        object: &mut A,
        key: &Key<'_>,
        rest: &mut BTreeMap<K, T>,
    ) -> Result<(), A::Error> {
        if let Some(value) = object.next_value_seed(LenientSeed::new())? {
            let key: serde::de::value::StrDeserializer<'_, A::Error> =
                key.as_str().into_deserializer();
            rest.insert(K::deserialize(key).map_err(A::Error::custom)?, value);
        }
        Ok(())
    }

    /// Writes the fields.
    ///
    /// # Errors
    ///
    /// The serializer fails.
    pub fn write<M: SerializeMap, K: Serialize, T: Serialize>(
        object: &mut M,
        rest: &BTreeMap<K, T>,
    ) -> Result<(), M::Error> {
        rest.iter()
            .try_for_each(|(key, value)| object.serialize_entry(key, value))
    }
}

/// How `object_type!` reads and writes the fields that the struct does not list, if they are numbers, lists or maps of numbers.
pub mod rest_number {
    use std::collections::BTreeMap;

    use serde::{Serialize, ser::SerializeMap};

    pub use super::rest::read;
    use crate::request::{Finite, Numbers};

    /// Writes the fields.
    ///
    /// # Errors
    ///
    /// A number is not finite, or the serializer fails.
    pub fn write<M: SerializeMap, K: Serialize, T: Numbers + Serialize>(
        object: &mut M,
        rest: &BTreeMap<K, T>,
    ) -> Result<(), M::Error> {
        rest.iter()
            .try_for_each(|(key, value)| object.serialize_entry(key, &Finite(value)))
    }
}

#[cfg(test)]
mod tests;
