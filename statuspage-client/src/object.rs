//! Structs that are written as JSON objects: the functions with which the generated code reads, writes and formats their fields.
//!
//! serde's derived code is about thirty times longer for each field, and the expansion of the macro should be readable. It would
//! also accept an array for a struct, and reject a field that occurs twice; here the last one counts.
//!
//! What the compiler needs for a field is needed thousands of times in a large client. So [`ObjectReader`] and [`ObjectWriter`]
//! keep the first error, instead of a `?` after each field. They are traits without lifetimes, because the compiler keeps a type
//! for each place where it infers a lifetime. `Debug` uses the list of fields of the serialization, instead of derived code.

mod read;
mod write;

pub(crate) use read::MapReader;
pub use read::{ObjectReader, read_object};
pub use write::{ObjectWriter, debug_object, write_object};

/// A struct that is written as a JSON object. `object_type!` implements it, serde's traits and `Debug`.
// Hidden: it is not useful in the documentation of a model.
#[doc(hidden)]
pub trait Object: Sized {
    /// Reads the fields.
    ///
    /// # Errors
    ///
    /// A required field is missing or has another type, or the JSON is not valid.
    fn read<O: ObjectReader>(object: O) -> Result<Self, O::Error>;

    /// Writes the fields.
    fn write<O: ObjectWriter>(&self, object: &mut O);

    /// Returns the number of values that have no field, but are kept.
    fn unnamed(&self) -> usize {
        0
    }
}

/// For recursive structs.
impl<T: Object> Object for Box<T> {
    fn read<O: ObjectReader>(object: O) -> Result<Self, O::Error> {
        T::read(object).map(Self::new)
    }

    fn write<O: ObjectWriter>(&self, object: &mut O) {
        T::write(self, object);
    }

    fn unnamed(&self) -> usize {
        T::unnamed(self)
    }
}

/// Implements [`Object`], serde's traits and `Debug` for a struct, of which it lists the fields:
///
/// ```text
/// object_type! { Animal { id: required "id", born_at: optional "bornAt", ..additional_properties: rest } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object_type {
    (@skip $object:ident) => {
        $object.skip()
    };
    (@skip $object:ident $rest:ident $kind:ident) => {
        $object.$kind(&mut $rest)
    };
    (@must_exist $object:ident optional $wire:literal $field:ident) => {};
    (@must_exist $object:ident optional_number $wire:literal $field:ident) => {};
    (@must_exist $object:ident $kind:ident $wire:literal $field:ident) => {
        let Some($field) = $field else {
            return $object.missing($wire);
        };
    };
    ($name:ident { $($field:ident: $kind:ident $wire:literal,)* $(..$rest:ident: $rest_kind:ident)? }) => {
        impl $crate::runtime::Object for $name {
            fn read<O: $crate::runtime::ObjectReader>(
                mut object: O,
            ) -> std::result::Result<Self, O::Error> {
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                while let Some(key) = object.next_key() {
                    match key {
                        $($wire => object.$kind(&mut $field),)*
                        _ => $crate::object_type!(@skip object $($rest $rest_kind)?),
                    }
                }
                $($crate::object_type!(@must_exist object $kind $wire $field);)*
                object.end(Self { $($field,)* $($rest)? })
            }

            fn write<O: $crate::runtime::ObjectWriter>(&self, object: &mut O) {
                $(object.$kind($wire, &self.$field);)*
                $(object.$rest_kind(&self.$rest);)?
            }
            $(
                fn unnamed(&self) -> usize {
                    self.$rest.len()
                }
            )?
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::debug_object(self, stringify!($name), formatter)
            }
        }
        impl<'de> $crate::runtime::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                $crate::runtime::read_object(deserializer)
            }
        }
        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::Serializer>(
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
