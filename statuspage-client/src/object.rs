//! Structs that are written as JSON objects: the functions with which the generated code reads and writes their fields.
//!
//! serde's derived code is about thirty times longer for each field, and the expansion of the macro should be readable. It would
//! also accept an array for a struct, and reject a field that occurs twice; here the last one counts.
//!
//! [`ObjectReader`] and [`ObjectWriter`] keep the first error, because a `?` after each field is what costs the compiler most.

mod fields;
mod read;
mod write;

use serde::{de::MapAccess, ser::SerializeMap};

pub use fields::{optional, optional_number, required, required_number, rest, rest_number};
pub use read::{Key, ObjectReader, read_object};
pub use write::{ObjectWriter, write_object};

/// A struct that is written as a JSON object. `object_type!` implements it and serde's traits.
// Hidden: it is not useful in the documentation of a model.
#[doc(hidden)]
pub trait Object: Sized {
    /// Reads the fields.
    ///
    /// # Errors
    ///
    /// A required field is missing or has another type, or the JSON is not valid.
    fn read<'de, A: MapAccess<'de>>(object: ObjectReader<'de, A>) -> Result<Self, A::Error>;

    /// Writes the fields that have a value.
    fn write<M: SerializeMap>(&self, object: &mut ObjectWriter<M>);

    /// Returns the number of values that have no field, but are kept.
    fn unnamed(&self) -> usize {
        0
    }
}

/// For recursive structs.
impl<T: Object> Object for Box<T> {
    fn read<'de, A: MapAccess<'de>>(object: ObjectReader<'de, A>) -> Result<Self, A::Error> {
        T::read(object).map(Self::new)
    }

    fn write<M: SerializeMap>(&self, object: &mut ObjectWriter<M>) {
        T::write(self, object);
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
    (@skip $object:ident $key:ident) => {
        $object.skip()
    };
    (@skip $object:ident $key:ident $rest:ident $kind:ident) => {
        $crate::runtime::$kind::read(&mut $object, &$key, &mut $rest)
    };
    (@must_exist optional $wire:literal $field:ident) => {};
    (@must_exist optional_number $wire:literal $field:ident) => {};
    (@must_exist $kind:ident $wire:literal $field:ident) => {
        let Some($field) = $field else {
            return Err($crate::runtime::serde::de::Error::missing_field($wire));
        };
    };
    ($name:ident { $($field:ident: $kind:ident $wire:literal,)* $(..$rest:ident: $rest_kind:ident)? }) => {
        impl $crate::runtime::Object for $name {
            fn read<'de, A: $crate::runtime::serde::de::MapAccess<'de>>(
                mut object: $crate::runtime::ObjectReader<'de, A>,
            ) -> std::result::Result<Self, A::Error> {
                // The compiler needs a third less time if a field is assigned, not borrowed, and is unwrapped before `Self`.
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                while let Some(key) = object.next_key() {
                    match key.as_str() {
                        $($wire => $field = $crate::runtime::$kind::read(&mut object),)*
                        _ => $crate::object_type!(@skip object key $($rest $rest_kind)?),
                    }
                }
                object.end()?;
                $($crate::object_type!(@must_exist $kind $wire $field);)*
                Ok(Self { $($field,)* $($rest)? })
            }

            fn write<M: $crate::runtime::serde::ser::SerializeMap>(
                &self,
                object: &mut $crate::runtime::ObjectWriter<M>,
            ) {
                $($crate::runtime::$kind::write(object, $wire, &self.$field);)*
                $($crate::runtime::$rest_kind::write(object, &self.$rest);)?
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

#[cfg(test)]
mod tests;
