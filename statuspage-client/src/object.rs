//! Structs that are JSON objects: how the generated code reads and writes them, field by field.
//!
//! Derived code would do, and be some thirty times as long for each field: an expansion should be read by people, too. It would
//! also take an array for a struct, and refuse a field that comes twice; here the last one counts.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
    ser::SerializeMap,
};

/// A struct that is a JSON object. `object_type!` makes serde's traits of it.
// Hidden, for it says nothing to who looks at a model.
#[doc(hidden)]
pub trait Object: Sized {
    /// Reads the fields.
    ///
    /// # Errors
    ///
    /// A required field is missing or has another type, or the JSON is broken.
    fn read<'de, A: MapAccess<'de>>(object: A) -> Result<Self, A::Error>;

    /// Writes the fields that are there.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error>;
}

/// For structs that contain themselves.
impl<T: Object> Object for Box<T> {
    fn read<'de, A: MapAccess<'de>>(object: A) -> Result<Self, A::Error> {
        T::read(object).map(Self::new)
    }

    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        T::write(self, object)
    }
}

/// Makes serde's traits of [`Object`].
#[doc(hidden)]
#[macro_export]
macro_rules! object_type {
    ($name:ident) => {
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

/// The name of a field, borrowed from the text where that is possible.
#[derive(Debug)]
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The name on the wire.
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

/// Reads an object, and nothing else.
///
/// # Errors
///
/// It is no object, or [`Object::read`] fails.
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

/// Writes an object.
///
/// # Errors
///
/// Those of the writer.
pub fn write_object<S: Serializer, T: Object>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    value.write(&mut object)?;
    object.end()
}

/// The value of a required field, which was read before.
///
/// # Errors
///
/// The field was not there.
pub fn required<T, E: Error>(name: &'static str, value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

/// Passes over the value of a field that the description does not have.
///
/// # Errors
///
/// The JSON is broken.
pub fn skip<'de, A: MapAccess<'de>>(object: &mut A) -> Result<(), A::Error> {
    object.next_value::<IgnoredAny>().map(drop)
}

/// Writes an optional field, if there is a value.
///
/// # Errors
///
/// Those of the writer.
pub fn write_optional<M: SerializeMap, T: Serialize>(
    object: &mut M,
    name: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => object.serialize_entry(name, value),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
