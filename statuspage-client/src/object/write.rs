//! Writes a struct as a JSON object, or formats it for `Debug`, field by field.

use std::{
    collections::BTreeMap,
    fmt::{self, Debug, DebugStruct, Formatter},
};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Object;
use crate::request::{Finite, Numbers};

/// What the fields are written to.
pub trait ObjectWriter {
    /// Writes a required field.
    fn required<T: Serialize + Debug>(&mut self, name: &'static str, value: &T);

    /// Writes an optional field, which is omitted in JSON if it has no value.
    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>);

    /// Writes the fields that the struct does not list.
    fn rest<K: Serialize + Debug, T: Serialize + Debug>(&mut self, rest: &BTreeMap<K, T>);

    /// Writes a required field with a number, or a list or map of numbers. A number that is not finite is an error in JSON.
    fn required_number<T: Numbers + Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.required(name, value);
    }

    /// The same for an optional field.
    fn optional_number<T: Numbers + Serialize + Debug>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) {
        self.optional(name, value);
    }

    /// The same for the fields that the struct does not list.
    fn rest_number<K: Serialize + Debug, T: Numbers + Serialize + Debug>(
        &mut self,
        rest: &BTreeMap<K, T>,
    ) {
        self.rest(rest);
    }
}

/// Writes the fields to a serializer. After the first error nothing is written, and the object fails.
struct MapWriter<M: SerializeMap> {
    object: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> MapWriter<M> {
    fn entry<K: Serialize + ?Sized, T: Serialize>(&mut self, name: &K, value: &T) {
        if self.error.is_none() {
            self.error = self.object.serialize_entry(name, value).err();
        }
    }
}

impl<M: SerializeMap> ObjectWriter for MapWriter<M> {
    fn required<T: Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.entry(name, value);
    }

    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    fn rest<K: Serialize + Debug, T: Serialize + Debug>(&mut self, rest: &BTreeMap<K, T>) {
        for (key, value) in rest {
            self.entry(key, value);
        }
    }

    fn required_number<T: Numbers + Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.entry(name, &Finite(value));
    }

    fn optional_number<T: Numbers + Serialize + Debug>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.entry(name, &Finite(value));
        }
    }

    fn rest_number<K: Serialize + Debug, T: Numbers + Serialize + Debug>(
        &mut self,
        rest: &BTreeMap<K, T>,
    ) {
        for (key, value) in rest {
            self.entry(key, &Finite(value));
        }
    }
}

/// Writes a struct as a JSON object.
///
/// # Errors
///
/// The serializer fails.
pub fn write_object<S: Serializer, T: Object>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = MapWriter {
        object: serializer.serialize_map(None)?,
        error: None,
    };
    value.write(&mut writer);
    writer.error.map_or_else(|| writer.object.end(), Err)
}

/// Formats the fields, with their names in JSON; those that the struct does not list are shown as `..`.
struct DebugWriter<'a, 'b>(DebugStruct<'a, 'b>);

impl ObjectWriter for DebugWriter<'_, '_> {
    fn required<T: Serialize + Debug>(&mut self, name: &'static str, value: &T) {
        self.0.field(name, value);
    }

    fn optional<T: Serialize + Debug>(&mut self, name: &'static str, value: &Option<T>) {
        self.0.field(name, value);
    }

    fn rest<K: Serialize + Debug, T: Serialize + Debug>(&mut self, rest: &BTreeMap<K, T>) {
        self.0.field("..", rest);
    }
}

/// Formats a struct.
///
/// # Errors
///
/// The formatter fails.
pub fn debug_object<T: Object>(
    value: &T,
    name: &'static str,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let mut writer = DebugWriter(formatter.debug_struct(name));
    value.write(&mut writer);
    writer.0.finish()
}
