//! Reads a struct from a JSON object, field by field.

use std::{borrow::Cow, collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error, IgnoredAny, IntoDeserializer, MapAccess, Visitor,
        value::StrDeserializer,
    },
};

use super::Object;
use crate::lenient::{Lenient, LenientSeed, Strict};

/// The fields of a JSON object. After the first error it has no more fields, and ends with the error.
pub trait ObjectReader: Sized {
    /// The error of the deserializer.
    type Error;

    /// Goes to the next field, and returns its name.
    fn next_key(&mut self) -> Option<&str>;

    /// Ignores the value of a field that is not in the description.
    fn skip(&mut self);

    /// Reads the value of a required field, which must have the described type; `None` after an error.
    fn required<T: Lenient>(&mut self, field: &mut Option<T>);

    /// Reads the value of an optional field; `None` if it is null or has another type than described.
    fn optional<T: Lenient>(&mut self, field: &mut Option<T>);

    /// Adds a value to the fields that the struct does not list, unless it is null or has another type than described.
    fn rest<K: DeserializeOwned + Ord, T: Lenient>(&mut self, rest: &mut BTreeMap<K, T>);

    /// The same as [`required`](Self::required): numbers differ only when they are written.
    fn required_number<T: Lenient>(&mut self, field: &mut Option<T>) {
        self.required(field);
    }

    /// The same as [`optional`](Self::optional).
    fn optional_number<T: Lenient>(&mut self, field: &mut Option<T>) {
        self.optional(field);
    }

    /// The same as [`rest`](Self::rest).
    fn rest_number<K: DeserializeOwned + Ord, T: Lenient>(&mut self, rest: &mut BTreeMap<K, T>) {
        self.rest(rest);
    }

    /// Ends the object without a required field.
    ///
    /// # Errors
    ///
    /// The first error, or that the field is missing.
    fn missing<T>(self, name: &'static str) -> Result<T, Self::Error>;

    /// Ends the object, and returns the struct.
    ///
    /// # Errors
    ///
    /// The first error: the JSON is not valid, or a field could not be read.
    fn end<T>(self, value: T) -> Result<T, Self::Error>;
}

/// Reads the fields from a deserializer.
pub(crate) struct MapReader<'de, A: MapAccess<'de>> {
    object: A,
    key: Key<'de>,
    error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> MapReader<'de, A> {
    pub(crate) fn new(object: A) -> Self {
        Self {
            object,
            key: Key(Cow::Borrowed("")),
            error: None,
        }
    }

    fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Option<S::Value> {
        let value = self.object.next_value_seed(seed);
        self.keep_error(value)
    }

    fn keep_error<T>(&mut self, result: Result<T, A::Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
}

impl<'de, A: MapAccess<'de>> ObjectReader for MapReader<'de, A> {
    type Error = A::Error;

    fn next_key(&mut self) -> Option<&str> {
        if self.error.is_some() {
            return None;
        }
        let key = self.object.next_key();
        self.key = self.keep_error(key).flatten()?;
        Some(&self.key.0)
    }

    fn skip(&mut self) {
        self.value(PhantomData::<IgnoredAny>);
    }

    fn required<T: Lenient>(&mut self, field: &mut Option<T>) {
        *field = self.value(PhantomData).map(|Strict(value)| value);
    }

    fn optional<T: Lenient>(&mut self, field: &mut Option<T>) {
        *field = self.value(LenientSeed::new()).flatten();
    }

    fn rest<K: DeserializeOwned + Ord, T: Lenient>(&mut self, rest: &mut BTreeMap<K, T>) {
        let Some(value) = self.value(LenientSeed::new()).flatten() else {
            return;
        };
        let key: StrDeserializer<'_, A::Error> = self.key.0.as_ref().into_deserializer();
        let key = K::deserialize(key);
        if let Some(key) = self.keep_error(key) {
            rest.insert(key, value);
        }
    }

    fn missing<T>(self, name: &'static str) -> Result<T, A::Error> {
        Err(self.error.unwrap_or_else(|| A::Error::missing_field(name)))
    }

    fn end<T>(self, value: T) -> Result<T, A::Error> {
        self.error.map_or(Ok(value), Err)
    }
}

/// The name of a field, borrowed from the input if possible.
struct Key<'de>(Cow<'de, str>);

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
        T::read(MapReader::new(object))
    }
}
