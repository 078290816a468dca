//! Writes a struct as a JSON object, field by field.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Object;

/// The JSON object that the fields are written to. After the first error nothing is written, and the object fails.
#[derive(Debug)]
pub struct ObjectWriter<M: SerializeMap> {
    object: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> ObjectWriter<M> {
    /// Writes a field.
    pub(super) fn entry<K: Serialize + ?Sized, T: Serialize>(&mut self, name: &K, value: &T) {
        if self.error.is_none() {
            self.error = self.object.serialize_entry(name, value).err();
        }
    }
}

/// Writes a struct as a JSON object.
///
/// # Errors
///
/// The serializer fails.
pub fn write_object<S: Serializer, T: Object>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = ObjectWriter {
        object: serializer.serialize_map(None)?,
        error: None,
    };
    value.write(&mut writer);
    writer.error.map_or_else(|| writer.object.end(), Err)
}
