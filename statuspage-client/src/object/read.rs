//! Reads a struct from a JSON object, field by field.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};

use super::Object;

/// The fields of a JSON object. After the first error it has no more fields, and [`end`](Self::end) returns the error.
#[derive(Debug)]
pub struct ObjectReader<'de, A: MapAccess<'de>> {
    object: A,
    error: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> ObjectReader<'de, A> {
    pub(crate) fn new(object: A) -> Self {
        Self {
            object,
            error: None,
            lifetime: PhantomData,
        }
    }

    /// Returns the name of the next field.
    pub fn next_key(&mut self) -> Option<Key<'de>> {
        if self.error.is_some() {
            return None;
        }
        let key = self.object.next_key();
        self.keep_error(key).flatten()
    }

    /// Ignores the value of a field that is not in the description.
    pub fn skip(&mut self) {
        self.value(PhantomData::<IgnoredAny>);
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first error: the JSON is not valid, or a field could not be read.
    pub fn end(self) -> Result<(), A::Error> {
        self.error.map_or(Ok(()), Err)
    }

    /// Reads the value of the field.
    pub(super) fn value<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Option<S::Value> {
        let value = self.object.next_value_seed(seed);
        self.keep_error(value)
    }

    pub(super) fn keep_error<T>(&mut self, result: Result<T, A::Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }
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
        T::read(ObjectReader::new(object))
    }
}
